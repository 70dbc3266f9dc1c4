import { sql } from "kysely";
import { z } from "zod";
import type { Desk } from "../../act/index.ts";
import { commit, openJson } from "../../database/index.ts";
import { type Decision, decide, isClaimed, type Outcome, type Question, questionSchema } from "../../decision/index.ts";
import { mayKnowOf, recordedFacts, type Sight, subjectsOf } from "../../people/index.ts";
import { recordedPartyFacts } from "../../provision/index.ts";
import type { Pack } from "../../policy/index.ts";
import { canonicalJson, type Id, idOf, ProblemError, uuidOf } from "../../wire/index.ts";
import { answerOf } from "./plain.ts";
import type { DecisionTables } from "./tables.ts";

/** A decision on record, without what is sealed. */
export interface DecisionOnRecord {
  readonly id: Id<"decision">;
  readonly event: Id<"event">;
  readonly person: Id<"person">;
  readonly at: Temporal.Instant;
  readonly decidedAt: Temporal.Instant;
  readonly operator: string;
  readonly act: string;
  readonly purpose: string;
  readonly outcome: Outcome;
  readonly pack: string;
  readonly fingerprint: string | undefined;
  readonly engine: string;
}

/** What came of deciding the same question on the same facts again. */
export type Replay =
  | { readonly state: "same"; readonly outcome: Outcome; readonly engine: string }
  | {
      /** A later engine, or other code of this one, answers otherwise. */
      readonly state: "differs";
      readonly before: { readonly outcome: Outcome; readonly engine: string };
      readonly now: { readonly outcome: Outcome; readonly engine: string };
      /** Codes that only one of the two gives. */
      readonly codes: { readonly before: readonly string[]; readonly now: readonly string[] };
    }
  /** The person was erased; the commitment in the log still stands. */
  | { readonly state: "erased" }
  /** The version of the policy by which it was decided is not among those served. */
  | { readonly state: "policy-missing"; readonly fingerprint: string | undefined }
  /** What is sealed is not what the log has committed to. */
  | { readonly state: "tampered" };

const committed = z.object({ salt: z.string(), value: z.unknown() });
const secretSchema = z.looseObject({ question: committed, facts: committed, answer: committed });
const entrySchema = z.looseObject({ values: z.record(z.string(), z.string()) });
const answerSchema = z.looseObject({
  outcome: z.enum(["deny", "review", "permit"]),
  reasons: z.array(z.looseObject({ code: z.string() })),
  duties: z.array(z.looseObject({ code: z.string() })),
  needs: z.array(z.looseObject({ code: z.string() })),
});

/** @throws {ProblemError} `no-such-decision` */
export async function findDecision({ database }: Pick<Desk, "database">, id: string): Promise<DecisionOnRecord> {
  const uuid = uuidOf("decision", id);
  const { rows } = await sql<DecisionTables["decision"]>`
    select * from decision where id = ${uuid ?? null}`.execute(database.kysely);
  const [row] = rows;
  if (row === undefined) throw new ProblemError("no-such-decision");
  return decisionOf(row);
}

/** One about somebody whom a caller may know of. @throws {ProblemError} `no-such-decision` */
export async function decisionInSight(
  desk: Pick<Desk, "database" | "keys">,
  sight: Sight,
  id: string,
): Promise<DecisionOnRecord> {
  const decision = await findDecision(desk, id);
  if (!(await mayKnowOf(desk, sight, decision.person))) throw new ProblemError("no-such-decision");
  return decision;
}

/**
 * Decisions about one person, or one who has several numbers, the newest first.
 * @param before the number of the last one of the page before
 */
