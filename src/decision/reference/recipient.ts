import { isDesignated } from "../../law/index.ts";
import { factsOf, isBefore2022, later, permit, type Case, type Leave } from "./case.ts";
import { bites } from "./parts.ts";

// 17. Who is asked for.

/** The party asked: the one that is named, else the operator itself. */
export function partyOf(c: Case): string | undefined {
  return c.question.recipient?.party ?? c.question.recipient?.operator;
}

export function isSameEntity(c: Case): boolean {
  const to = c.question.recipient?.operator;
  return to !== undefined && legalPersonOf(c, to) === legalPersonOf(c, c.question.operator);
}

/** One recipient, and nothing said of an operator that the policy knows otherwise. */
export function isUnclear(c: Case): boolean {
  const { recipient } = c.question;
  if (recipient === undefined) return true;
  const { operator, party, country } = recipient;
  if (operator === undefined && party === undefined && recipient.class === undefined) return true;
  if (operator !== undefined && (party !== undefined || recipient.class !== undefined)) return true;
  if (isSameEntity(c)) return false;
  const contradicts = (known: string): boolean =>
    recipient.databaseInJapan === true || (country !== undefined && country !== known);
  const ofClass = countryOfClass(c);
  if (bites(c, "17 class country", ofClass !== undefined && contradicts(ofClass))) return true;
  return operatorAsked(c) !== undefined && contradicts(countryOf(c));
}

/** The operator that is asked: by its identifier; as a party also by a name that is the operator's in some language. */
export function operatorAsked(c: Case): string | undefined {
  const { recipient } = c.question;
  if (recipient?.operator !== undefined && recipient.party === undefined) return recipient.operator;
  const plain = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s/g, "");
  const asked = recipient?.party;
  if (asked === undefined) return undefined;
  const name = plain(asked);
  const operators = Object.keys(c.policy.operators);
  const byIdentifier = operators.findLast((id) => plain(id) === name);
  const byName = operators.findLast((id) =>
    Object.values(c.policy.operators[id]?.name ?? {}).some((one) => plain(one) === name),
  );
  bites(c, "17 identifier before name", byIdentifier !== undefined && byName !== undefined && byIdentifier !== byName);
  return byIdentifier ?? byName;
}

export function countryOf(c: Case): string {
  const { recipient } = c.question;
  const operator = operatorAsked(c);
  if (operator !== undefined) return c.policy.operators[legalPersonOf(c, operator)]?.country ?? "JP";
  return recipient?.country ?? countryOfClass(c) ?? "JP";
}

function countryOfClass(c: Case): string | undefined {
  const name = c.question.recipient?.class;
  return name === undefined ? undefined : c.policy.recipients[name]?.country;
}

/** A region counts as its state. */
export function isInJapan(c: Case): boolean {
  return countryOf(c).split("-")[0] === "JP";
}

function legalPersonOf(c: Case, id: string): string {
  const entry = c.policy.operators[id];
  return entry?.kind === "branch" ? (entry.of ?? id) : id;
}

// 17, 18. Abroad.

export function isAbroad(c: Case): boolean {
  const abroad =
    !isInJapan(c) &&
    c.question.recipient?.databaseInJapan !== true &&
    !isSameEntity(c) &&
    !isDesignated(countryOf(c), c.at);
  // 9. Nor does 28 look at it.
  return abroad && !bites(c, "9 abroad", c.question.form === "pseudonymous");
}

export function hasSafeguard(c: Case): boolean {
  const known = factsOf(c, "safeguard").filter((fact) => fact.party === partyOf(c) && fact.country === countryOf(c));
  const latest = known.filter((one) => known.every((other) => other.at <= one.at));
  if (latest.some((one) => one.suspended)) return false;
  const checked = latest.filter(({ checkedAt }) => checkedAt <= c.at);
  const months = c.policy.settings.foreignCheckMonths;
  if (checked.some(({ checkedAt }) => c.at < later(checkedAt, { months }))) return true;
  return checked.length > 0 && bites(c, "18 unchecked before 2022", isBefore2022(c));
}

/** What a safeguard asks for (28(3), 31(2)), where one holds. */
export function safeguardDuties(c: Case): Leave {
  return hasSafeguard(c) && !isBefore2022(c) ? permit("check-equivalent-measures") : permit();
}
