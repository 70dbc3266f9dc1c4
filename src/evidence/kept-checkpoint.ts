import { readFile, rename, stat } from "node:fs/promises";
import { type QueryExecutorProvider, sql } from "kysely";
import { isCode, type KeyRing } from "../database/index.ts";
import type { Words } from "../wire/index.ts";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { LogFault } from "./fault.ts";
import { verifiersOf } from "./log-keys.ts";
import { isSameHash, type RightEdge, rightEdge, type Subtree } from "./merkle.ts";
import { openNote, parseNote } from "./note.ts";
import { readEdge } from "./sequencer.ts";
import { storedRootAt } from "./stored-log.ts";

/** The log is not what it was known to be: events are gone, or the database is another one. */
export interface Loss {
  /** What the checkpoint beside the database says; `at`: when it was written. */
  readonly known: Checkpoint & { readonly at: Temporal.Instant };
  /** What the database holds. `shorter`: it has fewer events; otherwise others. */
  readonly found: { readonly size: number; readonly shorter: boolean; readonly last: Temporal.Instant | undefined };
}

export type Comparison =
  | { readonly outcome: "none" | "goes-on" }
  | { readonly outcome: "unsigned"; readonly why: Words; readonly movedTo: string }
  | { readonly outcome: "lost"; readonly loss: Loss };

/**
 * Compares the checkpoint beside the database with the database, before anything is added to it. One that none of our keys signed is
 * put aside.
 * @param now names the file that was put aside
 */
export async function compareKept(
  db: QueryExecutorProvider,
  keys: KeyRing,
  file: string,
  now: Temporal.Instant,
): Promise<Comparison> {
  const bytes = await readKept(file);
  if (bytes === undefined) return { outcome: "none" };
  let known: Checkpoint;
  try {
    known = parseCheckpoint(parseNote(bytes).text);
    openNote(bytes, verifiersOf(keys, known.origin));
  } catch (error) {
    if (!(error instanceof LogFault)) throw error;
    const movedTo = `${file}.unsigned-${now.epochMilliseconds}`;
    await rename(file, movedTo);
    return { outcome: "unsigned", why: error.words, movedTo };
  }
  const { size, edge } = await treeOf(db);
  const root =
    known.size <= size ? await storedRootAt(db, known.size) : await rootAhead(db, rightEdge(edge), known.size - size);
  if (isSameHash(root, known.root) || (await isAccountedFor(db, known))) return { outcome: "goes-on" };
  const at = Temporal.Instant.fromEpochMilliseconds(Math.floor((await stat(file)).mtimeMs));
  const { rows } = await sql<{ at: Temporal.Instant }>`
    select at from event order by xid desc, position desc limit 1`.execute(db);
  return {
    outcome: "lost",
    loss: { known: { ...known, at }, found: { size, shorter: known.size > size, last: rows[0]?.at } },
  };
}

async function readKept(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/**
 * The root that the tree will have at a size, with events that wait: after a power cut the events may be there and only their leaves
 * gone. Undefined where there are not so many.
 */
async function rootAhead(db: QueryExecutorProvider, edge: RightEdge, missing: number): Promise<Uint8Array | undefined> {
  const { rows } = await sql<{ hash: Uint8Array }>`select hash from event
    where xid >= (select below from sequencer) and not exists (select 1 from leaf where leaf.event_id = event.id)
    order by xid, position limit ${missing}`.execute(db);
  if (rows.length < missing) return undefined;
  for (const { hash } of rows) edge.append(hash);
  return edge.root();
}

async function treeOf(
  db: QueryExecutorProvider,
): Promise<{ readonly size: number; readonly edge: readonly Subtree[] }> {
  const { rows } = await sql<{ size: number; edge: Uint8Array }>`select size, edge from sequencer`.execute(db);
  const [row] = rows;
  return row === undefined ? { size: 0, edge: [] } : { size: row.size, edge: readEdge(row.size, row.edge) };
}

/** Whether a generation was opened for this very loss already, and only the file is still the one before. */
async function isAccountedFor(db: QueryExecutorProvider, { origin, size, root }: Checkpoint): Promise<boolean> {
  const before = { origin, root: Buffer.from(root).toString("base64"), size };
  const { rows } = await sql<{ found: boolean }>`select exists (select 1 from event
    where kind = 'log.reopened' and (entry::jsonb -> 'body' -> 'known') = ${before}::jsonb) as found`.execute(db);
  return rows[0]?.found ?? false;
}
