import type { IdentifierKind } from "./kind.ts";
import { accept, type Outcome, refuse } from "./refusal.ts";

const LONGEST = 300;
/** After NFKC: hyphens, dashes, the minus sign, ruled lines, and the long vowel mark that keyboards offer in their place. */
const HYPHEN_LIKE = /[-\u2010-\u2015\u2043\u2212\u2500\u2501\u30fc]/u;
const LONG_VOWEL_MARK = "ー";
const KANA = /[\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff]/u;
const OTHER_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * The text as one would have typed it on one keyboard: NFKC; one kind of blank, hyphen and apostrophe; without variation
 * selectors (IVS) and other characters that nobody sees. NFKC also unites the compatibility ideographs that
 * Unicode holds to be one character (神/神, 福/福); 髙, 﨑 and 𠮷 are characters of their own and stay.
 */
export function plain(kind: IdentifierKind, text: string): Outcome<string> {
  if (!text.isWellFormed() || text.includes("\ufffd")) return refuse(kind, "broken-text");
  if (/\p{Co}/u.test(text)) return refuse(kind, "private-character");
  // Checked before and after: NFKC may make one character into eighteen.
  if (text.length > 4 * LONGEST) return refuse(kind, "too-long", { limit: LONGEST });
  const folded = text
    // Stand-alone voicing marks and accents, which NFKC would tear off with a blank.
    .replaceAll("\u309b", "\u3099")
    .replaceAll("\u309c", "\u309a")
    .replaceAll(/[\u00b4\uff40]/g, "'")
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "")
    .normalize("NFKC")
    .replaceAll(/[\u0060\u2018\u2019\u02bc\u2032]/g, "'")
    .replaceAll(/[\s\u2028\u2029]+/gu, " ")
    .trim();
  if (/\p{Cc}/u.test(folded)) return refuse(kind, "broken-text");
  if (folded === "") return refuse(kind, "empty");
  if (Array.from(folded).length > LONGEST) return refuse(kind, "too-long", { limit: LONGEST });
  return accept(uniteHyphens(folded));
}

/**
 * A hyphen-like mark is a long vowel where it follows kana and no letter or digit of another kind comes next
 * (ス-パ-, but コーポ-101); everywhere else it is a hyphen, however long it was drawn (2ー5ー1).
 */
function uniteHyphens(text: string): string {
  const characters = Array.from(text);
  let before = "";
  return characters
    .map((character, index) => {
      if (!HYPHEN_LIKE.test(character)) {
        before = character;
        return character;
      }
      const next = characters[index + 1] ?? "";
      const leadsOn = OTHER_LETTER_OR_DIGIT.test(next) && !KANA.test(next);
      before = KANA.test(before) && (character === LONG_VOWEL_MARK || !leadsOn) ? LONG_VOWEL_MARK : "-";
      return before;
    })
    .join("");
}

/** The same, in capital letters. */
export function plainCapitals(kind: IdentifierKind, text: string): Outcome<string> {
  const typed = plain(kind, text);
  return typed.ok ? plain(kind, typed.value.toUpperCase()) : typed;
}

/** The same for a text that something was taken out of: marks have other neighbours then. */
export function rejoin(text: string): string {
  return uniteHyphens(text.normalize("NFKC"));
}

/** The first character that is not allowed, if any. */
export function firstOutside(text: string, allowed: RegExp): string | undefined {
  return Array.from(text).find((character) => !allowed.test(character));
}
