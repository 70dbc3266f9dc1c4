import { type Kysely, sql } from "kysely";
import type { WorkTables } from "../act/index.ts";

/**
 * Who each person is linked with, by one link or several, and since when that has been known (epoch milliseconds).
 * @param knownAt the links as they were at that instant; absent: as they are
 */
export async function linksOf(
  db: Kysely<WorkTables>,
  uuids: readonly string[],
  knownAt?: Temporal.Instant,
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const at = knownAt ?? null;
  const { rows } = await sql<{ person_id: string; other_id: string; since_at: Temporal.Instant }>`
    with recursive held as not materialized (
      select person_id, other_id, since_at from person_link
      where case when ${at}::timestamptz is null then until_at is null
        else since_at <= ${at}::timestamptz and (until_at is null or until_at > ${at}::timestamptz) end),
    reached (id) as (
      select unnest(${[...uuids]}::uuid[])
      union
      select held.other_id from reached join held on held.person_id = reached.id)
    select held.* from held join reached on reached.id = held.person_id`.execute(db);
  if (rows.length === 0) return new Map();
  const edges = Map.groupBy(rows, ({ person_id }) => person_id);
  return new Map(uuids.filter((uuid) => edges.has(uuid)).map((uuid) => [uuid, reach(uuid, edges)]));
}

type Edges = ReadonlyMap<string, readonly { readonly other_id: string; readonly since_at: Temporal.Instant }[]>;

/** Of several ways from one person to another the one that stood first counts; a way stands once its last link does. */
function reach(from: string, edges: Edges): ReadonlyMap<string, number> {
  const known = new Map([[from, 0]]);
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const { other_id, since_at } of edges.get(id) ?? []) {
      const since = Math.max(known.get(id) ?? 0, since_at.epochMilliseconds);
      if (since >= (known.get(other_id) ?? Number.POSITIVE_INFINITY)) continue;
      known.set(other_id, since);
      waiting.push(other_id);
    }
  }
  known.delete(from);
  return known;
}
