import { EXCEPTIONS } from "../../law/index.ts";
import type { Fact } from "../question.ts";
import { REVIEW, factsOf, isOfTheAct, permit, when, type Case, type Leave } from "./case.ts";
import { bites } from "./parts.ts";
import { isSameEntity, partyOf } from "./recipient.ts";

type Consent = Extract<Fact, { kind: "consent" }>;
type Acquisition = Extract<Fact, { kind: "acquisition" }>;
type Scope = Pick<Extract<Fact, { kind: "withdrawal" }>, "operators" | "purposes" | "recipients" | "items">;

// 10. The consents that cover; to a provision, only those that name its recipient.
export function consents(c: Case, provision: boolean): Consent[] {
  const { operator, purpose, items, person, form, deal, recipient } = c.question;
  // Where none could cover, none may be named as lacking.
  const entrusted = isBoundByEntrustment({ ...c, parts: new Set() });
  bites(c, "10 none could cover", form === "pseudonymous" || entrusted);
  if (isOfTheAct(purpose) || form === "pseudonymous") return [];
  const to = recipient?.class;
  const named = (provision && to !== undefined ? c.policy.recipients[to] : c.policy.purposes[purpose])?.items ?? [];
  const covering = factsOf(c, "consent")
    .filter((consent) => consent.operators.includes(operator) && consent.purposes.includes(purpose))
    .filter((consent) => items.every((item) => (consent.items ?? named).includes(item)))
    .filter((consent) => consent.by === (person.able ? "principal" : "representative"))
    .filter((consent) => consent.party === undefined || consent.party === partyOf(c))
    .filter((consent) => consent.deal === undefined || consent.deal === deal)
    .filter(
      (consent) =>
        !provision || consent.party !== undefined || (to !== undefined && consent.recipients?.includes(to) === true),
    )
    .filter((consent) => !isWithdrawn(c, consent));
  return bites(c, "13 entrusted", covering.length > 0 && isBoundByEntrustment(c)) ? [] : covering;
}

function isWithdrawn(c: Case, consent: Consent): boolean {
  const namedByBoth = (one: string): boolean => consent.recipients?.includes(one) === true;
  const reaching = factsOf(c, "withdrawal")
    .filter((withdrawal) => withdrawal.at >= consent.at)
    .filter(
      (withdrawal) =>
        reaches(withdrawal, c) ||
        (c.question.act === "provide" &&
          withdrawal.recipients?.some(namedByBoth) === true &&
          reaches({ ...withdrawal, recipients: undefined }, c)),
    );
  const applying = reaching.filter((withdrawal) => concerns(withdrawal, c));
  bites(c, "10 other items withdrawn", reaching.length > 0 && applying.length === 0);
  bites(
    c,
    "10 items withdrawn",
    applying.some(({ items }) => items !== undefined),
  );
  return bites(c, "10 withdrawn", applying.length > 0);
}

