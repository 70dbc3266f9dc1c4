import type { Policy } from "../../policy/index.ts";
import type { Outcome } from "../decision.ts";
import type { Fact, Question } from "../question.ts";
import type { ReferencePart } from "./parts.ts";

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
  /** What else of the page was met on the way. */
  readonly parts: ReadonlySet<ReferencePart>;
}

export interface Case {
  readonly policy: Policy;
  readonly question: Question;
  /** Epoch milliseconds, as are all instants. */
  readonly at: number;
  /** Only those that count (4). */
  readonly facts: readonly Fact[];
  /** The kind itself and all it also is. */
  readonly kinds: readonly string[];
  /** For `bites` alone. */
  readonly parts: Set<ReferencePart>;
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

/** The facts of one kind, of those that count. */
export function factsOf<K extends Fact["kind"]>(c: Case, kind: K): Extract<Fact, { kind: K }>[] {
  return c.facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
}

export function isOfTheAct(purpose: string): boolean {
  return ["law.ask-consent", "law.breach-notice", "law.own-request"].includes(purpose);
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

// 1. What came with 1 April 2022 is left out before.
export function isBefore2022(c: Case): boolean {
  return c.at < midnight("2022-04-01");
}

// Time in Japan.

/** Remembered: policies name the same few dates over and over. */
const midnights = new Map<string, number>();

export function midnight(date: string): number {
  const known = midnights.get(date);
  if (known !== undefined) return known;
  const found = Temporal.PlainDate.from(date).toZonedDateTime("Asia/Tokyo").epochMilliseconds;
  midnights.set(date, found);
  return found;
}

/** @returns the instant so much calendar time later */
export function later(instant: number, time: Temporal.DurationLike | string): number {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO("Asia/Tokyo").add(time).epochMilliseconds;
}
