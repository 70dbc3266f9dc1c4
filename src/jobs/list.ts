import { sql } from "kysely";
import type { Database } from "../database/index.ts";
import { type Id, idOf, type Words } from "../wire/index.ts";
import { DEAD_LETTERS } from "./jobs.ts";

/** Where a job stands, in the words of the house, and what pg-boss calls it. */
export const JOB_STATES = {
  waiting: { ja: "待っている", en: "Waiting" },
  running: { ja: "実行中", en: "Running" },
  retrying: { ja: "失敗し、やり直しを待っている", en: "Failed, to be tried again" },
  done: { ja: "終わった", en: "Done" },
  failed: { ja: "失敗し、やり直さない", en: "Failed for good" },
} as const satisfies Record<string, Words>;

export type JobState = keyof typeof JOB_STATES;

export function isJobState(text: string): text is JobState {
  return Object.hasOwn(JOB_STATES, text);
}

export interface ListedJob {
  readonly id: Id<"job">;
  readonly name: string;
  readonly state: JobState;
  readonly enqueuedAt: Temporal.Instant;
  /** Not before: for one put off, or to be tried again. */
  readonly startAfter: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | undefined;
  readonly attempts: number;
  /** The name of the error of the last attempt that failed. */
  readonly error: string | undefined;
}

export interface JobPage {
  readonly items: readonly ListedJob[];
  /** Where the next page begins; absent on the last. */
  readonly next: string | undefined;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly state: JobState;
  readonly enqueued_at: Temporal.Instant;
  readonly start_after: Temporal.Instant;
  readonly finished_at: Temporal.Instant | null;
  readonly attempts: number;
  readonly output: unknown;
}

const CURSOR = /^(?<at>\d{4}-[0-9T:.Z-]+) (?<id>[0-9a-f-]{36})$/;

/**
 * Jobs, the newest first: those of the last day that are done, those failed for good of a year, and all others.
 * @param before `next` of the page before; what is no such thing begins from the start
 */
export async function listJobs<Tables>(
  { kysely }: Pick<Database<Tables>, "kysely">,
  {
    state,
    limit,
    before,
  }: { readonly state?: JobState | undefined; readonly limit: number; readonly before?: string | undefined },
): Promise<JobPage> {
  const cursor = CURSOR.exec(Buffer.from(before ?? "", "base64url").toString())?.groups;
  const { rows } = await sql<Row>`
    with listed as (
      select coalesce(source_id, id) as id, coalesce(source_name, name) as name,
        case when name = ${DEAD_LETTERS} then 'failed' when state = 'created' then 'waiting' when state = 'active' then 'running'
          when state = 'retry' then 'retrying' else 'done' end as state,
        coalesce(source_created_on, created_on) as enqueued_at, start_after,
        case when name = ${DEAD_LETTERS} then created_on else completed_on end as finished_at,
        case when name = ${DEAD_LETTERS} then source_retry_count + 1 when started_on is null then 0 else retry_count + 1 end as attempts,
        case when name = ${DEAD_LETTERS} then source_output when state = 'completed' then null else output end as output
      from pgboss.job
      where name not like '\\_\\_pgboss\\_\\_%' and (state <> 'failed' or name = ${DEAD_LETTERS}))
    select * from listed
    where (${state ?? null}::text is null or state = ${state ?? null})
      and (${cursor?.["id"] ?? null}::uuid is null
        or (enqueued_at, id) < (${cursor?.["at"] ?? null}::timestamptz, ${cursor?.["id"] ?? null}::uuid))
    order by enqueued_at desc, id desc limit ${limit + 1}`.execute(kysely);
  const items = rows.slice(0, limit).map(
    (row): ListedJob => ({
      id: idOf("job", row.id),
      name: row.name,
      state: row.state,
      enqueuedAt: row.enqueued_at,
      startAfter: row.start_after,
      finishedAt: row.finished_at ?? undefined,
      attempts: row.attempts,
      error: errorOf(row.output),
    }),
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const next =
    last === undefined ? undefined : Buffer.from(`${last.enqueued_at.toString()} ${last.id}`).toString("base64url");
  return { items, next };
}

/** How many jobs were given up since an instant; none where no job was ever opened. */
export async function countFailedJobs<Tables>(
  { kysely }: Pick<Database<Tables>, "kysely">,
  since: Temporal.Instant,
): Promise<number> {
  const { rows: there } = await sql<{ job: unknown }>`select to_regclass('pgboss.job')::text as job`.execute(kysely);
  if (there[0]?.job === null) return 0;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pgboss.job where name = ${DEAD_LETTERS} and created_on > ${since}`.execute(kysely);
  return rows[0]?.count ?? 0;
}

/** Ours under `error`; where pg-boss itself gave a job up, as when its time was over, under `message`. */
function errorOf(output: unknown): string | undefined {
  if (typeof output !== "object" || output === null) return undefined;
  const said = "error" in output ? output.error : "message" in output ? output.message : undefined;
  return typeof said === "string" ? said : undefined;
}
