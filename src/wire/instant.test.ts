import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { calendarLength, laterInJapan, parseInstant, writeInstant } from "./instant.ts";

const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;
const between = (from: string, to: string) => fc.integer({ min: at(from), max: at(to) });
const CHECKED = { numRuns: 3_000, seed: 20261122 };

describe("instants as whole numbers", () => {
  it("are read as Temporal reads them, at any offset and with up to three decimals", () => {
    const offset = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 });
    const anyInstant = between("0001-01-02T00:00:00Z", "9999-12-30T00:00:00Z");
    fc.assert(
      fc.property(anyInstant, offset, (instant, minutes) => {
        const sign = minutes < 0 ? "-" : "+";
        const part = (value: number): string => String(value).padStart(2, "0");
        const zone = `${sign}${part(Math.floor(Math.abs(minutes) / 60))}:${part(Math.abs(minutes) % 60)}`;
        const text = Temporal.Instant.fromEpochMilliseconds(instant).toString({ timeZone: zone });
        assert.equal(parseInstant(text), instant, text);
      }),
      CHECKED,
    );
  });

  for (const [text, same] of [
    ["2026-11-22T09:00Z", "2026-11-22T09:00:00Z"],
    ["2026-11-22T09:00:00.5Z", "2026-11-22T09:00:00.500Z"],
    ["2026-11-22T09:00:00.05+09:00", "2026-11-22T00:00:00.050Z"],
    ["2024-02-29T23:59:59-00:30", "2024-03-01T00:29:59Z"],
  ] as const) {
    it(`are read with what may be left out: ${text}`, () => {
      assert.equal(parseInstant(text), at(same));
    });
  }

  it("are not read from anything else", () => {
    for (const text of [
      "",
      "tomorrow",
      "2026-11-22",
      "2026-11-22T09:00",
      "2026-11-22T09:00:00.1234Z",
      " 2026-11-22T09:00Z",
    ])
      assert.ok(Number.isNaN(parseInstant(text)), text);
  });

  it("are written as Temporal writes them in UTC", () => {
    const anyInstant = between("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z");
    fc.assert(
      fc.property(anyInstant, fc.boolean(), (instant, whole) => {
        const written = whole ? Math.floor(instant / 1_000) * 1_000 : instant;
        const slow = Temporal.Instant.fromEpochMilliseconds(written);
        assert.equal(
          writeInstant(written),
          slow.toString({ smallestUnit: written % 1_000 === 0 ? "second" : "millisecond" }),
        );
      }),
      CHECKED,
    );
  });
});

describe("calendar time in Japan", () => {
  const instants = between("1952-01-01T00:00:00Z", "2150-01-01T00:00:00Z");

  it("is added as Temporal adds it", () => {
    const lengths = fc.record({ years: fc.nat(30), months: fc.nat(40), days: fc.nat(400) });
    fc.assert(
      fc.property(instants, lengths, (instant, { years, months, days }) => {
        const period = `P${years}Y${months}M${days}D`;
        const slow = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO("Asia/Tokyo").add(period);
        assert.equal(laterInJapan(instant, calendarLength(period)), slow.epochMilliseconds);
      }),
      CHECKED,
    );
  });

  it("ends with the month where the month is shorter", () => {
    assert.equal(
      laterInJapan(at("2024-02-29T23:30:00+09:00"), { months: 12, days: 0 }),
      at("2025-02-28T23:30:00+09:00"),
    );
    assert.equal(
      laterInJapan(at("2024-01-31T00:00:00+09:00"), { months: 1, days: 1 }),
      at("2024-03-01T00:00:00+09:00"),
    );
  });
});
