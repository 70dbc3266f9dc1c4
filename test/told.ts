import assert from "node:assert/strict";
import { isArticle } from "../src/law/index.ts";
import { CHANGE_CLASSES, diff, type PolicyContent } from "../src/policy/index.ts";
import { canonicalJson, pointer } from "../src/wire/index.ts";

const NOTHING = "holds nothing";

/** Every leaf of a value, by pointer: an independent and deeper look than that of the diff. */
export function leaves(value: unknown, path: readonly string[] = []): Map<string, string> {
  if (typeof value !== "object" || value === null) return new Map([[pointer(path), String(value)]]);
  const entries = Object.entries(value);
  if (entries.length === 0) return new Map([[pointer(path), NOTHING]]);
  return new Map(entries.flatMap(([key, one]) => [...leaves(one, [...path, key])]));
}

/** What must hold of the changes from any version to any other. */
export function tellsOfEverything(before: PolicyContent, after: PolicyContent): void {
  const changes = diff(before, after);
  const flat = ({ rooms, ...core }: PolicyContent): unknown => ({ ...core, ...rooms });
  const written = (content: PolicyContent): string => canonicalJson(content);
  assert.equal(changes.length === 0, written(before) === written(after));
  const [was, is] = [leaves(flat(before)), leaves(flat(after))];
  const told = new Set(changes.flatMap(({ pointers }) => pointers));
  for (const place of new Set([...was.keys(), ...is.keys()])) {
    if (was.get(place) === is.get(place)) continue;
    const words = place.split("/");
    // What holds nothing on one side is told of by what it holds on the other.
    const inside =
      [was, is].some((side) => side.get(place) === NOTHING) && [...told].some((one) => one.startsWith(place));
    assert.ok(
      inside || words.some((_word, index) => told.has(words.slice(0, index + 1).join("/"))),
      `${place} is told by nothing`,
    );
  }
  for (const { says, asks, question, class: name, pointers } of changes) {
    assert.ok(CHANGE_CLASSES.includes(name));
    assert.ok(asks.length > 0 && pointers.length > 0);
    for (const words of [says, ...asks.map((one) => one.says), ...(question === undefined ? [] : [question.says])])
      for (const language of ["ja", "en"] as const) {
        assert.ok(words[language].length > 0);
        assert.doesNotMatch(words[language], /\{[a-z]+\}|undefined|\[object/);
      }
    for (const { article } of asks) assert.ok(article === undefined || isArticle(article));
    if (question !== undefined)
      for (const answer of ["yes", "no"]) assert.ok(asks.some((one) => one.answer === answer));
  }
}
