import { lawAt } from "../../law/index.ts";
import type { Policy } from "../../policy/index.ts";
import type { Question } from "../question.ts";
import { acquire, purposeCovered, retain, underTheAct } from "./acts.ts";
import {
  DENY,
  REVIEW,
  counts,
  instant,
  isAbroad,
  isOfTheAct,
  isSameEntity,
  isUnclear,
  kindsOf,
  midnight,
  notAfter,
  permit,
  when,
  type Case,
  type Leave,
  type ReferenceAnswer,
} from "./case.ts";
import { demandedByLaw, statutePermits, stopped } from "./cover.ts";
import { disclose } from "./disclose.ts";
import { provide, provideRelated } from "./provide.ts";

/*
 * The slow reference: docs/decisions.md once more, rule by rule, on the written-out policy. It shares no code with
 * the engine and would rather be obvious than fast. The numbers are those of the page.
 */

/** @param versions the versions of one policy, written out, in any order */
export function referenceDecide(
  versions: readonly Policy[],
  question: Question,
  now: Temporal.Instant,
): ReferenceAnswer {
  const at = question.at === undefined ? now : instant(question.at);
  const [rule, leave] = decideAt(versions, question, at);
  return { ...leave, rule, duties: new Set(leave.outcome === "permit" ? leave.duties : []) };
}

function decideAt(versions: readonly Policy[], question: Question, at: Temporal.Instant): [rule: number, leave: Leave] {
  const { act, form, purpose, recipient, person } = question;

  // 1. In force.
  const policy = versions
    .filter((version) => notAfter(midnight(version.policy.inForceFrom), at))
    .sort((a, b) => Temporal.PlainDate.compare(a.policy.inForceFrom, b.policy.inForceFrom))
    .at(-1);
  if (policy === undefined || lawAt(at.epochMilliseconds) === undefined) return [1, DENY];

  // 2. Known words.
  const known =
    Object.hasOwn(policy.operators, question.operator) &&
    Object.hasOwn(policy.people, person.kind) &&
    question.items.every((item) => Object.hasOwn(policy.items, item)) &&
    (isOfTheAct(purpose) || purpose === "law.outside-policy" || Object.hasOwn(policy.purposes, purpose)) &&
    (recipient?.class === undefined || Object.hasOwn(policy.recipients, recipient.class)) &&
    (recipient?.operator === undefined || Object.hasOwn(policy.operators, recipient.operator));
  if (!known) return [2, DENY];

  // 6. A form that the items contradict.
  if (form !== "personal" && question.items.some((item) => policy.items[item]?.identifies === true)) return [6, DENY];

  // 4. Facts in time. 5. Taint "whatever else holds", so it comes before 3; but not before what the Act commands.
  const facts = question.facts.filter((fact) => counts(fact, at));
  const c: Case = { policy, question, at, facts, kinds: kindsOf(policy, person.kind) };
  const violations = facts.filter((fact) => fact.kind === "violation");
  if (form !== "statistics" && !isOfTheAct(purpose) && violations.length > 0) {
    const onlyAcquisition = violations.every((violation) => violation.of === "20(1)");
    return [5, onlyAcquisition ? demandedByLaw(c) : DENY];
  }

  // 3. The dead.
  if (!person.living) return [3, REVIEW];

  // 6, 7, 9. Other forms. No stop reaches statistics and anonymous data (12).
  if (form === "statistics") return [6, when(["use", "retain", "provide"].includes(act))];
  if (form === "anonymous" && act === "provide") return [7, permit("publish-anonymous", "tell-recipient")];
  if (form === "anonymous") return [7, when(["use", "retain"].includes(act), permit("no-matching"))];
  const mail = policy.purposes[purpose]?.stoppable === "direct-mail";
  const barred = ["contact", "disclose", "acquire"].includes(act) || isOfTheAct(purpose) || mail;
  if (form === "pseudonymous" && barred) return [9, DENY];

  // 14, at its end. Purposes of the Act: no stop, no consent, no exception.
  if (isOfTheAct(purpose)) return [14, underTheAct(c)];

  // 8, 12. What must be there before anything is weighed, and stops.
  if (act === "provide" && isUnclear(c)) return [form === "personal-related" && !isSameEntity(c) ? 8 : 17, DENY];
  if (stopped(c) && !statutePermits(c)) return [12, DENY];
  const inDatabase = question.inDatabase !== false || form !== "personal";
  if (stopped(c) && act === "provide" && !isSameEntity(c) && inDatabase) {
    if (form === "personal-related") return [12, when(recipient?.acquiresAsPersonal !== undefined)];
    return [12, { ...permit(), basis: "statute", recordExempt: "27(1)" }];
  }

  if (act === "use" || act === "contact") return [14, purposeCovered(c)];
  if (act === "retain") return [15, retain(c)];
  if (act === "acquire") return [16, acquire(c)];
  if (act === "disclose") return [20, disclose(c)];
  return form === "personal-related" && !isSameEntity(c) ? [8, provideRelated(c)] : [isAbroad(c) ? 18 : 17, provide(c)];
}
