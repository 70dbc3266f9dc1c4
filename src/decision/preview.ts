import type { Article, LawPreview } from "../law/index.ts";
import { type Pack, versionAt } from "../policy/index.ts";
import type { Decision } from "./decision.ts";
import { decide } from "./engine.ts";
import { sentenceFor } from "./names.ts";
import { phrasebook } from "./phrasebook.ts";
import { type Fact, OUTSIDE_POLICY, type Question } from "./question.ts";

/** Under 16 a guardian consents, as the bill of April 2026 is reported. Years. */
const GUARDIAN_BELOW = 16;

/**
 * What would be answered if a bill were the law (rule 22). Decides nothing: the answer carries the bill's name and says so,
 * and what only the bill would permit is left to a human.
 * @param now epoch milliseconds: what `at` means when the question leaves it out
 */
export function foresee(pack: Pack, question: Question, now: number, preview: LawPreview): Decision {
  const asked = underGuardian(question);
  const ahead = decide(pack, asked, now);
  const loosened = loosenedBy(pack, question, asked, ahead, now);
  const book = phrasebook(versionAt(pack, question.at ?? now));
  const note = book.reason("note", "bill-preview", { law: true });
  if (loosened === undefined) return { ...ahead, reasons: [...ahead.reasons, note], preview: preview.id };
  return {
    ...ahead,
    outcome: "review",
    sentence: sentenceFor("review", 0, 0),
    reasons: [book.reason("review", loosened, { article: touched(question, loosened) }), note],
    duties: [],
    needs: [],
    preview: preview.id,
  };
}

/** The article in force that the bill would touch here. */
function touched({ form, act }: Question, loosened: "bill-guardian" | "bill-statistics"): Article {
  if (loosened === "bill-guardian") return "General 2-16";
  if (act === "acquire") return "20(2)";
  return form === "personal-related" ? "31(1)" : "27(1)";
}

/** What of the bill would open what the law in force does not; undefined where it opens nothing. */
function loosenedBy(
  pack: Pack,
  question: Question,
  asked: Question,
  ahead: Decision,
  now: number,
): "bill-guardian" | "bill-statistics" | undefined {
  if (ahead.outcome === "permit" && asked !== question && decide(pack, question, now).outcome !== "permit")
    return "bill-guardian";
  return ahead.outcome === "deny" && wouldNeedNoConsent(pack, asked, now) ? "bill-statistics" : undefined;
}

function underGuardian(question: Question): Question {
  const { person } = question;
  const child = person.age !== undefined && person.age < GUARDIAN_BELOW;
  return child ? { ...question, person: { ...person, able: false } } : question;
}

/** As reported of 30-2 and 31-3: consent is not asked where statistics are made or AI is trained, under conditions. */
function wouldNeedNoConsent(pack: Pack, question: Question, now: number): boolean {
  const { toMake, act } = question;
  if (toMake === undefined || question.purpose === OUTSIDE_POLICY || (act !== "provide" && act !== "acquire"))
    return false;
  const facts = [...question.facts, ...agreement(question, question.at ?? now)];
  return decide(pack, { ...question, facts }, now).outcome !== "deny";
}

/** Everything to which the person could have agreed in what is asked. */
function agreement({ operator, purpose, items, person, recipient, deal }: Question, at: number): readonly Fact[] {
  const party = recipient?.party ?? recipient?.operator;
  const consent = {
    kind: "consent" as const,
    at,
    recordedAt: Number.NEGATIVE_INFINITY,
    by: person.able ? ("principal" as const) : ("representative" as const),
    operators: [operator],
    purposes: [purpose],
    items,
    recipients: recipient?.class === undefined ? undefined : [recipient.class],
    party,
    deal,
    foreign: { country: undefined, informed: ["country-unknown" as const, "measures-unknown" as const] },
  };
  const confirmation =
    party === undefined
      ? []
      : [{ kind: "confirmation" as const, at, recordedAt: consent.recordedAt, party, foreignInformed: true }];
  return [consent, ...confirmation];
}
