import { type Article, citation } from "../law/index.ts";
import type { Change, Program } from "../policy/index.ts";
import { fillWords, type Language, type Words } from "../wire/index.ts";
import { publishedChanges } from "./versions.ts";

const WORDS = {
  question: { ja: "人が判断すること：{says}", en: "For a human to judge: {says}" },
  yes: { ja: "はいなら：{says}", en: "If so: {says}" },
  no: { ja: "いいえなら：{says}", en: "If not: {says}" },
  cited: { ja: "{says}（{article}）", en: "{says} ({article})" },
} as const satisfies Record<string, Words>;

/**
 * What a change asks for, a line for the question and for each ask, with its article: the same on the page, on the command line and
 * in the API. Empty where nothing is asked.
 */
export function askedOf({ question, asks }: Pick<Change, "question" | "asks">): readonly Words[] {
  const told = asks.filter((one) => one.class !== "editorial" || one.article !== undefined);
  return [
    ...(question === undefined ? [] : [fillWords(WORDS.question, { says: cited(question) })]),
    ...told.map((one) => (one.answer === undefined ? cited(one) : fillWords(WORDS[one.answer], { says: cited(one) }))),
  ];
}

function cited({ says, article }: { readonly says: Words; readonly article?: Article }): Words {
  return article === undefined ? says : fillWords(WORDS.cited, { says, article: citation(article) });
}

/** What the changes of each clause ask for by law, each line once; a clause of which nothing is asked is not there. */
export function askedByClause(from: Program, to: Program, lang: Language): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const change of publishedChanges(from, to)) {
    if (change.clause === undefined || change.class === "editorial") continue;
    const lines = found.get(change.clause) ?? new Set();
    for (const line of askedOf(change)) lines.add(line[lang]);
    found.set(change.clause, lines);
  }
  return new Map([...found].map(([clause, lines]) => [clause, [...lines]]));
}
