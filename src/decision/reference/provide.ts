import { purposeCovered } from "./acts.ts";
import {
  all,
  best,
  DENY,
  factsOf,
  isBefore2022,
  isSpecialCare,
  midnight,
  permit,
  REVIEW,
  when,
  type Case,
  type Leave,
  type ReferenceBasis,
  type ReferenceDuty,
} from "./case.ts";
import { acquisitionsOf, byException, consents, hasStatute, isCatchAll, purposeFits } from "./cover.ts";
import { bites } from "./parts.ts";
import {
  countryOf,
  hasSafeguard,
  isAbroad,
  isInJapan,
  isSameEntity,
  operatorAsked,
  partyOf,
  safeguardDuties,
} from "./recipient.ts";
import { isShared } from "./shared-use.ts";

// 8. Personal-related data, provided.
export function provideRelated(c: Case): Leave {
  const { recipient, items } = c.question;
  if (bites(c, "8 before 2022", isBefore2022(c))) return permit();
  if (recipient?.acquiresAsPersonal === undefined) return DENY;
  if (!recipient.acquiresAsPersonal) return permit();
  const abroad = isAbroad(c);
  const ofParty = factsOf(c, "confirmation").filter(
    (fact) => fact.party === partyOf(c) && (fact.foreignInformed || !abroad || hasSafeguard(c)),
  );
  const confirmed = ofParty.some((fact) => items.every((item) => fact.items?.includes(item) !== false));
  bites(c, "8 other items confirmed", ofParty.length > 0 && !confirmed);
  const checks = abroad ? safeguardDuties(c) : permit();
  const record = recorded(c, "record-confirmation");
  const byConfirmation = { ...all([record, checks]), recordExempt: record.recordExempt };
  bites(c, "8 public body", confirmed && record.recordExempt !== undefined);
  return best([byException(c, "provision"), when(confirmed, byConfirmation)]);
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
    authorised && factsOf(c, "contract").some((fact) => fact.covers === covers && fact.party === partyOf(c));
  const byLaw = hasStatute(c, "provision") ? permit() : byException(c, "provision");

  const bases: readonly (readonly [ReferenceBasis, Leave, exempt?: string])[] = [
    ["entrustment", when(hasRoute(c, "entrustment") && under("entrustment")), "27(5)"],
    ["succession", when(hasRoute(c, "succession") && under("succession")), "27(5)"],
    ["negotiation", when(hasRoute(c, "negotiation") && under("safety")), "27(5)"],
    ["supervised", when(hasRoute(c, "supervised") && under("supervision")), "24"],
    ["shared-use", when(isShared(c)), "27(5)"],
    ["statute", byLaw, "27(1)"],
    ["consent", consentToProvide(c)],
    ["opt-out", when(authorised && isOptedOut(c), recorded(c, "record-provision"))],
    ["review", when(hasRoute(c, "review") && classFits(c) && purposeFits(c), REVIEW)],
  ];
  // 9, 18, and what the asker takes it for.
  const abroad = isAbroad(c);
  const safe = abroad && hasSafeguard(c);
  const leaves = bases
    .filter(
      ([basis]) =>
        form !== "pseudonymous" ||
        ["entrustment", "succession", "negotiation", "shared-use"].includes(basis) ||
        (basis === "statute" && hasStatute(c, "provision")),
    )
    .filter(([basis]) => recipient?.as === undefined || recipient.as === basis)
    .filter(([basis]) => !abroad || safe || basis === "consent" || basis === "statute")
    .map(([basis, leave, exempt]): Leave => {
      if (basis === "consent") return { ...leave, basis };
      const checks = abroad && basis !== "statute" ? safeguardDuties(c) : permit();
      return { ...all([leave, checks]), basis, recordExempt: exempt ?? leave.recordExempt };
    });
  return best(leaves);
}

