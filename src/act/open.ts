import { randomUUID } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
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
  openShredList,
} from "../database/index.ts";
import {
  CHECKPOINT_FILE,
  type Comparison,
  compareKept,
  EVIDENCE_MIGRATIONS,
  type Keeper,
  startKeeper,
} from "../evidence/index.ts";
import { type Jobs, openJobs } from "../jobs/index.ts";
import type { Log } from "../telemetry/index.ts";
import { fillWords, type Words } from "../wire/index.ts";
import { type Desk, jobAround, type JobHands, type RoomJob, type WorkTables } from "./act.ts";
import { type DeskOptions, openDesk } from "./desk.ts";
import { dropAgain } from "./drop-again.ts";
import { expireAnswers } from "./expire-answers.ts";
import { reopenLog } from "./reopen.ts";
import { ACT_MIGRATIONS } from "./tables.ts";

export interface RecordsOptions extends Pick<DeskOptions, "clock" | "ids" | "reactions" | "committed"> {
  /** Holds the key ring, the list of shredded keys, the newest checkpoint, and the embedded database. */
  readonly folder: string;
  /** `postgres://…` of a server, 15 or newer; absent: the embedded database. */
  readonly url?: string | undefined;
  /** Tables of the rooms above. */
  readonly migrations: readonly Migration[];
  /** False only to look: nothing is made where nothing is kept yet, and the log is not kept meanwhile. */
  readonly keep?: boolean | undefined;
  /** Told where keeping the log failed; it is tried again. */
  readonly failed?: ((error: unknown) => void) | undefined;
  /** Told of jobs that failed. */
  readonly log?: Log | undefined;
  /** Told how long each statement took, in seconds. */
  readonly queried?: ((seconds: number) => void) | undefined;
  /** False where other processes keep the log: it is compared at the beginning, and then left to them. */
  readonly sequence?: boolean | undefined;
  /** What the rooms above do in the background. */
  readonly jobs?: readonly RoomJob[];
  /** How the rooms above put right what a crash or a restored backup left half done; before anything is served. */
  readonly settle?: readonly ((desk: Desk) => Promise<void>)[];
}

export interface Records {
  readonly desk: Desk;
  /** Absent where the log is not kept meanwhile. */
  readonly keeper: Keeper | undefined;
  /** What the checkpoint beside the database said of it. After a loss the next generation of the log has been opened. */
  readonly kept: Comparison;
  /** How many shredded keys were there again, as after a restored backup, and were dropped. */
  readonly droppedAgain: number;
  /** Begins to carry out jobs, in this process. Jobs are enqueued without it, too. */
  readonly work: () => Promise<void>;
  /** Waits for jobs that run. */
  readonly close: () => Promise<void>;
}

const NOTHING: Words = {
  ja: "「{folder}」にはまだ何も記録されていません。YAKUSOKU_DATA と DATABASE_URL を確かめてください。",
  en: "Nothing is kept in “{folder}” yet. Check YAKUSOKU_DATA and DATABASE_URL.",
};

/** Nothing is kept where it was looked for. */
export class NothingKeptError extends Error {
  readonly words: Words;
  constructor(folder: string) {
    const words = fillWords(NOTHING, { folder });
    super(words.en);
    this.name = "NothingKeptError";
    this.words = words;
  }
}

/** Files of the data folder. */
export const KEY_RING_FILE = "keys.json";
const SHRED_LIST_FILE = "shredded.log";
export const DATABASE_FOLDER = "database";
export const LOCK_FILE = "lock";

/** The embedded database has one process at a time: whoever has the folder has the lease of whoever crashed. */
const ONLY_HOLDER = "00000000-0000-0000-0000-000000000001";

/** Every table of the house. @param rooms those of the rooms above */
export function allMigrations(rooms: readonly Migration[]): readonly Migration[] {
  return [...DATA_KEY_MIGRATIONS, ...EVIDENCE_MIGRATIONS, ...ACT_MIGRATIONS, ...rooms];
}

