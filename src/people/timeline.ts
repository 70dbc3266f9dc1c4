import { sql } from "kysely";
import { loadDataKeys, openJson } from "../database/index.ts";
import type { RecordedFact } from "../decision/index.ts";
import { type Id, idOf, uuidOf } from "../wire/index.ts";
import { detailsSchema, type FactDetails } from "./person-fact.ts";
import { handleOf, personUuid, type ReadFrom } from "./person-key.ts";
import { loadInSight, personInSight, type Sight } from "./sight.ts";
import type { PeopleTables } from "./tables.ts";

export interface TimelineEntry extends RecordedFact {
  /** On whose record it stands: the person's own, or that of one they are linked with. */
  readonly person: Id<"person">;
  readonly details: FactDetails | undefined;
}

/**
 * The facts of a person with what shows them, as far as a caller may see it, the newest first.
 * @throws {ProblemError} `no-such-person`
 */
export async function timeline(from: ReadFrom, sight: Sight, person: Id<"person">): Promise<readonly TimelineEntry[]> {
  const { person: loaded, shows } = await personInSight(from, sight, person);
  const linked = await loadInSight(from, sight, loaded.linked);
  const { rows } = await sql<Pick<PeopleTables["fact"], "person_id" | "id" | "sealed"> & { key_id: string }>`
    select f.person_id, f.id, f.sealed, p.key_id from fact f join person p on p.id = f.person_id
    where f.person_id = any(${[person, ...linked.keys()].map(personUuid)}::uuid[])`.execute(handleOf(from));
  const keys = await loadDataKeys(
    handleOf(from),
    from.keys,
    rows.map(({ key_id }) => key_id),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return loaded.facts.toReversed().flatMap((recorded) => {
    const row = byId.get(uuidOf("fact", recorded.id) ?? "");
    // On the record of somebody linked, of whom the caller is not to know.
    if (row === undefined) return [];
    const key = keys.get(row.key_id);
    const whose = idOf("person", row.person_id);
    const opened =
      row.sealed && key !== undefined && (linked.get(whose)?.shows ?? shows)("notes")
        ? detailsSchema.parse(openJson(key, row.sealed, { table: "fact", column: "sealed", row: row.id }))
        : undefined;
    return [{ ...recorded, person: whose, details: opened }];
  });
}