export async function decisionsAbout(
  { database }: Pick<Desk, "database">,
  person: Id<"person"> | readonly Id<"person">[],
  { before, limit }: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly DecisionOnRecord[]> {
  const from = before === undefined ? undefined : uuidOf("decision", before);
  const people = [person].flat().flatMap((one) => uuidOf("person", one) ?? []);
  const { rows } = await sql<DecisionTables["decision"]>`
    select * from decision where person_id = any(${people}::uuid[])
      and (${from ?? null}::uuid is null or id < ${from ?? null}::uuid)
    order by id desc limit ${limit}`.execute(database.kysely);
  return rows.map(decisionOf);
}

/** What was decided again, in words, beside how it compares. */
export interface Reopened {
  readonly replay: Extract<Replay, { state: "same" | "differs" }>;
  /** As it was asked, with the facts of then and what was claimed. */
  readonly question: Question;
  readonly again: Decision;
}

/** Decides again what was decided, on the facts of then, and compares. */
export async function replayDecision(
  desk: Desk,
  packs: ReadonlyMap<string, Pack>,
  decision: DecisionOnRecord,
): Promise<Replay> {
  const reopened = await reopenDecision(desk, packs, decision);
  return "again" in reopened ? reopened.replay : reopened;
}

/** A decision with its question and its words again; or why that cannot be. */
export async function reopenDecision(
  desk: Desk,
  packs: ReadonlyMap<string, Pack>,
  decision: DecisionOnRecord,
): Promise<Reopened | Exclude<Replay, { state: "same" | "differs" }>> {
  const person = uuidOf("person", decision.person) ?? "";
  const event = uuidOf("event", decision.event) ?? "";
  const subject = (await subjectsOf(desk, [person])).get(person);
  const { rows } = await sql<{ entry: string; sealed: Uint8Array }>`
    select e.entry, s.sealed from event e join event_secret s on s.event_id = e.id and s.person_id = ${person}
    where e.id = ${event}`.execute(desk.database.kysely);
  const [row] = rows;
  if (subject === undefined || row === undefined) return { state: "erased" };
  const place = { table: "event_secret", column: "sealed", row: event };
  const { question, facts, answer } = secretSchema.parse(openJson(subject.key, row.sealed, place));
  const { values } = entrySchema.parse(JSON.parse(row.entry));
  const isCommitted = Object.entries({ question, facts, answer }).every(
    ([name, { salt, value }]) => commit(Uint8Array.fromBase64(salt, { alphabet: "base64url" }), value) === values[name],
  );
  if (!isCommitted) return { state: "tampered" };

  const { fingerprint } = decision;
  const pack = packs.get(decision.pack);
  const program = pack?.versions.find((one) => one.fingerprint === fingerprint);
  if (pack === undefined || (program === undefined && fingerprint !== undefined)) {
    return { state: "policy-missing", fingerprint };
  }
  const ids = z.array(z.string()).parse(facts.value);
  const asked = questionSchema.parse(question.value);
  const found = await Promise.all([recordedFacts(desk, ids), recordedPartyFacts(desk, ids, asked.recipient?.party)]);
  const known = new Map(found.flat().map((one) => [one.id, one.fact]));
  if (ids.some((id) => !known.has(id))) return { state: "erased" };
  const whole = { ...asked, facts: [...ids.flatMap((id) => known.get(id) ?? []), ...asked.facts] };
  const versions = program === undefined ? [] : [program];
  const again = {
    ...decide({ ...pack, versions }, whole, decision.decidedAt.epochMilliseconds),
    claimed: claimedIn(asked),
  };
  const before = answerSchema.parse(answer.value);
  const now = answerSchema.parse(answerOf(again));
  if (canonicalJson(before) === canonicalJson(now)) {
    return { replay: { state: "same", outcome: again.outcome, engine: again.engine }, question: whole, again };
  }
  const replay: Reopened["replay"] = {
    state: "differs",
    before: { outcome: before.outcome, engine: decision.engine },
    now: { outcome: now.outcome, engine: again.engine },
    codes: { before: onlyIn(before, now), now: onlyIn(now, before) },
  };
  return { replay, question: whole, again };
}

/** Person, recipient and instants were filled in from the record when it was decided: what is left is what the asker said. */
function claimedIn({ knownAt: _knownAt, recipient: _recipient, ...asked }: Question): boolean {
  return isClaimed({ ...asked, person: { kind: asked.person.kind, able: true, living: true } });
}

type KeptAnswer = z.infer<typeof answerSchema>;

function onlyIn(one: KeptAnswer, other: KeptAnswer): string[] {
  const codes = ({ reasons, duties, needs }: KeptAnswer): string[] => [
    ...new Set([...reasons, ...duties, ...needs].map(({ code }) => code)),
  ];
  const others = new Set(codes(other));
  return codes(one).filter((code) => !others.has(code));
}

export function decisionOf(row: DecisionTables["decision"]): DecisionOnRecord {
  return {
    id: idOf("decision", row.id),
    event: idOf("event", row.event_id),
    person: idOf("person", row.person_id),
    at: row.at,
    decidedAt: row.decided_at,
    operator: row.operator,
    act: row.act,
    purpose: row.purpose,
    outcome: row.outcome,
    pack: row.pack,
    fingerprint: row.fingerprint ?? undefined,
    engine: row.engine,
  };
}
