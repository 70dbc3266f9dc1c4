import { EXCEPTIONS } from "../../law/index.ts";
import type { Fact } from "../question.ts";
import {
  DENY,
  REVIEW,
  instant,
  isOfTheAct,
  isSameEntity,
  isUnclear,
  notAfter,
  partyOf,
  permit,
  when,
  type Case,
  type Leave,
} from "./case.ts";

// 10. The consents that cover; to a provision, only those that name its recipient.
export function consents(c: Case, provision: boolean) {
  const { operator, purpose, items, person, form, deal, recipient } = c.question;
  if (isOfTheAct(purpose) || form === "pseudonymous") return [];
  const to = recipient?.class;
  const named = (provision && to !== undefined ? c.policy.recipients[to] : c.policy.purposes[purpose])?.items ?? [];
  return c.facts
    .filter((fact) => fact.kind === "consent")
    .filter((consent) => consent.operators.includes(operator) && consent.purposes.includes(purpose))
    .filter((consent) => items.every((item) => (consent.items ?? named).includes(item)))
    .filter((consent) => consent.by === (person.able ? "principal" : "representative"))
    .filter((consent) => consent.party === undefined || consent.party === partyOf(c))
    .filter((consent) => consent.deal === undefined || consent.deal === deal)
    .filter(
      (consent) =>
        !provision || consent.party !== undefined || (to !== undefined && consent.recipients?.includes(to) === true),
    )
    .filter(
      (consent) =>
        !c.facts.some(
          (fact) =>
            fact.kind === "withdrawal" &&
            notAfter(instant(consent.at), instant(fact.at)) &&
            (reaches(fact, c) ||
              (c.question.act === "provide" &&
                fact.recipients?.some((one) => consent.recipients?.includes(one) === true) === true &&
                reaches({ ...fact, recipients: undefined }, c))),
        ),
    );
}

/** Whether the scope of a withdrawal (10) or an objection (12) contains what is asked. */
function reaches(
  scope: Pick<Extract<Fact, { kind: "objection" }>, "operators" | "purposes" | "recipients">,
  c: Case,
): boolean {
  const { act, operator, purpose, recipient } = c.question;
  const serving = (id: string): boolean =>
    Object.hasOwn(c.policy.recipients, id) && c.policy.recipients[id]?.purposes.includes(purpose) === true;
  const meantClass = (id: string): boolean =>
    recipient?.class === undefined ? act === "provide" && serving(id) : id === recipient.class;
  return (
    (scope.operators === undefined || scope.operators.includes(operator)) &&
    (scope.purposes === undefined || scope.purposes.includes(purpose)) &&
    (scope.recipients === undefined || scope.recipients.some(meantClass))
  );
}

// 11. The exceptions that are valid for a lift, and what they allow.
export function exceptions(c: Case, lift: string) {
  return c.question.exceptions.flatMap((claim) => {
    const entry = EXCEPTIONS.find((exception) => exception.article === claim.article && exception.lifts === lift);
    if (entry === undefined) return [];
    if (entry.statute && (claim.statuteOf ?? "JP").split("-")[0] !== "JP") return [];
    if (c.question.form === "pseudonymous" && !entry.statute) return [];
    if (!entry.emergency && claim.evidence === undefined) return [];
    return [{ ...entry, unproved: claim.evidence === undefined }];
  });
}

/** Evidence is owed where an emergency without it is all that the answer rests on. */
export function byException(c: Case, ...lifts: string[]): Leave {
  const valid = lifts.flatMap((lift) => exceptions(c, lift));
  const firm = valid.filter((exception) => !exception.judgement);
  if (firm.length === 0) return when(valid.length > 0, REVIEW);
  return firm.every((exception) => exception.unproved) ? permit("supply-evidence", "review-emergency") : permit();
}

// 5. What a law demands even of data that should not have been taken.
export function demandedByLaw(c: Case): Leave {
  const { act } = c.question;
  const outside = act === "provide" && !isSameEntity(c);
  if (act === "acquire" || act === "disclose" || (outside && isUnclear(c))) return DENY;
  const asked = exceptions(c, outside ? "provision" : "purpose").some((exception) => exception.statute);
  if (act !== "provide") return when(asked);
  return outside
    ? { ...when(asked), basis: "statute", recordExempt: "27(1)" }
    : { ...when(asked), basis: "same-entity", recordExempt: "not a third party" };
}

// 12. Stops.
export function stopped(c: Case): boolean {
  const { act, purpose } = c.question;
  return c.facts.some((fact) => {
    if (fact.kind !== "objection") return false;
    if (fact.to === "use") return ["acquire", "use", "contact", "provide"].includes(act) && reaches(fact, c);
    if (fact.to === "provision") return act === "provide" && !isSameEntity(c) && reaches(fact, c);
    const directMail =
      c.policy.purposes[purpose]?.stoppable === "direct-mail" && ["use", "contact", "provide"].includes(act);
    return directMail && reaches({ ...fact, operators: undefined, purposes: undefined }, c);
  });
}

/** Whether a valid exception of item (i) permits the act, so that no stop reaches it (12). */
export function statutePermits(c: Case): boolean {
  const { act, form, recipient } = c.question;
  const has = (lift: string): boolean => exceptions(c, lift).some((exception) => exception.statute);
  const noData = c.question.inDatabase === false && form === "personal";
  if (act !== "provide" || isSameEntity(c) || noData) return has("purpose");
  if (form === "personal-related") return has("provision");
  return (recipient?.as ?? "statute") === "statute" && has("provision");
}

// 13. The purpose fits.
export function purposeFits(c: Case): boolean {
  const { operator, items, act } = c.question;
  const purpose = c.policy.purposes[c.question.purpose];
  const acts: readonly string[] = purpose?.acts ?? ["acquire", "use", "contact", "retain"];
  return (
    purpose !== undefined &&
    purpose.operators.includes(operator) &&
    c.kinds.some((kind) => purpose.people.includes(kind)) &&
    items.every((item) => purpose.items.includes(item)) &&
    (act === "provide" || acts.includes(act))
  );
}

export function isCatchAll(c: Case): boolean {
  return c.policy.purposes[c.question.purpose]?.catchAll === true;
}
