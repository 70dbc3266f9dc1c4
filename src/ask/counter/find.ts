import type { Desk } from "../../act/index.ts";
import {
  loadInSight,
  nameParts,
  namesOf,
  type PersonOnRecord,
  protectionsAt,
  recordSeen,
  type Sight,
} from "../../people/index.ts";
import { type Id, ProblemError } from "../../wire/index.ts";

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
