import { type Exception, exceptionOf, type LawRules, stateOf } from "../law/index.ts";
import {
  actBit,
  allIn,
  anyIn,
  type CompiledItem,
  type CompiledKind,
  type CompiledOperator,
  type CompiledPurpose,
  type CompiledRecipient,
  isIn,
  type Program,
} from "../policy/index.ts";
import type { Phrasebook } from "./phrasebook.ts";
import { type Fact, LAW_PURPOSES, type Question } from "./question.ts";

/** A question beside the version that answers it, with the facts that count at its instant. Rule numbers are those of docs/decisions.md. */
export interface Situation {
  readonly program: Program;
  readonly book: Phrasebook;
  readonly rules: LawRules;
  readonly question: Question;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Those that count (rule 4). */
  readonly facts: readonly Fact[];
  /** Which kinds of fact there are among them, as bits: see `knows`. */
  readonly known: number;
  readonly operator: CompiledOperator;
  readonly kind: CompiledKind;
  /** Those that are asked, in the order asked. */
  readonly items: readonly CompiledItem[];
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
  /** Exceptions that the asker claims and the law knows, whether valid or not. */
  readonly exceptions: readonly Claim[];
  /** Those that withdraw consent to what is asked (rule 10). */
  readonly withdrawals: readonly Withdrawal[];
  /** What the person asked to stop, where that reaches this. */
  readonly stop: Stop | undefined;
}

export type Stop = Extract<Fact, { kind: "objection" }>["to"];
type Consent = Extract<Fact, { kind: "consent" }>;

export interface Claim {
  readonly exception: Exception;
  readonly valid: boolean;
  readonly evidenced: boolean;
  readonly foreign: boolean;
}

export function isLawPurpose(id: string): id is keyof typeof LAW_PURPOSES {
  return Object.hasOwn(LAW_PURPOSES, id);
}

const NO_CLAIMS: readonly Claim[] = Object.freeze([]);

/** What a question names, found in the version that answers it (rule 2). */
export interface Named {
  readonly operator: CompiledOperator;
  readonly kind: CompiledKind;
  readonly items: readonly CompiledItem[];
  /** Undefined for the purposes that no pack declares. */
  readonly purpose: CompiledPurpose | undefined;
  readonly lawPurpose: keyof typeof LAW_PURPOSES | undefined;
  readonly recipient: CompiledRecipient | undefined;
}

/** Sets the scene. */
export function situate(
  program: Program,
  book: Phrasebook,
  rules: LawRules,
  question: Question,
  named: Named,
  at: number,
): Situation {
  const { recipient, facts } = question;
  const { operator, kind, items, purpose, lawPurpose } = named;
  const counting = facts.length === 0 ? facts : factsThatCount(facts, at, question.knownAt);
  const s: { -readonly [Name in keyof Situation]: Situation[Name] } = {
    program,
    book,
    rules,
    question,
    at,
    facts: counting,
    known: kindsAmong(counting),
    operator,
    kind,
    items,
    specialCare: question.form !== "personal-related" && (kind.specialCare || hasSpecialItem(items)),
    purpose,
    lawPurpose,
    recipient: named.recipient,
    party: recipient?.party ?? recipient?.operator,
    sameEntity:
      recipient?.operator !== undefined &&
      program.operators.get(recipient.operator)?.legalPerson === operator.legalPerson,
    receivingOperator:
      recipient?.operator ?? (recipient?.party === undefined ? undefined : book.operatorNamed(recipient.party)),
    exceptions: question.exceptions.length === 0 ? NO_CLAIMS : claims(question.exceptions),
    withdrawals: NO_WITHDRAWALS,
    stop: undefined,
  };
  if (lawPurpose !== undefined) return s;
  if (knows(s, "withdrawal")) s.withdrawals = withdrawalsOf(s);
  if (knows(s, "objection")) s.stop = stopOf(s);
  return s;
}

function hasSpecialItem(items: readonly CompiledItem[]): boolean {
  for (const { specialCare } of items) if (specialCare) return true;
  return false;
}

type Kind = Fact["kind"];

