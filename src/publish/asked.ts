import { citation } from "../law/index.ts";
import type { Change, Program } from "../policy/index.ts";
import { fill, type Language } from "../wire/index.ts";
import { VERSION_WORDS as WORDS } from "./version-words.ts";
import { publishedChanges } from "./versions.ts";

/** What the changes of each clause ask for by law, each line once; a clause of which nothing is asked is not there. */
export function askedByClause(from: Program, to: Program, lang: Language): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const change of publishedChanges(from, to)) {
    if (change.clause === undefined || change.class === "editorial") continue;
    const lines = found.get(change.clause) ?? new Set();
    for (const line of linesOf(change, lang)) lines.add(line);
    found.set(change.clause, lines);
  }
  return new Map([...found].map(([clause, lines]) => [clause, [...lines]]));
}

function linesOf({ question, asks }: Change, lang: Language): string[] {
  const cited = (says: string, article: Change["asks"][number]["article"]): string =>
    article === undefined
      ? says
      : `${says}${lang === "ja" ? "（" : " ("}${citation(article)[lang]}${lang === "ja" ? "）" : ")"}`;
  return [
    ...(question === undefined
      ? []
      : [fill(WORDS.whether[lang], { says: cited(question.says[lang], question.article) })]),
    ...asks
      .filter((one) => one.class !== "editorial")
      .map(
        ({ says, article, answer }) =>
          `${answer === undefined ? "" : WORDS[answer][lang]}${cited(says[lang], article)}`,
      ),
  ];
}
