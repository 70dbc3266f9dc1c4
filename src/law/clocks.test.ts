import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { closure, nextOpenDay } from "./calendar.ts";
import {
  entrusteeNotice,
  equivalentMeasuresCheckDue,
  FINAL_REPORT_DAYS,
  finalReportDue,
  preliminaryReport,
  suitPossibleFrom,
} from "./clocks.ts";
import { isArticle } from "./index.ts";
import { REQUEST_KINDS, type RequestKind } from "./requests.ts";
import { TIMED, TIMINGS } from "./timing.ts";

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const due = (knownOn: string, improperPurpose: boolean): string =>
  finalReportDue({ knownOn: day(knownOn), improperPurpose }).toString();
const anyDay = fc.integer({ min: 0, max: 18_000 }).map((days) => day("2000-01-01").add({ days }));
const KINDS: readonly RequestKind[] = [
  "purpose-notice",
  "disclosure",
  "record-disclosure",
  "correction",
  "stop-use",
  "stop-provision",
  "stop",
];

describe("the final report of a breach", () => {
  for (const [knownOn, improper, expected, because] of [
    ["2024-12-05", false, "2025-01-06", "day 30 is 3 January, closed, then a weekend"],
    ["2025-03-01", true, "2025-04-30", "day 60 is 29 April, a holiday"],
    ["2026-01-05", false, "2026-02-03", "day 30 is an open Tuesday"],
    ["2026-01-05", true, "2026-03-05", "day 60 is an open Thursday"],
    ["2026-04-04", false, "2026-05-07", "day 30 is 3 May, and holidays follow to the 6th"],
    ["2028-02-01", false, "2028-03-01", "a leap February has 29 days"],
  ] as const) {
    it(`known on ${knownOn}${improper ? " with an improper purpose" : ""} is due on ${expected}: ${because}`, () => {
      assert.equal(due(knownOn, improper), expected);
    });
  }

  it("counts the day of knowing as the first, and rolls to the first open day", () => {
    assert.deepEqual(FINAL_REPORT_DAYS, { ordinary: 30, improperPurpose: 60 });
    fc.assert(
      fc.property(anyDay, fc.boolean(), (knownOn, improperPurpose) => {
        const last = finalReportDue({ knownOn, improperPurpose });
        const nominal = knownOn.add({ days: improperPurpose ? 59 : 29 });
        assert.equal(closure(last), undefined);
        assert.ok(Temporal.PlainDate.compare(last, nominal) >= 0);
        assert.ok(last.equals(nextOpenDay(nominal)));
        if (closure(nominal) === undefined) assert.ok(last.equals(nominal));
      }),
    );
  });

  it("is never due earlier for knowing later, nor for an improper purpose", () => {
    fc.assert(
      fc.property(anyDay, fc.nat(90), fc.boolean(), (knownOn, days, improperPurpose) => {
        const later = finalReportDue({ knownOn: knownOn.add({ days }), improperPurpose });
        const first = finalReportDue({ knownOn, improperPurpose });
        assert.ok(Temporal.PlainDate.compare(first, later) <= 0);
        const longer = finalReportDue({ knownOn, improperPurpose: true });
        assert.ok(Temporal.PlainDate.compare(first, longer) <= 0);
      }),
    );
  });

  it("has no last day where the calendar ends", () => {
    assert.throws(() => due("2050-12-20", false), RangeError);
  });
});

describe("what is to be done promptly about a breach", () => {
  for (const [name, ask, article] of [
    ["the preliminary report", preliminaryReport, "General 3-5-3-3"],
    ["the entrusted party's notice", entrusteeNotice, "General 3-5-3-5"],
  ] as const) {
    it(`${name} has a guide of three to five days from knowing, closed days not skipped`, () => {
      const guide = ask(day("2025-12-29"));
      assert.equal(guide.article, article);
      assert.deepEqual([guide.from.toString(), guide.until.toString()], ["2025-12-31", "2026-01-02"]);
    });

    it(`${name} is counted in calendar days from the day of knowing, whatever day that is`, () => {
      fc.assert(
        fc.property(anyDay, (knownOn) => {
          const { from, until } = ask(knownOn);
          // The day of knowing is the first: the third comes two days after it, the fifth four.
          assert.deepEqual([from.since(knownOn).days, until.since(knownOn).days], [2, 4]);
        }),
      );
    });
  }
});

