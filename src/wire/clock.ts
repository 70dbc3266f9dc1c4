/** The one source of the present. Below the shell nothing reads it: there the instant is an argument. */
export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** Midnight in Japan at the start of a date `YYYY-MM-DD`: the moment at which versions come into force. */
export function midnightInJapan(date: string): Temporal.Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime("Asia/Tokyo").toInstant();
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

/** Japan has kept one offset since 1951, so that its calendar can be reckoned in whole numbers. Milliseconds. */
const JAPAN = 9 * 3_600_000;
const DAY = 86_400_000;

/**
 * The same time of day in Japan, a length of calendar time later; a day that the month does not have becomes its last.
 * What `Temporal.ZonedDateTime.add` gives, in a hundredth of the time. Epoch milliseconds in and out.
 */
export function laterInJapan(instant: number, { months, days }: CalendarLength): number {
  const local = new Date(instant + JAPAN);
  const month = local.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(local.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const date = Date.UTC(local.getUTCFullYear(), month, Math.min(local.getUTCDate(), lastDay));
  const timeOfDay = instant + JAPAN - Math.floor((instant + JAPAN) / DAY) * DAY;
  return date + days * DAY + timeOfDay - JAPAN;
}
