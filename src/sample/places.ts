import type { Draw } from "./draw.ts";

/**
 * Real municipalities, so that the office of a district is found, and in each a town that there is not: 見本町, 例示町, ひな形町.
 */
const MUNICIPALITIES = [
  "東京都中野区",
  "東京都世田谷区",
  "東京都足立区",
  "東京都八王子市",
  "神奈川県横浜市港北区",
  "神奈川県川崎市中原区",
  "埼玉県さいたま市大宮区",
  "千葉県船橋市",
  "愛知県名古屋市中村区",
  "大阪府大阪市淀川区",
  "大阪府東大阪市",
  "兵庫県神戸市灘区",
  "福岡県福岡市博多区",
  "北海道札幌市北区",
  "宮城県仙台市青葉区",
  "広島県広島市中区",
  "沖縄県那覇市",
] as const;
const TOWNS = ["見本町", "例示町", "ひな形町"] as const;
const HOUSES = ["見本ハイツ", "レオ見本荘", "例示コーポ", "ひな形マンション"] as const;

export function addressOf(draw: Draw): string {
  const street = `${draw.pick(MUNICIPALITIES)}${draw.pick(TOWNS)}${1 + draw.below(6)}-${1 + draw.below(40)}-${1 + draw.below(30)}`;
  const room = `${1 + draw.below(4)}0${1 + draw.below(9)}`;
  return draw.percent(75) ? `${street} ${draw.pick(HOUSES)}${room}` : street;
}

/** Area codes whose local numbers have four digits, then three. */
const LONG_AREAS = ["03", "06"] as const;
const AREAS = ["022", "043", "045", "048", "052", "075", "078", "082", "092"] as const;
const ALL_AREAS = [...LONG_AREAS, ...AREAS];
const NUMBERS = 1_000_000;
/** Shares no factor with `NUMBERS`, so that no two people come to the same number. */
const STRIDE = 617_693;

/** More people than that would come to share a telephone number. */
export const MOST_PEOPLE = ALL_AREAS.length * NUMBERS;

/**
 * A telephone number that nobody has. Japan keeps no numbers for examples; but what is dialled within an area begins with 2 to 9, since
 * 1 leads to 110, 119 and services (総務省, 電話番号に関するQ&A, Q1). These begin with 1 after the area code.
 * @param serial another one for each person
 */
export function phoneOf(serial: number): string {
  const area = ALL_AREAS[serial % ALL_AREAS.length] ?? "03";
  const digits = String((Math.floor(serial / ALL_AREAS.length) * STRIDE) % NUMBERS).padStart(6, "0");
  const isLong = area.length === 2;
  return isLong
    ? `${area}-1${digits[0]}${digits[1]}0-${digits.slice(2)}`
    : `${area}-1${digits.slice(0, 2)}-${digits.slice(2)}`;
}

/** By the name that RFC 2606 and JPRS keep for examples. */
export function emailOf(serial: number): string {
  return `mihon.${serial + 1}@example.jp`;
}
