import type { Words } from "../wire/index.ts";
import type { Article } from "./citation.ts";

/*
 * Which breaches are reported and notified: article 26, rules 7 to 10, General 3-5. What is likely (“may have”) a human says on
 * the facts of the day; a suspicion counts as the thing itself, so nothing here asks how sure one is.
 */

/** What happened to data. Alteration and unusability are both damage (毀損), but only the second is healed by a copy held elsewhere. */
export const BREACH_EVENTS = ["leak", "loss", "alteration", "unusable"] as const;
export type BreachEvent = (typeof BREACH_EVENTS)[number];

/**
 * How many persons the data is about: counted, at most so many while it cannot be settled, or not known at all.
 * Numbers are whole and not negative.
 */
export type BreachPersons = { readonly exactly: number } | { readonly atMost: number } | "unknown";

export interface BreachFacts {
  /** Occurred, or may have occurred. */
  readonly events: readonly BreachEvent[];
  /**
   * `about-to-be-personal-data`: acquired or about to be, and planned to be handled as personal data. `pseudonymous`: data of
   * 2(5) itself; the data it was made from and the deleted information are `personal-data` where they are that.
   */
  readonly data: "personal-data" | "about-to-be-personal-data" | "pseudonymous" | "not-personal-data";
  readonly persons: BreachPersons;
  readonly specialCare: boolean;
  /** Improper use may lead to damage to property: card numbers, a login of a service that pays. */
  readonly propertyDamage: boolean;
  /** By an act that may have had an improper purpose, of anybody, staff included, against the operator, its entrusted parties or the services it uses. */
  readonly improperPurpose: boolean;
  /** Strong encryption or other measures that protect the person's rights. */
  readonly stronglyProtected: boolean;
  /** The same data is held elsewhere. */
  readonly heldElsewhere: boolean;
  /** All of it was recovered before any third party saw it. */
  readonly recoveredUnseen: boolean;
  /** The operator itself gave it (a leak) or erased it for a good reason (a loss): no breach, though perhaps another violation. */
  readonly intended: boolean;
}

/** Why a breach is, or is not, one of rule 7. */
export const BREACH_REASONS = {
  "special-care": {
    article: "R7(i)",
    ja: "要配慮個人情報が含まれる",
    en: "it holds special care-required information",
  },
  property: { article: "R7(ii)", ja: "財産的被害のおそれがある", en: "it may lead to damage to property" },
  "improper-purpose": { article: "R7(iii)", ja: "不正の目的のおそれがある", en: "it may come of an improper purpose" },
  "over-1000": { article: "R7(iv)", ja: "本人が1,000人を超える", en: "it touches more than 1,000 persons" },
  "may-be-over-1000": {
    article: "R7(iv)",
    ja: "人数が確定できず、1,000人を超え得る",
    en: "the number is not settled and may be more than 1,000",
  },
  "not-personal-data": { article: "16(3)", ja: "個人データではない", en: "it is not personal data" },
  pseudonymous: {
    article: "41(9)",
    ja: "仮名加工情報には適用されない",
    en: "article 26 does not reach pseudonymous data",
  },
  protected: {
    article: "General 3-5-3-1",
    ja: "高度な暗号化等がされている",
    en: "it is strongly encrypted or the like",
  },
  recovered: { article: "General 3-5-1-2", ja: "閲覧前に全て回収した", en: "all was recovered unseen: not a leak" },
  given: { article: "General 3-5-1-2", ja: "自らの意図による提供である", en: "it was given on purpose: not a leak" },
  "not-lost": {
    article: "General 3-5-1-3",
    ja: "同じデータが他にある",
    en: "the same data is held elsewhere: no loss",
  },
  erased: {
    article: "General 3-5-1-3",
    ja: "合理的な理由により削除した",
    en: "it was erased for a good reason: no loss",
  },
  "not-damaged": {
    article: "General 3-5-1-4",
    ja: "同じデータが他にある",
    en: "the same data is held elsewhere: no damage",
  },
  "no-event": { article: "26(1)", ja: "漏えい等にあたる事実がない", en: "nothing leaked, was lost or damaged" },
  "nobody-touched": { article: "26(1)", ja: "本人がいない", en: "it touches nobody" },
  "below-thresholds": {
    article: "26(1)",
    ja: "規則第7条のどれにもあたらない",
    en: "none of the items of rule 7 holds",
  },
} as const satisfies Record<string, Words & { readonly article: Article }>;

