import type { Decision, QuestionInput } from "../decision/index.ts";
import { EXCEPTIONS, FOREIGN_INFORMATION, SHARED_USE_MATTERS } from "../law/index.ts";
import { partyName, type Program } from "../policy/index.ts";
import type { Words } from "../wire/index.ts";
import type { Step } from "./draft.ts";

/*
 * What a denial says it needs, met: the same question with the fact that would be there, as an example. What nobody can add to a
 * question (a purpose to publish, a day to come) only a human can do, and that is said.
 */

type Need = Decision["needs"][number];
type FactInput = NonNullable<QuestionInput["facts"]>[number];

export type Met =
  | { readonly question: QuestionInput }
  /** Only a human can; `step` is where the form asks for it again. */
  | { readonly human: Words; readonly step?: Step };

const HUMAN = {
  publish: {
    ja: "ポリシーを変えて公表することが必要です。人が決めてください。",
    en: "The policy has to change and be published: that is for people to decide.",
  },
  decide: {
    ja: "社内で期間を決めることが必要です。人が決めてください。",
    en: "A period has to be set within the business: that is for people to decide.",
  },
  choose: { ja: "どれにあたるか、選び直してください。", en: "Only you know which: choose it." },
  find: { ja: "相手に確かめてください。人にしか分かりません。", en: "Ask the recipient: only a human can find out." },
  wait: { ja: "その日が来るのを待つことが必要です。", en: "That day has to come." },
} as const satisfies Record<string, Words>;

/** A name for a party that nobody named. */
const EXAMPLE_PARTY = "example-party";
const EXAMPLE_DEAL = "example-deal";
/** Long enough before the first day of provision for people to object: R11(1). */
const FILED_BEFORE = { hours: 24 * 60 } as const;

/**
 * @param program the version by which it was decided
 * @param at the instant decided for, ISO 8601: the example begins then, or when it had to be known
 */
export function meetNeed(need: Need, question: QuestionInput, program: Program, at: string): Met {
  const since = earlier(at, question.knownAt);
  const { recipient } = question;
  const add = (facts: readonly FactInput[], changed: QuestionInput = question): Met => ({
    question: { ...changed, facts: [...(question.facts ?? []), ...facts] },
  });
  // A fact about a party means nothing until the question names it.
  const named = recipient?.party ?? recipient?.operator ?? EXAMPLE_PARTY;
  const naming: QuestionInput =
    recipient?.party === undefined && recipient?.operator === undefined
      ? { ...question, recipient: { ...recipient, party: named } }
      : question;

  switch (need.code) {
    case "consent":
    case "consent-recipient":
    case "consent-foreign":
      return consentGiven(need, naming, since);
    case "safeguard": {
      const country = countryOf(question, program);
      return add(
        [{ kind: "safeguard", at: since, party: named, country, basis: "contract", checkedAt: since }],
        naming,
      );
    }
    case "evidence":
      return { question: withEvidence(question, String(need.params["exception"])) };
    case "stop-lifted":
      return { question: { ...question, facts: (question.facts ?? []).filter(({ kind }) => kind !== "objection") } };
    case "contract": {
      const covers = (["entrustment", "succession", "safety", "supervision"] as const).find(
        (one) => one === need.params["covers"],
      );
      return add([{ kind: "contract", at: since, party: named, covers: covers ?? "entrustment" }], naming);
    }
    case "membership":
      return add(
        program.sharedUses
          .filter(({ openList }) => openList)
          .map(({ id }) => ({ kind: "membership", at: since, sharedUse: id, party: named })),
        naming,
      );
    case "shared-use-notice":
      return add(
        program.sharedUses
          .filter(({ complete }) => !complete)
          .map(({ id }) => ({
            kind: "shared-use-notice",
            at: since,
            sharedUse: id,
            matters: [...SHARED_USE_MATTERS],
            items: question.items,
            purposes: [question.purpose],
          })),
      );
    case "notice-stated":
      return add([
        { kind: "notice", at: since, how: "stated", operators: [question.operator], purposes: [question.purpose] },
      ]);
    case "request-verified":
    case "request-own":
      return add([{ kind: "request", at: since, by: "principal", verified: true }]);
    case "confirmation":
      return add([{ kind: "confirmation", at: since, party: named, foreignInformed: true }], naming);
    case "filing": {
      const filed = Temporal.Instant.from(since).subtract(FILED_BEFORE).toString();
      const recipients = recipient?.class === undefined ? [] : [recipient.class];
      if (recipients.length === 0) return { human: HUMAN.choose, step: "recipient" };
      const { operator, items } = question;
      return add([{ kind: "filing", at: filed, operators: [operator], recipients, items, starts: since }]);
    }
    case "claim-corrected": {
      const { as: _as, ...rest } = recipient ?? {};
      return { question: { ...question, recipient: rest } };
    }
    case "published-purpose":
      return { human: HUMAN.publish };
    case "retention-period":
      return { human: HUMAN.decide };
    case "specific-purpose":
      return { human: HUMAN.choose, step: "purpose" };
    case "source-stated":
      return { human: HUMAN.choose, step: "source" };
    case "recipient-stated":
      return { human: HUMAN.choose, step: "recipient" };
    case "acquisition-stated":
      return { human: HUMAN.find };
    case "time-to-object":
      return { human: HUMAN.wait };
  }
}

