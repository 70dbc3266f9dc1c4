import { EXCEPTIONS, isDesignated, lawAt } from "../law/index.ts";
import type { Policy } from "../policy/index.ts";
import type { Outcome } from "./decision.ts";
import type { Fact, Question } from "./question.ts";

/*
 * The slow reference: docs/decisions.md once more, rule by rule, on the written-out policy. It shares no code with
 * the engine and would rather be obvious than fast. The numbers are those of the page.
 */

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
type ReferenceDuty = (typeof REFERENCE_DUTIES)[number];

/** A basis of rule 17, as `recipient.as` names it. */
type ReferenceBasis = NonNullable<NonNullable<Question["recipient"]>["as"]>;

/** How far something allows the handling, and what it obliges to if the answer is a permit. */
interface Leave {
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
}

interface Case {
  readonly policy: Policy;
  readonly question: Question;
  readonly at: Temporal.Instant;
  /** Only those that count (4). */
  readonly facts: readonly Fact[];
  /** The kind itself and all it also is. */
  readonly kinds: readonly string[];
}

const DENY: Leave = { outcome: "deny", duties: [] };
const REVIEW: Leave = { outcome: "review", duties: [] };
const permit = (...duties: ReferenceDuty[]): Leave => ({ outcome: "permit", duties });
const when = (condition: boolean, leave: Leave = permit()): Leave => (condition ? leave : DENY);

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
    (isOfTheAct(purpose) || Object.hasOwn(policy.purposes, purpose)) &&
    (recipient?.class === undefined || Object.hasOwn(policy.recipients, recipient.class)) &&
    (recipient?.operator === undefined || Object.hasOwn(policy.operators, recipient.operator));
  if (!known) return [2, DENY];

  // 4. Facts in time. 5. Taint denies "whatever else holds", so it comes before 3.
  const facts = question.facts.filter((fact) => counts(fact, at));
  if (form !== "statistics" && facts.some((fact) => fact.kind === "violation")) return [5, DENY];

  // 3. The dead.
  if (!person.living) return [3, REVIEW];

  // 6, 7, 9. Other forms. No stop reaches statistics and anonymous data (12).
  if (form === "statistics") return [6, when(["use", "retain", "provide"].includes(act))];
  if (form === "anonymous" && act === "provide") return [7, permit("publish-anonymous", "tell-recipient")];
  if (form === "anonymous") return [7, when(["use", "retain"].includes(act), permit("no-matching"))];
  if (form === "pseudonymous" && ["contact", "disclose", "acquire"].includes(act)) return [9, DENY];

  // 14, at its end. Purposes of the Act: no stop, no consent, no exception.
  const c: Case = { policy, question, at, facts, kinds: kindsOf(policy, person.kind) };
  if (isOfTheAct(purpose)) return [14, underTheAct(c)];

  // 8, 12. What must be there before anything is weighed, and stops.
  if (act === "provide" && recipient === undefined) return [form === "personal-related" ? 8 : 17, DENY];
  if (stopped(c) && !statutePermits(c)) return [12, DENY];

  if (act === "use" || act === "contact") return [14, purposeCovered(c)];
  if (act === "retain") return [15, retain(c)];
  if (act === "acquire") return [16, acquire(c)];
  if (act === "disclose") return [20, disclose(c)];
  return form === "personal-related" && !isSameEntity(c) ? [8, provideRelated(c)] : [isAbroad(c) ? 18 : 17, provide(c)];
}

// 8. Personal-related data, provided.
function provideRelated(c: Case): Leave {
  const { recipient } = c.question;
  if (recipient?.acquiresAsPersonal === undefined) return DENY;
  if (!recipient.acquiresAsPersonal) return permit();
  const confirmed = c.facts.some(
    (fact) =>
      fact.kind === "confirmation" &&
      fact.party === partyOf(c) &&
      (fact.foreignInformed || !isAbroad(c) || hasSafeguard(c)),
  );
  return best([byException(c, "provision"), when(confirmed, permit("record-confirmation"))]);
}

// 10. The consents that cover; to a provision, only those that name its recipient.
function consents(c: Case, provision: boolean) {
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
            fact.kind === "withdrawal" && notAfter(instant(consent.at), instant(fact.at)) && reaches(fact, c.question),
        ),
    );
}