export type BreachReason = keyof typeof BREACH_REASONS;

export interface BreachAssessment {
  /** Report to the Commission and notice to the person; both or neither (26(1), 26(2)). */
  readonly reportable: boolean;
  /** R7(iii) holds, alone or with others: 60 days for the final report instead of 30. */
  readonly improperPurpose: boolean;
  /** What holds where it is reportable; else everything that keeps it from being so. Never empty: the register asks for it. */
  readonly reasons: readonly BreachReason[];
}

const THRESHOLD = 1_000;

/**
 * Whether a breach is reported and notified, on the facts as they stand: asked again whenever they change, for a number that
 * passes 1,000 later makes it reportable then (General 3-5-3-1). A breach that is not reportable may still be reported.
 * @throws RangeError where a number of persons is negative or no whole number
 */
export function assessBreach(facts: BreachFacts): BreachAssessment {
  const against = outside(facts);
  if (against.length > 0) return { reportable: false, improperPurpose: false, reasons: against };
  const items = itemsOfRule7(facts);
  if (items.length === 0) return { reportable: false, improperPurpose: false, reasons: ["below-thresholds"] };
  return { reportable: true, improperPurpose: items.includes("improper-purpose"), reasons: items };
}

function outside(facts: BreachFacts): BreachReason[] {
  const reasons: BreachReason[] = [];
  if (facts.data === "not-personal-data") reasons.push("not-personal-data");
  if (facts.data === "pseudonymous") reasons.push("pseudonymous");
  if (facts.stronglyProtected) reasons.push("protected");
  if (facts.events.length === 0) reasons.push("no-event");
  const healed = facts.events.flatMap((event) => whyNone(event, facts) ?? []);
  // One event that stands is enough, whatever became of the others.
  if (healed.length === facts.events.length) reasons.push(...new Set(healed));
  if (mostPersons(facts.persons) === 0) reasons.push("nobody-touched");
  return reasons;
}

function whyNone(event: BreachEvent, facts: BreachFacts): BreachReason | undefined {
  switch (event) {
    case "alteration":
      return undefined;
    case "leak":
      if (facts.intended) return "given";
      return facts.recoveredUnseen ? "recovered" : undefined;
    case "loss":
      if (facts.intended) return "erased";
      return facts.heldElsewhere ? "not-lost" : undefined;
    case "unusable":
      return facts.heldElsewhere ? "not-damaged" : undefined;
  }
}

function itemsOfRule7({ data, persons, specialCare, propertyDamage, improperPurpose }: BreachFacts): BreachReason[] {
  // What is only about to be acquired counts in item (iii) and nowhere else (R7(iii), General 3-5-1-1).
  const personalData = data === "personal-data";
  const items: BreachReason[] = [];
  if (personalData && specialCare) items.push("special-care");
  if (personalData && propertyDamage) items.push("property");
  if (improperPurpose) items.push("improper-purpose");
  if (personalData && mostPersons(persons) > THRESHOLD)
    items.push(typeof persons === "object" && "exactly" in persons ? "over-1000" : "may-be-over-1000");
  return items;
}

/** The most persons it may be about. */
function mostPersons(persons: BreachPersons): number {
  if (persons === "unknown") return Number.POSITIVE_INFINITY;
  const most = "exactly" in persons ? persons.exactly : persons.atMost;
  if (!Number.isSafeInteger(most) || most < 0) throw new RangeError(`${most} is no number of persons.`);
  return most;
}

/**
 * From which day on a breach was reportable: the first of its assessments that says so. The clocks run from this day, not from
 * the day of the first suspicion, where for instance the number passed 1,000 only later.
 * @param history assessments with the day in Japan on which any department knew those facts
 */
export function reportableSince(
  history: readonly { readonly on: Temporal.PlainDate; readonly assessment: BreachAssessment }[],
): Temporal.PlainDate | undefined {
  return history
    .filter(({ assessment }) => assessment.reportable)
    .map(({ on }) => on)
    .sort(Temporal.PlainDate.compare)[0];
}
