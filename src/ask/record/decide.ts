import { sql } from "kysely";
import type { Caller } from "../../access/index.ts";
import { act, type Desk, type Step } from "../../act/index.ts";
import {
  type Decision,
  decide,
  factsAt,
  isClaimed,
  type Question,
  questionSchema,
  type RecordedFact,
} from "../../decision/index.ts";
import type { EventDraft } from "../../evidence/index.ts";
import {
  holdPeople,
  type InSight,
  loadInSight,
  mayAskOf,
  policyWords,
  type Sight,
  subjectsOf,
} from "../../people/index.ts";
import { findParties, operatorFacts, type Party, partyFacts } from "../../provision/index.ts";
import type { LawPreview } from "../../law/index.ts";
import { type Pack, versionAt } from "../../policy/index.ts";
import {
  describeSent,
  fingerprint,
  type Id,
  idOf,
  pointer,
  ProblemError,
  uuidOf,
  type Words,
} from "../../wire/index.ts";
import { fault, personFrom, type PersonReference, referenceSchema, whoIsMeant } from "./person.ts";
import { answerOf, plain, plainFact } from "./plain.ts";
import { findDecision, reopenDecision } from "./replay.ts";
import { decisionMade } from "./tables.ts";

/** A question about a person on record, read as far as it goes without them. */
export interface PersonQuestion {
  readonly pack: Pack;
  readonly reference: PersonReference;
  /** With a kind of person that stands in until theirs is known. */
  readonly question: Question;
}

export interface Answered {
  readonly id: Id<"decision">;
  readonly decision: Decision;
}

const STAND_IN = "–";

const WORDS = {
  preview: {
    ja: "法案での見通し（law=）は何も決めないので、記録にある人については答えません。person に種別を書いて聞いてください。",
    en: "A look ahead under a bill (law=) decides nothing, so it is not given about a person on record. Ask about a kind of person.",
  },
} as const satisfies Record<string, Words>;

/**
 * Reads a question about a person on record.
 * @throws {ProblemError} `invalid-question`, with a pointer to each place that needs mending; `scope-missing` where facts travel with
 * it and the caller may not claim any
 */
export function readPersonQuestion(
  { pack, preview }: { readonly pack: Pack; readonly preview: LawPreview | undefined },
  value: { person: unknown },
  { scopes }: Caller,
): PersonQuestion {
  if (preview !== undefined) throw fault(WORDS.preview);
  const person = referenceSchema.safeParse(value.person);
  const question = questionSchema.safeParse({ ...value, person: STAND_IN });
  const issues = [
    ...(person.success
      ? []
      : describeSent(person.error, value.person, "question").map((issue) => ({
          ...issue,
          path: ["person", ...issue.path],
        }))),
    ...(question.success ? [] : describeSent(question.error, value, "question")),
  ];
  if (!person.success || !question.success) {
    throw new ProblemError("invalid-question", { count: issues.length }, (language) =>
      issues.map(({ path, message }) => ({ pointer: pointer(path), detail: message[language] })),
    );
  }
  if (question.data.facts.length > 0 && !scopes.has("claim-facts")) {
    throw new ProblemError("scope-missing", { scope: "claim-facts" });
  }
  return { pack, reference: person.data, question: question.data };
}

/**
 * Decides questions about people on record, with the facts on record, and records each decision with its evidence: all of them in
 * one transaction, whatever each answer is.
 * @returns in the order asked, the answer or the problem of each
 * @throws {ProblemError} `idempotency-conflict`
 */
export async function decideAbout(
  desk: Desk,
  asked: readonly PersonQuestion[],
  sight: Sight,
  again: Again = {},
): Promise<readonly (Answered | ProblemError)[]> {
  const now = desk.clock.now().epochMilliseconds;
  const meant = await Promise.all(asked.map(({ reference }) => settled(whoIsMeant(desk, reference, sight))));
  const wanted = [...new Set(meant.filter((one) => typeof one === "string"))];
  const uuids = wanted.map((id) => uuidOf("person", id) ?? "");
  const [people, subjects, known] = await Promise.all([
    loadInSight(desk, sight, wanted),
    subjectsOf(desk, uuids),
    factsBeside(desk, asked),
  ]);
  const made = asked.map((one, index): Made | ProblemError => {
    const person = meant[index];
    if (person === undefined || person instanceof ProblemError) return person ?? new ProblemError("internal-error");
    const onRecord = people.get(person);
    const about = subjects.get(uuidOf("person", person) ?? "");
    if (onRecord === undefined || about === undefined) return new ProblemError("no-such-person", { person });
    const { reference, question } = one;
    if (!mayAskOf(sight, { operator: question.operator, kind: reference.kind })) return fault(OUTSIDE);
    return caught(() => ({
      ...decideOne(one, onRecord, known(one.question), now),
      asked: one.question,
      id: desk.ids("decision", now),
      about,
      pack: one.pack.id,
      said: sayable(one),
    }));
  });
  if (made.every((one) => one instanceof ProblemError)) return made;
  const ids = await recordDecisions(desk, asked, made, sight.caller, again);
  const answers: (Answered | ProblemError)[] = [];
  for (const [index, one] of made.entries()) {
    const id = ids[index];
    if (one instanceof ProblemError) answers.push(one);
    else if (id === null || id === undefined) answers.push(notThere(one));
    // On the same facts the answer is the same, though it was made anew.
    else if (id === one.id || again.retryKey === undefined) answers.push({ id, decision: one.decision });
    else answers.push(await asBefore(desk, asked[index], id, one));
  }
  return answers;
}