/** Whether the scope of a withdrawal (10) or an objection (12) contains what is asked. */
function reaches(
  scope: Pick<Extract<Fact, { kind: "objection" }>, "operators" | "purposes" | "recipients">,
  question: Question,
): boolean {
  const to = question.recipient?.class;
  return (
    (scope.operators === undefined || scope.operators.includes(question.operator)) &&
    (scope.purposes === undefined || scope.purposes.includes(question.purpose)) &&
    (scope.recipients === undefined || (to !== undefined && scope.recipients.includes(to)))
  );
}

// 11. The exceptions that are valid for a lift, and what they allow.
function exceptions(c: Case, lift: string) {
  return c.question.exceptions.flatMap((claim) => {
    const entry = EXCEPTIONS.find((exception) => exception.article === claim.article && exception.lifts === lift);
    if (entry === undefined) return [];
    if (entry.statute && (claim.statuteOf ?? "JP") !== "JP") return [];
    if (!entry.emergency && claim.evidence === undefined) return [];
    return [{ ...entry, unproved: claim.evidence === undefined }];
  });
}

/** Evidence is owed where an emergency without it is all that the answer rests on. */
function byException(c: Case, ...lifts: string[]): Leave {
  const valid = lifts.flatMap((lift) => exceptions(c, lift));
  const firm = valid.filter((exception) => !exception.judgement);
  if (firm.length === 0) return when(valid.length > 0, REVIEW);
  return firm.every((exception) => exception.unproved) ? permit("supply-evidence", "review-emergency") : permit();
}

// 12. Stops.
function stopped(c: Case): boolean {
  const { act, purpose } = c.question;
  return c.facts.some((fact) => {
    if (fact.kind !== "objection") return false;
    if (fact.to === "use") return ["acquire", "use", "contact", "provide"].includes(act) && reaches(fact, c.question);
    if (fact.to === "provision") return act === "provide" && !isSameEntity(c) && reaches(fact, c.question);
    const directMail =
      c.policy.purposes[purpose]?.stoppable === "direct-mail" && ["use", "contact", "provide"].includes(act);
    return directMail && reaches({ ...fact, operators: undefined }, c.question);
  });
}

/** Whether a valid exception of item (i) permits the act, so that no stop reaches it (12). */
function statutePermits(c: Case): boolean {
  const { act, form, recipient } = c.question;
  const has = (lift: string): boolean => exceptions(c, lift).some((exception) => exception.statute);
  if (act !== "provide" || isSameEntity(c)) return has("purpose");
  if (form === "personal-related") return has("provision");
  return (recipient?.as ?? "statute") === "statute" && has("provision");
}

