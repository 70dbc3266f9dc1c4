/*
 * Instants as whole numbers, for where a decision may take no longer than a microsecond: epoch milliseconds to text and
 * back, and calendar time in Japan. Tests hold all of it against Temporal, which does the same and more in many times the time.
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Japan has kept one offset since 1951. */
const JAPAN = 9 * HOUR;

/** A day of the proleptic Gregorian calendar; months count from 1. */
interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/*
 * The two directions between days and dates follow H. Hinnant, “chrono-Compatible Low-Level Date Algorithms” (2013): years begin
 * in March, so that the leap day is the last of its year, and 400 years (an era) are 146,097 days.
 */
const ERA_DAYS = 146_097;
/** Days from 1 March of year 0 to 1 January 1970. */
const TO_EPOCH = 719_468;

/** Days since 1 January 1970. */
function daysOf({ year, month, day }: CivilDay): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * ERA_DAYS + dayOfEra - TO_EPOCH;
}

function civilOf(days: number): CivilDay {
  const shifted = days + TO_EPOCH;
  const era = Math.floor(shifted / ERA_DAYS);
  const dayOfEra = shifted - era * ERA_DAYS;
  const leaps = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(?:Z|([+-])(\d\d):(\d\d))$/;

/**
 * Epoch milliseconds of an instant as ISO 8601 writes it, with an offset and at most three decimals of a second. Gives NaN
 * for other text; whether the date is one of the calendar, who calls has checked.
 */
export function parseInstant(text: string): number {
  const found = INSTANT.exec(text);
  if (found === null) return Number.NaN;
  const [, year, month, day, hour, minute, second = "0", fraction = "0", sign, hours = "0", minutes = "0"] = found;
  const days = daysOf({ year: Number(year), month: Number(month), day: Number(day) });
  const time =
    Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * SECOND + Number(fraction.padEnd(3, "0"));
  const offset = Number(hours) * HOUR + Number(minutes) * MINUTE;
  return days * DAY + time - (sign === "-" ? -offset : offset);
}

/** An instant of the years 0 to 9999 as ISO 8601 in UTC, with milliseconds only where there are any. */
export function writeInstant(instant: number): string {
  const days = Math.floor(instant / DAY);
  const time = instant - days * DAY;
  const { year, month, day } = civilOf(days);
  const clock = [Math.floor(time / HOUR), Math.floor((time % HOUR) / MINUTE), Math.floor((time % MINUTE) / SECOND)];
  const parts = time % SECOND === 0 ? "" : `.${digits(time % SECOND, 3)}`;
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}T${clock.map((part) => digits(part, 2)).join(":")}${parts}Z`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

/** A length of calendar time. Years are twelve months. */
export interface CalendarLength {
  readonly months: number;
  readonly days: number;
}

/** @param period years, months and days as ISO 8601 writes them: P3Y, P1Y6M, P10D */
export function calendarLength(period: string): CalendarLength {
  const { years, months, days } = Temporal.Duration.from(period);
  return { months: years * 12 + months, days };
}

/**
 * The same time of day in Japan, a length of calendar time later; a day that the month does not have becomes its last.
 * Epoch milliseconds in and out.
 */
export function laterInJapan(instant: number, { months, days }: CalendarLength): number {
  const local = instant + JAPAN;
  const today = Math.floor(local / DAY);
  const { year, month, day } = civilOf(today);
  const first = daysOf(monthsAfter(year, month, months));
  const lastDay = daysOf(monthsAfter(year, month, months + 1)) - first;
  return (first + Math.min(day, lastDay) - 1 + days) * DAY + (local - today * DAY) - JAPAN;
}

/** The first day of a month, so many months later. */
function monthsAfter(year: number, month: number, months: number): CivilDay {
  const count = month - 1 + months;
  return { year: year + Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1, day: 1 };
}
