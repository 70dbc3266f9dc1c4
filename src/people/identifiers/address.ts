import { plainCapitals, rejoin } from "./characters.ts";
import type { NormalForm } from "./kind.ts";
import { NUMERALS, numeralsToDigits } from "./numerals.ts";
import { accept, type Outcome, refuse } from "./refusal.ts";
import { closeUp, foldAsHeard, foreignMark, NO_SUCH_MARK, readRoom } from "./room.ts";

/**
 * Municipalities that only one prefecture has and that are often written without it: the wards of Tokyo, save 中央区, 北区 and 港区, whose
 * names other cities' wards share, and the designated cities.
 */
const PREFECTURE_OF: readonly (readonly [prefecture: string, municipalities: string])[] = [
  [
    "東京都",
    "千代田区 新宿区 文京区 台東区 墨田区 江東区 品川区 目黒区 大田区 世田谷区 渋谷区 中野区 杉並区 豊島区 荒川区 板橋区 練馬区 足立区 葛飾区 江戸川区",
  ],
  ["北海道", "札幌市"],
  ["宮城県", "仙台市"],
  ["埼玉県", "さいたま市"],
  ["千葉県", "千葉市"],
  ["神奈川県", "横浜市 川崎市 相模原市"],
  ["新潟県", "新潟市"],
  ["静岡県", "静岡市 浜松市"],
  ["愛知県", "名古屋市"],
  ["京都府", "京都市"],
  ["大阪府", "大阪市 堺市"],
  ["兵庫県", "神戸市"],
  ["岡山県", "岡山市"],
  ["広島県", "広島市"],
  ["福岡県", "北九州市 福岡市"],
  ["熊本県", "熊本市"],
];
const PREFECTURES = new Map(
  PREFECTURE_OF.flatMap(([prefecture, names]) => names.split(" ").map((name) => [name, prefecture] as const)),
);
const PREFECTURE = /^(?:東京都|北海道|(?:京都|大阪)府|(?:神奈川|和歌山|鹿児島|\p{Script=Han}{2})県)/u;

/** 番 is a unit of the block number, but not in 三番町 and 六番丁; 号 not in 二号線, 3号棟 and 101号室. */
const UNIT = "(?:丁目|番地?(?![町丁街])|号(?![線棟館室]))";
const DIGITS = "(?<!\\d)\\d+";
/** A number in ideographs counts as one only where a unit or a hyphen follows it: 一宮 and 八丁堀 are names. */
const IDEOGRAPHIC = `[${NUMERALS}]+`;
const FIRST = `(?:${DIGITS}(?=\\s*${UNIT})|${DIGITS}(?![\\d条区町丁線番号階FA-Z]|地割)|${IDEOGRAPHIC}(?=\\s*${UNIT}|\\s*-\\s*[\\d${NUMERALS}]))`;
const BETWEEN = `\\s*(?:(?:丁目|番地?)\\s*[-のノ之]?|号?\\s*[-のノ之])\\s*`;
const FURTHER = `(?:\\d+(?![\\d階F])|${IDEOGRAPHIC}(?=\\s*${UNIT}|[-のノ]|\\s*$))`;
const BLOCK = new RegExp(
  `^(?<area>.*?)(?<block>${FIRST}(?:${BETWEEN}${FURTHER})*)(?:[\\s-]*${UNIT})?(?<rest>.*)$`,
  "u",
);
const MOST_READINGS = 8;
const NUMBER = new RegExp(`\\d+|${IDEOGRAPHIC}`, "gu");

/**
 * An address in Japan. Exact: one line without the postal code; block numbers as 2-54-11, whatever stood between them and in
 * whichever numerals; what follows after one blank, its room number as in kind `room`. Where the municipality has its name alone, the
 * prefecture is filled in. Loose: without prefecture, 大字 and 字; ヶ/ケ/が, ノ/の/之 and old ideographs as one; the building as it is heard.
 *
 * It asks no gazetteer, so it does not know: whether the place exists; former and merged municipalities; a left-out 郡, city or 丁目; the
 * passing names of streets in 京都; 三番町 written 3番町, save 条 in 北24条西5丁目; 地割, いろは and 甲乙 for block numbers (kept as written);
 * where a hyphen joins the room to the block (2-54-11-101 and 2-54-11 101 are similar, not the same); addresses abroad.
 */
export function normaliseAddress(text: string): Outcome<NormalForm> {
  let outcome = readAddress(text);
  // A mark that goes may leave its neighbours reading as one more block number (2-の54): read on until nothing changes.
  for (let reading = 0; reading < MOST_READINGS && outcome.ok; reading += 1) {
    const again = readAddress(outcome.value.exact);
    if (again.ok && again.value.exact === outcome.value.exact) return again;
    outcome = again;
  }
  return outcome;
}

function readAddress(text: string): Outcome<NormalForm> {
  const typed = plainCapitals("address", text);
  if (!typed.ok) return typed;
  const character = foreignMark(typed.value);
  if (character !== undefined) return refuse("address", "character", { character, hint: NO_SUCH_MARK });
  const line = rejoin(typed.value.replaceAll(/[ ,.、。・·'"「」『』()]+/g, " "))
    .replace(/^(?:〒?\s*\d{3}-?\d{4}(?!\d)\s*(?=\p{L})|〒\s*)/u, "")
    .replaceAll(new RegExp(`(?<=[北南東西])[${NUMERALS}]+(?=条)`, "gu"), numeralsToDigits);
  const { area = line, block = "", rest = "" } = BLOCK.exec(line)?.groups ?? {};
  const numbers = [...block.matchAll(NUMBER)].map(([number]) =>
    String(Number(/^\d/.test(number) ? number : numeralsToDigits(number))),
  );
  const place = withPrefecture(rejoin(area.replaceAll(" ", "")));
  if (!/\p{L}/u.test(place.replace(PREFECTURE, ""))) return refuse("address", "municipality-missing");
  const building = readBuilding(rest);
  const street = `${place}${numbers.join("-")}`;
  return accept({
    exact: building === "" ? street : `${street} ${building}`,
    loose: looseAddress(place, numbers, building),
  });
}

function withPrefecture(area: string): string {
  if (PREFECTURE.test(area)) return area;
  const municipality = /^[\p{L}]+?[市区]/u.exec(area)?.[0] ?? "";
  return `${PREFECTURES.get(municipality) ?? ""}${area}`;
}

function readBuilding(rest: string): string {
  const room = readRoom(rest);
  if (room === undefined) return closeUp(rest);
  return room.building === "" ? room.number : `${room.building} ${room.number}`;
}

function looseAddress(place: string, numbers: readonly string[], building: string): string {
  const area = place.replace(PREFECTURE, "").replaceAll(/(?<!文)大?字(?=\p{L})/gu, "");
  const room = /^\d+$/.test(building) ? `-${building}` : building === "" ? "" : ` ${building.replaceAll(" ", "")}`;
  return foldAsHeard(area) + numbers.join("-") + foldAsHeard(room);
}
