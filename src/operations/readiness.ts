import type { Desk } from "../act/index.ts";
import { appliedMigrations } from "../database/index.ts";
import { logStanding } from "../evidence/index.ts";

/** A database that has not answered by then is taken not to answer. */
const PATIENCE_MS = 2_000;
/** An event waits a second for its place in the tree, or until the longest transaction ends. More means that nobody orders them. */
const STUCK_SECONDS = 120;

const CHECKS = ["database", "tables", "keys", "evidence"] as const;
export type Check = (typeof CHECKS)[number];

/** What of it holds; false too for what could not be looked at. */
export type Readiness = Readonly<Record<Check, boolean>>;

/**
 * Whether a process can do its work now: the database answers, its tables are those of this program, the key ring is there and the log
 * goes on.
 * @param migrations names of all that this program knows
 */
export async function readinessOf(desk: Desk, migrations: readonly string[]): Promise<Readiness> {
  const { database, keys, clock } = desk;
  const checks: Readonly<Record<Check, () => Promise<boolean>>> = {
    database: async () => {
      await logStanding(database.kysely);
      return true;
    },
    // A newer program may have brought them further while this one ran.
    tables: async () => {
      const applied = await appliedMigrations(database);
      return applied.length === migrations.length && applied.every((name) => migrations.includes(name));
    },
    keys: async () => {
      await keys.reload();
      return true;
    },
    evidence: async () => {
      const { waitingSince } = await logStanding(database.kysely);
      return waitingSince === undefined || clock.now().since(waitingSince).total("seconds") < STUCK_SECONDS;
    },
  };
  const looked = await Promise.all(CHECKS.map(async (name) => [name, await holds(checks[name])] as const));
  const found = new Map(looked);
  return {
    database: found.get("database") === true,
    tables: found.get("tables") === true,
    keys: found.get("keys") === true,
    evidence: found.get("evidence") === true,
  };
}

async function holds(check: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([check().catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}
