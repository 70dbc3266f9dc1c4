import { lawAt } from "../law/index.ts";
import { type Pack, type Program, versionAt } from "../policy/index.ts";
import { acquire, disclose, handling, lawPurpose, retain } from "./acts.ts";
import type { ReasonCode } from "./codes.ts";
import type { Decision, Grounded } from "./decision.ts";
import { byStatuteAlone, provide, providePersonalRelated, toNominee } from "./provide.ts";
import { OUTSIDE_POLICY, type Question } from "./question.ts";
import { epoch, isLawPurpose, type Situation, situate } from "./situation.ts";
import { deny, duty, need, permit, reason, review, type Verdict } from "./verdict.ts";

/** Rises whenever the same question could get another answer. */
const ENGINE_VERSION = "1";

/**
 * Decides one question by the version of the policy, and of the Act, in force at its instant. Pure: the same
 * question on the same pack gives the same answer. Never throws on a question that `questionSchema` accepts.
 * The rules stand in docs/decisions.md.
 * @param now what `at` means when the question leaves it out
 */
export function decide(pack: Pack, question: Question, now: Temporal.Instant): Decision {
  const at = question.at === undefined ? now.epochMilliseconds : epoch(question.at);
  const law = lawAt(at);
  const program = versionAt(pack, at);
  const verdict =
    program === undefined
      ? deny([reason("deny", "not-in-force", { article: "17(1)" })])
      : law === undefined
        ? deny([reason("deny", "law-not-loaded", {})])
        : answer(program, question, at);
  return {
    outcome: verdict.outcome,
    reasons: distinct(verdict.reasons),
    duties: distinct(verdict.duties),
    needs: distinct(verdict.needs),
    policy: program?.identity,
    law: law?.id,
    engine: ENGINE_VERSION,
    at: instantText(at),
    claimed: question.facts.length + question.exceptions.length > 0,
  };
}

let lastInstant = { at: Number.NaN, text: "" };

/** ISO 8601 in UTC. Questions come in batches that share an instant, so the last one is kept. */
function instantText(at: number): string {
  if (lastInstant.at !== at) lastInstant = { at, text: Temporal.Instant.fromEpochMilliseconds(at).toString() };
  return lastInstant.text;
}

function answer(program: Program, question: Question, at: number): Verdict {
  const unknown = unknownWords(program, question) ?? misnamedForm(program, question);
  if (unknown !== undefined) return unknown;
  const s = situate(program, question, at);
  const violations = s.facts.flatMap((fact) => (fact.kind === "violation" ? [fact.of] : [])).sort();
  const violation = violations.find((of) => of !== "20(1)") ?? violations[0];
  // Whoever's data was taken wrongly needs an answer and a warning more than anyone.
  if (violation !== undefined && question.form !== "statistics" && s.lawPurpose === undefined) {
    const clause = program.commitments.get("proper-acquisition");
    const demanded = violation === "20(1)" ? byStatuteAlone(s) : undefined;
    return demanded ?? deny([reason("deny", "tainted", { article: violation, clause })]);
  }
  if (!question.person.living) return review([reason("review", "not-living", { article: "2(1)" })]);
  if (question.form === "statistics") return statistics(question);
  if (question.form === "anonymous") return anonymous(question);
  if (question.form === "pseudonymous") {
    const barred = barredForPseudonymous(s);
    if (barred !== undefined) return deny([reason("deny", "form-cannot", { article: barred }, formAndAct(question))]);
  }
  if (s.lawPurpose !== undefined) return lawPurpose(s, s.lawPurpose);
  const related = question.form === "personal-related" && question.act === "provide" && !s.sameEntity;
  return related ? providePersonalRelated(s) : act(s);
}

function formAndAct({ form, act: asked }: Question): { form: string; act: string } {
  return { form, act: asked };
}

const FORM_ARTICLES = {
  statistics: "General 2-8",
  anonymous: "2(6)",
  pseudonymous: "2(5)",
  "personal-related": "2(7)",
} as const;

/** Rule 6: what tells who it is by itself is personal information, whatever it is called. */
function misnamedForm({ policy }: Program, { form, items }: Question): Verdict | undefined {
  if (form === "personal") return undefined;
  const telling = items.filter((item) => policy.items[item]?.identifies === true).sort();
  if (telling.length === 0) return undefined;
  const params = { form, items: [...new Set(telling)].join(" ") };
  return deny([reason("deny", "form-identifies", { article: FORM_ARTICLES[form] }, params)]);
}

