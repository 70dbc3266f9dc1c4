import holidayJp from "@holiday-jp/holiday_jp";
import type { Words } from "../wire/index.ts";

/*
 * Days as the Commission's offices keep them: article 1 of the Act on Holidays of Administrative Organs (No. 91 of 1988), which
 * General 3-5-3-4 names for the final report of a breach: Saturdays, Sundays, national holidays, 29 December to 3 January.
 */

const TABLE: Readonly<Record<string, { readonly date: string; readonly name: string; readonly name_en: string }>> =
  holidayJp.holidays;

const HOLIDAYS: ReadonlyMap<string, Words> = new Map(
  Object.values(TABLE).map(({ date, name, name_en }) => [date, { ja: name, en: name_en }]),
);

const YEARS = [...HOLIDAYS.keys()].map((date) => Number(date.slice(0, 4)));

/**
 * The years whose holidays are known. Until `announced` they were announced by the Cabinet Office when the table was made
 * [K]; later ones are reckoned, and a change of the law or of an equinox moves them: bring the table up to date every year.
 */
export const CALENDAR_YEARS = { first: Math.min(...YEARS), announced: 2026, last: Math.max(...YEARS) } as const;

/** Why an office is closed. */
export type Closure = "weekend" | "holiday" | "year-end";

/**
 * The day in Japan at an instant.
 * @param instant epoch milliseconds
 */
export function dayInJapan(instant: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO("Asia/Tokyo").toPlainDate();
}

/**
 * The national holiday on a day, a substitute holiday and a day between holidays included; undefined where there is none.
 * @throws RangeError for a year whose holidays are not known: no answer is better than a wrong one
 */
export function nationalHoliday(day: Temporal.PlainDate): Words | undefined {
  const { first, last } = CALENDAR_YEARS;
  if (day.year < first || day.year > last)
    throw new RangeError(`The holidays of ${first} to ${last} are known, those of ${day.year} are not.`);
  return HOLIDAYS.get(day.toString());
}

/**
 * Why public offices are closed on a day, or undefined on an open one.
 * @throws RangeError for a year whose holidays are not known
 */
export function closure(day: Temporal.PlainDate): Closure | undefined {
  if (nationalHoliday(day) !== undefined) return "holiday";
  if (day.dayOfWeek > 5) return "weekend";
  const yearEnd = (day.month === 12 && day.day >= 29) || (day.month === 1 && day.day <= 3);
  return yearEnd ? "year-end" : undefined;
}

/**
 * The day itself where offices are open, else the next day on which they are.
 * @throws RangeError where it would fall into a year whose holidays are not known
 */
export function nextOpenDay(day: Temporal.PlainDate): Temporal.PlainDate {
  let open = day;
  while (closure(open) !== undefined) open = open.add({ days: 1 });
  return open;
}
