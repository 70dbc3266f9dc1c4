import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { CALENDAR_YEARS, closure, dayInJapan, nationalHoliday, nextOpenDay } from "./calendar.ts";

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

/** As the Cabinet Office announced them, substitute holidays and days between holidays included; 2027 as reckoned. */
const HOLIDAYS = {
  2025: "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 09-23 10-13 11-03 11-23 11-24",
  2026: "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23",
  2027: "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23",
} as const;

/** Any day from which a search for an open day stays within the calendar. */
const anyDay = fc.integer({ min: 0, max: 29_000 }).map((days) => day(`${CALENDAR_YEARS.first}-01-01`).add({ days }));

describe("the calendar of public offices", () => {
  for (const [year, dates] of Object.entries(HOLIDAYS)) {
    it(`knows the national holidays of ${year}, and no others`, () => {
      const known: string[] = [];
      for (let one = day(`${year}-01-01`); one.year === Number(year); one = one.add({ days: 1 })) {
        if (nationalHoliday(one) !== undefined) known.push(one.toString().slice(5));
      }
      assert.equal(known.join(" "), dates);
    });
  }

  it("says why an office is closed", () => {
    assert.deepEqual(nationalHoliday(day("2025-05-06")), { ja: "こどもの日 振替休日", en: "Holiday in lieu" });
    assert.equal(closure(day("2025-04-29")), "holiday");
    assert.equal(closure(day("2025-05-10")), "weekend");
    assert.equal(closure(day("2025-05-11")), "weekend");
    assert.equal(closure(day("2025-05-12")), undefined);
  });

  it("is closed from 29 December to 3 January, and open before and after", () => {
    assert.equal(closure(day("2025-12-26")), undefined);
    assert.equal(closure(day("2025-12-28")), "weekend");
    assert.equal(closure(day("2026-12-28")), undefined);
    for (const closed of ["2025-12-29", "2025-12-30", "2025-12-31", "2026-01-02"])
      assert.equal(closure(day(closed)), "year-end", closed);
    assert.equal(closure(day("2026-01-01")), "holiday");
    assert.equal(closure(day("2030-01-03")), "year-end");
    assert.equal(closure(day("2030-01-04")), undefined);
    assert.equal(closure(day("2026-11-30")), undefined, "only in December");
    assert.equal(closure(day("2026-02-02")), undefined, "only in January");
  });

  it("rolls over several closed days in a row", () => {
    assert.equal(nextOpenDay(day("2025-12-27")).toString(), "2026-01-05");
    assert.equal(nextOpenDay(day("2026-05-02")).toString(), "2026-05-07");
    assert.equal(nextOpenDay(day("2026-09-19")).toString(), "2026-09-24");
    assert.equal(nextOpenDay(day("2026-09-24")).toString(), "2026-09-24");
  });

  it("refuses a year whose holidays it does not know, rather than calling its days open", () => {
    assert.deepEqual(CALENDAR_YEARS, { first: 1970, announced: 2026, last: 2050 });
    for (const unknown of ["1969-12-31", "2051-01-04"]) {
      for (const ask of [nationalHoliday, closure, nextOpenDay]) {
        assert.throws(() => ask(day(unknown)), {
          name: "RangeError",
          message: `The holidays of 1970 to 2050 are known, those of ${unknown.slice(0, 4)} are not.`,
        });
      }
    }
    assert.throws(() => nextOpenDay(day("2050-12-31")), RangeError);
    assert.equal(closure(day("2050-12-30")), "year-end");
    assert.equal(closure(day("1970-01-05")), undefined);
  });

  it("finds the nearest open day, never an earlier one, and none between", () => {
    fc.assert(
      fc.property(anyDay, (from) => {
        const open = nextOpenDay(from);
        assert.equal(closure(open), undefined);
        assert.ok(Temporal.PlainDate.compare(open, from) >= 0);
        assert.ok(from.until(open).days <= 12);
        for (let one = from; !one.equals(open); one = one.add({ days: 1 })) assert.notEqual(closure(one), undefined);
        assert.ok(nextOpenDay(open).equals(open));
      }),
    );
  });

  it("keeps the order of days", () => {
    fc.assert(
      fc.property(anyDay, fc.nat(40), (from, days) => {
        assert.ok(Temporal.PlainDate.compare(nextOpenDay(from), nextOpenDay(from.add({ days }))) <= 0);
      }),
    );
  });
});

describe("the day in Japan at an instant", () => {
  it("turns nine hours before the day of Greenwich", () => {
    const at = (instant: string): string => dayInJapan(Temporal.Instant.from(instant).epochMilliseconds).toString();
    assert.equal(at("2026-01-04T14:59:59.999Z"), "2026-01-04");
    assert.equal(at("2026-01-04T15:00:00Z"), "2026-01-05");
  });
});
