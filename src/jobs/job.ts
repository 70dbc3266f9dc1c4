import type { Id, Words } from "../wire/index.ts";

/** Identifiers and counts; never a personal value: the queue is not sealed. */
export type JobData = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Work to be done after the transaction that asks for it. */
export interface Job {
  /** Of the handler that does it. */
  readonly name: string;
  readonly data: JobData;
  /** One with this key waits at a time: another is not added while the first has not begun. */
  readonly singletonKey?: string | undefined;
  readonly startAfter?: Temporal.Instant | undefined;
}

/** A job while it is carried out. */
export interface RunningJob {
  /** The same at every attempt. */
  readonly id: Id<"job">;
  readonly name: string;
  readonly data: JobData;
  /** From 1. */
  readonly attempt: number;
  /** Aborted where the time is up or the process ends. */
  readonly signal: AbortSignal;
}

/** What a room does in the background. A job may come twice: after a crash it is tried again, so it must do no harm twice. */
export interface JobHandler<Hands> {
  /** The verb, as in `letter.send`. */
  readonly name: string;
  readonly says: Words;
  /** How often it is tried again after it failed; then it is a dead letter. Unless set 5. */
  readonly retries?: number;
  /** Seconds before the first retry, doubled with each up to an hour. Unless set 30. */
  readonly retrySeconds?: number;
  /** Seconds an attempt may take. Unless set 900. */
  readonly limitSeconds?: number;
  /** Done by the clock too, as cron writes it, in Japan time. */
  readonly every?: string;
  readonly run: (job: RunningJob, hands: Hands) => Promise<void>;
}

/** Letters, figures, dots and hyphens, as pg-boss takes them for the name of a queue. */
export const JOB_NAME = /^[a-z][a-z0-9.-]*$/;
