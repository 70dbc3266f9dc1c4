import { type QueryExecutorProvider, sql } from "kysely";

/** How far the log has come. */
export interface LogStanding {
  /** Events in the tree. */
  readonly leaves: number;
  /** When the newest checkpoint was signed; undefined before the first. */
  readonly checkpointAt: Temporal.Instant | undefined;
  /** When the oldest event was recorded that the tree does not hold yet; undefined where none waits. */
  readonly waitingSince: Temporal.Instant | undefined;
}

interface Row {
  readonly leaves: number;
  readonly checkpoint_at: Temporal.Instant | null;
  readonly waiting_since: Temporal.Instant | null;
}

export async function logStanding(db: QueryExecutorProvider): Promise<LogStanding> {
  const { rows } = await sql<Row>`
    select sequencer.size as leaves,
      (select at from checkpoint order by size desc limit 1) as checkpoint_at,
      (select min(at) from event where xid >= sequencer.below
        and not exists (select 1 from leaf where leaf.event_id = event.id)) as waiting_since
    from sequencer`.execute(db);
  const [row] = rows;
  return {
    leaves: row?.leaves ?? 0,
    checkpointAt: row?.checkpoint_at ?? undefined,
    waitingSince: row?.waiting_since ?? undefined,
  };
}