// 19. A provision by consent or by opt-out is recorded, and so is a confirmation (8).
function recorded(c: Case, duty: ReferenceDuty): Leave {
  const said = c.question.recipient?.publicBody === true;
  const canBe = operatorAsked(c) === undefined && isInJapan(c);
  bites(c, "19 no public body", said && !canBe);
  return bites(c, "19 public body", said && canBe) ? { ...permit(), recordExempt: "16(2)" } : permit(duty);
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

// 17f. A route of the class that was filed and has begun, for data that may go this way.
function isOptedOut(c: Case): boolean {
  const { operator, items, recipient } = c.question;
  if (!hasRoute(c, "opt-out") || isSpecialCare(c)) return false;
  const hadByOptOut = items.some((item) => acquisitionsOf(c, item).some(({ byOptOut }) => byOptOut));
  const optOuts = routesOf(c).flatMap((one) => (one.route === "opt-out" ? [one] : []));
  const inPolicy = optOuts.flatMap((one) => one.filing ?? []).filter(({ on }) => midnight(on) <= c.at);
  const byFact = factsOf(c, "filing")
    .filter((fact) => fact.operators.includes(operator))
    .filter((fact) => recipient?.class !== undefined && fact.recipients.includes(recipient.class))
    .filter((fact) => items.every((item) => fact.items.includes(item)));

  const begunInPolicy = inPolicy.some(({ starts }) => midnight(starts) <= c.at);
  const begun = byFact.filter(({ starts }) => starts <= c.at);
  const begunByFact = begun.some(({ at, starts }) => at < starts);
  // A fact is looked at only where the route itself has no filing.
  const unfiled = optOuts.some(({ filing }) => filing === undefined);
  bites(c, "17f beside a filing", !unfiled && !begunInPolicy && begunByFact);
  bites(c, "17f no time to object", unfiled && begun.length > 0 && !begunByFact);
  bites(c, "17f waiting", (inPolicy.length > 0 && !begunInPolicy) || (unfiled && byFact.length > begun.length));

  const filed = begunInPolicy || (unfiled && begunByFact);
  if (!filed || bites(c, "17f had by opt-out", hadByOptOut)) return false;
  bites(c, "17f filed in the policy", begunInPolicy);
  bites(c, "17f filed by a fact", !begunInPolicy);
  return true;
}

// 17e, and 18 for it.
export function consentToProvide(c: Case): Leave {
  const { recipient, purpose, operator } = c.question;
  const serving = Object.values(c.policy.recipients)
    .filter((one) => one.purposes.includes(purpose) && one.operators.includes(operator))
    .flatMap((one) => one.reading.routes);
  const routes = recipient?.class === undefined ? serving : routesOf(c);
  const per = (what: string): boolean => routes.some((one) => one.route === "consent" && one.per === what);
  const covering = consents(c, true)
    .filter((consent) => !per("party") || consent.party !== undefined)
    .filter((consent) => !per("deal") || consent.deal !== undefined);
  if (covering.length === 0) return DENY;
  const ground = recorded(c, "record-provision");
  if (!isAbroad(c)) return ground;
  // An informed consent is the ground even where a safeguard holds, and asks for no checks.
  const safe = hasSafeguard(c);
  if (covering.some((consent) => isInformed(c, consent))) {
    bites(c, "18 informed beside a safeguard", safe);
    return ground;
  }
  return when(safe, { ...all([ground, safeguardDuties(c)]), recordExempt: ground.recordExempt });
}

// 18. A consent to provision in that country, given on the information of the law at the time it was given.
function isInformed(c: Case, { foreign, at }: ReturnType<typeof consents>[number]): boolean {
  if (foreign === undefined) return false;
  const told = (...what: readonly string[]): boolean => what.every((one) => foreign.informed.some((is) => is === one));
  const unknown = told("country-unknown");
  const ofCountry = told("country", "regime") || unknown;
  const ofMeasures = told("measures") || told("measures-unknown");
  const rightCountry = foreign.country === undefined ? unknown : foreign.country === countryOf(c);
  if (rightCountry && ofCountry && ofMeasures) return true;
  const anyCountry = foreign.country === undefined || foreign.country === countryOf(c);
  const enough = at < midnight("2022-04-01") && anyCountry;
  return bites(c, isBefore2022(c) ? "18 uninformed before 2022" : "18 consent before 2022", enough);
}
