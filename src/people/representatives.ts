import { sql } from "kysely";
import { loadDataKeys, openJson } from "../database/index.ts";
import { type Id, idOf } from "../wire/index.ts";
import { handleOf, personUuid, type ReadFrom } from "./person-key.ts";
import { type Capacity, isCapacity, representativeSchema } from "./record-representative.ts";
import type { PeopleTables } from "./tables.ts";

export interface Representative {
  readonly id: Id<"representative">;
  readonly capacity: Capacity;
  readonly name: string;
  readonly evidence: string;
  readonly contact: string | undefined;
  readonly representative: Id<"person"> | undefined;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant | undefined;
}

/** Who acts, or acted, for a person, the newest first. */
export async function representativesOf(from: ReadFrom, person: Id<"person">): Promise<readonly Representative[]> {
  const { rows } = await sql<PeopleTables["representative"] & { key_id: string }>`
    select r.*, p.key_id from representative r join person p on p.id = r.person_id
    where r.person_id = ${personUuid(person)} order by r.from_at desc, r.id`.execute(handleOf(from));
  const keys = await loadDataKeys(
    handleOf(from),
    from.keys,
    rows.map(({ key_id }) => key_id),
  );
  return rows.flatMap(({ id, capacity, representative_id, sealed, key_id, from_at, until_at }) => {
    const key = keys.get(key_id);
    if (key === undefined || !isCapacity(capacity)) return [];
    const opened = representativeSchema.parse(
      openJson(key, sealed, { table: "representative", column: "sealed", row: id }),
    );
    return [
      {
        id: idOf("representative", id),
        capacity,
        ...opened,
        contact: opened.contact,
        representative: representative_id === null ? undefined : idOf("person", representative_id),
        from: from_at,
        until: until_at ?? undefined,
      },
    ];
  });
}
