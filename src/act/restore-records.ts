import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  BackupError,
  databaseOn,
  isCode,
  lockFolder,
  openKeyRing,
  openPGlite,
  openPostgreSQL,
} from "../database/index.ts";
import { type BackupHead, NOT_EMPTY, restore } from "./backup.ts";
import type { WorkTables } from "./act.ts";
import { allMigrations, DATABASE_FOLDER, KEY_RING_FILE, LOCK_FILE, type RecordsOptions } from "./open.ts";

/**
 * Restores a backup into the database of a data folder, which has the key ring and no database yet, or into an empty one of a server.
 * Where it fails nothing is left behind.
 * @throws {LockedError} {BackupError} {SchemaError} {SealError}
 */
export async function restoreRecords(
  path: string,
  { folder, url, migrations, clock }: Pick<RecordsOptions, "folder" | "url" | "migrations" | "clock">,
): Promise<BackupHead> {
  const keys = await openKeyRing(join(folder, KEY_RING_FILE), { clock, ifMissing: "refuse" });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const release =
    url === undefined ? await lockFolder(join(folder, LOCK_FILE)) : (): Promise<void> => Promise.resolve();
  const place = join(folder, DATABASE_FOLDER);
  let made: string | undefined;
  try {
    if (url === undefined) made = await newFolder(place);
    const database = databaseOn<WorkTables>(
      url === undefined ? await openPGlite({ folder: place }) : openPostgreSQL(url),
    );
    try {
      return await restore(path, { database, keys, migrations: allMigrations(migrations), now: clock.now() });
    } finally {
      await database.close();
    }
  } catch (error) {
    if (made !== undefined) await rm(made, { recursive: true, force: true });
    throw error;
  } finally {
    await release();
  }
}

/** Refuses a folder that is there: it would be another database. */
async function newFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { mode: 0o700 });
    return path;
  } catch (error) {
    throw isCode(error, "EEXIST") ? new BackupError(NOT_EMPTY) : error;
  }
}
