import { FOREIGN_INFORMATION, FOREIGN_UNKNOWNS } from "../../law/index.ts";
import type { Policy } from "../../policy/index.ts";
import type { Fact, Question } from "../question.ts";
import type { ReferenceAnswer } from "./case.ts";
import { referenceDecide } from "./decide.ts";
import { bites, type ReferencePart } from "./parts.ts";

// 22. The bill of April 2026, as reported.

/** What the bill would make of a question. Where it changes nothing, the answer under the law. */
export function referenceForesee(versions: readonly Policy[], question: Question, now: number): ReferenceAnswer {
  const law = referenceDecide(versions, question, now);
  const asked = isUnder16(question) ? withoutAbility(question) : question;
  const aged = referenceDecide(versions, asked, now);
  const seen: { readonly parts: Set<ReferencePart> } = { parts: new Set(aged.parts) };
  const review: ReferenceAnswer = { outcome: "review", duties: new Set(), rule: 22, parts: seen.parts };
  // A preview never permits what the law in force does not.
  if (bites(seen, "22 held back", aged.outcome === "permit" && law.outcome !== "permit")) return review;
  if (bites(seen, "22 to make", aged.outcome === "deny" && mayServeToMake(versions, asked, now, seen))) return review;
  const changed = bites(seen, "22 under 16", aged.outcome !== law.outcome);
  return { ...aged, rule: changed ? 22 : aged.rule, parts: seen.parts };
}

function isUnder16({ person }: Question): boolean {
  return person.age !== undefined && person.age < 16;
}

function withoutAbility(question: Question): Question {
  return { ...question, person: { ...question.person, able: false } };
}

/** Whether the data is to make statistics or train a model, and only a consent (for 31 a confirmation) is missing. */
function mayServeToMake(
  versions: readonly Policy[],
  asked: Question,
  now: number,
  seen: { readonly parts: Set<ReferencePart> },
): boolean {
  if (asked.toMake === undefined || !["provide", "acquire"].includes(asked.act)) return false;
  const facts = [...asked.facts, ...coveringAll(asked, asked.at ?? now)];
  const serves = referenceDecide(versions, { ...asked, facts }, now).outcome !== "deny";
  return serves && !bites(seen, "22 outside the policy", asked.purpose === "law.outside-policy");
}

/** A consent to all that is asked, given just then, and a confirmation of one; whatever was on record. */
function coveringAll(question: Question, at: number): Fact[] {
  const { operator, purpose, items, recipient, deal, person } = question;
  const party = recipient?.party ?? recipient?.operator;
  const always = { at, recordedAt: Number.NEGATIVE_INFINITY };
  const consent: Fact = {
    kind: "consent",
    ...always,
    by: person.able ? "principal" : "representative",
    operators: [operator],
    purposes: [purpose],
    items,
    recipients: recipient?.class === undefined ? undefined : [recipient.class],
    party,
    deal,
    // No country can be named that is wrong: that it could not be known is enough for any (18).
    foreign: { informed: [...FOREIGN_INFORMATION, ...FOREIGN_UNKNOWNS] },
  };
  return party === undefined ? [consent] : [consent, { kind: "confirmation", ...always, party, foreignInformed: true }];
}
