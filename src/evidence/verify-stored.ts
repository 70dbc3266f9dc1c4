import { type QueryExecutorProvider, sql } from "kysely";
import { z } from "zod";
import type { KeyRing } from "../database/index.ts";
import { idOf } from "../wire/index.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import { verifiersOf } from "./log-keys.ts";
import { isSameHash, leafHash } from "./merkle.ts";
import { parseNote } from "./note.ts";
import { storedFinding, type StoredFinding } from "./stored-findings.ts";
import { storedLog } from "./stored-log.ts";
import { type KeptCheckpoint, type Verification, verifyLog } from "./verify.ts";
import { type SealedCount, verifySecrets } from "./verify-secrets.ts";

export interface StoredVerification extends Verification {
  /** What is wrong between the tables, at most so many: see `more`. */
  readonly stored: readonly StoredFinding[];
  readonly more: boolean;
  readonly sealed: SealedCount;
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
}

const entrySchema = z.object({ id: z.string(), kind: z.string(), at: z.string() });

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
  const stored = [...(await verifyOrder(db, size))];
  let after = "00000000-0000-0000-0000-000000000000";
  let done = 0;
  for (;;) {
    const { rows } = await sql<Row>`
      select event.id, event.kind, event.at, event.entry, event.hash, leaf.index,
        leaf.index is null and event.xid < (select below from sequencer) as late
      from event left join leaf on leaf.event_id = event.id
      where event.id > ${after} order by event.id limit ${PAGE}`.execute(db);
    for (const row of rows) verifyRow(row, stored);
    done += rows.length;
    progress(done);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE || stored.length >= MOST) break;
    after = last.id;
  }
  const secrets = await verifySecrets(db, keys, MOST);
  const all = [...stored, ...secrets.stored];
  return { stored: all.slice(0, MOST), more: all.length >= MOST, sealed: secrets.sealed };
}

function verifyRow(row: Row, stored: StoredFinding[]): void {
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
}

function parsed(entry: string): unknown {
  try {
    const value: unknown = JSON.parse(entry);
    return value;
  } catch {
    return undefined;
  }
}
