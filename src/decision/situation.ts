import { type Exception, exceptionOf, stateOf } from "../law/index.ts";
import { type CompiledPurpose, type CompiledRecipient, partyName, type Program } from "../policy/index.ts";
import type { ReasonCode } from "./codes.ts";
import type { Params } from "./decision.ts";
import { type Fact, LAW_PURPOSES, type Question } from "./question.ts";

/** A question beside the version that answers it, with the facts that count at its instant. Rule numbers are those of docs/decisions.md. */
export interface Situation {
  readonly program: Program;
  readonly question: Question;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly facts: readonly TimedFact[];
  /** The kind of person and every kind it also is. */
  readonly kinds: ReadonlySet<string>;
  /** Of special care by an item or by the kind of person; false for forms that are not about an identified person. */
  readonly specialCare: boolean;
  /** The purpose of the pack; undefined for a purpose of the Act. */
  readonly purpose: CompiledPurpose | undefined;
  readonly lawPurpose: keyof typeof LAW_PURPOSES | undefined;
  readonly recipient: CompiledRecipient | undefined;
  /** Who exactly receives: the party, else the operator. */
  readonly party: string | undefined;
  readonly sameEntity: boolean;
  /** The operator that receives, whether it was named as one or as a party. */
  readonly receivingOperator: string | undefined;
  /** Both kinds of exception that the asker claims and the law knows, whether valid or not. */
  readonly exceptions: readonly Claim[];
  /** What the person asked to stop, where that reaches this. */
  readonly stop: "use" | "provision" | "direct-mail" | undefined;
}

export type TimedFact = Fact & { readonly since: number };
type Consent = Extract<TimedFact, { kind: "consent" }>;

export interface Claim {
  readonly exception: Exception;
  readonly valid: boolean;
  readonly evidenced: boolean;
  readonly foreign: boolean;
}

export function isLawPurpose(id: string): id is keyof typeof LAW_PURPOSES {
  return Object.hasOwn(LAW_PURPOSES, id);
}

