import type { Policy } from "../../policy/index.ts";
import { purposeCovered } from "./acts.ts";
import {
  all,
  DENY,
  REVIEW,
  best,
  countryOf,
  hasSafeguard,
  isAbroad,
  isSameEntity,
  isSpecialCare,
  midnight,
  notAfter,
  partyOf,
  permit,
  when,
  type Case,
  type Leave,
  type ReferenceBasis,
} from "./case.ts";
import { byException, consents, exceptions, isCatchAll, purposeFits } from "./cover.ts";

// 8. Personal-related data, provided.
export function provideRelated(c: Case): Leave {
  const { recipient } = c.question;
  if (recipient?.acquiresAsPersonal === undefined) return DENY;
  if (!recipient.acquiresAsPersonal) return permit();
  const confirmed = c.facts.some(
    (fact) =>
      fact.kind === "confirmation" &&
      fact.party === partyOf(c) &&
      (fact.foreignInformed || !isAbroad(c) || hasSafeguard(c)),
  );
  const checks: Leave = isAbroad(c) && hasSafeguard(c) ? permit("check-equivalent-measures") : permit();
  return best([byException(c, "provision"), when(confirmed, all([permit("record-confirmation"), checks]))]);
}

// 17. Provide.
export function provide(c: Case): Leave {
  const { recipient, form } = c.question;
  if (c.question.inDatabase === false && form === "personal") {
    const unclaimed = recipient?.as === undefined;
    return { ...(unclaimed ? purposeCovered(c) : DENY), basis: "same-entity", recordExempt: "16(3)" };
  }
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
export function consentToProvide(c: Case): boolean {
  const { recipient, purpose, operator } = c.question;
  const serving = Object.values(c.policy.recipients)
    .filter((one) => one.purposes.includes(purpose) && one.operators.includes(operator))
    .flatMap((one) => one.reading.routes);
  const routes = recipient?.class === undefined ? serving : routesOf(c);
  const per = (what: string): boolean => routes.some((one) => one.route === "consent" && one.per === what);
  return consents(c, true)
    .filter((consent) => !per("party") || consent.party !== undefined)
    .filter((consent) => !per("deal") || consent.deal !== undefined)
    .some((consent) => {
      const informed = consent.foreign?.informed ?? [];
      const unknown = informed.includes("country-unknown");
      const ofCountry = (informed.includes("country") && informed.includes("regime")) || unknown;
      const toldMeasures = informed.includes("measures") || informed.includes("measures-unknown");
      const named = consent.foreign?.country;
      const rightCountry = named === undefined ? unknown : named === countryOf(c);
      return !isAbroad(c) || hasSafeguard(c) || (rightCountry && ofCountry && toldMeasures);
    });
}
