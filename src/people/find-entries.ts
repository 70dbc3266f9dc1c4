import type { Caller, Door } from "../access/index.ts";
import type { FoundEntry, House } from "../room/index.ts";
import { findByWord } from "./find-by-word.ts";
import { nameParts, recordSeen } from "./see.ts";
import { namesOf } from "./show-identifiers.ts";
import { loadInSight, sightOf } from "./sight.ts";
import { WORDS } from "./words.ts";

/** Whom a word leads to, for the search over everything. */
export async function findPersonEntries(
  house: House,
  { desk }: Door,
  caller: Caller,
  word: string,
): Promise<readonly FoundEntry[]> {
  if (!caller.scopes.has("people:read")) return [];
  const sight = sightOf(caller, house);
  const { exact, similar } = await findByWord(desk, sight, word);
  const known = await loadInSight(desk, sight, [...exact, ...similar]);
  await recordSeen(
    desk,
    sight,
    "search",
    [...known].map(([person, seen]) => ({ person, parts: nameParts(seen) })),
  );
  const names = await namesOf(desk, known);
  return [...known.keys()].map((person) => {
    const name = names.get(person);
    return {
      kind: similar.includes(person) ? WORDS.similarPerson : WORDS.person,
      label: name === undefined ? WORDS.unnamed : { ja: name, en: name },
      path: `/records/people/${person}`,
    };
  });
}