/**
 * Opens what is kept: takes the folder, brings the tables up to date, makes ready to act.
 * @throws {LockedError} while another process has the folder of the embedded database
 * @throws {SchemaError} where the database is newer than this program
 * @throws {SealError} where the key ring is missing or damaged
 */
export async function openRecords({
  folder,
  url,
  migrations,
  failed,
  committed,
  keep = true,
  sequence = true,
  log,
  queried,
  jobs: handlers = [],
  settle = [],
  ...rest
}: RecordsOptions): Promise<Records> {
  if (!keep && url === undefined && !(await exists(join(folder, DATABASE_FOLDER)))) throw new NothingKeptError(folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const release =
    url === undefined ? await lockFolder(join(folder, LOCK_FILE)) : (): Promise<void> => Promise.resolve();
  let database: Database<WorkTables> | undefined;
  let jobs: Jobs<JobHands> | undefined;
  const held: { keeper?: Keeper } = {};
  try {
    const path = join(folder, DATABASE_FOLDER);
    const engine: Engine = url === undefined ? await openPGlite({ folder: path }) : openPostgreSQL(url);
    database = databaseOn<WorkTables>(engine, { queried });
    const all = allMigrations(migrations);
    if (!keep && (await isEmpty(database))) throw new NothingKeptError(folder);
    // Before the tables: of several processes that begin at once, one that finds tables finds the ring too.
    const keys = await openKeyRing(join(folder, KEY_RING_FILE), {
      clock: rest.clock,
      ifMissing: (await wasMigrated(database)) ? "refuse" : "create",
    });
    await migrate(database, all, rest.clock.now());
    const shredList = openShredList(join(folder, SHRED_LIST_FILE), keys, rest.clock);
    jobs = await openJobs(database, { handlers: [expireAnswers, ...handlers], ids: rest.ids, log });
    const { work, stop } = jobs;
    const desk = await openDesk({
      ...rest,
      jobs,
      database,
      keys,
      shredList,
      committed: () => {
        committed?.();
        held.keeper?.nudge();
      },
    });
    const close = async (): Promise<void> => {
      try {
        await stop();
        await held.keeper?.stop();
      } finally {
        await desk.database.close();
        await release();
      }
    };
    const begin = (): Promise<void> => work((job) => ({ desk, around: jobAround(job) }));
    if (!keep) {
      return { desk, work: begin, keeper: undefined, kept: { outcome: "none" }, droppedAgain: 0, close };
    }
    const droppedAgain = await dropAgain(desk, shredList);
    if (!sequence) {
      for (const one of settle) await one(desk);
      return { desk, work: begin, keeper: undefined, kept: { outcome: "none" }, droppedAgain, close };
    }
    const file = join(folder, CHECKPOINT_FILE);
    const kept = await compareKept(database.kysely, keys, file, rest.clock.now());
    if (kept.outcome === "lost") await reopenLog(desk, kept.loss);
    const holder = url === undefined ? ONLY_HOLDER : randomUUID();
    const keeper = startKeeper({ database, keys, clock: rest.clock, holder, file, failed });
    held.keeper = keeper;
    for (const one of settle) await one(desk);
    // Before anything is served the new name stands in the file, so that the loss is not found a second time.
    await keeper.run();
    return { desk, work: begin, keeper, kept, droppedAgain, close };
  } catch (error) {
    await jobs?.stop();
    await held.keeper?.stop().catch(() => undefined);
    await database?.close();
    await release();
    throw error;
  }
}

/** Whether the database has no tables at all. */
async function isEmpty({ kysely }: Pick<Database<WorkTables>, "kysely">): Promise<boolean> {
  const { rows } = await sql<{ tables: number }>`
    select count(*) as tables from pg_class where relnamespace = current_schema()::regnamespace`.execute(kysely);
  return rows[0]?.tables === 0;
}

/** Whether the database ever had tables of ours. */
async function wasMigrated({ kysely }: Pick<Database<WorkTables>, "kysely">): Promise<boolean> {
  const { rows } = await sql<{ was: boolean }>`select to_regclass('migration') is not null as was`.execute(kysely);
  return rows[0]?.was ?? false;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
