import { type QueryExecutorProvider, sql } from "kysely";
import { type Id, idOf, uuidOf } from "../wire/index.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import { consistencyProof, inclusionProof } from "./merkle.ts";
import { parseNote } from "./note.ts";
import { head } from "./sequencer.ts";
import { fromTree, storedRootAt } from "./stored-log.ts";

/** That an event is in the log. Hashes are 32 bytes. */
export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
  /** From the leaf up (RFC 6962, 2.1.1). */
  readonly proof: readonly Uint8Array[];
  /** The signed note whose root it comes to. */
  readonly checkpoint: string;
}

/** An event as it was recorded, and its proof; undefined while it waits for its place in the tree. */
export interface ProvenEvent {
  readonly id: Id<"event">;
  readonly kind: string;
  readonly at: Temporal.Instant;
  /** Canonical JSON: its UTF-8 bytes are the entry. */
  readonly entry: string;
  /** 32 bytes. */
  readonly hash: Uint8Array;
  readonly inclusion: Inclusion | undefined;
}

/** @returns undefined where there is no such event. @throws {LogFault} where the tree lacks a hash of the proof */
export async function proveEvent(db: QueryExecutorProvider, event: string): Promise<ProvenEvent | undefined> {
  const uuid = uuidOf("event", event);
  if (uuid === undefined) return undefined;
  const { rows } = await sql<{
    kind: string;
    at: Temporal.Instant;
    entry: string;
    hash: Uint8Array;
    index: number | null;
  }>`select event.kind, event.at, event.entry, event.hash, leaf.index
    from event left join leaf on leaf.event_id = event.id where event.id = ${uuid}`.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { index, ...said } = row;
  const newest = await head(db);
  const known = { id: idOf("event", uuid), ...said };
  if (index === null || newest === undefined || index >= newest.size) return { ...known, inclusion: undefined };
  const { root } = parseCheckpoint(parseNote(Buffer.from(newest.note)).text);
  const proof = await fromTree(db, (read) => inclusionProof(index, newest.size, read));
  return { ...known, inclusion: { index, size: newest.size, root, proof, checkpoint: newest.note } };
}

/** That the log goes on from what it was at a size. */
export interface Consistency {
  readonly from: number;
  readonly to: number;
  readonly rootFrom: Uint8Array;
  readonly rootTo: Uint8Array;
  /** RFC 6962, 2.1.2. */
  readonly proof: readonly Uint8Array[];
}

/** @param from @param to sizes, 1 ≤ from ≤ to ≤ that of the newest checkpoint */
export async function proveConsistency(db: QueryExecutorProvider, from: number, to: number): Promise<Consistency> {
  return {
    from,
    to,
    rootFrom: await storedRootAt(db, from),
    rootTo: await storedRootAt(db, to),
    proof: await fromTree(db, (read) => consistencyProof(from, to, read)),
  };
}

/** An event in a list. */
export interface ListedEvent {
  readonly id: Id<"event">;
  readonly kind: string;
  readonly at: Temporal.Instant;
  readonly index: number | undefined;
}

export interface EventFilter {
  readonly kind?: string | undefined;
  /** From this instant on, and before that one. */
  readonly from?: Temporal.Instant | undefined;
  readonly until?: Temporal.Instant | undefined;
  /** Goes on after this event, which is the last of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Events, the newest first. */
export async function listEvents(
  db: QueryExecutorProvider,
  { kind, from, until, after, limit }: EventFilter,
): Promise<readonly ListedEvent[]> {
  const conditions = [
    ...(kind === undefined ? [] : [sql`event.kind = ${kind}`]),
    ...(from === undefined ? [] : [sql`event.at >= ${from}`]),
    ...(until === undefined ? [] : [sql`event.at < ${until}`]),
    // Identifiers rise with time, so that they alone set the order.
    ...(after === undefined ? [] : [sql`event.id < ${uuidOf("event", after) ?? null}`]),
  ];
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  const { rows } = await sql<{ id: string; kind: string; at: Temporal.Instant; index: number | null }>`
    select event.id, event.kind, event.at, leaf.index from event left join leaf on leaf.event_id = event.id ${where}
    order by event.id desc limit ${limit}`.execute(db);
  return rows.map(({ id, index, ...rest }) => ({ id: idOf("event", id), index: index ?? undefined, ...rest }));
}

/** The kinds of events that there are. */
export async function eventKinds(db: QueryExecutorProvider): Promise<readonly string[]> {
  // One step of the index for each kind, and not one for each event.
  const { rows } = await sql<{ kind: string }>`
    with recursive kinds (kind) as (
      (select kind from event order by kind limit 1)
      union all
      select (select event.kind from event where event.kind > kinds.kind order by event.kind limit 1)
      from kinds where kinds.kind is not null)
    select kind from kinds where kind is not null`.execute(db);
  return rows.map(({ kind }) => kind);
}
