import type { Desk } from "../../act/index.ts";
import {
  findPeople,
  type IdentifierKind,
  loadInSight,
  nameParts,
  namesOf,
  type PersonOnRecord,
  protectionsAt,
  recordSeen,
  searchByKana,
  type Sight,
} from "../../people/index.ts";
import { type Id, ProblemError } from "../../wire/index.ts";

/** By what somebody at the counter is found: what one word can be, without being told which. */
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

export interface FoundHere {
  readonly exact: readonly Id<"person">[];
  readonly similar: readonly Id<"person">[];
  readonly more: boolean;
}

/** Looks one word up as everything that it can be, and as a part of a name in kana. */
export async function findByWord(desk: Desk, sight: Sight, value: string): Promise<FoundHere> {
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

/** Somebody as the counter shows them. */
export interface Shown {
  readonly person: Id<"person">;
  readonly name: string | undefined;
  readonly record: PersonOnRecord;
  readonly roles: readonly { readonly operator: string; readonly kind: string }[];
  readonly protections: ReturnType<typeof protectionsAt>;
}

/** Those of them whom whoever asks may know of, in the order given. */
export async function showPeople(desk: Desk, sight: Sight, people: readonly Id<"person">[]): Promise<readonly Shown[]> {
  if (people.length === 0) return [];
  const { now } = sight;
  const known = await loadInSight(desk, sight, people);
  await recordSeen(
    desk,
    sight,
    "counter",
    [...known].map(([person, seen]) => ({ person, parts: nameParts(seen) })),
  );
  const names = await namesOf(desk, known);
  return people.flatMap((person) => {
    const seen = known.get(person);
    if (seen === undefined) return [];
    const { person: record } = seen;
    const roles = new Map(
      seen.roles
        .filter(({ since, until }) => (since ?? now) <= now && (until === undefined || now < until))
        .map(({ operator, kind }) => [`${operator} ${kind}`, { operator, kind }]),
    );
    return [
      { person, name: names.get(person), record, roles: [...roles.values()], protections: protectionsAt(record, now) },
    ];
  });
}

/** @throws {ProblemError} `no-such-person` */
export async function showPerson(desk: Desk, sight: Sight, person: Id<"person">): Promise<Shown> {
  const [shown] = await showPeople(desk, sight, [person]);
  if (shown === undefined) throw new ProblemError("no-such-person", { person });
  return shown;
}
