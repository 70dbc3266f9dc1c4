import { type Exception, exceptionOf } from "../law/index.ts";
import type { CompiledPurpose, CompiledRecipient, Program } from "../policy/index.ts";
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
  /** Both kinds of exception that the asker claims and the law knows, whether valid or not. */
  readonly exceptions: readonly Claim[];
  readonly stopped: boolean;
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
    exceptions: question.exceptions.length === 0 ? NO_CLAIMS : question.exceptions.flatMap((entry) => claim(entry)),
    stopped: false,
  };
  const stopped = unstopped.lawPurpose === undefined && facts.some((fact) => stops(fact, unstopped));
  return stopped ? { ...unstopped, stopped } : unstopped;
}

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
  const foreign = exception.statute && entry.statuteOf !== undefined && entry.statuteOf !== "JP";
  return [{ exception, evidenced, foreign, valid: !foreign && (exception.emergency || evidenced) }];
}

/** Rule 12. */
function stops(fact: TimedFact, s: Omit<Situation, "stopped">): boolean {
  if (fact.kind !== "objection") return false;
  const { act } = s.question;
  if (!allows(fact.purposes, s.question.purpose)) return false;
  if (!allowsClass(fact.recipients, s)) return false;
  switch (fact.to) {
    case "use":
      return ["acquire", "use", "contact", "provide"].includes(act) && allows(fact.operators, s.question.operator);
    case "provision":
      return act === "provide" && !s.sameEntity && allows(fact.operators, s.question.operator);
    case "direct-mail":
      return s.purpose?.directMail === true && ["use", "contact", "provide"].includes(act);
  }
}

function allows(scope: readonly string[] | undefined, asked: string): boolean {
  return scope === undefined || scope.includes(asked);
}

function allowsClass(scope: readonly string[] | undefined, s: Omit<Situation, "stopped">): boolean {
  return scope === undefined || (s.recipient !== undefined && scope.includes(s.recipient.id));
}

/** Rule 10: the consents that cover what is asked. `naming` asks that they name the recipient, as a provision needs. */
export function consents(s: Situation, naming: boolean): Consent[] {
  if (s.purpose === undefined || s.question.form === "pseudonymous") return [];
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
    !s.facts.some((fact) => fact.kind === "withdrawal" && fact.since >= consent.since && withdraws(fact, s))
  );
}

function withdraws(fact: Extract<TimedFact, { kind: "withdrawal" }>, s: Situation): boolean {
  return (
    allows(fact.operators, s.question.operator) &&
    allows(fact.purposes, s.question.purpose) &&
    allowsClass(fact.recipients, s)
  );
}

/** Valid exceptions that lift something, those that permit before those that only a human can judge. */
export function exceptions(s: Situation, lifts: Exception["lifts"]): Claim[] {
  return s.exceptions
    .filter((entry) => entry.valid && entry.exception.lifts === lifts)
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
  return s.purpose !== undefined && !s.purpose.catchAll && fits(s, s.purpose);
}

/** Whether the purpose fits (rule 13): what `misfits` says at length, in the time that a permit has. */
function fits({ question, kinds }: Situation, purpose: CompiledPurpose): boolean {
  if (!purpose.operators.has(question.operator) || !sharesOne(kinds, purpose.people)) return false;
  for (const item of question.items) if (!purpose.items.has(item)) return false;
  return question.act === "provide" || purpose.acts.has(question.act);
}

/** Whether two sets have something in common; the first is the small one. */
export function sharesOne(few: ReadonlySet<string>, many: ReadonlySet<string>): boolean {
  for (const one of few) if (many.has(one)) return true;
  return false;
}
