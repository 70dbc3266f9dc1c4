import { firstOutside, plain, rejoin } from "./characters.ts";
import type { NormalForm } from "./kind.ts";
import { accept, type Outcome, refuse } from "./refusal.ts";

const KATAKANA = /^[\u30a1-\u30fa\u30fc\u31f0-\u31ff]$/u;
/** What stands between the parts of a name and sounds like nothing. */
export const NAME_SEPARATORS = /[ ・·•‧∙.,、。=゠＝]+/gu;

/** Small kana as large ones, and kana that sound alike today as one. Character by character, on purpose: grams rest on it. */
const ALIKE: ReadonlyMap<string, string> = new Map(
  [
    ["ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ"],
    ["ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ", "クシストヌハヒフヘホムラリルレロ"],
    ["ヂヅヰヱヲ", "ジズイエオ"],
  ].flatMap(([from = "", to = ""]) =>
    Array.from(from).map((kana, index) => [kana, Array.from(to)[index] ?? kana] as const),
  ),
);

const VOWEL_ROWS = [
  ["ア", "アカサタナハマヤラワガザダバパヷ"],
  ["イ", "イキシチニヒミリギジビピヸ"],
  ["ウ", "ウクスツヌフムユルグズブプヴ"],
  // A long e is written エイ, a long o オウ, far more often than エエ and オオ.
  ["イ", "エケセテネヘメレゲゼデベペヹ"],
  ["ウ", "オコソトノホモヨロゴゾドボポヺ"],
] as const;
const LENGTHENED = new Map(VOWEL_ROWS.flatMap(([vowel, row]) => Array.from(row).map((kana) => [kana, vowel] as const)));
const [, , , [, E_ROW], [, O_ROW]] = VOWEL_ROWS;

export function toKatakana(text: string): string {
  return text.replaceAll(/[\u3041-\u3096\u309d\u309e]/gu, (kana) =>
    String.fromCodePoint((kana.codePointAt(0) ?? 0) + 0x60),
  );
}

/** Katakana without the difference between small and large kana, and between ジ and ヂ, ズ and ヅ, オ and ヲ. */
export function foldAlike(katakana: string): string {
  return Array.from(katakana)
    .map((kana) => ALIKE.get(kana) ?? kana)
    .join("");
}

/** Katakana as it is heard: sounds alike are one, and a long vowel has one spelling (オーノ, オオノ, オウノ). */
export function foldSound(katakana: string): string {
  let before = "";
  let spelled = "";
  for (const kana of foldAlike(katakana)) {
    let heard = kana;
    if (kana === "ー") heard = LENGTHENED.get(before) ?? "";
    else if (kana === "オ" && O_ROW.includes(before) && before !== "") heard = "ウ";
    else if (kana === "エ" && E_ROW.includes(before) && before !== "") heard = "イ";
    spelled += heard;
    before = heard === "" ? before : heard;
  }
  return spelled;
}

/** いすゞ as イスズ: the reading of a mark of repetition. One that repeats nothing stays, to be refused. */
function spellOutRepetition(katakana: string): string {
  let before = "";
  return Array.from(katakana)
    .map((kana) => {
      const repeats = KATAKANA.test(before);
      if (repeats && kana === "ヽ") return before;
      const voiced = `${before.normalize("NFD").charAt(0)}\u3099`.normalize("NFC");
      before = repeats && kana === "ヾ" && KATAKANA.test(voiced) ? voiced : kana;
      return before;
    })
    .join("");
}

/**
 * A name in kana. Exact: full-width katakana without blanks and 中黒, small kana and ヴ kept. Loose: as it is heard.
 * It does not know which reading of 「ハ」 or 「へ」 is a particle, and takes ヴァ and バ for different sounds.
 */
export function normaliseKana(text: string): Outcome<NormalForm> {
  const typed = plain("kana", text);
  if (!typed.ok) return typed;
  const katakana = rejoin(toKatakana(typed.value).replaceAll(NAME_SEPARATORS, ""));
  const exact = spellOutRepetition(katakana).replaceAll(/ー+/gu, "ー");
  const character = firstOutside(exact, KATAKANA);
  if (character !== undefined) {
    const hint = {
      ja: "カタカナかひらがなで書いてください（例: ヤマダ タロウ）。",
      en: "Write it in katakana or hiragana (for example ヤマダ タロウ).",
    };
    return refuse("kana", "character", { character, hint });
  }
  if (exact === "" || exact === "ー") return refuse("kana", "no-letter");
  return accept({ exact, loose: foldSound(exact) });
}
