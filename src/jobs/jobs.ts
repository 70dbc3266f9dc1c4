import { setTimeout as pause } from "node:timers/promises";
import { CompiledQuery, type Kysely } from "kysely";
import type { JobResult, JobWithMetadata, PgBoss, Queue } from "pg-boss";
import type { Database } from "../database/index.ts";
import { errorFields, errorName, errorsOnly, type Log } from "../telemetry/index.ts";
import { type Id, type IdFactory, idOf, uuidOf } from "../wire/index.ts";
import { bossOn } from "./boss.ts";
import { type Job, JOB_NAME, type JobData, type JobHandler, type RunningJob } from "./job.ts";

/** Puts jobs into the queue. */
export interface JobSender {
  /**
   * In the transaction: a rollback leaves no job.
   * @returns its identifier; undefined where one with the same `singletonKey` waits already
   * @throws {TypeError} for a name that no handler has
   */
  readonly enqueue: <Tables>(tx: Kysely<Tables>, job: Job) => Promise<Id<"job"> | undefined>;
  /** After the commit: workers of this process look at once, others when they next do. */
  readonly wake: (names: Iterable<string>) => void;
}

export interface Jobs<Hands> extends JobSender {
  /** Begins to carry jobs out, with what `hands` gives for each. */
  readonly work: (hands: (job: RunningJob) => Hands) => Promise<void>;
  /** Takes no more jobs, and waits for those that run; what runs longer than `graceSeconds` is left to be tried again. */
  readonly stop: (graceSeconds?: number) => Promise<void>;
}

export interface JobsOptions<Hands> {
  readonly handlers: readonly JobHandler<Hands>[];
  readonly ids: IdFactory;
  /** Told of each attempt that failed. Unless given, the standard error is. */
  readonly log?: Log | undefined;
  /** How often an idle queue is asked for jobs that nobody announced: those put off, and those of other processes. */
  readonly pollSeconds?: number;
}

/** Taken at once from a queue, and carried out one after the other: one at a time would ask as often as it works. */
const BATCH = 10;
/** The embedded database has one process, which announces its own jobs: only retries and jobs put off wait for a poll. */
const POLL_SECONDS = { pglite: 30, postgresql: 5 } as const;
const GRACE_SECONDS = 30;
const RETRIES = 5;
const RETRY_SECONDS = 30;
const RETRY_SECONDS_MOST = 3_600;
const LIMIT_SECONDS = 900;
/** A process that was not heard of for so long is gone, and what it had begun is tried again, without waiting for the limit. */
const SILENT_SECONDS = 60;
const DAY_SECONDS = 86_400;
const TIME_ZONE = "Asia/Tokyo";

/** Where jobs go that failed for good. Kept for a year. */
export const DEAD_LETTERS = "dead-letters";

/** Makes the queues of all handlers ready, on a database that may never have had any. */
export async function openJobs<Tables, Hands>(
  database: Database<Tables>,
  { handlers, ids, log = errorsOnly, pollSeconds = POLL_SECONDS[database.kind] }: JobsOptions<Hands>,
): Promise<Jobs<Hands>> {
  const names = new Set(handlers.map(({ name }) => name));
  if (names.size < handlers.length) throw new TypeError("two handlers of one name");
  const sender = await startedSender(database, handlers, log);
  let worker: PgBoss | undefined;
  const workers = new Map<string, string>();
  return {
    enqueue: async (tx, { name, data, singletonKey, startAfter }) => {
      if (!names.has(name)) throw new TypeError(`no handler of jobs is called ${name}`);
      const id = ids("job");
      const sent = await sender.send(name, data, {
        id: uuidOf("job", id) ?? "",
        // Of jobs without a key any number may wait: each has one of its own.
        singletonKey: singletonKey ?? id,
        ...(startAfter === undefined ? {} : { startAfter: startAfter.toString() }),
        db: {
          executeSql: async (text, values = []) => {
            const { rows } = await tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values));
            return { rows };
          },
        },
      });
      return sent === null ? undefined : id;
    },
    wake: (woken) => {
      for (const name of woken) {
        const id = workers.get(name);
        if (id !== undefined) worker?.notifyWorker(id);
      }
    },
    work: async (hands) => {
      if (worker !== undefined) throw new TypeError("jobs are being carried out already");
      worker = bossOn(database, { working: true, log });
      await worker.start();
      for (const handler of handlers) {
        const options = {
          batchSize: BATCH,
          pollingIntervalSeconds: pollSeconds,
          burstWhenBatchFull: true,
          includeMetadata: true,
          perJobResults: true,
        } as const;
        const id = await worker.work<JobData, JobResult[], typeof options>(handler.name, options, async (batch) => {
          const results: JobResult[] = [];
          for (const job of batch) results.push(await carryOut(handler, job, hands, log));
          return results;
        });
        workers.set(handler.name, id);
        if (handler.every !== undefined) await worker.schedule(handler.name, handler.every, {}, { tz: TIME_ZONE });
      }
      await forgetSchedules(worker, handlers);
    },
    stop: async (graceSeconds = GRACE_SECONDS) => {
      await worker?.stop({ graceful: true, close: false, timeout: graceSeconds * 1_000 });
      worker = undefined;
      await sender.stop({ graceful: false, close: false });
    },
  };
}

