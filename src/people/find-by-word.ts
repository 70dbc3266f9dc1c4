import type { Desk } from "../act/index.ts";
import { type Id, ProblemError } from "../wire/index.ts";
import { findPeople } from "./find-people.ts";
import type { IdentifierKind } from "./identifiers/index.ts";
import { searchByKana } from "./search-by-kana.ts";
import type { Sight } from "./sight.ts";

/** By what somebody is found: what one word can be, without being told which. */
const KINDS: readonly IdentifierKind[] = [
  "phone",
  "customer-number",
  "contract-number",
  "employee-number",
  "shareholder-number",
  "insurance-number",
  "email",
  "name",
  "kana",
  "alias",
  "passport-name",
  "room",
];
/** More than a phone shows without getting lost. */
const MOST = 20;

export interface FoundByWord {
  readonly exact: readonly Id<"person">[];
  readonly similar: readonly Id<"person">[];
  readonly more: boolean;
}

/** Looks one word up as everything that it can be, and as a part of a name in kana, among those whom the caller may know of. */
export async function findByWord(desk: Desk, sight: Sight, value: string): Promise<FoundByWord> {
  const exact = new Set<Id<"person">>();
  const similar = new Set<Id<"person">>();
  for (const kind of KINDS) {
    for (const { person, match } of await readable(() => findPeople(desk, { kind, value }, sight), [])) {
      (match === "exact" ? exact : similar).add(person);
    }
  }
  const byKana = await readable(() => searchByKana(desk, { part: value, limit: MOST }, sight), {
    items: [],
    next: undefined,
  });
  for (const { person } of byKana.items) exact.add(person);
  const others = [...similar].filter((person) => !exact.has(person));
  const shown = [...exact].slice(0, MOST);
  const room = MOST - shown.length;
  return {
    exact: shown,
    similar: others.slice(0, room),
    more: byKana.next !== undefined || exact.size > shown.length || others.length > room,
  };
}

/** What cannot be read as one kind may be another. */
async function readable<Value>(work: () => Promise<Value>, nothing: Value): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProblemError && error.code === "invalid-record") return nothing;
    throw error;
  }
}