function consentGiven(need: Need, named: QuestionInput, at: string): Met {
  const question = need.code === "consent" && named.act !== "provide" ? { ...named, recipient: undefined } : named;
  const { operator, purpose, items, person, act, recipient } = question;
  const provides = act === "provide" || recipient !== undefined;
  const deal = act === "provide" ? (question.deal ?? EXAMPLE_DEAL) : undefined;
  const party = recipient?.party ?? recipient?.operator;
  const consent: FactInput = {
    kind: "consent",
    at,
    by: typeof person === "object" && person.able === false ? "representative" : "principal",
    operators: [operator],
    purposes: [purpose],
    items,
    ...(provides && recipient?.class !== undefined ? { recipients: [recipient.class] } : {}),
    ...(provides && party !== undefined ? { party } : {}),
    ...(deal === undefined ? {} : { deal }),
    ...(need.code === "consent-foreign"
      ? { foreign: { country: String(need.params["country"]), informed: [...FOREIGN_INFORMATION] } }
      : {}),
  };
  return {
    question: { ...question, ...(deal === undefined ? {} : { deal }), facts: [...(question.facts ?? []), consent] },
  };
}

function withEvidence(question: QuestionInput, claimed: string): QuestionInput {
  const exceptions = question.exceptions ?? [];
  const evidence = "…";
  const isThere = exceptions.some(({ article }) => article === claimed);
  const mended = exceptions.map((one) =>
    one.article === claimed ? { ...one, evidence: one.evidence ?? evidence } : one,
  );
  type Claimed = NonNullable<QuestionInput["exceptions"]>[number]["article"];
  const isArticle = (article: string): article is Claimed => EXCEPTIONS.some((one) => one.article === article);
  if (isThere || !isArticle(claimed)) return { ...question, exceptions: mended };
  return { ...question, exceptions: [...exceptions, { article: claimed, evidence }] };
}

/** Where the policy says that the recipient is, else where the question says. */
function countryOf({ recipient }: QuestionInput, program: Program): string {
  const { party = "" } = recipient ?? {};
  const operator =
    recipient?.operator ?? program.operatorNames.get(party) ?? program.operatorNames.get(partyName(party));
  const known =
    operator === undefined
      ? program.recipients.get(recipient?.class ?? "")?.country
      : program.operators.get(operator)?.country;
  return known ?? recipient?.country ?? "JP";
}

function earlier(at: string, knownAt: string | undefined): string {
  if (knownAt === undefined || Temporal.Instant.compare(at, knownAt) <= 0) return at;
  return knownAt;
}
