import { FOREIGN_INFORMATION, isDesignated, lawAt, stateOf } from "../law/index.ts";
import { laterInJapan } from "../wire/index.ts";
import type { Duty, Need } from "./decision.ts";
import type { Fact } from "./question.ts";
import type { Situation } from "./situation.ts";
import { deny, OPEN, permit, type Verdict } from "./verdict.ts";

/** The recipient's country where article 28 applies to it, and the safeguard that answers it, if one holds. */
export interface Abroad {
  readonly country: string;
  readonly safeguarded: boolean;
}

type Consent = Extract<Fact, { kind: "consent" }>;

/** 28(2) and rule 18: what the person was told before consenting, or that it could not be known and why. */
export function toldOfAbroad({ foreign, at }: Consent, country: string): boolean {
  if (foreign === undefined) return false;
  const rightCountry = foreign.country === country;
  // 28(2) asks for it from consents given since 1 April 2022, whenever data goes out.
  if (lawAt(at)?.rules.foreignInformation !== true) return rightCountry || foreign.country === undefined;
  const unknown = foreign.informed.includes("country-unknown");
  const told = (matter: (typeof FOREIGN_INFORMATION)[number]): boolean =>
    foreign.informed.includes(matter) ||
    (matter === "measures" ? foreign.informed.includes("measures-unknown") : unknown);
  return (foreign.country === undefined ? unknown : rightCountry) && FOREIGN_INFORMATION.every(told);
}

/** Where the policy says that the recipient is: the operator, as its legal person (Foreign guidelines 2-2), else the class. */
export function countryKnown({ program, recipient, receivingOperator }: Situation): string | undefined {
  return receivingOperator === undefined ? recipient?.country : program.operators.get(receivingOperator)?.country;
}

/** Rule 17: where the recipient is, when article 28 looks at it. */
export function whereAbroad(s: Situation): Abroad | undefined {
  const { recipient } = s.question;
  if (recipient === undefined || s.sameEntity || recipient.databaseInJapan === true) return undefined;
  // 41(6): whom pseudonymous data may reach, it may reach abroad.
  if (s.question.form === "pseudonymous") return undefined;
  const country = countryKnown(s) ?? recipient.country ?? "JP";
  if (country === "JP" || stateOf(country) === "JP" || isDesignated(country, s.at)) return undefined;
  return { country, safeguarded: isSafeguarded(s, country) };
}

/** What was found last stands: a suspension ends what was safe before it, and a new check ends a suspension. */
function isSafeguarded(s: Situation, country: string): boolean {
  let latest = Number.NEGATIVE_INFINITY;
  let holds = false;
  let suspended = false;
  for (const fact of s.facts) {
    if (fact.kind !== "safeguard" || fact.party !== s.party || fact.country !== country || fact.at < latest) continue;
    if (fact.at > latest) {
      latest = fact.at;
      holds = false;
      suspended = false;
    }
    suspended ||= fact.suspended;
    holds ||= wasChecked(s, fact.checkedAt);
  }
  return holds && !suspended;
}

const SHORTEST_MONTH = 28 * 86_400_000;

function wasChecked(s: Situation, checkedAt: number): boolean {
  if (checkedAt > s.at || !s.rules.foreignChecks) return checkedAt <= s.at;
  const months = s.program.policy.settings.foreignCheckMonths;
  // No month is shorter than 28 days, so most checks are seen to be recent enough without the calendar.
  return s.at - checkedAt < months * SHORTEST_MONTH || s.at < laterInJapan(checkedAt, { months, days: 0 });
}

/** Rule 18, for every basis but consent and exception. */
export function safeguarded(s: Situation, abroad: Abroad | undefined): Verdict {
  if (abroad === undefined) return OPEN;
  const { country } = abroad;
  if (!abroad.safeguarded) {
    // On the same ground as for want of consent, so that it is said once.
    const ground = { article: "28(1)" as const, clause: s.recipient?.clause };
    return deny([s.book.reason("deny", "abroad-open", ground, { country })], [safeguardNeed(s)]);
  }
  const duties = s.rules.foreignChecks
    ? [checking(s, "R18"), s.book.duty("inform-on-request", { article: "28(3)" })]
    : OPEN.duties;
  return permit([s.book.reason("note", "abroad-safeguarded", { article: "R16" }, { country })], duties);
}

export function checking(s: Situation, article: "R18" | "31(2)"): Duty {
  const months = s.program.policy.settings.foreignCheckMonths;
  return s.book.duty("check-equivalent-measures", { article }, { months });
}

export function safeguardNeed(s: Situation): Need {
  return s.book.need("safeguard", { article: "R16" }, { months: s.program.policy.settings.foreignCheckMonths });
}