const OUTSIDE: Words = {
  ja: "この事業者・区分の人について判断を求める権限がありません。ご自分の担当に直してください。",
  en: "You have no charge of such people of this operator. Name your own.",
};

/** How a question that comes a second time is told. */
export interface Again {
  /** The same questions on the same facts under it are one decision, as where a form is sent twice. */
  readonly once?: string | undefined;
  /** The same questions under it get the decisions of before, whatever has come on record since; others are refused. */
  readonly retryKey?: string | undefined;
}

/** Who was erased while it was decided; and of a question refused before, nothing was decided under its key. */
function notThere({ about }: Made): ProblemError {
  return new ProblemError("no-such-person", { person: idOf("person", about.person) });
}

/** The answer that a question had before, decided again on the facts of then. */
async function asBefore(
  desk: Desk,
  asked: PersonQuestion | undefined,
  id: Id<"decision">,
  one: Made,
): Promise<Answered | ProblemError> {
  if (asked === undefined) return notThere(one);
  const packs = new Map([[asked.pack.id, asked.pack]]);
  const before = await reopenDecision(desk, packs, await findDecision(desk, id));
  if (!("again" in before)) return new ProblemError("no-such-decision");
  return { id, decision: { ...before.again, claimed: one.decision.claimed } };
}

/** What is on record beside the people. */
interface Beside {
  /** About the party that receives, and the operator. */
  readonly facts: readonly RecordedFact[];
  readonly party: Party | undefined;
}

async function factsBeside(desk: Desk, asked: readonly PersonQuestion[]): Promise<(question: Question) => Beside> {
  const parties = new Set(asked.flatMap(({ question }) => question.recipient?.party ?? []));
  const operators = new Set(asked.map(({ question }) => question.operator));
  const [known, ofParty, ofOperator] = await Promise.all([
    findParties(desk, [...parties]),
    partyFacts(desk, [...parties]),
    operatorFacts(desk, [...operators]),
  ]);
  return ({ operator, recipient }) => ({
    facts: [...(ofParty.get(recipient?.party ?? "") ?? []), ...(ofOperator.get(operator) ?? [])],
    party: known.get(recipient?.party ?? ""),
  });
}

/** A recipient as its party stands on record, where the asker says nothing else of it: a country abroad, a public body. */
function asOnRecord(recipient: Question["recipient"], party: Party | undefined): Question["recipient"] {
  if (recipient === undefined || party === undefined) return recipient;
  const abroad = party.country === "JP" ? {} : { country: party.country, databaseInJapan: party.databaseInJapan };
  return { ...abroad, ...(party.kind === "public-body" ? { publicBody: true } : {}), ...recipient };
}

interface Made extends Answered {
  readonly about: NonNullable<EventDraft["about"]>;
  readonly pack: string;
  readonly said: Sayable;
  /** As it was decided, with the facts that were on record. */
  readonly question: Question;
  /** As it came in. */
  readonly asked: Question;
  /** Numbers of the facts on record among them. */
  readonly onRecord: readonly string[];
  /** Within how many hours the evidence of an emergency is to follow; undefined where none is. */
  readonly evidenceHours: number | undefined;
}

function decideOne(
  { pack, reference, question }: PersonQuestion,
  seen: InSight,
  beside: Beside,
  now: number,
): Pick<Made, "decision" | "question" | "onRecord" | "evidenceHours"> {
  const at = question.at ?? now;
  const knownAt = question.knownAt ?? now;
  const { person: onRecord } = seen;
  const person = personFrom(seen, { operator: question.operator, kind: reference.kind, at });
  const facts = factsAt([...onRecord.facts, ...beside.facts], at, knownAt);
  const recipient = asOnRecord(question.recipient, beside.party);
  const whole: Question = {
    ...question,
    at,
    knownAt,
    person,
    facts: [...facts, ...question.facts],
    ...(recipient === undefined ? {} : { recipient }),
  };
  const claimed = isClaimed({ ...question, person: { kind: person.kind, able: true, living: true } });
  const decision = { ...decide(pack, whole, now), claimed };
  const isOwed = decision.duties.some(({ code }) => code === "supply-evidence");
  return {
    decision,
    question: whole,
    onRecord: facts.flatMap(({ id }) => id ?? []),
    evidenceHours: isOwed ? versionAt(pack, at)?.policy.settings.emergencyEvidenceHours : undefined,
  };
}

