import { createHash, createHmac, randomUUID } from "node:crypto";
import { sql, type Transaction } from "kysely";
import {
  type Database,
  type DataKey,
  type DataKeyTables,
  type KeyRing,
  openJson,
  sealJson,
  shredDataKeys,
  type ShredList,
} from "../database/index.ts";
import { type Actor, appenderOf, type EventDraft, type EvidenceTables } from "../evidence/index.ts";
import type { Job, JobHandler, JobSender, RunningJob } from "../jobs/index.ts";
import { canonicalJson, type Clock, type Id, type IdFactory, ProblemError } from "../wire/index.ts";
import type { ActTables } from "./tables.ts";

/** What the unit of work stands on. */
export interface Desk {
  readonly database: Database<WorkTables>;
  readonly keys: KeyRing;
  /** Outlives a restored backup: a key stands on it before it goes. */
  readonly shredList: ShredList;
  /** Seals who acted, and the answers that are kept for a retry. */
  readonly standing: { readonly actors: DataKey; readonly answers: DataKey };
  readonly clock: Clock;
  readonly ids: IdFactory;
  readonly reactions: readonly Reaction[];
  readonly jobs: JobSender;
  /** Told after each commit that appended events. */
  readonly committed: () => void;
}

export type WorkTables = DataKeyTables & EvidenceTables & ActTables;

/** What another room does in the same transaction, once events of a kind were appended. Anything slow it enqueues as a job. */
export interface Reaction {
  readonly to: string;
  readonly run: (step: Step, events: readonly Appended[]) => Promise<void>;
}

export interface Appended {
  readonly id: Id<"event">;
  readonly draft: EventDraft;
}

/** What a command has in hand while it runs. */
export interface Step {
  readonly tx: Transaction<WorkTables>;
  readonly at: Temporal.Instant;
  readonly ids: IdFactory;
  readonly keys: KeyRing;
  readonly actor: Actor;
  /**
   * Appends events. Before the first, every guarded table refuses a write.
   * @returns their identifiers, in the order given
   */
  readonly append: (...drafts: readonly EventDraft[]) => Promise<readonly Id<"event">[]>;
  /**
   * Shreds data keys: first on the list outside the database, then in it. The last thing a command does, for what is on the list
   * does not come back where the transaction fails.
   */
  readonly shred: (keys: readonly string[]) => Promise<void>;
  /**
   * Has something done after the commit; where this is rolled back, there is no job.
   * @returns its identifier; undefined where one with the same `singletonKey` waits already
   */
  readonly enqueue: (job: Job) => Promise<Id<"job"> | undefined>;
}

/** What a job's handler has in hand. */
export interface JobHands {
  readonly desk: Desk;
  /** The job as the actor, and its identifier as the key, so that a second attempt changes nothing twice. */
  readonly around: Around;
}

/** A job of a room. */
export type RoomJob = JobHandler<JobHands>;

/** As whom a job acts. One that acts more than once gives each act a key of its own, made from this one. */
export function jobAround({ id, name }: Pick<RunningJob, "id" | "name">): Around {
  return { actor: { kind: "system", id: `job:${name}` }, idempotencyKey: id };
}

/** One change, whole or not at all. */
export interface Command<Output> {
  /** The verb, as in `consent.record`. */
  readonly name: string;
  /** What was asked, for telling a retry from another request under the same key. JSON. */
  readonly input: unknown;
  /** Checks, appends, writes. May run again from the start, where the database asks for it. */
  readonly run: (step: Step) => Promise<Output>;
}

export interface Around {
  readonly actor: Actor;
  /** Free text; taken for personal data. */
  readonly why?: string | undefined;
  /** Chosen by the caller; the same key with the same request gives the first answer again. */
  readonly idempotencyKey?: string | undefined;
}

/** How long the answer to a retry is kept. */
const ANSWER_HOURS = 24;
/** A deadlock or a conflict of writers is nobody's fault: the work begins again, so many times. */
const ATTEMPTS = 5;
/** serialization_failure, deadlock_detected (PostgreSQL, appendix A) */
const AGAIN = new Set(["40001", "40P01"]);

/**
 * Carries out one change: in one transaction it checks, appends the events, then writes. No other way writes.
 * @throws {ProblemError} `idempotency-conflict` where the key was used for another request, and whatever the command refuses with
 * @throws {TypeError} for a command that appended nothing: a change that leaves no evidence
 */
