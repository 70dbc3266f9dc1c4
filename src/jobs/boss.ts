import { type Clock, type ConstructorOptions, PgBoss } from "pg-boss";
import type { Database } from "../database/index.ts";
import { errorName, type Log } from "../telemetry/index.ts";

/** Apart from the tables of the rooms: pg-boss makes and changes its own. */
const SCHEMA = "pgboss";
const DAY_SECONDS = 86_400;

export interface BossOptions {
  /** Watches over queues and schedules, besides sending: for the one that works. */
  readonly working: boolean;
  readonly log: Log;
}

/** pg-boss over the house's own connections. It is not started. */
export function bossOn<Tables>(database: Database<Tables>, { working, log }: BossOptions): PgBoss {
  const options: ConstructorOptions = {
    db: statementsOn(database),
    schema: SCHEMA,
    backend: database.kind === "pglite" ? "pglite" : "postgres",
    supervise: working,
    schedule: working,
    registerInstance: false,
    // What is not used here is asked for as seldom as can be: chains of jobs, builds of indexes, the list of queues.
    flowIntervalSeconds: DAY_SECONDS,
    bamIntervalSeconds: DAY_SECONDS,
    queueCacheIntervalSeconds: DAY_SECONDS,
    cronMonitorIntervalSeconds: 45,
    cronWorkerIntervalSeconds: 45,
    // Whoever only sends is not kept from ending by it.
    ...(working ? {} : { clock: UNHURRIED }),
    ...(database.kind === "pglite" ? { reindex: false, monitorVacuum: false } : {}),
  };
  const boss = new PgBoss(options);
  boss.on("error", (error: unknown) => log.error("jobs.failed", { error: errorName(error) }));
  return boss;
}

/** The system's clock, with timers that keep no process alive. */
const UNHURRIED: Clock = {
  now: () => Temporal.Now.instant().epochMilliseconds,
  setTimeout: (run, ms) => setTimeout(run, ms).unref(),
  clearTimeout: (timer) => clearTimeout(timerOf(timer)),
  setInterval: (run, ms) => setInterval(run, ms).unref(),
  clearInterval: (timer) => clearInterval(timerOf(timer)),
};

function timerOf(handle: unknown): NodeJS.Timeout {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the clock above gave; its type is unknown to pg-boss
  return handle as NodeJS.Timeout;
}

interface Statements {
  readonly executeSql: (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;
}

function statementsOn<Tables>(database: Database<Tables>): Statements {
  return { executeSql: async (text, values = []) => ({ rows: [...(await database.script(text, values))] }) };
}
