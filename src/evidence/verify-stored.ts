import { type QueryExecutorProvider, sql } from "kysely";
import { z } from "zod";
import {
  commit,
  type DataKey,
  dataKeyOf,
  type DataKeyTables,
  type KeyRing,
  openJson,
  SealError,
  unwrapDataKey,
} from "../database/index.ts";
import { idOf } from "../wire/index.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import { verifiersOf } from "./log-keys.ts";
import { isSameHash, leafHash } from "./merkle.ts";
import { parseNote } from "./note.ts";
import { storedFinding, type StoredFinding } from "./stored-findings.ts";
import { storedLog } from "./stored-log.ts";
import { type KeptCheckpoint, type Verification, verifyLog } from "./verify.ts";

export interface StoredVerification extends Verification {
  /** What is wrong between the tables, at most so many: see `more`. */
  readonly stored: readonly StoredFinding[];
  readonly more: boolean;
  /** Sealed values that were opened and fit, and those whose key was shredded. */
  readonly sealed: { readonly fit: number; readonly shredded: number };
}

export interface StoredOptions {
  readonly keys: KeyRing;
  /** Checkpoints that were kept outside the database. */
  readonly kept?: readonly KeptCheckpoint[];
  /** Told how many steps of all have been done. */
  readonly progress?: (done: number, of: number) => void;
}

/** Of the checkpoints that the database itself holds, so many are looked at: they tell where, not whether. */
const OWN_CHECKPOINTS = 200;
/** Findings of the tables; more would not be read. */
const MOST = 200;
const PAGE = 1_000;

/**
 * Verifies the log in its database: as an outsider would, and what an outsider cannot see. Reads all of it in pages.
 * @throws {LogFault} where there is no checkpoint yet, or one that was given cannot be read
 */
export async function verifyStored(
  db: QueryExecutorProvider,
  { keys, kept = [], progress }: StoredOptions,
): Promise<StoredVerification> {
  const source = storedLog(db, keys);
  const newest = await source.checkpoint();
  const origin = newest === undefined ? "" : parseCheckpoint(parseNote(newest).text).origin;
  const { rows: counted } = await sql<{ events: number }>`select count(*) as events from event`.execute(db);
  const events = counted[0]?.events ?? 0;
  const origins = await sql<{ origin: string }>`select origin from log order by generation desc`.execute(db);
  const names = [...new Set([origin, ...origins.rows.map((row) => row.origin), ...originsOf(kept)])];
  const result = await verifyLog(source, {
    keys: names.filter((name) => name !== "").flatMap((name) => verifiersOf(keys, name)),
    origin,
    kept: [...kept, ...(await ownCheckpoints(db))],
    progress: (done, size) => progress?.(done, size + events),
  });
  const tables = await verifyTables(db, keys, result.size, (done) =>
    progress?.(result.size + done, result.size + events),
  );
  return { ...result, ok: result.ok && tables.stored.length === 0, ...tables };
}

function originsOf(kept: readonly KeptCheckpoint[]): readonly string[] {
  return kept.map(({ bytes }) => Buffer.from(bytes).toString("utf8").split("\n", 1)[0] ?? "");
}

/** Some of those that the log signed on its way: where the newest no longer fits, they narrow down the place. */
async function ownCheckpoints(db: QueryExecutorProvider): Promise<readonly KeptCheckpoint[]> {
  const { rows } = await sql<{ size: number; note: string }>`
    select size, note from (select size, note, row_number() over (order by size) as place, count(*) over () as number
      from checkpoint) as numbered
    where place % greatest(1, number / ${OWN_CHECKPOINTS}) = 0 order by size`.execute(db);
  return rows.map(({ size, note }) => ({ name: `DATABASE:${size}`, bytes: Buffer.from(note) }));
}

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly at: Temporal.Instant;
  readonly entry: string;
  readonly hash: Uint8Array;
  readonly index: number | null;
  readonly late: boolean;
  readonly act_id: string;
  /** Who acted. */
  readonly actor: Uint8Array | null;
  /** What else the event has committed to. */
  readonly rest: Uint8Array | null;
}

const entrySchema = z.object({
  id: z.string(),
  kind: z.string(),
  at: z.string(),
  actor: z.string(),
  person: z.string().optional(),
  values: z.record(z.string(), z.string()).optional(),
});
const committedSchema = z.record(z.string(), z.object({ salt: z.base64url(), value: z.json() }));

/** Whether every leaf has its event, none is missing, and they stand as they were recorded: by transaction, then by position. */
async function verifyOrder(db: QueryExecutorProvider, size: number): Promise<readonly StoredFinding[]> {
  const { rows } = await sql<{ index: number; event_id: string; before: number; gone: boolean; misplaced: boolean }>`
    select index, event_id, before, gone, misplaced from (
      select leaf.index, leaf.event_id, coalesce(lag(leaf.index) over by_index, -1) as before, event.id is null as gone,
        coalesce((event.xid, event.position) < (lag(event.xid) over by_index, lag(event.position) over by_index), false)
          as misplaced
      from leaf left join event on event.id = leaf.event_id
      window by_index as (order by leaf.index)) as leaf
    where gone or misplaced or index <> before + 1 order by index limit ${MOST}`.execute(db);
  const found = rows.flatMap(({ index, event_id, before, gone, misplaced }) => {
    const event = idOf("event", event_id);
    return [
      ...(index === before + 1 ? [] : [storedFinding("gap", { index: before + 1 })]),
      ...(gone ? [storedFinding("gone", { index, event })] : []),
      ...(misplaced ? [storedFinding("misplaced", { index, event })] : []),
    ];
  });
  const { rows: ends } = await sql<{ end: number }>`select coalesce(max(index), -1) + 1 as end from leaf`.execute(db);
  const end = ends[0]?.end ?? 0;
  return end < size ? [...found, storedFinding("cut", { index: end })] : found;
}