// 13. The purpose fits.
function purposeFits(c: Case): boolean {
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

function isCatchAll(c: Case): boolean {
  return c.policy.purposes[c.question.purpose]?.catchAll === true;
}

// 14. Use, contact; and under the purposes of the Act.
function purposeCovered(c: Case): Leave {
  if (purposeFits(c) && !isCatchAll(c)) return permit();
  return consents(c, false).length > 0 ? permit() : byException(c, "purpose");
}

function underTheAct(c: Case): Leave {
  const { act, purpose, items } = c.question;
  if (purpose === "law.own-request" && act === "disclose") {
    return when(requestVerified(c) && c.question.recipient?.party === undefined);
  }
  if (!["use", "contact"].includes(act)) return DENY;
  if (purpose === "law.own-request") return when(c.facts.some((fact) => fact.kind === "request"));
  return when(items.every((item) => c.policy.items[item]?.contact === true));
}

function requestVerified(c: Case): boolean {
  return c.facts.some(
    (fact) => fact.kind === "request" && fact.verified && (fact.by === "representative" || c.question.person.able),
  );
}

// 15. Retain.
function retain(c: Case): Leave {
  if (exceptions(c, "purpose").some((exception) => exception.statute)) return permit();
  const { retention } = c.policy.settings;
  const length = (period: string): Temporal.Duration => Temporal.Duration.from(period);
  const shortest = c.kinds
    .flatMap((kind) => (Object.hasOwn(retention, kind) ? (retention[kind]?.period ?? []) : []))
    .sort((x, y) => Temporal.Duration.compare(length(x), length(y), { relativeTo: "2024-01-01" }))[0];
  const own = c.question.person.kind;
  const period = Object.hasOwn(retention, own) ? retention[own]?.period : shortest;
  if (period === undefined) return DENY;
  const ended = c.facts.filter((fact) => fact.kind === "ended").map((fact) => instant(fact.at));
  const latest = ended.sort(Temporal.Instant.compare).at(-1);
  const over = latest !== undefined && notAfter(inJapan(latest).add(period).toInstant(), c.at);
  return over ? DENY : purposeCovered(c);
}

// 16. Acquire.
function acquire(c: Case): Leave {
  const { source, operator, purpose, form } = c.question;
  if (source === undefined) return DENY;
  const direct = source === "direct-writing" || source === "direct-other";
  const consented = consents(c, false).length > 0;

  const consentGiven = form === "personal-related" || !isSpecialCare(c) || direct || consented;
  const forSpecialCare = consentGiven ? permit() : byException(c, "special-care");

  const mustState =
    source === "direct-writing" || (direct && c.policy.commitments["state-purpose-when-direct"] !== undefined);
  const stated = c.facts.some(
    (fact) =>
      fact.kind === "notice" &&
      fact.how === "stated" &&
      fact.operators.includes(operator) &&
      fact.purposes.includes(purpose),
  );
  const emergencies = exceptions(c, "purpose").filter((exception) => exception.emergency);
  const proved = emergencies.some((exception) => !exception.unproved);
  const excusedNotice = proved ? permit() : permit("supply-evidence", "review-emergency");
  const needless = !mustState || stated || exceptions(c, "notice").length > 0;
  const forNotice = needless ? permit() : when(emergencies.length > 0, excusedNotice);

  const promised = direct && c.policy.commitments["consent-when-direct"] !== undefined;
  const excused = byException(c, "purpose", "special-care");
  const forPromise = !promised || consented ? permit() : when(excused.outcome === "permit", excused);

  const told = c.facts.some(
    (fact) => fact.kind === "notice" && fact.operators.includes(operator) && fact.purposes.includes(purpose),
  );
  const known = purposeFits(c) || told || exceptions(c, "notice").length > 0;
  const announce = known ? permit() : permit("notify-promptly");
  const confirm = source === "third-party" ? permit("confirm-receipt") : permit();
  return all([purposeCovered(c), forSpecialCare, forNotice, forPromise, announce, confirm]);
}

// 17. Provide.
function provide(c: Case): Leave {
  const { recipient, form } = c.question;
  if (recipient?.operator !== undefined && (recipient.class ?? recipient.party) !== undefined) return DENY;
  if (isSameEntity(c)) {
    const claimed = recipient?.as === undefined || recipient.as === "same-entity";
    return best([{ ...when(claimed, purposeCovered(c)), basis: "same-entity", recordExempt: "not a third party" }]);
  }
  const authorised = classFits(c) && purposeFits(c) && !isCatchAll(c);
  const under = (covers: string): boolean =>
    authorised &&
    c.facts.some((fact) => fact.kind === "contract" && fact.covers === covers && fact.party === partyOf(c));
  const filed = routesOf(c).some(
    (one) => one.route === "opt-out" && one.filing !== undefined && notAfter(midnight(one.filing.on), c.at),
  );
  const byLaw = exceptions(c, "provision").some((exception) => exception.statute)
    ? permit()
    : byException(c, "provision");

  const bases: readonly (readonly [ReferenceBasis, Leave, exempt?: string])[] = [
    ["entrustment", when(hasRoute(c, "entrustment") && under("entrustment")), "27(5)"],
    ["succession", when(hasRoute(c, "succession") && under("succession")), "27(5)"],
    ["negotiation", when(hasRoute(c, "negotiation") && under("safety")), "27(5)"],
    ["supervised", when(hasRoute(c, "supervised") && under("supervision")), "24"],
    ["shared-use", when(isShared(c)), "27(5)"],
    ["statute", byLaw, "27(1)"],
    ["consent", when(consentToProvide(c), permit("record-provision"))],
    ["opt-out", when(filed && authorised && !isSpecialCare(c), permit("record-provision"))],
    ["review", when(hasRoute(c, "review") && classFits(c) && purposeFits(c), REVIEW)],
  ];
  // 9, 18, and what the asker takes it for.
  const abroad = isAbroad(c);
  const safe = hasSafeguard(c);
  const leaves = bases
    .filter(
      ([basis]) =>
        form !== "pseudonymous" ||
        ["entrustment", "succession", "negotiation", "shared-use", "statute"].includes(basis),
    )
    .filter(
      ([basis]) =>
        form !== "pseudonymous" ||
        basis !== "statute" ||
        exceptions(c, "provision").some((exception) => exception.statute),
    )
    .filter(([basis]) => recipient?.as === undefined || recipient.as === basis)
    .filter(([basis]) => !abroad || safe || basis === "consent" || basis === "statute")
    .map(([basis, leave, exempt]): Leave => {
      const checks = abroad && safe && basis !== "statute" ? permit("check-equivalent-measures") : permit();
      return { ...all([leave, checks]), basis, recordExempt: exempt };
    });
  return best(leaves);
}

// 17b, f, g. The class fits.
function classFits(c: Case): boolean {
  const { operator, items, purpose, recipient } = c.question;
  const entry = recipient?.class === undefined ? undefined : c.policy.recipients[recipient.class];
  return (
    entry !== undefined &&
    entry.operators.includes(operator) &&
    c.kinds.some((kind) => entry.people.includes(kind)) &&
    items.every((item) => entry.items.includes(item)) &&
    entry.purposes.includes(purpose)
  );
}

function routesOf(c: Case) {
  const name = c.question.recipient?.class;
  return name === undefined ? [] : (c.policy.recipients[name]?.reading.routes ?? []);
}

function hasRoute(c: Case, route: string): boolean {
  return routesOf(c).some((one) => one.route === route);
}

// 17c. Shared use.
function isShared(c: Case): boolean {
  const { operator, items, purpose, person, recipient } = c.question;
  const ours = c.policy.purposes[purpose]?.operators.includes(operator) === true && !isCatchAll(c);
  if (recipient?.class !== undefined || !ours) return false;
  const specialKind = c.kinds.some((kind) => c.policy.people[kind]?.specialCare !== undefined);
  return Object.entries(c.policy.sharedUses).some(([id, use]) => {
    const lists = (listed: { items?: string[] | undefined; purposes?: string[] | undefined }): boolean =>
      items.every((item) => listed.items?.includes(item) === true) && listed.purposes?.includes(purpose) === true;
    const noticed = c.facts.some(
      (fact) =>
        fact.kind === "shared-use-notice" &&
        fact.sharedUse === id &&
        (["fact", "items", "users", "purposes", "responsible"] as const).every((matter) =>
          fact.matters.includes(matter),
        ) &&
        lists(fact),
    );
    const isMember = (one: string): boolean =>
      use.users?.members?.some(
        ({ operator: member, from, to }) =>
          member === one && notAfter(midnight(from), c.at) && (to === undefined || !notAfter(midnight(to), c.at)),
      ) === true;
    const onList =
      use.users?.list !== undefined &&
      c.facts.some((fact) => fact.kind === "membership" && fact.sharedUse === id && fact.party === partyOf(c));
    return (
      (specialKind ? [person.kind] : c.kinds).some((kind) => use.people.includes(kind)) &&
      (isComplete(c.policy, use) ? lists(use) : noticed) &&
      isMember(operator) &&
      (recipient?.operator === undefined ? onList : isMember(recipient.operator))
    );
  });
}

/** All five matters of 27(5)(iii) are published: the fact, items, users, purposes, and who is responsible. */
function isComplete(policy: Policy, use: Policy["sharedUses"][string]): boolean {
  const responsible = use.responsible === undefined ? undefined : policy.operators[use.responsible];
  return (
    Object.hasOwn(policy.promises, use.clause) &&
    (use.items ?? []).length > 0 &&
    use.users !== undefined &&
    (use.purposes ?? []).length > 0 &&
    responsible?.address !== undefined &&
    (responsible.representative !== undefined || responsible.kind === "branch")
  );
}

// 17e, and 18 for it.
function consentToProvide(c: Case): boolean {
  const per = (what: string): boolean => routesOf(c).some((one) => one.route === "consent" && one.per === what);
  return consents(c, true)
    .filter((consent) => !per("party") || consent.party !== undefined)
    .filter((consent) => !per("deal") || consent.deal !== undefined)
    .some((consent) => {
      const told = (["country", "regime", "measures"] as const).every((matter) =>
        consent.foreign?.informed.includes(matter),
      );
      return !isAbroad(c) || hasSafeguard(c) || (consent.foreign?.country === countryOf(c) && told);
    });
}

// 17, 18. Abroad.
function countryOf(c: Case): string {
  const { recipient } = c.question;
  const ofClass = recipient?.class === undefined ? undefined : c.policy.recipients[recipient.class]?.country;
  const ofOperator = recipient?.operator === undefined ? undefined : c.policy.operators[recipient.operator]?.country;
  return recipient?.country ?? ofClass ?? ofOperator ?? "JP";
}

function isAbroad(c: Case): boolean {
  const country = countryOf(c);
  const day = inJapan(c.at).toPlainDate().toString();
  return (
    country !== "JP" &&
    !isDesignated(country, day) &&
    c.question.recipient?.databaseInJapan !== true &&
    !isSameEntity(c)
  );
}

function hasSafeguard(c: Case): boolean {
  const known = c.facts
    .filter((fact) => fact.kind === "safeguard")
    .filter((fact) => fact.party === partyOf(c) && fact.country === countryOf(c));
  const latest = known.filter((one) => known.every((other) => notAfter(instant(other.at), instant(one.at))));
  if (latest.some((one) => one.suspended)) return false;
  return latest.some(({ checkedAt }) => {
    const due = inJapan(instant(checkedAt)).add({ months: c.policy.settings.foreignCheckMonths }).toInstant();
    return notAfter(instant(checkedAt), c.at) && !notAfter(due, c.at);
  });
}

// 20. Disclose.
function disclose(c: Case): Leave {
  const nominee = c.question.recipient?.party;
  const nominated = nominee === undefined || consents(c, false).some((consent) => consent.party === nominee);
  return when(purposeFits(c) && requestVerified(c) && nominated);
}

// The small words that the rules use.

/** Of ways of which one is enough: the first permit, else the first review. */
function best(leaves: readonly Leave[]): Leave {
  return (
    leaves.find(({ outcome }) => outcome === "permit") ?? leaves.find(({ outcome }) => outcome === "review") ?? DENY
  );
}

/** Of demands that must all be met: the least outcome, with the duties of all. */
function all(leaves: readonly Leave[]): Leave {
  const outcome =
    (["deny", "review", "permit"] as const).find((one) => leaves.some((leave) => leave.outcome === one)) ?? "deny";
  return { outcome, duties: leaves.flatMap(({ duties }) => duties) };
}

function isOfTheAct(purpose: string): boolean {
  return ["law.ask-consent", "law.breach-notice", "law.own-request"].includes(purpose);
}

/** The party asked: the one that is named, else the operator itself. */
function partyOf(c: Case): string | undefined {
  return c.question.recipient?.party ?? c.question.recipient?.operator;
}

function kindsOf(policy: Policy, kind: string, seen: readonly string[] = []): readonly string[] {
  if (seen.includes(kind)) return seen;
  return (policy.people[kind]?.also ?? []).reduce<readonly string[]>(
    (found, next) => kindsOf(policy, next, found),
    [...seen, kind],
  );
}

function isSpecialCare(c: Case): boolean {
  return (
    c.question.items.some((item) => c.policy.items[item]?.specialCare !== undefined) ||
    c.kinds.some((kind) => c.policy.people[kind]?.specialCare !== undefined)
  );
}

function isSameEntity(c: Case): boolean {
  const legalPerson = (id: string): string => {
    const entry = c.policy.operators[id];
    return entry?.kind === "branch" ? (entry.of ?? id) : id;
  };
  const to = c.question.recipient?.operator;
  return to !== undefined && legalPerson(to) === legalPerson(c.question.operator);
}

function counts(fact: Fact, at: Temporal.Instant): boolean {
  const over = "until" in fact && fact.until !== undefined && notAfter(instant(fact.until), at);
  return notAfter(instant(fact.at), at) && !over;
}

function instant(iso: string): Temporal.Instant {
  return Temporal.Instant.from(iso);
}

function midnight(date: string): Temporal.Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime("Asia/Tokyo").toInstant();
}

function inJapan(at: Temporal.Instant): Temporal.ZonedDateTime {
  return at.toZonedDateTimeISO("Asia/Tokyo");
}

function notAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) <= 0;
}
