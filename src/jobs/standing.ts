import { sql } from "kysely";
import type { Database } from "../database/index.ts";
import { DEAD_LETTERS } from "./jobs.ts";

/** How much work waits. */
export interface QueueStanding {
  /** Jobs that are due and wait, by the name of their handler. */
  readonly waiting: Readonly<Record<string, number>>;
  /** For how many seconds the oldest of them has been due; 0 where none waits. */
  readonly oldestSeconds: number;
  readonly running: number;
  /** Failed for good, and kept. */
  readonly failed: number;
}

interface Row {
  readonly name: string;
  readonly waiting: number;
  readonly oldest: number;
  readonly running: number;
  readonly failed: number;
}

export async function queueStanding<Tables>({ kysely }: Pick<Database<Tables>, "kysely">): Promise<QueueStanding> {
  const { rows } = await sql<Row>`
    select name,
      count(*) filter (where state in ('created', 'retry') and start_after <= now() and name <> ${DEAD_LETTERS}) as waiting,
      coalesce(extract(epoch from now() - min(greatest(created_on, start_after)) filter
        (where state in ('created', 'retry') and start_after <= now() and name <> ${DEAD_LETTERS})), 0)::float8 as oldest,
      count(*) filter (where state = 'active') as running,
      count(*) filter (where name = ${DEAD_LETTERS}) as failed
    from pgboss.job where name not like '\\_\\_pgboss\\_\\_%' and state <> 'completed' group by name`.execute(kysely);
  return {
    waiting: Object.fromEntries(rows.flatMap(({ name, waiting }) => (waiting > 0 ? [[name, waiting]] : []))),
    oldestSeconds: Math.max(0, ...rows.map(({ oldest }) => oldest)),
    running: rows.reduce((sum, { running }) => sum + running, 0),
    failed: rows.reduce((sum, { failed }) => sum + failed, 0),
  };
}
