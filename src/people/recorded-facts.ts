import { sql } from "kysely";
import type { RecordedFact } from "../decision/index.ts";
import { uuidOf } from "../wire/index.ts";
import { openNamed } from "./fact-named.ts";
import { type FactRow, recordedFact } from "./load-people.ts";
import { handleOf, type ReadFrom } from "./person-key.ts";

/** Facts by their identifiers, whatever ended them since. Those that are gone, as after an erasure, are missing. */
export async function recordedFacts(from: ReadFrom, facts: readonly string[]): Promise<readonly RecordedFact[]> {
  const uuids = facts.flatMap((id) => uuidOf("fact", id) ?? []);
  if (uuids.length === 0) return [];
  const { rows } = await sql<FactRow>`
    select person_id, id, recorded_at, fact, named, null::timestamptz as ended_at, null::timestamptz as ended_recorded_at
    from fact where id = any(${uuids}::uuid[])`.execute(handleOf(from));
  const named = await openNamed(from, rows);
  return rows.map((row) => recordedFact(row, 0, named));
}
