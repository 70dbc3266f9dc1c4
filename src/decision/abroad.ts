import { FOREIGN_INFORMATION, isDesignated, stateOf } from "../law/index.ts";
import { after } from "./acts.ts";
import type { Duty } from "./decision.ts";
import { epoch, type Situation, type TimedFact } from "./situation.ts";
import { deny, duty, need, permit, reason, type Verdict } from "./verdict.ts";

/** The recipient's country where article 28 applies to it, and the safeguard that answers it, if one holds. */
export interface Abroad {
  readonly country: string;
  readonly safeguarded: boolean;
}

/** A branch is its company abroad too: article 28 looks at the legal person (Foreign guidelines 2-2). */
export function operatorCountry(s: Situation, operator: string): string {
  return s.program.policy.operators[s.program.legalPersons.get(operator) ?? operator]?.country ?? "JP";
}

type Foreign = Extract<TimedFact, { kind: "consent" }>["foreign"];

/** 28(2) and rule 17: what the person was told before consenting, or that it could not be known and why. */
export function toldOfAbroad(foreign: Foreign, country: string): boolean {
  if (foreign === undefined) return false;
  const unknown = foreign.informed.includes("country-unknown");
  const told = (matter: (typeof FOREIGN_INFORMATION)[number]): boolean =>
    foreign.informed.includes(matter) ||
    (matter === "measures" ? foreign.informed.includes("measures-unknown") : unknown);
  return (foreign.country === undefined ? unknown : foreign.country === country) && FOREIGN_INFORMATION.every(told);
}

/** Rule 17: where the recipient is, when article 28 looks at it. */
export function whereAbroad(s: Situation): Abroad | undefined {
  const { recipient } = s.question;
  if (recipient === undefined || s.sameEntity || recipient.databaseInJapan === true) return undefined;
  const operator = s.receivingOperator;
  const country =
    operator === undefined ? (recipient.country ?? s.recipient?.country ?? "JP") : operatorCountry(s, operator);
  // Nearly everyone asks about a recipient in Japan: the calendar is looked at only for the others.
  if (stateOf(country) === "JP" || isDesignated(country, dayInJapan(s.at))) return undefined;
  const months = s.program.policy.settings.foreignCheckMonths;
  const known = s.facts.flatMap((fact) =>
    fact.kind === "safeguard" && fact.party === s.party && fact.country === country ? [fact] : [],
  );
  // What was found last stands: a suspension ends what was safe before it, and a new check ends a suspension.
  const since = Math.max(...known.map((fact) => fact.since));
  const latest = known.filter((fact) => fact.since === since);
  const holds =
    latest.every(({ suspended }) => !suspended) &&
    latest.some(({ checkedAt }) => {
      const checked = epoch(checkedAt);
      return checked <= s.at && s.at < after(checked, `P${months}M`);
    });
  return { country, safeguarded: holds };
}

function dayInJapan(instant: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO("Asia/Tokyo").toPlainDate().toString();
}

/** Rule 18, for every basis but consent and exception. */
export function safeguarded(s: Situation, abroad: Abroad | undefined): Verdict {
  if (abroad === undefined) return permit([]);
  const { country } = abroad;
  if (!abroad.safeguarded)
    return deny([reason("deny", "abroad-open", { article: "28(1)" }, { country })], [safeguardNeed(s)]);
  return permit(
    [reason("note", "abroad-safeguarded", { article: "R16" }, { country })],
    [checking(s, "R18"), duty("inform-on-request", { article: "28(3)" })],
  );
}

export function checking(s: Situation, article: "R18" | "31(2)"): Duty {
  return duty("check-equivalent-measures", { article }, { months: s.program.policy.settings.foreignCheckMonths });
}

export function safeguardNeed(s: Situation): ReturnType<typeof need> {
  return need("safeguard", { article: "R16" }, { months: s.program.policy.settings.foreignCheckMonths });
}
