import { isDesignated } from "../../law/index.ts";
import type { Policy } from "../../policy/index.ts";
import type { Outcome } from "../decision.ts";
import type { Fact, Question } from "../question.ts";

/** The duties that the reference answers for; the engine knows more. */
export const REFERENCE_DUTIES = [
  "no-matching",
  "publish-anonymous",
  "tell-recipient",
  "record-confirmation",
  "supply-evidence",
  "review-emergency",
  "notify-promptly",
  "confirm-receipt",
  "check-equivalent-measures",
  "record-provision",
] as const;
export type ReferenceDuty = (typeof REFERENCE_DUTIES)[number];

/** A basis of rule 17, as `recipient.as` names it. */
export type ReferenceBasis = NonNullable<NonNullable<Question["recipient"]>["as"]>;

/** How far something allows the handling, and what it obliges to if the answer is a permit. */
export interface Leave {
  readonly outcome: Outcome;
  readonly duties: readonly ReferenceDuty[];
  /** Of a provision of personal data that is not denied: its basis. */
  readonly basis?: ReferenceBasis;
  /** Why a provision of personal data needs no record, as rule 19 says it. */
  readonly recordExempt?: string | undefined;
}

export interface ReferenceAnswer extends Omit<Leave, "duties"> {
  /** Empty unless the outcome is a permit. */
  readonly duties: ReadonlySet<ReferenceDuty>;
  /** The rule of the page that settled it. */
  readonly rule: number;
}

export interface Case {
  readonly policy: Policy;
  readonly question: Question;
  readonly at: Temporal.Instant;
  /** Only those that count (4). */
  readonly facts: readonly Fact[];
  /** The kind itself and all it also is. */
  readonly kinds: readonly string[];
}

export const DENY: Leave = { outcome: "deny", duties: [] };
export const REVIEW: Leave = { outcome: "review", duties: [] };
export const permit = (...duties: ReferenceDuty[]): Leave => ({ outcome: "permit", duties });
export const when = (condition: boolean, leave: Leave = permit()): Leave => (condition ? leave : DENY);

// The small words that the rules use.

/** Of ways of which one is enough: the first permit, else the first review. */
export function best(leaves: readonly Leave[]): Leave {
  return (
    leaves.find(({ outcome }) => outcome === "permit") ?? leaves.find(({ outcome }) => outcome === "review") ?? DENY
  );
}

/** Of demands that must all be met: the least outcome, with the duties of all. */
export function all(leaves: readonly Leave[]): Leave {
  const outcome =
    (["deny", "review", "permit"] as const).find((one) => leaves.some((leave) => leave.outcome === one)) ?? "deny";
  return { outcome, duties: leaves.flatMap(({ duties }) => duties) };
}

export function isOfTheAct(purpose: string): boolean {
  return ["law.ask-consent", "law.breach-notice", "law.own-request"].includes(purpose);
}

/** The party asked: the one that is named, else the operator itself. */
export function partyOf(c: Case): string | undefined {
  return c.question.recipient?.party ?? c.question.recipient?.operator;
}

export function kindsOf(policy: Policy, kind: string, seen: readonly string[] = []): readonly string[] {
  if (seen.includes(kind)) return seen;
  return (policy.people[kind]?.also ?? []).reduce<readonly string[]>(
    (found, next) => kindsOf(policy, next, found),
    [...seen, kind],
  );
}

export function isSpecialCare(c: Case): boolean {
  return (
    c.question.items.some((item) => c.policy.items[item]?.specialCare !== undefined) ||
    c.kinds.some((kind) => c.policy.people[kind]?.specialCare !== undefined)
  );
}

export function isSameEntity(c: Case): boolean {
  const to = c.question.recipient?.operator;
  return to !== undefined && legalPersonOf(c, to) === legalPersonOf(c, c.question.operator);
}

export function counts(fact: Fact, at: Temporal.Instant): boolean {
  const over = "until" in fact && fact.until !== undefined && notAfter(instant(fact.until), at);
  return notAfter(instant(fact.at), at) && !over;
}

export function instant(iso: string): Temporal.Instant {
  return Temporal.Instant.from(iso);
}

export function midnight(date: string): Temporal.Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime("Asia/Tokyo").toInstant();
}

export function inJapan(at: Temporal.Instant): Temporal.ZonedDateTime {
  return at.toZonedDateTimeISO("Asia/Tokyo");
}

export function notAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) <= 0;
}

// 17. One recipient, and nothing said of an operator that the policy knows otherwise.
export function isUnclear(c: Case): boolean {
  const { recipient } = c.question;
  if (recipient === undefined) return true;
  const { operator, party, country } = recipient;
  if (operator === undefined && party === undefined && recipient.class === undefined) return true;
  if (operator !== undefined && (party !== undefined || recipient.class !== undefined)) return true;
  if (operatorAsked(c) === undefined || isSameEntity(c)) return false;
  return recipient.databaseInJapan === true || (country !== undefined && country !== countryOf(c));
}

/** The operator that is asked: by its identifier, or by a party's name that is the operator's in some language. */
function operatorAsked(c: Case): string | undefined {
  const plain = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s/g, "");
  const asked = partyOf(c);
  if (asked === undefined) return undefined;
  return Object.keys(c.policy.operators).findLast((id) =>
    [id, ...Object.values(c.policy.operators[id]?.name ?? {})].some((one) => plain(one) === plain(asked)),
  );
}

// 17, 18. Abroad.
export function countryOf(c: Case): string {
  const { recipient } = c.question;
  const operator = operatorAsked(c);
  if (operator !== undefined) return c.policy.operators[legalPersonOf(c, operator)]?.country ?? "JP";
  const ofClass = recipient?.class === undefined ? undefined : c.policy.recipients[recipient.class]?.country;
  return recipient?.country ?? ofClass ?? "JP";
}

function legalPersonOf(c: Case, id: string): string {
  const entry = c.policy.operators[id];
  return entry?.kind === "branch" ? (entry.of ?? id) : id;
}

export function isAbroad(c: Case): boolean {
  const country = countryOf(c);
  const day = inJapan(c.at).toPlainDate().toString();
  return (
    country.split("-")[0] !== "JP" &&
    !isDesignated(country, day) &&
    c.question.recipient?.databaseInJapan !== true &&
    !isSameEntity(c)
  );
}

export function hasSafeguard(c: Case): boolean {
  const known = c.facts
    .filter((fact) => fact.kind === "safeguard")
    .filter((fact) => fact.party === partyOf(c) && fact.country === countryOf(c));
  const latest = known.filter((one) => known.every((other) => notAfter(instant(other.at), instant(one.at))));
  if (latest.some((one) => one.suspended)) return false;
  return latest.some(({ checkedAt }) => {
    const due = inJapan(instant(checkedAt)).add({ months: c.policy.settings.foreignCheckMonths }).toInstant();
    return notAfter(instant(checkedAt), c.at) && !notAfter(due, c.at);
  });
}
