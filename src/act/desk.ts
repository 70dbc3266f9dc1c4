import { randomUUID } from "node:crypto";
import { z } from "zod";
import {
  type Database,
  type DataKey,
  type KeyRing,
  newDataKey,
  standingKey,
  type ShredList,
} from "../database/index.ts";
import { appenderOf, eventKind } from "../evidence/index.ts";
import type { JobSender } from "../jobs/index.ts";
import type { Clock, IdFactory } from "../wire/index.ts";
import type { Desk, Reaction, WorkTables } from "./act.ts";

const logOpened = eventKind("log.opened", z.strictObject({ origin: z.string(), generation: z.int().positive() }), {
  ja: "記録を始めた",
  en: "The log was opened",
});

/** Keys of the installation itself: one seals who acted, one the answers kept for a retry. */
const STANDING = ["actors", "answers"] as const;

export interface DeskOptions {
  readonly database: Database<WorkTables>;
  readonly keys: KeyRing;
  readonly shredList: ShredList;
  readonly clock: Clock;
  readonly ids: IdFactory;
  readonly reactions?: readonly Reaction[];
  readonly committed?: () => void;
  /** Absent: a command that enqueues a job fails. */
  readonly jobs?: JobSender;
}

const NO_JOBS: JobSender = {
  enqueue: () => Promise.reject(new TypeError("jobs were not opened on this desk")),
  wake: () => undefined,
};

/** Makes ready to act on a database that has its tables. The first time, it opens the log: the first event says so. */
export async function openDesk({ reactions = [], committed, jobs = NO_JOBS, ...options }: DeskOptions): Promise<Desk> {
  const standing = (await standingKeys(options)) ?? (await openLog(options));
  return { ...options, jobs, standing, reactions, committed: committed ?? (() => undefined) };
}

async function standingKeys({ database, keys }: DeskOptions): Promise<Desk["standing"] | undefined> {
  const [actors, answers] = await Promise.all(STANDING.map((name) => standingKey(database.kysely, keys, name)));
  return actors === undefined || answers === undefined ? undefined : { actors, answers };
}

/** Two processes may begin at once: the log has one first generation, and whoever comes second takes what the other made. */
async function openLog(options: DeskOptions): Promise<Desk["standing"]> {
  const { database, keys, clock, ids } = options;
  const made = await Promise.all(STANDING.map(async (name) => ({ name, ...(await newDataKey(keys)) })));
  const keyOf = (name: (typeof STANDING)[number]): DataKey => {
    const found = made.find((one) => one.name === name);
    if (found === undefined) throw new TypeError(`no standing key ${name}`);
    return found.key;
  };
  const standing = { actors: keyOf("actors"), answers: keyOf("answers") };
  const at = clock.now().round({ smallestUnit: "millisecond", roundingMode: "floor" });
  const origin = `yakusoku/${randomUUID()}`;
  try {
    await database.transaction(async (tx) => {
      const actor = { kind: "system", id: "yakusoku" } as const;
      const opened = { kind: logOpened, body: { origin, generation: 1 } };
      await appenderOf(tx, { act: randomUUID(), at, ids, actor, actorKey: standing.actors }).append([opened]);
      await tx.insertInto("log").values({ generation: 1, origin, opened_at: at }).execute();
      await tx
        .insertInto("data_key")
        .values(made.map(({ name, stored }) => ({ ...stored, purpose: name })))
        .execute();
      await tx
        .insertInto("standing_key")
        .values(made.map(({ name, key }) => ({ name, key_id: key.id })))
        .execute();
    });
  } catch (error) {
    const others = await standingKeys(options);
    if (others === undefined) throw error;
    return others;
  }
  return standing;
}
