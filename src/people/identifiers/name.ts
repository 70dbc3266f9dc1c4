import { firstOutside, plainCapitals, rejoin } from "./characters.ts";
import { foldIdeographs, foldParticles } from "./ideographs.ts";
import { foldSound, NAME_SEPARATORS, toKatakana } from "./kana.ts";
import type { NormalForm } from "./kind.ts";
import { accept, type Outcome, refuse } from "./refusal.ts";

const WRITTEN_TOGETHER = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}ー]";
const BLANKS_BESIDE = new RegExp(` (?=${WRITTEN_TOGETHER})|(?<=${WRITTEN_TOGETHER}) `, "gu");
const ALLOWED = { name: /[\p{L}\p{M}〇' -]/u, alias: /[\p{L}\p{M}\p{N}' &!?-]/u } as const;

/**
 * A name, or an alias (通称, a pen name), which may hold digits. Exact: full width, capital letters, without blanks and 中黒 save
 * between words in Latin letters. Loose: old ideographs as today's, kana by their sound, accents dropped, Latin words in any order.
 * It does not know where a family name ends, which reading an ideograph has, a title (様, Dr.) that was left on, nor a
 * kana typed for an ideograph that looks like it (力/カ, 二/ニ), but for ー after an ideograph, which loosely is 一.
 */
export function normaliseName(kind: "name" | "alias", text: string): Outcome<NormalForm> {
  const typed = plainCapitals(kind, text);
  if (!typed.ok) return typed;
  const exact = rejoin(
    typed.value
      .replaceAll(NAME_SEPARATORS, " ")
      .replaceAll(/ ?-[ -]*/g, "-")
      .replaceAll(BLANKS_BESIDE, "")
      .trim(),
  );
  const character = firstOutside(exact, ALLOWED[kind]);
  if (character !== undefined) {
    const hint = {
      ja: "氏名だけを書き、旧姓や屋号、通称は別の欄に分けてください。",
      en: "Write the name alone; a former name, a trade name or an alias goes into a field of its own.",
    };
    return refuse(kind, "character", { character, hint });
  }
  if (!/[\p{L}\p{N}]/u.test(exact)) return refuse(kind, "no-letter");
  const loose = looseName(exact);
  // Marks alone may be left of what is no name in any script that is known here.
  return loose === "" ? refuse(kind, "no-letter") : accept({ exact, loose });
}

function looseName(exact: string): string {
  const ideographs = foldIdeographs(
    exact.replaceAll(/(?<=\p{Script=Han})-+(?=\p{Script=Han}|$)/gu, (marks) => "一".repeat(marks.length)),
  );
  const words = foldSound(foldParticles(toKatakana(ideographs)))
    .replaceAll(/\p{Script=Latin}\p{M}*/gu, withoutAccents)
    .replaceAll("'", "")
    .split(/[ -]+/)
    .filter((word) => word !== "");
  const together = words.join(" ").replaceAll(BLANKS_BESIDE, "");
  return /^[\p{Script=Latin}\p{N} ]+$/u.test(together) ? words.sort().join(" ") : together;
}

function withoutAccents(letter: string): string {
  return letter.normalize("NFD").replaceAll(/\p{M}/gu, "");
}
