import type { Policy } from "../../policy/index.ts";
import type { Fact, Question } from "../question.ts";
import { acquire, purposeCovered, retain, underTheAct } from "./acts.ts";
import {
  DENY,
  REVIEW,
  factsOf,
  isBefore2022,
  isOfTheAct,
  kindsOf,
  midnight,
  permit,
  when,
  type Case,
  type Leave,
  type ReferenceAnswer,
} from "./case.ts";
import { isAskedByLaw, isStopped, statutePermits } from "./cover.ts";
import { disclose } from "./disclose.ts";
import { bites, type ReferencePart } from "./parts.ts";
import { guarded } from "./person.ts";
import { provide, provideRelated } from "./provide.ts";
import { isAbroad, isSameEntity, isUnclear } from "./recipient.ts";

/*
 * The slow reference: docs/decisions.md once more, rule by rule, on the written-out policy. It shares no code with
 * the engine and would rather be obvious than fast. The numbers are those of the page.
 */

/** What the rules came to: the number of the one that settled it, and how far it allows the handling. */
type Settled = readonly [rule: number, leave: Leave];

/**
 * @param versions the versions of one policy, written out, in any order
 * @param now epoch milliseconds
 */
export function referenceDecide(versions: readonly Policy[], question: Question, now: number): ReferenceAnswer {
  const parts = new Set<ReferencePart>();
  const [rule, leave] = decideAt(versions, question, question.at ?? now, parts);
  return { ...leave, rule, parts, duties: new Set(leave.outcome === "permit" ? leave.duties : []) };
}

function decideAt(versions: readonly Policy[], question: Question, at: number, parts: Set<ReferencePart>): Settled {
  // 1. In force.
  const policy = versions
    .filter((version) => midnight(version.policy.inForceFrom) <= at)
    .sort((a, b) => midnight(a.policy.inForceFrom) - midnight(b.policy.inForceFrom))
    .at(-1);
  if (policy === undefined) {
    parts.add("1 no policy");
    return [1, DENY];
  }
  if (bites({ parts }, "1 no law", at < midnight("2017-05-30"))) return [1, DENY];

  // 4. Facts in time.
  const inTime = question.facts.filter((fact) => counts(fact, at));
  const facts = inTime.filter((fact) => isKnown(fact, question.knownAt));
  bites({ parts }, "4 recorded too late", facts.length < inTime.length);
  const c: Case = { policy, question, at, facts, kinds: kindsOf(policy, question.person.kind), parts };
  bites(c, "1 before 2022", isBefore2022(c));

  // 2. Known words.
  if (!hasKnownWords(c)) return [2, DENY];

  // 6. A form that the items contradict; and, by 1, one that was not there yet.
  const { form } = question;
  const hasItem = (mark: "identifies" | "damagesProperty"): boolean =>
    question.items.some((item) => policy.items[item]?.[mark] === true);
  if (bites(c, "6 identifies", form !== "personal" && hasItem("identifies"))) return [6, DENY];
  if (bites(c, "6 damages property", form === "pseudonymous" && hasItem("damagesProperty"))) return [6, DENY];
  if (bites(c, "1 pseudonymous before 2022", form === "pseudonymous" && isBefore2022(c))) return [1, DENY];

  return capped(c, asKnown(c, protectedOf(c, weigh(c))));
}

// 21. Protections, of whatever permits. 9. Every permit of pseudonymous data carries the duty not to match it.
function protectedOf(c: Case, [rule, leave]: Settled): Settled {
  const guard = guarded(c, leave);
  if (guard !== leave) return [21, guard];
  const bare = c.question.form === "pseudonymous" && leave.outcome === "permit";
  return [rule, bites(c, "9 not to be matched", bare) ? { ...leave, duties: [...leave.duties, "no-matching"] } : leave];
}

// 4, at its end. What came to be known between could forbid it.
function asKnown(c: Case, settled: Settled): Settled {
  const [, leave] = settled;
  const early = c.question.knownAt !== undefined && c.question.knownAt < c.at;
  return bites(c, "4 known too early", early && leave.outcome === "permit")
    ? [4, { ...leave, outcome: "review" }]
    : settled;
}

