import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { QueryExecutorProvider } from "kysely";
import { isCode, type KeyRing, replaceFile } from "../database/index.ts";
import type { Words } from "../wire/index.ts";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { LogFault } from "./fault.ts";
import { verifiersOf } from "./log-keys.ts";
import { isSameHash } from "./merkle.ts";
import { openNote, parseNote } from "./note.ts";
import { CHECKPOINT_FILE, folderSource, KEY_FILE } from "./source.ts";
import { storedLog, storedRootAt } from "./stored-log.ts";
import { TILE_WIDTH, tilePath, tilesBetween } from "./tiles.ts";

const FAULTS = {
  nothing: {
    ja: "書き出すイベントがまだありません。Yakusoku を一度起動してください。",
    en: "There are no events to export yet. Start Yakusoku once.",
  },
  notEmpty: {
    ja: "「{folder}」には別のファイルがあります。空のフォルダーか、前に書き出したフォルダーを指定してください。",
    en: "“{folder}” holds other files. Name an empty folder, or one that was exported to before.",
  },
  other: {
    ja: "「{folder}」にあるのは別のログ「{origin}」です。何も書きませんでした。別のフォルダーを指定してください。",
    en: "“{folder}” holds another log, “{origin}”. Nothing was written; name another folder.",
  },
  ahead: {
    ja: "「{folder}」には {there} 件のイベントがありますが、データベースには {here} 件しかありません。失われたイベントの控えかもしれないので、何も書きませんでした。",
    en: "“{folder}” holds {there} events, and the database only {here}. It may be the only copy of what was lost, so nothing was written.",
  },
  damaged: {
    ja: "データベースから「{path}」を作れません。yakusoku verify で、何が失われたかを確かめてください。",
    en: "“{path}” cannot be made out of the database. See by yakusoku verify what was lost.",
  },
} as const satisfies Record<string, Words>;

export interface Exported {
  readonly origin: string;
  /** Events in the folder before and now. */
  readonly before: number;
  readonly size: number;
  readonly files: number;
}

/**
 * Writes the log into a folder, in the layout of C2SP: what is new since the last time, the checkpoint last, so that a reader never
 * finds one whose files are not there. The memory it takes does not grow with the log.
 * @throws {LogFault} for a folder that holds something else, or more than the database
 */
export async function exportLog(db: QueryExecutorProvider, keys: KeyRing, folder: string): Promise<Exported> {
  const source = storedLog(db, keys);
  const checkpoint = await source.checkpoint();
  if (checkpoint === undefined) throw new LogFault(FAULTS.nothing);
  const { origin, size } = parseCheckpoint(parseNote(checkpoint).text);
  const before = await sizeIn(db, keys, folder, size);
  await mkdir(folder, { recursive: true });
  await replaceFile(join(folder, KEY_FILE), (await source.key()) ?? "", 0o644);
  let files = 0;
  for (const tile of tilesBetween(before, size)) {
    const { level, index, width } = tile;
    const path = tilePath(tile);
    const bytes = level === "entries" ? await source.entries(index, width) : await source.tile(level, index, width);
    if (bytes === undefined) throw new LogFault(FAULTS.damaged, { path });
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
    // A full tile begins with what the partial ones held.
    if (width === TILE_WIDTH) await rm(join(folder, `${path}.p`), { recursive: true, force: true });
    files += 1;
  }
  await replaceFile(join(folder, CHECKPOINT_FILE), checkpoint, 0o644);
  return { origin, before, size, files };
}

/** How many events of this log the folder holds already. */
async function sizeIn(db: QueryExecutorProvider, keys: KeyRing, folder: string, here: number): Promise<number> {
  const there = folderSource(folder);
  const bytes = await there.checkpoint();
  if (bytes === undefined) {
    const lines = (await storedLog(db, keys).key()) ?? "";
    // A first export that broke off has left a key and no checkpoint.
    if ((await namesIn(folder)).length > 0 && !isBroken(await there.key(), lines))
      throw new LogFault(FAULTS.notEmpty, { folder });
    return 0;
  }
  const text = Buffer.from(bytes).toString("utf8");
  const origin = text.split("\n", 1)[0] ?? "";
  // Whatever was exported has its key beside it; a checkpoint alone may be that of the data folder.
  if ((await there.key()) === undefined) throw new LogFault(FAULTS.notEmpty, { folder });
  const known = checkpointOf(bytes, keys, origin);
  if (known === undefined) throw new LogFault(FAULTS.other, { folder, origin });
  const { size, root } = known;
  if (size > here) throw new LogFault(FAULTS.ahead, { folder, there: size, here });
  if (!isSameHash(await storedRootAt(db, size), root)) throw new LogFault(FAULTS.other, { folder, origin });
  return size;
}

/** A checkpoint that this log signed; undefined for any other. */
function checkpointOf(bytes: Uint8Array, keys: KeyRing, origin: string): Checkpoint | undefined {
  try {
    return parseCheckpoint(openNote(bytes, verifiersOf(keys, origin)).text);
  } catch (error) {
    if (error instanceof LogFault) return undefined;
    throw error;
  }
}

/** Whether the key beside a log without a checkpoint is one of ours. */
function isBroken(there: string | undefined, ours: string): boolean {
  return (
    there !== undefined &&
    there.trim() !== "" &&
    there
      .trim()
      .split("\n")
      .every((line) => ours.includes(line))
  );
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isCode(error, "ENOENT")) return [];
    throw error;
  }
}
