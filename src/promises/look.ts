import type { Desk } from "../act/index.ts";
import { type Pack, type Program, versionAt } from "../policy/index.ts";
import { LOOKED_BACK_DAYS, type Mechanism, type Observation, type Observing } from "../room/index.ts";
import { midnightInJapan } from "../wire/index.ts";
import { type PromiseGroup, promiseBoard } from "./board.ts";

/** The board of one policy, as of an instant. */
export interface Board {
  readonly program: Program;
  readonly at: Temporal.Instant;
  /** From when on what happened is looked at. */
  readonly since: Temporal.Instant;
  /** Whether anything is kept that could be looked at. */
  readonly hasRecords: boolean;
  readonly groups: readonly PromiseGroup[];
}

/** What rooms claim and see; and the database, where something is kept. */
export interface Looking {
  readonly mechanisms: (pack: Pack) => readonly Mechanism[];
  readonly observe: (from: Observing) => Promise<readonly Observation[]>;
  readonly database: Desk["database"] | undefined;
}

/** The version whose promises hold: the one in force, or the first where none is yet. */
function currentVersion(pack: Pack, at: Temporal.Instant): Program | undefined {
  return versionAt(pack, at.epochMilliseconds) ?? pack.versions[0];
}

/** Looks at every promise as of an instant, all at one state of the database. @returns undefined for a pack without a version */
export async function look(
  pack: Pack,
  at: Temporal.Instant,
  { mechanisms, observe, database }: Looking,
): Promise<Board | undefined> {
  const program = currentVersion(pack, at);
  if (program === undefined) return undefined;
  const since = at.subtract({ hours: LOOKED_BACK_DAYS * 24 });
  const from = { pack, program, at, since };
  const observations =
    database === undefined
      ? await observe({ ...from, records: undefined })
      : await database.snapshot((records) => observe({ ...from, records }));
  const groups = promiseBoard(program, mechanisms(pack), observations);
  return { program, at, since, hasRecords: database !== undefined, groups };
}

/**
 * The instant that a day stands for: its end in Japan, or now where it is not over.
 * @param day `YYYY-MM-DD`
 * @returns undefined for what is no day, and for one that has not begun
 */
export function endOfDay(day: string, now: Temporal.Instant): Temporal.Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  try {
    const end = midnightInJapan(Temporal.PlainDate.from(day).add({ days: 1 }).toString());
    if (Temporal.Instant.compare(midnightInJapan(day), now) > 0) return undefined;
    return Temporal.Instant.compare(end, now) > 0 ? now : end;
  } catch {
    return undefined;
  }
}

/** Boards that are remembered: enough for every policy today and for days that people compare. */
const REMEMBERED = 64;

/**
 * Looks once for a minute, whoever asks: the page is everybody's, and must not be a way to keep the database busy. A board of a minute
 * that is over does not change any more.
 */
export function lookByMinute(
  looking: Looking,
): (pack: Pack, at: Temporal.Instant, now: Temporal.Instant) => Promise<Board | undefined> {
  const boards = new Map<string, Promise<Board | undefined>>();
  let last: Promise<unknown> = Promise.resolve();
  return (pack, at, now) => {
    const minute = at.round({ smallestUnit: "minute", roundingMode: "floor" });
    // What is open at an earlier instant is judged by what is still there now: such a board is remembered for the day.
    const key = `${pack.id} ${minute.toString()} ${now.toString().slice(0, 10)}`;
    const known = boards.get(key);
    if (known !== undefined) return known;
    const board = last.then(() => look(pack, minute, looking));
    last = board.catch(() => boards.delete(key));
    boards.set(key, board);
    for (const old of [...boards.keys()].slice(0, Math.max(0, boards.size - REMEMBERED))) boards.delete(old);
    return board;
  };
}