/** One bit for each kind of fact, so that most questions about facts are answered without looking through them. */
const KIND_BITS: Readonly<Record<Kind, number>> = {
  refusal: 1,
  consent: 2,
  withdrawal: 4,
  objection: 8,
  notice: 16,
  "shared-use-notice": 32,
  contract: 64,
  membership: 128,
  safeguard: 256,
  request: 512,
  violation: 1_024,
  confirmation: 2_048,
  ended: 4_096,
  acquisition: 8_192,
  filing: 16_384,
  protection: 32_768,
};
const BITS_OF_KINDS: ReadonlyMap<string, number> = new Map(Object.entries(KIND_BITS));

function kindsAmong(facts: readonly Fact[]): number {
  let known = 0;
  for (const { kind } of facts) known |= BITS_OF_KINDS.get(kind) ?? 0;
  return known;
}

/** Whether any fact of this kind counts. */
export function knows({ known }: { readonly known: number }, kind: Kind): boolean {
  return (known & KIND_BITS[kind]) !== 0;
}

/** Rule 4. The list itself where all of them count, as they nearly always do. */
function factsThatCount(facts: readonly Fact[], at: number, knownAt: number | undefined): readonly Fact[] {
  for (const fact of facts) {
    if (!counts(fact, at, knownAt)) return facts.filter((one) => counts(one, at, knownAt));
  }
  return facts;
}

function counts(fact: Fact, at: number, knownAt: number | undefined): boolean {
  if (fact.at > at || (knownAt !== undefined && (fact.recordedAt ?? fact.at) > knownAt)) return false;
  return !("until" in fact) || fact.until === undefined || at < fact.until;
}

/** Rule 11: whether what is claimed is an exception that counts. */
function claims(entries: Question["exceptions"]): readonly Claim[] {
  const found: Claim[] = [];
  for (const { article, evidence, statuteOf } of entries) {
    const exception = exceptionOf(article);
    if (exception === undefined) continue;
    const evidenced = evidence !== undefined;
    const foreign = exception.statute && statuteOf !== undefined && stateOf(statuteOf) !== "JP";
    found.push({ exception, evidenced, foreign, valid: !foreign && (exception.emergency || evidenced) });
  }
  return found.length < 2 ? found : found.sort(inOrder);
}

/** In the order in which one is named where several apply. */
const STOPS: readonly Stop[] = ["use", "erasure", "provision", "direct-mail"];

function stopOf(s: Situation): Stop | undefined {
  let first = STOPS.length;
  for (const fact of s.facts) {
    if (fact.kind !== "objection") continue;
    const place = STOPS.indexOf(fact.to);
    if (place < first && stops(fact, s)) first = place;
  }
  return STOPS[first];
}

/** Rule 12: whether an objection stops this. */
function stops(fact: Extract<Fact, { kind: "objection" }>, s: Situation): boolean {
  if (!allowsClass(fact.recipients, s) || !touches(fact.items, s.question.items)) return false;
  const { act, operator, purpose } = s.question;
  const handled = act === "use" || act === "contact" || act === "provide";
  if (fact.to === "direct-mail") return handled && s.purpose?.directMail === true;
  if (!allows(fact.purposes, purpose) || !allows(fact.operators, operator)) return false;
  switch (fact.to) {
    case "use":
      return handled || act === "acquire";
    case "erasure":
      return handled || act === "acquire" || act === "retain";
    case "provision":
      return act === "provide" && !s.sameEntity;
  }
}

function allows(scope: readonly string[] | undefined, asked: string): boolean {
  return scope === undefined || scope.includes(asked);
}

/** Whether a scope of items reaches any that is asked. */
function touches(scope: readonly string[] | undefined, items: readonly string[]): boolean {
  return scope === undefined || items.some((item) => scope.includes(item));
}

/** Whether a scope of items contains all that is asked. */
export function contains(scope: readonly string[] | undefined, items: readonly string[]): boolean {
  return scope === undefined || items.every((item) => scope.includes(item));
}

/**
 * Whether a scope of recipient classes contains what is asked. Where data is handed over without naming a class, every
 * class that serves the purpose is meant: leaving a name out must not lead around what the person said.
 */