/**
 * One act for all: each decision with an event of its own.
 * @returns for each question the number of its decision, or of the one given before under the same key; null where there is none
 */
async function recordDecisions(
  desk: Desk,
  asked: readonly PersonQuestion[],
  all: readonly (Made | ProblemError)[],
  { actor }: Pick<Caller, "actor">,
  { once, retryKey }: Again,
): Promise<readonly (Id<"decision"> | null)[]> {
  const wanted = all.filter((one): one is Made => !(one instanceof ProblemError));
  // What has come on record since makes it another question, though the form is the same.
  const same = wanted.map((one) => [one.pack, one.about.person, one.asked, one.onRecord]);
  const idempotencyKey = retryKey ?? (once === undefined ? undefined : `${once} ${fingerprint(same)}`);
  return await act(
    desk,
    {
      name: "decisions.record",
      input: retryKey === undefined ? same : asked.map(({ pack, ...sent }) => [pack.id, JSON.stringify(sent)]),
      run: async (step) => {
        const made = await stillThere(step, wanted);
        const events = await step.append(...made.map(eventOf));
        const rows = made.map((one, index) => ({ ...one, event: uuidOf("event", events[index] ?? "") }));
        await sql`insert into decision
          (person_id, id, event_id, at, decided_at, operator, act, purpose, outcome, pack, fingerprint, engine, evidence_due)
          select person_id, id, event_id, at, ${step.at}, operator, act, purpose, outcome, pack, fingerprint, engine, evidence_due
          from unnest(
            ${rows.map(({ about }) => about.person)}::uuid[], ${rows.map(({ id }) => uuidOf("decision", id))}::uuid[],
            ${rows.map(({ event }) => event)}::uuid[], ${rows.map(({ decision }) => decision.at)}::timestamptz[],
            ${rows.map(({ said }) => said.operator)}::text[], ${rows.map(({ question }) => question.act)}::text[],
            ${rows.map(({ said }) => said.purpose)}::text[],
            ${rows.map(({ decision }) => decision.outcome)}::text[], ${rows.map(({ pack }) => pack)}::text[],
            ${rows.map(({ decision }) => decision.policy?.fingerprint ?? null)}::text[],
            ${rows.map(({ decision }) => decision.engine)}::text[],
            ${rows.map(({ evidenceHours }) => (evidenceHours === undefined ? null : step.at.add({ hours: evidenceHours })))}::timestamptz[])
          as given (person_id, id, event_id, at, operator, act, purpose, outcome, pack, fingerprint, engine, evidence_due)`.execute(
          step.tx,
        );
        const recorded = new Set(made.map(({ id }) => id));
        return all.map((one) => (one instanceof ProblemError || !recorded.has(one.id) ? null : one.id));
      },
    },
    { actor, idempotencyKey },
  );
}

/** Those whose person nobody erased meanwhile; nobody does until the step is done. @throws {ProblemError} where there are none */
async function stillThere(step: Step, wanted: readonly Made[]): Promise<readonly Made[]> {
  const held = await holdPeople(
    step,
    wanted.map(({ about }) => about.person),
  );
  const made = wanted.filter(({ about }) => held.has(about.person));
  const [first] = wanted;
  if (made.length === 0 && first !== undefined) throw notThere(first);
  return made;
}

interface Sayable {
  readonly operator: string;
  readonly purpose: string;
}

const wordsOf = new WeakMap<Pack, ReturnType<typeof policyWords>>();

/** Words of the policy as they were asked; in place of others, which may be anybody's value, a dash. The question is sealed whole. */
function sayable({ pack, question: { operator, purpose } }: PersonQuestion): Sayable {
  const words = wordsOf.get(pack) ?? policyWords([pack]);
  wordsOf.set(pack, words);
  return {
    operator: words.operators.has(operator) ? operator : STAND_IN,
    purpose: words.purposes.has(purpose) ? purpose : STAND_IN,
  };
}

function eventOf({ id, about, decision, question, onRecord, pack, said: { operator, purpose } }: Made): EventDraft {
  const { act: what } = question;
  const { outcome, policy, law, engine, at } = decision;
  const known = new Set(onRecord);
  const claimed = question.facts.filter((fact) => fact.id === undefined || !known.has(fact.id));
  return {
    kind: decisionMade,
    about,
    body: {
      decision: id,
      outcome,
      operator,
      act: what,
      purpose,
      pack,
      fingerprint: policy?.fingerprint ?? null,
      law: law ?? null,
      engine,
      at,
    },
    values: {
      question: plain({ ...question, facts: claimed.map(plainFact) }),
      facts: onRecord,
      answer: answerOf(decision),
    },
  };
}

async function settled<Value>(work: Promise<Value>): Promise<Value | ProblemError> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

function caught<Value>(work: () => Value): Value | ProblemError {
  try {
    return work();
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}
