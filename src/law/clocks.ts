import { nextOpenDay } from "./calendar.ts";
import type { Article } from "./citation.ts";
import { REQUEST_KINDS, type RequestKind } from "./requests.ts";

/*
 * The clocks that count days, all in calendar days in Japan. Who calls brings the days; nothing here knows what day it is.
 */

/** Days that the Guidelines suggest for “promptly”. Not a limit of the law, and never said to be one. */
export interface GuideDays {
  readonly article: Article;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
}

/** Three to five days, the day of knowing being the first, as for the final report: General 3-5-3-3 leaves that open, so the earlier reading. */
function threeToFiveDays(article: Article, knownOn: Temporal.PlainDate): GuideDays {
  return { article, from: knownOn.add({ days: 2 }), until: knownOn.add({ days: 4 }) };
}

/**
 * When the preliminary report is to be filed by: promptly, as a guide within some three to five days (26(1), R8(1), General 3-5-3-3).
 * Closed days are not skipped: the Guidelines roll only the final report.
 * @param knownOn the day in Japan on which any department of the operator knew
 */
export function preliminaryReport(knownOn: Temporal.PlainDate): GuideDays {
  return threeToFiveDays("General 3-5-3-3", knownOn);
}

/**
 * When an entrusted party is to have told whoever entrusted it, to be free of report and notice: as the preliminary report (R9, General 3-5-3-5).
 * The one who entrusted knows at the latest on the day it was told.
 * @param knownOn the day in Japan on which any department of the entrusted party knew
 */
export function entrusteeNotice(knownOn: Temporal.PlainDate): GuideDays {
  return threeToFiveDays("General 3-5-3-5", knownOn);
}

/** The limits of the final report in days: R8(2). */
export const FINAL_REPORT_DAYS = { ordinary: 30, improperPurpose: 60 } as const;

/**
 * The last day for the final report: day 30, or day 60 where R7(iii) holds, alone or with other items. The day of knowing is
 * day 1, closed days count, and a last day on which offices are closed moves to the next open one (R8(2), General 3-5-3-4).
 * @param knownOn the day in Japan on which any department of the operator knew
 * @throws RangeError where the last day falls into a year whose holidays are not known
 */
export function finalReportDue({
  knownOn,
  improperPurpose,
}: {
  readonly knownOn: Temporal.PlainDate;
  readonly improperPurpose: boolean;
}): Temporal.PlainDate {
  const days = improperPurpose ? FINAL_REPORT_DAYS.improperPurpose : FINAL_REPORT_DAYS.ordinary;
  return nextOpenDay(knownOn.add({ days: days - 1 }));
}

/**
 * The first day on which the person may go to court over a request: two weeks have passed from the day it arrived, which is
 * not counted, so a request of 1 April may be sued over from 16 April (39(1), General 3-8-9); or the day of a refusal where
 * that is earlier. Undefined for requests that article 39 does not reach. The clock is the person's: nothing an office does
 * stops it, and closed days count.
 * @param arrivedOn the day in Japan on which the request arrived, or normally would have (39(2))
 * @param refusedOn the day in Japan on which the request was refused, wholly or in part
 * @throws RangeError where the refusal comes before the request
 */
export function suitPossibleFrom({
  kind,
  arrivedOn,
  refusedOn,
}: {
  readonly kind: RequestKind;
  readonly arrivedOn: Temporal.PlainDate;
  readonly refusedOn?: Temporal.PlainDate | undefined;
}): Temporal.PlainDate | undefined {
  if (!REQUEST_KINDS[kind].suit) return undefined;
  const afterTwoWeeks = arrivedOn.add({ days: 15 });
  if (refusedOn === undefined) return afterTwoWeeks;
  if (Temporal.PlainDate.compare(refusedOn, arrivedOn) < 0)
    throw new RangeError(
      `A request that arrived on ${arrivedOn.toString()} was not refused on ${refusedOn.toString()}.`,
    );
  return Temporal.PlainDate.compare(refusedOn, afterTwoWeeks) < 0 ? refusedOn : afterTwoWeeks;
}

/**
 * The day by which equivalent measures and the foreign regime are checked again: about once a year or more often (R18, Foreign 6-1).
 * “About” is not used up: a year to the day.
 */
export function equivalentMeasuresCheckDue(checkedOn: Temporal.PlainDate): Temporal.PlainDate {
  return checkedOn.add({ years: 1 });
}
