import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { calendarLength, laterInJapan } from "./clock.ts";

const INSTANTS = fc.integer({ min: Date.UTC(1952, 0, 1), max: Date.UTC(2150, 0, 1) });

describe("the calendar in Japan, in whole numbers", () => {
  const slowly = (instant: number): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO("Asia/Tokyo");

  it("adds lengths of time as Temporal does", () => {
    const lengths = fc.record({ years: fc.nat(30), months: fc.nat(40), days: fc.nat(400) });
    fc.assert(
      fc.property(INSTANTS, lengths, (instant, { years, months, days }) => {
        const period = `P${years}Y${months}M${days}D`;
        assert.equal(
          laterInJapan(instant, calendarLength(period)),
          slowly(instant).add(period).toInstant().epochMilliseconds,
        );
      }),
      { numRuns: 2_000, seed: 20261122 },
    );
  });

  it("ends a month of a leap year where the month ends", () => {
    const end = laterInJapan(Date.parse("2024-02-29T23:30:00+09:00"), { months: 12, days: 0 });
    assert.equal(end, Date.parse("2025-02-28T23:30:00+09:00"));
    assert.equal(
      laterInJapan(Date.parse("2024-01-31T00:00:00+09:00"), { months: 1, days: 1 }),
      Date.parse("2024-03-01T00:00:00+09:00"),
    );
  });
});