/** Rule 9: what pseudonymous data may not be used for, and by which article. */
function barredForPseudonymous({ question, lawPurpose: ofTheAct, purpose }: Situation): "41(8)" | "41(9)" | undefined {
  if (question.act === "contact" || ofTheAct === "law.ask-consent" || purpose?.directMail === true) return "41(8)";
  if (question.act === "disclose" || question.act === "acquire" || ofTheAct !== undefined) return "41(9)";
  return undefined;
}

function act(s: Situation): Verdict {
  switch (s.question.act) {
    case "use":
    case "contact":
      return handling(s);
    case "retain":
      return retain(s);
    case "acquire":
      return acquire(s);
    case "provide":
      return provide(s);
    case "disclose":
      return disclose(s, toNominee);
  }
}

/** The quick way to say what nearly every question is: that all its words are known. */
function knowsAll({ legalPersons, kinds, purposes, recipients, policy }: Program, question: Question): boolean {
  const { operator, person, items, purpose, recipient } = question;
  if (!legalPersons.has(operator) || !kinds.has(person.kind)) return false;
  for (const item of items) if (!Object.hasOwn(policy.items, item)) return false;
  if (!purposes.has(purpose) && !isGivenByLaw(purpose)) return false;
  if (recipient === undefined) return true;
  if (recipient.class !== undefined && !recipients.has(recipient.class)) return false;
  return recipient.operator === undefined || legalPersons.has(recipient.operator);
}

/** The purposes that no pack declares: those of the Act, and the one for what no policy covers. */
function isGivenByLaw(purpose: string): boolean {
  return purpose === OUTSIDE_POLICY || isLawPurpose(purpose);
}

/** Rule 2: what the policy does not name, it does not allow. */
function unknownWords(program: Program, question: Question): Verdict | undefined {
  if (knowsAll(program, question)) return undefined;
  const { operators, items, people } = program.policy;
  const recipient = question.recipient;
  const checks: readonly [ReasonCode, string | undefined, boolean][] = [
    ["unknown-operator", question.operator, Object.hasOwn(operators, question.operator)],
    ["unknown-person", question.person.kind, Object.hasOwn(people, question.person.kind)],
    ...question.items.map((item): [ReasonCode, string, boolean] => ["unknown-item", item, Object.hasOwn(items, item)]),
    ["unknown-purpose", question.purpose, isGivenByLaw(question.purpose) || program.purposes.has(question.purpose)],
    ["unknown-recipient", recipient?.class, recipient?.class === undefined || program.recipients.has(recipient.class)],
    [
      "unknown-operator",
      recipient?.operator,
      recipient?.operator === undefined || Object.hasOwn(operators, recipient.operator),
    ],
  ];
  const unknown = checks.filter(([, , known]) => !known);
  const { operator, person } = question;
  const onlyPurpose = unknown.every(([code]) => code === "unknown-purpose");
  return deny(
    unknown
      .map(([code, given]) => reason("deny", code, { article: "17(1)" }, { given: given ?? "" }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    onlyPurpose ? [need("published-purpose", { article: "17(1)" }, { operator, person: person.kind })] : [],
  );
}

/** Rule 6. */
function statistics(question: Question): Verdict {
  const ground = { article: "General 2-8" as const };
  if (["use", "retain", "provide"].includes(question.act)) return permit([reason("permit", "not-personal", ground)]);
  return deny([reason("deny", "form-cannot", ground, { form: question.form, act: question.act })]);
}

/** Rule 7. */
function anonymous(question: Question): Verdict {
  const ground = { article: "2(6)" as const };
  switch (question.act) {
    case "use":
    case "retain":
      return permit([reason("permit", "anonymous-allowed", ground)], [duty("no-matching", { article: "43(5)" })]);
    case "provide":
      return permit(
        [reason("permit", "anonymous-allowed", ground)],
        [duty("publish-anonymous", { article: "43(4)" }), duty("tell-recipient", { article: "43(4)" })],
      );
    default:
      return deny([reason("deny", "form-cannot", ground, { form: question.form, act: question.act })]);
  }
}

function saysTheSame(a: Grounded & { readonly code: string }, b: Grounded & { readonly code: string }): boolean {
  if (a.code !== b.code || a.article !== b.article || a.clause !== b.clause) return false;
  const names = Object.keys(a.params);
  return names.length === Object.keys(b.params).length && names.every((name) => a.params[name] === b.params[name]);
}

/** Leaves out what was said twice: several routes may fail, or be open, for one and the same reason. */
function distinct<Entry extends Grounded & { readonly code: string }>(entries: readonly Entry[]): readonly Entry[] {
  if (entries.length < 2) return entries;
  return entries.filter((entry, index) => !entries.slice(0, index).some((earlier) => saysTheSame(earlier, entry)));
}