/** Whether the scope of a withdrawal (10) or an objection (12) contains what is asked; of items, `concerns` says it. */
function reaches(scope: Scope, c: Case): boolean {
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

/** Any item asked is enough. */
function concerns({ items }: Scope, c: Case): boolean {
  return items === undefined || c.question.items.some((item) => items.includes(item));
}

// 11. The exceptions that are valid for a lift, and what they allow.
export function exceptions(c: Case, lift: string) {
  if (isOfTheAct(c.question.purpose)) return [];
  return c.question.exceptions.flatMap((claim) => {
    const entry = EXCEPTIONS.find((exception) => exception.article === claim.article && exception.lifts === lift);
    if (entry === undefined) return [];
    if (entry.statute && (claim.statuteOf ?? "JP").split("-")[0] !== "JP") return [];
    if (c.question.form === "pseudonymous" && !entry.statute) return [];
    if (!entry.emergency && claim.evidence === undefined) return [];
    return [{ ...entry, unproved: claim.evidence === undefined }];
  });
}

export function hasStatute(c: Case, lift: string): boolean {
  return exceptions(c, lift).some((exception) => exception.statute);
}

/** Evidence is owed where an emergency without it is all that the answer rests on. */
export function byException(c: Case, ...lifts: string[]): Leave {
  const valid = lifts.flatMap((lift) => exceptions(c, lift));
  bites(c, "11 valid", valid.length > 0);
  const firm = valid.filter((exception) => !exception.judgement);
  if (firm.length === 0) return when(valid.length > 0, REVIEW);
  return firm.every((exception) => exception.unproved) ? permit("supply-evidence", "review-emergency") : permit();
}

// 5. What a law asks for even of data that should not have been taken.
export function isAskedByLaw(c: Case): boolean {
  const { act, form, recipient } = c.question;
  if (act === "acquire" || act === "disclose") return false;
  if (act !== "provide" || isSameEntity(c)) return hasStatute(c, "purpose");
  const hasBases = form === "personal" || form === "pseudonymous";
  return hasStatute(c, "provision") && (!hasBases || (recipient?.as ?? "statute") === "statute");
}

// 12. Stops.
export function isStopped(c: Case): boolean {
  const reaching = factsOf(c, "objection").filter((objection) => isAgainst(objection, c));
  const applying = reaching.filter((objection) => concerns(objection, c));
  bites(c, "12 other items stopped", reaching.length > 0 && applying.length === 0);
  bites(
    c,
    "12 items stopped",
    applying.some(({ items }) => items !== undefined),
  );
  bites(
    c,
    "12 erasure",
    applying.some(({ to }) => to === "erasure"),
  );
  return applying.length > 0;
}

function isAgainst(objection: Extract<Fact, { kind: "objection" }>, c: Case): boolean {
  const { act, purpose } = c.question;
  switch (objection.to) {
    case "use":
      return ["acquire", "use", "contact", "provide"].includes(act) && reaches(objection, c);
    case "erasure":
      return ["acquire", "use", "contact", "provide", "retain"].includes(act) && reaches(objection, c);
    case "provision":
      return act === "provide" && !isSameEntity(c) && reaches(objection, c);
    case "direct-mail": {
      const mail =
        c.policy.purposes[purpose]?.stoppable === "direct-mail" && ["use", "contact", "provide"].includes(act);
      return mail && reaches({ ...objection, operators: undefined, purposes: undefined }, c);
    }
  }
}

/** Whether a valid exception of item (i) permits the act, so that no stop reaches it (12). */
export function statutePermits(c: Case): boolean {
  const { act, form, recipient, inDatabase } = c.question;
  const noData = inDatabase === false && form === "personal";
  if (act !== "provide" || isSameEntity(c) || noData) return hasStatute(c, "purpose");
  if (form === "personal-related") return hasStatute(c, "provision");
  return (recipient?.as ?? "statute") === "statute" && hasStatute(c, "provision");
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
    (act === "provide" || acts.includes(act)) &&
    !bites(c, "13 bound", hasBoundItem(c))
  );
}

/** Where the data comes from binds it. */
export function hasBoundItem(c: Case): boolean {
  return c.question.items.some((item) => bindersOf(c, item).length > 0);
}

/** An entrusted party handles it for the entruster alone: no consent covers. */
function isBoundByEntrustment(c: Case): boolean {
  return c.question.items.some((item) => bindersOf(c, item).some(({ source }) => source === "entrustment"));
}

/** What keeps an item from the purpose asked; nothing does where the person gave it as well. */
function bindersOf(c: Case, item: string): readonly Acquisition[] {
  const { act, purpose } = c.question;
  if (!["use", "contact", "provide", "retain"].includes(act)) return [];
  const covering = acquisitionsOf(c, item);
  const keeping = covering.filter(({ source, purposes }) =>
    purposes === undefined ? ["succession", "entrustment", "shared-use"].includes(source) : !purposes.includes(purpose),
  );
  const given = covering.some(({ source }) => source === "direct-writing" || source === "direct-other");
  return bites(c, "13 freed", given && keeping.length > 0) ? [] : keeping;
}

export function acquisitionsOf(c: Case, item: string): Acquisition[] {
  return factsOf(c, "acquisition").filter((fact) => fact.items?.includes(item) !== false);
}

export function isCatchAll(c: Case): boolean {
  return c.policy.purposes[c.question.purpose]?.catchAll === true;
}
