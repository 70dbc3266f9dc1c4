import { sql } from "kysely";
import type { Desk } from "../act/index.ts";
import { type Fact, factsAt, type RecordedFact } from "../decision/index.ts";
import { type Id, idOf } from "../wire/index.ts";
import { type Named, openNamed } from "./fact-named.ts";
import { linksOf } from "./linked.ts";
import { handleOf, personUuid, type ReadFrom } from "./person-key.ts";
import type { PeopleTables } from "./tables.ts";

export interface Role {
  readonly id: Id<"role">;
  readonly operator: string;
  readonly kind: string;
  /** Which department of the operator has charge of them; absent: none in particular. */
  readonly department: string | undefined;
  /** Epoch milliseconds, as all instants here. */
  readonly since: number | undefined;
  readonly until: number | undefined;
}

/** What is on record of a person, and of whoever they are linked with. */
export interface PersonOnRecord {
  /** Of linked people: of all of them. */
  readonly roles: readonly Role[];
  /** Of this record alone. */
  readonly own: readonly Role[];
  /** Able to judge what consent means (General 2-16). Of linked people: all of them. */
  readonly able: boolean;
  readonly living: boolean;
  /** In the order in which they came to be. One of a linked person counts from the link on. */
  readonly facts: readonly RecordedFact[];
  /** Others on record who are the same person. */
  readonly linked: readonly Id<"person">[];
  readonly erased: boolean;
}

/**
 * What is on record of people, in a handful of queries however many they are. Who is not on record is missing; who was erased has nothing.
 * @param options.knownAt the links as they were at that instant; absent: as they are
 */
export async function loadPeople(
  from: ReadFrom,
  people: readonly Id<"person">[],
  { knownAt }: { readonly knownAt?: Temporal.Instant | undefined } = {},
): Promise<ReadonlyMap<Id<"person">, PersonOnRecord>> {
  const db = handleOf(from);
  const wanted = [...new Set(people.map(personUuid))];
  const links = await linksOf(db, wanted, knownAt);
  const all = [...new Set(wanted.flatMap((uuid) => [uuid, ...(links.get(uuid)?.keys() ?? [])]))];
  const { rows: persons } = await sql<Pick<PeopleTables["person"], "id" | "able" | "living" | "erased_at">>`
    select id, able, living, erased_at from person where id = any(${all}::uuid[])`.execute(db);
  const { rows: roles } = await sql<PeopleTables["person_role"]>`
    select * from person_role where person_id = any(${all}::uuid[]) order by operator, kind, since_at, id`.execute(db);
  const { rows: facts } = await sql<FactRow>`
    select f.person_id, f.id, f.recorded_at, f.fact, f.named, e.at as ended_at, e.recorded_at as ended_recorded_at
    from fact f left join fact_ending e on e.person_id = f.person_id and e.fact_id = f.id
    where f.person_id = any(${all}::uuid[]) order by f.at, f.id`.execute(db);
  const named = await openNamed(from, facts);
  const personOf = new Map(persons.map((row) => [row.id, row]));
  const rolesOf = Map.groupBy(roles, ({ person_id }) => person_id);
  const factsOf = Map.groupBy(facts, ({ person_id }) => person_id);
  const loaded = new Map<Id<"person">, PersonOnRecord>();
  for (const uuid of wanted) {
    const person = personOf.get(uuid);
    if (person === undefined) continue;
    const linked = links.get(uuid) ?? new Map<string, number>();
    const group = [person, ...[...linked.keys()].flatMap((other) => personOf.get(other) ?? [])];
    const own = (factsOf.get(uuid) ?? []).map((row) => recordedFact(row, 0, named));
    const others = [...linked].flatMap(([other, since]) =>
      (factsOf.get(other) ?? []).map((row) => recordedFact(row, since, named)),
    );
    loaded.set(idOf("person", uuid), {
      roles: group.flatMap(({ id }) => (rolesOf.get(id) ?? []).map(roleOf)),
      own: (rolesOf.get(uuid) ?? []).map(roleOf),
      able: group.every(({ able }) => able),
      living: group.every(({ living }) => living),
      facts: others.length === 0 ? own : [...own, ...others].toSorted(inTime),
      linked: [...linked.keys()].map((other) => idOf("person", other)),
      erased: person.erased_at !== null,
    });
  }
  return loaded;
}

/** Protections of a person that hold at an instant (epoch milliseconds). */
export function protectionsAt({ facts }: PersonOnRecord, at: number): readonly Extract<Fact, { kind: "protection" }>[] {
  return factsAt(facts, at, at)
    .filter((fact) => fact.kind === "protection")
    .filter((fact) => fact.at <= at && (fact.until === undefined || at < fact.until));
}

/** Those of whom a representative is told nothing, not even that they are on record (16(4), CO5). */
export async function closedToRepresentatives(
  desk: Pick<Desk, "database" | "keys" | "clock">,
  people: readonly Id<"person">[],
): Promise<ReadonlySet<Id<"person">>> {
  const now = desk.clock.now().epochMilliseconds;
  const closed = [...(await loadPeople(desk, people))].filter(([, person]) =>
    protectionsAt(person, now).some(({ closes }) => closes.some((what) => what !== "items")),
  );
  return new Set(closed.map(([id]) => id));
}

export interface FactRow extends Pick<PeopleTables["fact"], "person_id" | "id" | "recorded_at" | "fact" | "named"> {
  readonly ended_at: Temporal.Instant | null;
  readonly ended_recorded_at: Temporal.Instant | null;
}

export function recordedFact(
  { id, recorded_at, fact, ended_at, ended_recorded_at }: FactRow,
  since: number,
  named: ReadonlyMap<string, Named>,
): RecordedFact {
  const name = idOf("fact", id);
  const recordedAt = Math.max(recorded_at.epochMilliseconds, since);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was written here had been read by the schema
  const known = { ...fact, ...named.get(id), id: name, recordedAt } as unknown as Fact;
  return ended_at === null || ended_recorded_at === null
    ? { id: name, fact: known }
    : {
        id: name,
        fact: known,
        ended: { at: ended_at.epochMilliseconds, recordedAt: Math.max(ended_recorded_at.epochMilliseconds, since) },
      };
}

function roleOf({ id, operator, kind, department, since_at, until_at }: PeopleTables["person_role"]): Role {
  return {
    id: idOf("role", id),
    operator,
    kind,
    department: department ?? undefined,
    since: since_at?.epochMilliseconds,
    until: until_at?.epochMilliseconds,
  };
}

function inTime(a: RecordedFact, b: RecordedFact): number {
  return a.fact.at - b.fact.at || (a.id < b.id ? -1 : 1);
}