function allowsClass(
  scope: readonly string[] | undefined,
  s: Pick<Situation, "recipient" | "program" | "question">,
): boolean {
  if (scope === undefined) return true;
  if (s.recipient !== undefined) return scope.includes(s.recipient.id);
  const serves = (id: string): boolean => s.program.recipients.get(id)?.purposes.has(s.question.purpose) === true;
  return s.question.act === "provide" && scope.some(serves);
}

/** Rule 10: whether any consent could cover what is asked; where none could, no answer may ask for one. */
export function consentCounts(s: Situation): boolean {
  if (s.lawPurpose !== undefined || s.question.form === "pseudonymous") return false;
  // An entrusted party handles data for the entruster alone, whatever the person agrees to (General 3-6-3).
  return boundItems(s, "entrustment").length === 0;
}

/** Rule 10: whether any consent covers what is asked. `naming` asks that it name the recipient, as a provision needs. */
export function consented(s: Situation, naming: boolean): boolean {
  if (!knows(s, "consent")) return false;
  for (const fact of s.facts) if (fact.kind === "consent" && covers(fact, s, naming)) return true;
  return false;
}

/** Rule 10, for one consent. */
export function covers(consent: Consent, s: Situation, naming: boolean): boolean {
  const { operator, purpose, deal, person } = s.question;
  if (!consentCounts(s)) return false;
  if (!consent.operators.includes(operator) || !consent.purposes.includes(purpose)) return false;
  // Who can judge consents in person; for who cannot, only the representative does (General 2-16).
  if (consent.by !== (person.able ? "principal" : "representative")) return false;
  if (consent.party !== undefined && consent.party !== s.party) return false;
  if (consent.deal !== undefined && consent.deal !== deal) return false;
  const namesClass = s.recipient !== undefined && consent.recipients?.includes(s.recipient.id) === true;
  if (naming && !namesClass && (consent.party === undefined || consent.party !== s.party)) return false;
  return coversItems(consent, s, naming) && !isWithdrawn(consent, s);
}

function coversItems({ items: named }: Consent, s: Situation, naming: boolean): boolean {
  if (named !== undefined) return contains(named, s.question.items);
  const implied = naming && s.recipient !== undefined ? s.recipient : s.purpose;
  return implied !== undefined && allIn(implied.scope, s.items);
}

function isWithdrawn(consent: Consent, s: Situation): boolean {
  if (s.withdrawals.length === 0) return false;
  const named = new Set(s.question.act === "provide" ? consent.recipients : undefined);
  for (const { fact, reaches } of s.withdrawals) {
    if (fact.at >= consent.at && (reaches || fact.recipients?.some((id) => named.has(id)) === true)) return true;
  }
  return false;
}

/** A withdrawal of what is asked, and whether it reaches the class asked; if not, it still may reach one that a consent names. */
interface Withdrawal {
  readonly fact: Extract<Fact, { kind: "withdrawal" }>;
  readonly reaches: boolean;
}

const NO_WITHDRAWALS: readonly Withdrawal[] = Object.freeze([]);

/** Found once for all consents: an asker may send hundreds of both. */
function withdrawalsOf(s: Omit<Situation, "withdrawals" | "stop">): readonly Withdrawal[] {
  const found: Withdrawal[] = [];
  for (const fact of s.facts) {
    if (
      fact.kind === "withdrawal" &&
      allows(fact.operators, s.question.operator) &&
      allows(fact.purposes, s.question.purpose) &&
      touches(fact.items, s.question.items)
    ) {
      found.push({ fact, reaches: allowsClass(fact.recipients, s) });
    }
  }
  return found;
}

/** Valid exceptions that lift something, those that permit before those that only a human can judge. */
export function exceptions(s: Situation, lifts: Exception["lifts"]): readonly Claim[] {
  if (s.exceptions.length === 0) return NO_CLAIMS;
  // 41(3): beyond its purpose, pseudonymous data is handled only where a law asks for it.
  const statuteOnly = s.question.form === "pseudonymous";
  return s.exceptions.filter(
    ({ valid, exception }) => valid && exception.lifts === lifts && (!statuteOnly || exception.statute),
  );
}

