/** The one source of the present. Below the shell nothing reads it: there the instant is an argument. */
export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** Midnight in Japan at the start of a date `YYYY-MM-DD`: the moment at which versions come into force. */
export function midnightInJapan(date: string): Temporal.Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime("Asia/Tokyo").toInstant();
}
