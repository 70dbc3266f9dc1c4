import { type QueryExecutorProvider, sql, type Transaction } from "kysely";
import type { Database } from "../database/index.ts";
import { rightEdge, type Subtree } from "./merkle.ts";
import type { EvidenceTables } from "./tables.ts";
import { TILE_HEIGHT } from "./tiles.ts";

/** What a checkpoint goes on from. */
export interface Before {
  /** What the log calls itself now. */
  readonly origin: string;
  /** The newest checkpoint before, a signed note; perhaps of an earlier generation. */
  readonly newest: string | undefined;
}

/** Signs a checkpoint of the tree: the text of a signed note. */
export type SignCheckpoint = (size: number, root: Uint8Array, before: Before) => string;

export interface Sequencing {
  /** Names this process among those that could put events in order. */
  readonly holder: string;
  readonly sign: SignCheckpoint;
  readonly now: () => Temporal.Instant;
}

/** Events put into the tree in one transaction: more would hold the only connection of the embedded database too long. */
const BATCH = 2_000;
/** Whoever held the lease and was not heard of for so long has lost it. */
const LEASE = Temporal.Duration.from({ seconds: 30 });

/** Where the tree stands. */
export interface Head {
  readonly size: number;
  readonly note: string;
}

/**
 * Puts waiting events into the tree, in batches, until none is left that can be ordered, and signs a checkpoint for each batch.
 *
 * Transactions get their numbers when they begin to write and commit in another order. Only events below the oldest transaction still
 * under way are taken: no event can come to stand before them any more.
 * @returns the head afterwards; undefined where another process holds the lease, or there is nothing yet
 */
export async function sequence(
  database: Database<EvidenceTables>,
  { holder, sign, now }: Sequencing,
): Promise<Head | undefined> {
  for (;;) {
    const taken = await database.transaction((tx) => sequenceBatch(tx, { holder, sign, now: now() }));
    if (taken === undefined) return undefined;
    if (taken < BATCH) return await head(database.kysely);
  }
}

/** Whether there are events that the tree does not hold yet, those of transactions still under way not counted. */
export async function isBehind(db: QueryExecutorProvider): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`
    select exists (select 1 from event where xid >= (select below from sequencer)
      and not exists (select 1 from leaf where leaf.event_id = event.id)) as behind`.execute(db);
  return rows[0]?.behind ?? false;
}

/** Gives the lease back, so that whoever comes next need not wait until it runs out. */
export async function releaseLease(database: Database<EvidenceTables>, holder: string): Promise<void> {
  await database.transaction(async (tx) => {
    await sql`update sequencer set holder = null, until = null where id = 1 and holder = ${holder}`.execute(tx);
  });
}

/** The log as it calls itself now. @throws {TypeError} on a database where no log was ever opened */
export async function currentLog(db: QueryExecutorProvider): Promise<EvidenceTables["log"]> {
  const { rows } = await sql<EvidenceTables["log"]>`select * from log order by generation desc limit 1`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new TypeError("no log was opened in this database");
  return row;
}

/** The newest signed checkpoint. */
export async function head(db: QueryExecutorProvider): Promise<Head | undefined> {
  const { rows } = await sql<Head>`select size, note from checkpoint order by size desc limit 1`.execute(db);
  return rows[0];
}

/** @returns how many events were taken; undefined without the lease */
async function sequenceBatch(
  tx: Transaction<EvidenceTables>,
  { holder, sign, now }: { holder: string; sign: SignCheckpoint; now: Temporal.Instant },
): Promise<number | undefined> {
  const { rows: leases } = await sql<EvidenceTables["sequencer"]>`
    update sequencer set holder = ${holder}, until = ${now.add(LEASE)},
      token = case when holder = ${holder} then token else token + 1 end
    where id = 1 and (holder is null or holder = ${holder} or until <= ${now})
    returning *`.execute(tx);
  const [lease] = leases;
  if (lease === undefined) return undefined;
  const { rows: waiting } = await sql<{ id: string; hash: Uint8Array; xid: string }>`
    select id, hash, xid from event
    where xid >= ${lease.below}::xid8 and xid < pg_snapshot_xmin(pg_current_snapshot())
      and not exists (select 1 from leaf where leaf.event_id = event.id)
    order by xid, position limit ${BATCH}`.execute(tx);
  const last = waiting.at(-1);
  if (last === undefined) return 0;
  const tiles: { level: number; index: number; hash: Uint8Array }[] = [];
  const edge = rightEdge(readEdge(lease.size, lease.edge), (level, index, hash) => {
    if (level > 0 && level % TILE_HEIGHT === 0) tiles.push({ level: level / TILE_HEIGHT, index, hash });
  });
  for (const { hash } of waiting) edge.append(hash);
  await sql`insert into leaf (index, event_id, hash)
    select ${lease.size} + place - 1, event_id, hash
    from unnest(${waiting.map(({ id }) => id)}::uuid[], ${waiting.map(({ hash }) => hash)}::bytea[])
      with ordinality as given (event_id, hash, place)`.execute(tx);
  if (tiles.length > 0) await tx.insertInto("tile_hash").values(tiles).execute();
  const size = edge.size();
  // Read here and not before: another process may have opened another generation since.
  const { origin } = await currentLog(tx);
  const note = sign(size, edge.root(), { origin, newest: (await head(tx))?.note });
  await tx.insertInto("checkpoint").values({ size, note, at: now }).execute();
  await sql`update sequencer set size = ${size}, edge = ${writeEdge(edge.subtrees())}, below = ${last.xid}::xid8
    where id = 1 and token = ${lease.token}`.execute(tx);
  return waiting.length;
}

const HASH_BYTES = 32;

function writeEdge(edge: readonly Subtree[]): Uint8Array {
  return Buffer.concat(edge.map(({ hash }) => hash));
}

/** The subtrees of a tree of that size, the largest first: one for each bit. */
export function readEdge(size: number, hashes: Uint8Array): Subtree[] {
  const levels = size
    .toString(2)
    .split("")
    .reverse()
    .flatMap((bit, level) => (bit === "1" ? [level] : []))
    .toReversed();
  return levels.map((level, place) => ({ level, hash: hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES) }));
}
