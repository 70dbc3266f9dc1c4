import { foldAlike, normaliseKana } from "./kana.ts";
import { accept, type Outcome, refuse } from "./refusal.ts";

/*
 * Search by a part of a name in kana, without storing the name: the grams are hashed with a key of the operator, and a search asks for all
 * those of the part. Pairs, because most Japanese names have three or four kana to a half: a longer gram could not be asked for
 * with ヤマ or リカ, a single kana finds everybody. The first one and two kana are marked as the start (^ヤ, ^ヤマ), because a
 * clerk most often has the beginning of a name.
 *
 * What leaks: whoever reads the hashes without the key sees which names share a pair and how frequent each is, and pairs of kana
 * are as uneven as the names of Japan; with a list of names much can be guessed. The order of the pairs is not stored, but the
 * start is. So a gram is a personal value: keep it only where search by a part is needed, apart for each operator, and erase
 * it with the person. A part may find people who have its pairs in other places; the name itself, unsealed, decides.
 */

const START = "^";

/** ー goes, small kana are large: character by character, so that a part of a name folds to a part of the folded name. */
function forGrams(kana: string): string[] {
  return Array.from(foldAlike(kana.replaceAll("ー", "")));
}

function pairs(kana: readonly string[]): string[] {
  return kana.slice(1).map((second, index) => `${kana[index] ?? ""}${second}`);
}

function starts(kana: readonly string[]): string[] {
  return [1, 2].filter((length) => kana.length >= length).map((length) => START + kana.slice(0, length).join(""));
}

/**
 * The grams of a name, to be hashed and stored.
 * @param kana the exact form of kind `kana`
 */
export function kanaGrams(kana: string): ReadonlySet<string> {
  const folded = forGrams(kana);
  return new Set([...starts(folded), ...pairs(folded)]);
}

/**
 * The grams that a name must have to hold the part: every name that holds it has them all.
 * @param part as a clerk types it, two kana or more besides ー; one where `fromStart`
 * @param where.fromStart whether the name begins with the part
 */
export function queryGrams(part: string, where: { readonly fromStart: boolean }): Outcome<ReadonlySet<string>> {
  const typed = normaliseKana(withoutLength(part));
  if (!typed.ok) return typed;
  const folded = forGrams(typed.value.exact);
  if (folded.length < (where.fromStart ? 1 : 2)) return refuse("kana", "part-too-short");
  return accept(new Set([...(where.fromStart ? starts(folded) : []), ...pairs(folded)]));
}

/**
 * Whether a name holds the part, and not only its pairs in other places.
 * @param kana the exact form of kind `kana`
 */
export function holdsPart(kana: string, part: string, where: { readonly fromStart: boolean }): boolean {
  const typed = normaliseKana(withoutLength(part));
  if (!typed.ok) return false;
  const [name, wanted] = [kana, typed.value.exact].map((text) => forGrams(text).join(""));
  if (name === undefined || wanted === undefined) return false;
  return where.fromStart ? name.startsWith(wanted) : name.includes(wanted);
}

/** A part may begin in the middle of a long vowel, which grams leave out. */
function withoutLength(part: string): string {
  return part.replace(/^[\s\u30fc\uff70-]+/u, "");
}