describe("going to court over a request", () => {
  const from = (kind: RequestKind, arrived: string, refused?: string): string | undefined =>
    suitPossibleFrom({
      kind,
      arrivedOn: day(arrived),
      refusedOn: refused === undefined ? undefined : day(refused),
    })?.toString();

  it("is possible from 16 April for a request that arrived on 1 April, as the Guidelines reckon", () => {
    assert.equal(from("disclosure", "2026-04-01"), "2026-04-16");
  });

  it("waits for disclosure, of records too, correction and stops; other wishes have no such clock", () => {
    const waits = KINDS.filter((kind) => from(kind, "2026-04-01") === "2026-04-16");
    assert.deepEqual(waits, KINDS.slice(1));
    assert.equal(from("purpose-notice", "2026-04-01"), undefined);
    assert.equal(from("purpose-notice", "2026-04-01", "2026-04-02"), undefined);
    assert.deepEqual(Object.keys(REQUEST_KINDS), KINDS);
  });

  it("is possible at once where the request is refused, and no later for a late refusal", () => {
    assert.equal(from("stop", "2026-04-01", "2026-04-01"), "2026-04-01");
    assert.equal(from("stop", "2026-04-01", "2026-04-10"), "2026-04-10");
    assert.equal(from("stop", "2026-04-01", "2026-04-16"), "2026-04-16");
    assert.equal(from("stop", "2026-04-01", "2026-05-01"), "2026-04-16");
  });

  it("cannot follow a refusal that came before the request", () => {
    assert.throws(() => from("correction", "2026-04-02", "2026-04-01"), {
      name: "RangeError",
      message: "A request that arrived on 2026-04-02 was not refused on 2026-04-01.",
    });
  });

  it("is never later for an earlier refusal, nor before the request or after two weeks", () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.nat(40),
        fc.nat(40),
        fc.constantFrom(...KINDS.slice(1)),
        (arrivedOn, refused, more, kind) => {
          const after = (days: number): number | undefined =>
            suitPossibleFrom({ kind, arrivedOn, refusedOn: arrivedOn.add({ days }) })?.since(arrivedOn).days;
          assert.equal(after(refused), Math.min(refused, 15));
          assert.ok((after(refused) ?? 0) <= (after(refused + more) ?? 0));
        },
      ),
    );
  });

  it("is always fifteen days away, holidays or not", () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...KINDS.slice(1)), (arrivedOn, kind) => {
        assert.equal(suitPossibleFrom({ kind, arrivedOn })?.since(arrivedOn).days, 15);
      }),
    );
  });
});

describe("checking equivalent measures again", () => {
  it("is due within a year", () => {
    assert.equal(equivalentMeasuresCheckDue(day("2026-01-05")).toString(), "2027-01-05");
    assert.equal(equivalentMeasuresCheckDue(day("2024-02-29")).toString(), "2025-02-28");
  });

  it("is due on the like day of the next year, and never after it", () => {
    fc.assert(
      fc.property(anyDay, (checkedOn) => {
        const { year, month, day: date } = equivalentMeasuresCheckDue(checkedOn);
        assert.deepEqual([year, month], [checkedOn.year + 1, checkedOn.month]);
        assert.ok(date === checkedOn.day || (checkedOn.day === 29 && date === 28));
      }),
    );
  });
});

describe("what is to be done promptly or without delay", () => {
  it("has no number of days, cites what asks for it, and says so in both languages", () => {
    for (const { article, timing, what } of TIMED) {
      assert.ok(isArticle(article) && timing in TIMINGS);
      assert.match(what.ja, /[ぁ-ん一-龠]/);
      assert.match(what.en, /^[a-z]/);
      assert.doesNotMatch(what.en, /\d/);
    }
  });

  it("covers every answer to a person, and erasing only as an effort", () => {
    const without = TIMED.filter(({ timing }) => timing === "without-delay").map(({ article }) => article);
    for (const { answer, told } of Object.values(REQUEST_KINDS)) {
      assert.ok(without.includes(answer), answer);
      assert.ok(without.includes(told), told);
    }
    assert.deepEqual(
      TIMED.filter(({ effort }) => effort).map(({ article }) => article),
      ["22", "41(5)"],
    );
  });
});