// 5. Taint caps what all other rules came to.
function capped(c: Case, settled: Settled): Settled {
  const { act, form, purpose } = c.question;
  const [, leave] = settled;
  const violations = factsOf(c, "violation");
  if (violations.length === 0 || form === "statistics" || leave.outcome === "deny") return settled;
  const needed = isOfTheAct(purpose) && form === "personal" && ["use", "contact", "disclose"].includes(act);
  if (bites(c, "5 needed most", needed)) return settled;
  const onlyTaking = violations.every((violation) => violation.of === "20(1)");
  const kept = leave.outcome === "permit" && onlyTaking && isAskedByLaw(c);
  return [5, bites(c, "5 kept by statute", kept) ? groundedOnLaw(leave) : DENY];
}

/** The same permit with the statute for its only ground: of the duties, those of the form alone remain. */
function groundedOnLaw(leave: Leave): Leave {
  const duties = leave.duties.filter((duty) => ["no-matching", "publish-anonymous", "tell-recipient"].includes(duty));
  const isBasis = leave.basis !== undefined && leave.basis !== "same-entity";
  return isBasis ? { ...leave, duties, basis: "statute", recordExempt: "27(1)" } : { ...leave, duties };
}

function counts(fact: Fact, at: number): boolean {
  const over = "until" in fact && fact.until !== undefined && fact.until <= at;
  return fact.at <= at && !over;
}

function isKnown(fact: Fact, knownAt: number | undefined): boolean {
  return knownAt === undefined || (fact.recordedAt ?? fact.at) <= knownAt;
}

function hasKnownWords({ policy, question }: Case): boolean {
  const { purpose, recipient } = question;
  return (
    Object.hasOwn(policy.operators, question.operator) &&
    Object.hasOwn(policy.people, question.person.kind) &&
    question.items.every((item) => Object.hasOwn(policy.items, item)) &&
    (isOfTheAct(purpose) || purpose === "law.outside-policy" || Object.hasOwn(policy.purposes, purpose)) &&
    (recipient?.class === undefined || Object.hasOwn(policy.recipients, recipient.class)) &&
    (recipient?.operator === undefined || Object.hasOwn(policy.operators, recipient.operator))
  );
}

function weigh(c: Case): Settled {
  const { act, form, purpose, person } = c.question;

  // 3. The dead.
  if (!person.living) return [3, REVIEW];

  // 6, 7, 9. Other forms. No stop reaches statistics and anonymous data (12).
  if (form === "statistics") return [6, when(["use", "retain", "provide"].includes(act))];
  if (form === "anonymous" && act === "provide") return [7, permit("publish-anonymous", "tell-recipient")];
  if (form === "anonymous") return [7, when(["use", "retain"].includes(act), permit("no-matching"))];
  const mail = c.policy.purposes[purpose]?.stoppable === "direct-mail";
  const barred = ["contact", "disclose", "acquire"].includes(act) || isOfTheAct(purpose) || mail;
  if (form === "pseudonymous" && barred) return [9, DENY];

  // 14, at its end. Purposes of the Act: no stop, no consent, no exception.
  if (isOfTheAct(purpose)) return [14, underTheAct(c)];

  // 8, 17. One clear recipient, before anything is weighed.
  const related = form === "personal-related" && act === "provide" && !isSameEntity(c);
  if (act === "provide" && isUnclear(c)) return [related ? 8 : 17, DENY];

  // 12. Stops.
  const stopped = isStopped(c);
  if (stopped && !bites(c, "12 ordered by statute", statutePermits(c))) return [12, DENY];
  const inDatabase = c.question.inDatabase !== false || form !== "personal";
  if (stopped && related) return [12, when(isBefore2022(c) || c.question.recipient?.acquiresAsPersonal !== undefined)];
  if (stopped && act === "provide" && !isSameEntity(c) && inDatabase) {
    return [12, { ...permit(), basis: "statute", recordExempt: "27(1)" }];
  }
  return related ? [8, provideRelated(c)] : byAct(c);
}

function byAct(c: Case): Settled {
  switch (c.question.act) {
    case "use":
    case "contact":
      return [14, purposeCovered(c)];
    case "retain":
      return [15, retain(c)];
    case "acquire":
      return [16, acquire(c)];
    case "provide":
      return [isAbroad(c) ? 18 : 17, provide(c)];
    case "disclose":
      return [20, disclose(c)];
  }
}
