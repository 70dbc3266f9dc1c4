import { firstOutside, plainCapitals } from "./characters.ts";
import type { NormalForm } from "./kind.ts";
import { accept, type Outcome, refuse } from "./refusal.ts";

/** What the machine-readable zone writes for letters outside A–Z (ICAO Doc 9303-3, section 6 A); of the others the accent is dropped. */
const TRANSLITERATED: readonly (readonly [string, string])[] = [
  ["Ä", "AE"],
  ["Ö", "OE"],
  ["Ü", "UE"],
  ["Å", "AA"],
  ["Æ", "AE"],
  ["Ø", "OE"],
  ["Œ", "OE"],
  ["Þ", "TH"],
  ["Ð", "D"],
  ["Đ", "D"],
  ["Ł", "L"],
  ["İ", "I"],
];

/** Kunrei spelling and long vowels as the passport's Hepburn writes them: no length, N before B, M and P too. */
const LOOSE_SPELLING: readonly (readonly [RegExp, string])[] = [
  [/O[OU]+/g, "O"],
  [/OH+(?![AEIOUYH])/g, "O"],
  [/U{2,}/g, "U"],
  [/M(?=[BMP])/g, "N"],
  [/TCH/g, "CCH"],
  [/(?<=^|[AIUEON])SY(?=[AUO])/g, "SH"],
  [/(?<=^|[AIUEON])TY(?=[AUO])/g, "CH"],
  [/(?<=^|[AIUEON])[JZ]Y(?=[AUO])/g, "J"],
  [/(?<=^|[AIUEON])SI/g, "SHI"],
  [/(?<=^|[AIUEON])TI/g, "CHI"],
  [/(?<=^|[AIUEON])TU/g, "TSU"],
  [/(?<=^|[AIUEON])HU/g, "FU"],
  [/(?<=^|[AIUEON])ZI/g, "JI"],
];

/**
 * A name in the letters of a passport: A–Z and single blanks. Hyphens are blanks and apostrophes nothing, as in the
 * machine-readable zone; a macron or circumflex goes. Loose: ONO, OHNO, OUNO and OONO are one, kunrei is Hepburn, and the
 * words stand in any order. It cannot tell 小野 from 大野, which a passport writes alike, and keeps EI, EE and II apart.
 */
export function normalisePassportName(text: string): Outcome<NormalForm> {
  const typed = plainCapitals("passport-name", text);
  if (!typed.ok) return typed;
  let letters = typed.value;
  for (const [letter, written] of TRANSLITERATED) letters = letters.replaceAll(letter, written);
  const exact = letters
    .normalize("NFD")
    .replaceAll(/\p{M}|'/gu, "")
    .replaceAll(/[ .,/<-]+/g, " ")
    .trim();
  const character = firstOutside(exact, /[A-Z ]/);
  if (character !== undefined) {
    const hint = {
      ja: "旅券のとおりにローマ字で書いてください（例: YAMADA TARO）。",
      en: "Write it in Latin letters as the passport does (for example YAMADA TARO).",
    };
    return refuse("passport-name", "character", { character, hint });
  }
  if (exact === "") return refuse("passport-name", "no-letter");
  return accept({ exact, loose: exact.split(" ").map(looseWord).sort().join(" ") });
}

function looseWord(word: string): string {
  return LOOSE_SPELLING.reduce((spelled, [from, to]) => spelled.replaceAll(from, to), word);
}