/** unique_violation, duplicate_schema, duplicate_object, duplicate_table, and as `act` (PostgreSQL, appendix A) */
const MADE_MEANWHILE = new Set(["23505", "42P06", "42710", "42P07", "40001", "40P01"]);
const STARTS = 10;

/** Several processes may begin at once on a database without queues. Whoever finds that another made them meanwhile looks again. */
async function startedSender<Tables, Hands>(
  database: Database<Tables>,
  handlers: readonly JobHandler<Hands>[],
  log: Log,
): Promise<PgBoss> {
  for (let start = 1; ; start += 1) {
    const sender = bossOn(database, { working: false, log });
    try {
      await sender.start();
      await makeQueues(sender, handlers);
      return sender;
    } catch (error) {
      await sender.stop({ graceful: false, close: false }).catch(() => undefined);
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (!MADE_MEANWHILE.has(code) || start === STARTS) throw error;
      await pause(start * 50);
    }
  }
}

async function makeQueues<Hands>(boss: PgBoss, handlers: readonly JobHandler<Hands>[]): Promise<void> {
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  const make = async (name: string, settings: Omit<Queue, "name" | "policy" | "partition">): Promise<void> => {
    if (known.has(name)) await boss.updateQueue(name, settings);
    // Of jobs with one key one waits.
    else await boss.createQueue(name, { policy: name === DEAD_LETTERS ? "standard" : "short", ...settings });
  };
  await make(DEAD_LETTERS, { retentionSeconds: 365 * DAY_SECONDS });
  for (const { name, retries, retrySeconds, limitSeconds } of handlers) {
    if (!JOB_NAME.test(name) || name === DEAD_LETTERS) throw new TypeError(`“${name}” cannot name a handler of jobs`);
    await make(name, {
      deadLetter: DEAD_LETTERS,
      retryLimit: retries ?? RETRIES,
      retryDelay: retrySeconds ?? RETRY_SECONDS,
      retryBackoff: true,
      retryDelayMax: RETRY_SECONDS_MOST,
      expireInSeconds: limitSeconds ?? LIMIT_SECONDS,
      heartbeatSeconds: SILENT_SECONDS,
      deleteAfterSeconds: DAY_SECONDS,
    });
  }
}

/** What a room no longer does by the clock. */
async function forgetSchedules<Hands>(boss: PgBoss, handlers: readonly JobHandler<Hands>[]): Promise<void> {
  const kept = new Set(handlers.filter(({ every }) => every !== undefined).map(({ name }) => name));
  for (const { name } of await boss.getSchedules()) if (!kept.has(name)) await boss.unschedule(name);
}

async function carryOut<Hands>(
  handler: JobHandler<Hands>,
  { id, name, data, retryCount, signal }: JobWithMetadata<JobData>,
  hands: (job: RunningJob) => Hands,
  log: Log,
): Promise<JobResult> {
  const job: RunningJob = { id: idOf("job", id), name, data: data ?? {}, attempt: retryCount + 1, signal };
  try {
    await handler.run(job, hands(job));
    return { id, status: "completed" };
  } catch (error) {
    log.error("job.failed", { job: job.id, name, attempt: job.attempt, ...errorFields(error) });
    return { id, status: "failed", output: { error: errorName(error) } };
  }
}