export async function act<Output>(desk: Desk, command: Command<Output>, around: Around): Promise<Output> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const enqueued = new Set<string>();
      const output = await desk.database.transaction((tx) => once(desk, tx, command, around, enqueued));
      desk.committed();
      desk.jobs.wake(enqueued);
      return output;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (!AGAIN.has(code) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function once<Output>(
  desk: Desk,
  tx: Transaction<WorkTables>,
  command: Command<Output>,
  around: Around,
  enqueued: Set<string>,
): Promise<Output> {
  const at = desk.clock.now().round({ smallestUnit: "millisecond", roundingMode: "floor" });
  const answers = around.idempotencyKey === undefined ? undefined : answersOf(desk, tx, command, around, at);
  const before = await answers?.find();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what this very command gave, through JSON
  if (before !== undefined) return before.value as Output;
  const appender = appenderOf(tx, {
    act: randomUUID(),
    at,
    ids: desk.ids,
    actor: around.actor,
    actorKey: desk.standing.actors,
    why: around.why,
  });
  let appended = 0;
  const step: Step = {
    tx,
    at,
    ids: desk.ids,
    keys: desk.keys,
    actor: around.actor,
    append: async (...drafts) => {
      const ids = await appender.append(drafts);
      appended += ids.length;
      const events = drafts.flatMap((draft, index): Appended[] => {
        const id = ids[index];
        return id === undefined ? [] : [{ id, draft }];
      });
      for (const { to, run } of desk.reactions) {
        const those = events.filter(({ draft }) => draft.kind.name === to);
        if (those.length > 0) await run(step, those);
      }
      return ids;
    },
    shred: async (keys) => {
      await desk.shredList.append(keys);
      await shredDataKeys(tx, keys);
    },
    enqueue: async (job) => {
      enqueued.add(job.name);
      return await desk.jobs.enqueue(tx, job);
    },
  };
  const output = await command.run(step);
  if (appended === 0) throw new TypeError(`${command.name} changed something and appended no event`);
  await answers?.keep(output);
  return output;
}

/** The stored answers of one actor under one key. */
function answersOf<Output>(
  { standing }: Desk,
  tx: Transaction<WorkTables>,
  { name, input }: Command<Output>,
  { actor, idempotencyKey = "" }: Around,
  at: Temporal.Instant,
): { find: () => Promise<{ value: unknown } | undefined>; keep: (output: Output) => Promise<void> } {
  const owner = createHash("sha256")
    .update(canonicalJson([actor.kind, actor.id]))
    .digest();
  // Keyed: of a plain hash a short value that was sent could be guessed.
  const request = createHmac("sha256", standing.answers.secret.reveal())
    .update(canonicalJson([name, input]))
    .digest();
  // Whoever chose it may have taken somebody's number.
  const key = createHmac("sha256", standing.answers.secret.reveal()).update(idempotencyKey).digest("base64url");
  const place = { table: "idempotency", column: "sealed", row: `${owner.toString("hex")} ${key}` };
  return {
    find: async () => {
      // Whoever comes second waits here until the first is done, and then finds its answer or takes its place.
      const { rows: mine } = await sql`insert into idempotency (actor, key, request, expires_at)
        values (${owner}, ${key}, ${request}, ${at.add({ hours: ANSWER_HOURS })})
        on conflict (actor, key) do update
          set request = excluded.request, expires_at = excluded.expires_at, sealed = null
          where idempotency.expires_at <= ${at}
        returning key`.execute(tx);
      if (mine.length > 0) return undefined;
      const { rows } = await sql<{ request: Uint8Array; sealed: Uint8Array | null }>`
        select request, sealed from idempotency where actor = ${owner} and key = ${key}`.execute(tx);
      const [row] = rows;
      if (row === undefined || row.sealed === null || Buffer.compare(row.request, request) !== 0) {
        throw new ProblemError("idempotency-conflict", { key: idempotencyKey });
      }
      return { value: openJson(standing.answers, row.sealed, place) };
    },
    keep: async (output) => {
      const sealed = sealJson(standing.answers, output ?? null, place);
      await sql`update idempotency set sealed = ${sealed} where actor = ${owner} and key = ${key}`.execute(tx);
    },
  };
}
