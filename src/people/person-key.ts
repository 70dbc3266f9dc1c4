import { type Kysely, sql } from "kysely";
import type { Desk, Step, WorkTables } from "../act/index.ts";
import { loadDataKeys } from "../database/index.ts";
import type { Subject } from "../evidence/index.ts";
import { type Id, idOf, ProblemError, uuidOf } from "../wire/index.ts";
import type { PeopleTables } from "./tables.ts";

/** From where something is read: the desk, or within a command its step, which sees what the command itself wrote. */
export type ReadFrom = Pick<Desk, "database" | "keys"> | Pick<Step, "tx" | "keys">;

export function handleOf(from: ReadFrom): Kysely<WorkTables> {
  return "tx" in from ? from.tx : from.database.kysely;
}

/** @throws {ProblemError} `no-such-person` where the text is no identifier of a person */
export function personUuid(id: string): string {
  const uuid = uuidOf("person", id);
  if (uuid === undefined) throw new ProblemError("no-such-person", { person: shortId(id) });
  return uuid;
}

/** What was sent in place of an identifier may be anything: a slip of the caller is not to echo somebody's name. */
export function shortId(id: string): string {
  return /^[a-z]{3}_[0-9a-f-]{36}$/.test(id) ? id : "–";
}

/**
 * The person as events are told of them: for `append({ about })`.
 * @throws {ProblemError} `no-such-person` where there is none, or they were erased
 */
export async function subjectOf(from: ReadFrom, person: Id<"person">): Promise<Subject> {
  const uuid = personUuid(person);
  const found = (await subjectsOf(from, [uuid])).get(uuid);
  if (found === undefined) throw new ProblemError("no-such-person", { person });
  return found;
}

/**
 * The same for many, by bare UUID. Those that are not there, or were erased, are missing. Within a command nobody erases them until it
 * is done: what an erasure counts and takes away is all that there is.
 */
export async function subjectsOf(from: ReadFrom, uuids: readonly string[]): Promise<ReadonlyMap<string, Subject>> {
  const db = handleOf(from);
  const held = "tx" in from ? sql`order by id for key share` : sql``;
  const { rows } = await sql<Pick<PeopleTables["person"], "id" | "key_id">>`
    select id, key_id from person where id = any(${[...uuids]}::uuid[]) and erased_at is null ${held}`.execute(db);
  return await withKeys(from, rows);
}

/**
 * Takes people for a change: others who want to change them wait. In one order, so that no two wait for each other.
 * @throws {ProblemError} `no-such-person`
 */
export async function takePeople(step: Step, uuids: readonly string[]): Promise<ReadonlyMap<string, Subject>> {
  const wanted = [...new Set(uuids)];
  const { rows } = await sql<Pick<PeopleTables["person"], "id" | "key_id">>`
    select id, key_id from person where id = any(${wanted}::uuid[]) and erased_at is null
    order by id for update`.execute(step.tx);
  const found = await withKeys(step, rows);
  const missing = wanted.find((uuid) => !found.has(uuid));
  if (missing !== undefined) throw new ProblemError("no-such-person", { person: idOf("person", missing) });
  return found;
}

/** One person taken for a change. @throws {ProblemError} `no-such-person` */
export async function takePerson(step: Step, person: Id<"person">): Promise<Subject> {
  const uuid = personUuid(person);
  const subject = (await takePeople(step, [uuid])).get(uuid);
  if (subject === undefined) throw new ProblemError("no-such-person", { person });
  return subject;
}

/** Holds people against an erasure until the command is done. @returns those who are there, and not erased */
export async function holdPeople({ tx }: Step, uuids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from person where id = any(${[...new Set(uuids)]}::uuid[]) and erased_at is null
    order by id for key share`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** Counts a change of these people. */
export async function touchPeople({ tx }: Step, uuids: readonly string[]): Promise<void> {
  await sql`update person set version = version + 1 where id = any(${[...uuids]}::uuid[])`.execute(tx);
}

async function withKeys(
  from: ReadFrom,
  rows: readonly Pick<PeopleTables["person"], "id" | "key_id">[],
): Promise<ReadonlyMap<string, Subject>> {
  const keys = await loadDataKeys(
    handleOf(from),
    from.keys,
    rows.map(({ key_id }) => key_id),
  );
  return new Map(
    rows.flatMap(({ id, key_id }) => {
      const key = keys.get(key_id);
      return key === undefined ? [] : [[id, { person: id, key }] as const];
    }),
  );
}