export function epoch(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

const STOPS = ["use", "provision", "direct-mail"] as const;
const NO_FACTS: readonly TimedFact[] = [];
const NO_CLAIMS: readonly Claim[] = [];
const NO_KINDS: ReadonlySet<string> = new Set();

/** Sets the scene. All identifiers in the question must be known to the program (rule 2). */
export function situate(program: Program, question: Question, at: number): Situation {
  const kind = program.kinds.get(question.person.kind);
  const items = program.policy.items;
  const legal = (operator: string | undefined): string | undefined =>
    operator === undefined ? undefined : program.legalPersons.get(operator);
  const facts = question.facts.length === 0 ? NO_FACTS : question.facts.flatMap((fact) => inTime(fact, at));
  const unstopped = {
    program,
    question,
    at,
    facts,
    kinds: kind?.kinds ?? NO_KINDS,
    specialCare:
      question.form !== "personal-related" &&
      (kind?.specialCare === true || question.items.some((item) => items[item]?.specialCare !== undefined)),
    purpose: program.purposes.get(question.purpose),
    lawPurpose: isLawPurpose(question.purpose) ? question.purpose : undefined,
    recipient: program.recipients.get(question.recipient?.class ?? ""),
    party: question.recipient?.party ?? question.recipient?.operator,
    sameEntity:
      question.recipient?.operator !== undefined && legal(question.recipient.operator) === legal(question.operator),
    receivingOperator: receivingOperator(program, question),
    exceptions: question.exceptions.length === 0 ? NO_CLAIMS : question.exceptions.flatMap((entry) => claim(entry)),
    stop: undefined,
  };
  if (unstopped.lawPurpose !== undefined || facts.length === 0) return unstopped;
  const stops = new Set(facts.flatMap((fact) => stopBy(fact, unstopped) ?? []));
  const stop = STOPS.find((one) => stops.has(one));
  return stop === undefined ? unstopped : { ...unstopped, stop };
}

/** Rule 17: an operator by its identifier or by one of its names is that operator, however it was named. */
function receivingOperator(program: Program, { recipient }: Question): string | undefined {
  const named = recipient?.operator ?? recipient?.party;
  if (named === undefined) return undefined;
  const exact = program.operatorNames.get(named);
  if (exact !== undefined) return exact;
  // Normalising a name costs more than the rest of a decision, and the same few parties come again and again.
  const met = partiesMet.get(program) ?? new Map<string, string | undefined>();
  partiesMet.set(program, met);
  if (met.has(named)) return met.get(named);
  const operator = program.operatorNames.get(partyName(named));
  if (met.size < MAX_PARTIES_MET) met.set(named, operator);
  return operator;
}

const partiesMet = new WeakMap<Program, Map<string, string | undefined>>();
const MAX_PARTIES_MET = 2_000;

/** Rule 4. */
function inTime(fact: Fact, at: number): TimedFact[] {
  const since = epoch(fact.at);
  if (since > at) return [];
  if ("until" in fact && fact.until !== undefined && epoch(fact.until) <= at) return [];
  return [{ ...fact, since }];
}

/** Rule 11: whether what is claimed is an exception that counts. */
function claim(entry: Question["exceptions"][number]): Claim[] {
  const exception = exceptionOf(entry.article);
  if (exception === undefined) return [];
  const evidenced = entry.evidence !== undefined;
  const foreign = exception.statute && entry.statuteOf !== undefined && stateOf(entry.statuteOf) !== "JP";
  return [{ exception, evidenced, foreign, valid: !foreign && (exception.emergency || evidenced) }];
}

/** Rule 12: what an objection stops here, if anything. */
function stopBy(fact: TimedFact, s: Situation): Situation["stop"] {
  if (fact.kind !== "objection" || !allowsClass(fact.recipients, s)) return undefined;
  const { act, operator, purpose } = s.question;
  const handled = act === "use" || act === "contact" || act === "provide";
  const scoped = allows(fact.purposes, purpose) && allows(fact.operators, operator);
  switch (fact.to) {
    case "use":
      return (handled || act === "acquire") && scoped ? "use" : undefined;
    case "provision":
      return act === "provide" && !s.sameEntity && scoped ? "provision" : undefined;
    case "direct-mail":
      return handled && s.purpose?.directMail === true ? "direct-mail" : undefined;
  }
}

function allows(scope: readonly string[] | undefined, asked: string): boolean {
  return scope === undefined || scope.includes(asked);
}

/**
 * Whether a scope of recipient classes contains what is asked. Where data is handed over without naming a class, every
 * class that serves the purpose is meant: leaving a name out must not lead around what the person said.
 */
function allowsClass(scope: readonly string[] | undefined, s: Situation): boolean {
  if (scope === undefined) return true;
  if (s.recipient !== undefined) return scope.includes(s.recipient.id);
  const serves = (id: string): boolean => s.program.recipients.get(id)?.purposes.has(s.question.purpose) === true;
  return s.question.act === "provide" && scope.some(serves);
}

/** Rule 10: the consents that cover what is asked. `naming` asks that they name the recipient, as a provision needs. */
export function consents(s: Situation, naming: boolean): Consent[] {
  if (s.lawPurpose !== undefined || s.question.form === "pseudonymous") return [];
  return s.facts.filter((fact): fact is Consent => fact.kind === "consent" && covers(fact, s, naming));
}

function covers(consent: Consent, s: Situation, naming: boolean): boolean {
  const { operator, purpose, items, deal, person } = s.question;
  const namesClass = s.recipient !== undefined && consent.recipients?.includes(s.recipient.id) === true;
  const namesParty = s.party !== undefined && consent.party === s.party;
  const implied = naming && s.recipient !== undefined ? s.recipient.items : s.purpose?.items;
  return (
    consent.operators.includes(operator) &&
    consent.purposes.includes(purpose) &&
    // Who can judge consents in person; for who cannot, only the representative does (General 2-16).
    consent.by === (person.able ? "principal" : "representative") &&
    (consent.party === undefined || consent.party === s.party) &&
    (consent.deal === undefined || consent.deal === deal) &&
    (!naming || namesClass || namesParty) &&
    items.every((item) => (consent.items === undefined ? implied?.has(item) === true : consent.items.includes(item))) &&
    !s.facts.some((fact) => fact.kind === "withdrawal" && fact.since >= consent.since && withdraws(fact, consent, s))
  );
}

function withdraws(fact: Extract<TimedFact, { kind: "withdrawal" }>, consent: Consent, s: Situation): boolean {
  const both = s.question.act === "provide" && fact.recipients?.some((id) => consent.recipients?.includes(id)) === true;
  return (
    allows(fact.operators, s.question.operator) &&
    allows(fact.purposes, s.question.purpose) &&
    (both || allowsClass(fact.recipients, s))
  );
}

/** Valid exceptions that lift something, those that permit before those that only a human can judge. */
export function exceptions(s: Situation, lifts: Exception["lifts"]): Claim[] {
  // 41(3): beyond its purpose, pseudonymous data is handled only where a law asks for it.
  const statuteOnly = s.question.form === "pseudonymous";
  return s.exceptions
    .filter(({ valid, exception }) => valid && exception.lifts === lifts && (!statuteOnly || exception.statute))
    .sort((a, b) => Number(a.exception.judgement) - Number(b.exception.judgement) || order(a) - order(b));
}

/** A fixed order, so that the order in which they were claimed does not show in the answer. */
function order(claimed: Claim): number {
  // An exception with its evidence is a better ground than an emergency whose evidence is still to come.
  return (
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"].findIndex((item) =>
      claimed.exception.article.endsWith(`(${item})`),
    ) + (claimed.evidenced ? 0 : 10)
  );
}