async function verifyTables(
  db: QueryExecutorProvider,
  keys: KeyRing,
  size: number,
  progress: (done: number) => void,
): Promise<Pick<StoredVerification, "stored" | "more" | "sealed">> {
  const sealed = { fit: 0, shredded: 0 };
  const stored = [...(await verifyOrder(db, size))];
  let after = "00000000-0000-0000-0000-000000000000";
  let done = 0;
  for (;;) {
    const { rows } = await sql<Row>`
      select event.id, event.kind, event.at, event.entry, event.hash, leaf.index,
        leaf.index is null and event.xid < (select below from sequencer) as late,
        event.act_id, event_actor.sealed as actor, event_secret.sealed as rest
      from event left join leaf on leaf.event_id = event.id left join event_secret on event_secret.event_id = event.id
        left join event_actor on event_actor.act_id = event.act_id
      where event.id > ${after} order by event.id limit ${PAGE}`.execute(db);
    const opened = await openedKeys(db, keys, rows);
    for (const row of rows) verifyRow(row, opened, stored, sealed);
    done += rows.length;
    progress(done);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE || stored.length >= MOST) break;
    after = last.id;
  }
  return { stored: stored.slice(0, MOST), more: stored.length >= MOST, sealed };
}

function verifyRow(
  row: Row,
  opened: ReadonlyMap<string, DataKey | "shredded" | SealError>,
  stored: StoredFinding[],
  sealed: { fit: number; shredded: number },
): void {
  const event = idOf("event", row.id);
  const at = { event, ...(row.index === null ? {} : { index: row.index }) };
  if (row.late) stored.push(storedFinding("unplaced", at));
  const { data: entry } = entrySchema.safeParse(parsed(row.entry));
  const isSame =
    entry !== undefined &&
    entry.id === event &&
    entry.kind === row.kind &&
    entry.at === row.at.toString() &&
    isSameHash(leafHash(Buffer.from(row.entry)), row.hash);
  if (!isSame) stored.push(storedFinding("columns", at));
  if (entry === undefined) return;
  // The row of an event about a person goes with the person: from here that cannot be told from one that was taken away.
  const isErased = row.rest === null && entry.person !== undefined;
  if (row.actor === null || (row.rest === null && entry.values !== undefined && !isErased))
    stored.push(storedFinding("secret-missing", at));
  if (row.actor === null) return;
  if (isErased) sealed.shredded += 1;
  const committed = {
    actor: entry.actor,
    ...entry.values,
    ...(entry.person === undefined ? {} : { person: entry.person }),
  };
  const seen = new Set<string>();
  const envelopes = [
    { envelope: row.actor, place: { table: "event_actor", column: "sealed", row: row.act_id } },
    { envelope: row.rest, place: { table: "event_secret", column: "sealed", row: row.id } },
  ];
  for (const { envelope, place } of envelopes) {
    if (envelope === null) continue;
    try {
      const key = opened.get(dataKeyOf(envelope));
      if (key === "shredded") {
        sealed.shredded += 1;
        return;
      }
      if (key === undefined || key instanceof SealError) throw key ?? new SealError("tampered", { what: WHAT });
      const values = committedSchema.parse(openJson(key, envelope, place));
      for (const [name, { salt, value }] of Object.entries(values)) {
        seen.add(name);
        const commitment = commit(Buffer.from(salt, "base64url"), value);
        if (
          Object.hasOwn(committed, name) &&
          Object.entries(committed).some(([of, is]) => of === name && is === commitment)
        )
          sealed.fit += 1;
        else stored.push(storedFinding("secret-differs", { ...at, name }));
      }
    } catch (error) {
      if (!(error instanceof SealError) && !(error instanceof z.ZodError)) throw error;
      stored.push(storedFinding("secret-damaged", { ...at, why: error instanceof SealError ? error.words : WHAT }));
      return;
    }
  }
  for (const name of Object.keys(committed))
    if (!seen.has(name) && !(row.rest === null && name !== "actor"))
      stored.push(storedFinding("secret-differs", { ...at, name }));
}

const WHAT = { ja: "値が正しい形をしていません。", en: "It is not of the right form." };

function parsed(entry: string): unknown {
  try {
    const value: unknown = JSON.parse(entry);
    return value;
  } catch {
    return undefined;
  }
}

/** The data keys that a page of rows was sealed under. */
async function openedKeys(
  db: QueryExecutorProvider,
  keys: KeyRing,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, DataKey | "shredded" | SealError>> {
  const ids = new Set<string>();
  for (const { actor, rest } of rows)
    for (const envelope of [actor, rest]) {
      try {
        if (envelope !== null) ids.add(dataKeyOf(envelope));
      } catch (error) {
        if (!(error instanceof SealError)) throw error;
      }
    }
  const { rows: found } = await sql<DataKeyTables["data_key"]>`
    select * from data_key where id::text = any(${[...ids]}::text[])`.execute(db);
  const opened = new Map<string, DataKey | "shredded" | SealError>();
  for (const key of found) {
    if (key.wrapped === null) opened.set(key.id, "shredded");
    else {
      try {
        opened.set(key.id, await unwrapDataKey(keys, key));
      } catch (error) {
        if (!(error instanceof SealError)) throw error;
        opened.set(key.id, error);
      }
    }
  }
  return opened;
}
