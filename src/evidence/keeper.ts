import { type Database, type KeyRing, replaceFile } from "../database/index.ts";
import type { Clock } from "../wire/index.ts";
import { checkpointSigner } from "./log-keys.ts";
import { type Head, head, isBehind, releaseLease, sequence } from "./sequencer.ts";
import type { EvidenceTables } from "./tables.ts";

/** What keeps the log while a process runs: puts events in order, and the newest checkpoint beside the database. */
export interface Keeper {
  /** Says that there is something new; it is taken soon, with whatever else comes meanwhile. */
  readonly nudge: () => void;
  /** Puts everything in order that waits now. @returns the head afterwards; undefined where another process has the lease */
  readonly run: () => Promise<Head | undefined>;
  /** Takes what is left, writes the last checkpoint, gives back the lease. */
  readonly stop: () => Promise<void>;
}

export interface KeeperOptions {
  readonly database: Database<EvidenceTables>;
  readonly keys: KeyRing;
  readonly clock: Clock;
  /** A UUID that names this process among those on the database. */
  readonly holder: string;
  /** Where the newest checkpoint is kept, outside the database. */
  readonly file: string;
  /** Told of a run that failed; the next one tries again. */
  readonly failed?: ((error: unknown) => void) | undefined;
}

/** After a commit, so many milliseconds for others to join: a checkpoint for each of many events would be of no use. */
const SOON_MS = 100;
/** Events of other processes are looked for, and the checkpoint is written, once in so many milliseconds. */
const TICK_MS = 1_000;

/** Starts to keep the log. Its timers do not hold the process. */
export function startKeeper({ database, keys, clock, holder, file, failed = () => undefined }: KeeperOptions): Keeper {
  let last: Promise<unknown> = Promise.resolve();
  let soon: NodeJS.Timeout | undefined;
  let written: string | undefined;

  /** One after the other: runs that overlap would only wait for each other in the database. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  const run = async (): Promise<Head | undefined> => {
    if (!(await isBehind(database.kysely))) return await head(database.kysely);
    // For a rotation by another process.
    await keys.reload();
    return await sequence(database, { holder, sign: checkpointSigner(keys), now: () => clock.now() });
  };
  const write = async (): Promise<void> => {
    const newest = await head(database.kysely);
    if (newest === undefined || newest.note === written) return;
    await replaceFile(file, newest.note);
    written = newest.note;
  };
  const attempt = (...works: readonly (() => Promise<unknown>)[]): void => {
    void inTurn(async () => {
      for (const work of works) await work();
    }).catch(failed);
  };

  const tick = setInterval(() => attempt(run, write), TICK_MS);
  tick.unref();
  return {
    nudge: () => {
      if (soon !== undefined) return;
      soon = setTimeout(() => {
        soon = undefined;
        attempt(run);
      }, SOON_MS);
      soon.unref();
    },
    run: () =>
      inTurn(async () => {
        const newest = await run();
        await write();
        return newest;
      }),
    stop: () => {
      clearInterval(tick);
      clearTimeout(soon);
      return inTurn(async () => {
        await run();
        await write();
        await releaseLease(database, holder);
      });
    },
  };
}