/** Why the purpose does not fit (rule 13); empty when it does. */
export function misfits(s: Situation): { code: ReasonCode; params: Params }[] {
  const { purpose, question } = s;
  if (purpose === undefined) return [];
  const found: { code: ReasonCode; params: Params }[] = [];
  const base = { purpose: purpose.id };
  if (!purpose.operators.has(question.operator)) {
    found.push({ code: "purpose-other-operator", params: { ...base, operator: question.operator } });
  }
  if (!sharesOne(s.kinds, purpose.people)) {
    found.push({ code: "purpose-other-people", params: { ...base, person: question.person.kind } });
  }
  const outside = question.items.filter((item) => !purpose.items.has(item));
  if (outside.length > 0) {
    found.push({ code: "purpose-other-items", params: { ...base, items: [...outside].sort().join(" ") } });
  }
  if (question.act !== "provide" && !purpose.acts.has(question.act)) {
    found.push({ code: "purpose-other-act", params: { ...base, act: question.act } });
  }
  return found;
}

/** Whether the purpose authorises by itself: it fits, and is no catch-all. */
export function authorises(s: Situation): boolean {
  return s.purpose?.catchAll === false && purposeFits(s);
}

/**
 * Whether there is a purpose of the pack and it fits (rule 13), a catch-all or not: what `misfits` says at length, in the
 * time that a permit has.
 */
export function purposeFits({ question, kinds, purpose }: Situation): boolean {
  if (purpose === undefined) return false;
  if (!purpose.operators.has(question.operator) || !sharesOne(kinds, purpose.people)) return false;
  for (const item of question.items) if (!purpose.items.has(item)) return false;
  return question.act === "provide" || purpose.acts.has(question.act);
}

/** Whether two sets have something in common; the first is the small one. */
export function sharesOne(few: ReadonlySet<string>, many: ReadonlySet<string>): boolean {
  for (const one of few) if (many.has(one)) return true;
  return false;
}
