import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  type Database,
  databaseOn,
  DATA_KEY_MIGRATIONS,
  type Engine,
  lockFolder,
  migrate,
  type Migration,
  openKeyRing,
  openPGlite,
  openPostgreSQL,
} from "../database/index.ts";
import { EVIDENCE_MIGRATIONS } from "../evidence/index.ts";
import type { Desk, WorkTables } from "./act.ts";
import { type DeskOptions, openDesk } from "./desk.ts";
import { ACT_MIGRATIONS } from "./tables.ts";

export interface RecordsOptions extends Pick<DeskOptions, "clock" | "ids" | "reactions" | "committed"> {
  /** Holds the key ring, the list of shredded keys, the newest checkpoint, and the embedded database. */
  readonly folder: string;
  /** `postgres://…` of a server, 15 or newer; absent: the embedded database. */
  readonly url?: string | undefined;
  /** Tables of the rooms above. */
  readonly migrations: readonly Migration[];
}

export interface Records {
  readonly desk: Desk;
  readonly close: () => Promise<void>;
}

/**
 * Opens what is kept: takes the folder, brings the tables up to date, makes ready to act.
 * @throws {LockedError} while another process has the folder of the embedded database
 * @throws {SchemaError} where the database is newer than this program
 * @throws {SealError} where the key ring is missing or damaged
 */
export async function openRecords({ folder, url, migrations, ...rest }: RecordsOptions): Promise<Records> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const release = url === undefined ? await lockFolder(join(folder, "lock")) : (): Promise<void> => Promise.resolve();
  let database: Database<WorkTables> | undefined;
  try {
    const path = join(folder, "database");
    const fresh = url === undefined && !(await exists(path));
    // With a server the database may be new or not; only its tables say.
    const engine: Engine = url === undefined ? await openPGlite({ folder: path }) : openPostgreSQL(url);
    database = databaseOn<WorkTables>(engine);
    const all = [...DATA_KEY_MIGRATIONS, ...EVIDENCE_MIGRATIONS, ...ACT_MIGRATIONS, ...migrations];
    const applied = await migrate(database, all, rest.clock.now());
    const isNew = fresh || applied.length === all.length;
    const keys = await openKeyRing(join(folder, "keys.json"), {
      clock: rest.clock,
      ifMissing: isNew ? "create" : "refuse",
    });
    const desk = await openDesk({ ...rest, database, keys });
    return {
      desk,
      close: async () => {
        await desk.database.close();
        await release();
      },
    };
  } catch (error) {
    await database?.close();
    await release();
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