/** A valid duty under a Japanese law to do this: what no stop reaches. */
export function statute(s: Situation, lifts: Exception["lifts"]): Claim | undefined {
  return s.exceptions.length === 0 ? undefined : exceptions(s, lifts).find(({ exception }) => exception.statute);
}

/** A fixed order, so that the order in which they were claimed does not show in the answer; judgements come last. */
function inOrder(a: Claim, b: Claim): number {
  return (
    Number(a.exception.judgement) - Number(b.exception.judgement) ||
    order(a) - order(b) ||
    Number(a.foreign) - Number(b.foreign) ||
    (a.exception.article < b.exception.article ? -1 : 1)
  );
}

function order(claimed: Claim): number {
  // An exception with its evidence is a better ground than an emergency whose evidence is still to come.
  return (
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"].findIndex((item) =>
      claimed.exception.article.endsWith(`(${item})`),
    ) + (claimed.evidenced ? 0 : 10)
  );
}

/** Whether the purpose authorises by itself: it fits, and is no catch-all. */
export function authorises(s: Situation): boolean {
  return s.purpose?.catchAll === false && purposeFits(s);
}

/** Rule 13. Why it does not fit, at length, `misfits` says. */
export function purposeFits(s: Situation): boolean {
  if (s.purpose === undefined) return false;
  const { scope } = s.purpose;
  if (!isIn(scope, s.operator.bit) || !anyIn(scope, s.kind.bits) || !allIn(scope, s.items)) return false;
  const { act } = s.question;
  return (act === "provide" || isIn(scope, actBit(act))) && !isBound(s);
}

/** Rule 13: whether an item came here under purposes of which this is none. */
export function isBound(s: Situation): boolean {
  return boundItems(s).length > 0;
}

const NO_ITEMS: readonly string[] = Object.freeze([]);

/** The items asked that came here under other purposes; `from` asks only for those that came that way. */
export function boundItems(s: Situation, from?: Acquisition["source"]): readonly string[] {
  const { act, items } = s.question;
  if (!knows(s, "acquisition") || act === "acquire" || act === "disclose") return NO_ITEMS;
  return items.filter((item) => isItemBound(s, item, from));
}

type Acquisition = Extract<Fact, { kind: "acquisition" }>;

/** Ways of receiving data that leave it to the purposes of whoever handed it over (18(2), 27(5), General 3-6-3). */
const KEEPS_PURPOSES: ReadonlySet<string> = new Set(["succession", "entrustment", "shared-use"]);

/** Kept to other purposes by one acquisition, and not freed by the person's having given it directly. */
function isItemBound(s: Situation, item: string, from: Acquisition["source"] | undefined): boolean {
  let bound = false;
  for (const fact of s.facts) {
    if (fact.kind !== "acquisition" || !allows(fact.items, item)) continue;
    if (fact.source === "direct-writing" || fact.source === "direct-other") return false;
    bound ||= (from === undefined || fact.source === from) && keepsFrom(fact, s.question.purpose);
  }
  return bound;
}

function keepsFrom({ source, purposes }: Acquisition, purpose: string): boolean {
  return purposes === undefined ? KEEPS_PURPOSES.has(source) : !purposes.includes(purpose);
}

export function hasAll(set: ReadonlySet<string>, items: readonly string[]): boolean {
  for (const item of items) if (!set.has(item)) return false;
  return true;
}

/** Whether two sets have something in common; the first is the small one. */
export function sharesOne(few: ReadonlySet<string>, many: ReadonlySet<string>): boolean {
  for (const one of few) if (many.has(one)) return true;
  return false;
}

/** Rule 21: whether a protection that counts closes something; for items, one of those that are asked. */
export function isClosed(s: Situation, what: "existence" | "agents" | "items"): boolean {
  if (!knows(s, "protection")) return false;
  for (const fact of s.facts) {
    if (fact.kind !== "protection" || !fact.closes.includes(what)) continue;
    if (what !== "items" || touches(fact.items, s.question.items)) return true;
  }
  return false;
}
