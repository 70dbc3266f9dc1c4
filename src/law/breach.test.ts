import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { assessBreach, BREACH_EVENTS, BREACH_REASONS, type BreachFacts, reportableSince } from "./breach.ts";
import { entrusteeExempt, noticeForm, NOTICE_SUBSTITUTES, owedItems, REPORT_ITEMS } from "./breach-report.ts";
import { isArticle } from "./index.ts";

const facts = (more: Partial<BreachFacts>): BreachFacts => ({
  events: ["leak"],
  data: "personal-data",
  persons: { exactly: 1 },
  specialCare: false,
  propertyDamage: false,
  improperPurpose: false,
  stronglyProtected: false,
  heldElsewhere: false,
  recoveredUnseen: false,
  intended: false,
  ...more,
});
const reasons = (more: Partial<BreachFacts>): readonly string[] => assessBreach(facts(more)).reasons;
const reportable = (more: Partial<BreachFacts>): boolean => assessBreach(facts(more)).reportable;

describe("a breach is reported by rule 7", () => {
  it("for one person: special care, possible damage to property, a possible improper purpose", () => {
    assert.deepEqual(assessBreach(facts({ specialCare: true })), {
      reportable: true,
      improperPurpose: false,
      reasons: ["special-care"],
    });
    assert.deepEqual(reasons({ propertyDamage: true }), ["property"]);
    assert.deepEqual(assessBreach(facts({ improperPurpose: true })), {
      reportable: true,
      improperPurpose: true,
      reasons: ["improper-purpose"],
    });
  });

  it("at 1,001 persons and not at 1,000", () => {
    assert.deepEqual(reasons({ persons: { exactly: 1_000 } }), ["below-thresholds"]);
    assert.deepEqual(reasons({ persons: { exactly: 1_001 } }), ["over-1000"]);
  });

  it("where the number is not settled and may be more than 1,000", () => {
    assert.deepEqual(reasons({ persons: "unknown" }), ["may-be-over-1000"]);
    assert.deepEqual(reasons({ persons: { atMost: 1_001 } }), ["may-be-over-1000"]);
    assert.deepEqual(reasons({ persons: { atMost: 1_000 } }), ["below-thresholds"]);
  });

  it("with every item that holds, in the order of the rule", () => {
    const all = { specialCare: true, propertyDamage: true, improperPurpose: true, persons: { exactly: 5_000 } };
    assert.deepEqual(reasons(all), ["special-care", "property", "improper-purpose", "over-1000"]);
    assert.equal(assessBreach(facts(all)).improperPurpose, true);
  });

  it("not otherwise, and the reason is kept for the register", () => {
    assert.deepEqual(assessBreach(facts({})), {
      reportable: false,
      improperPurpose: false,
      reasons: ["below-thresholds"],
    });
  });

  it("for what is only about to be acquired, by an improper purpose alone", () => {
    const data = "about-to-be-personal-data";
    assert.deepEqual(reasons({ data, improperPurpose: true, specialCare: true, persons: "unknown" }), [
      "improper-purpose",
    ]);
    assert.deepEqual(reasons({ data, specialCare: true, propertyDamage: true, persons: { exactly: 9_999 } }), [
      "below-thresholds",
    ]);
  });
});

describe("a breach is not reported", () => {
  const grave = { specialCare: true, improperPurpose: true, persons: "unknown" } as const;

  it("where the data is strongly encrypted or the like", () => {
    assert.deepEqual(reasons({ ...grave, stronglyProtected: true }), ["protected"]);
  });

  it("where it is no personal data, or pseudonymous", () => {
    assert.deepEqual(reasons({ ...grave, data: "not-personal-data" }), ["not-personal-data"]);
    assert.deepEqual(reasons({ ...grave, data: "pseudonymous" }), ["pseudonymous"]);
  });

  it("where all was recovered unseen, or given on purpose: that is no leak", () => {
    assert.deepEqual(reasons({ ...grave, recoveredUnseen: true }), ["recovered"]);
    assert.deepEqual(reasons({ ...grave, intended: true }), ["given"]);
  });

  it("where what was lost, or cannot be used, is held elsewhere, or was erased for a good reason", () => {
    assert.deepEqual(reasons({ ...grave, events: ["loss"], heldElsewhere: true }), ["not-lost"]);
    assert.deepEqual(reasons({ ...grave, events: ["unusable"], heldElsewhere: true }), ["not-damaged"]);
    assert.deepEqual(reasons({ ...grave, events: ["loss"], intended: true }), ["erased"]);
    assert.deepEqual(reasons({ ...grave, events: ["loss", "unusable"], heldElsewhere: true }), [
      "not-lost",
      "not-damaged",
    ]);
  });

  it("where nothing happened, or to nobody", () => {
    assert.deepEqual(reasons({ ...grave, events: [] }), ["no-event"]);
    assert.deepEqual(reasons({ ...grave, persons: { exactly: 0 } }), ["nobody-touched"]);
  });

  it("but a copy held elsewhere heals neither a leak nor altered data, and recovery no loss", () => {
    assert.equal(reportable({ ...grave, events: ["leak"], heldElsewhere: true }), true);
    assert.equal(reportable({ ...grave, events: ["alteration"], heldElsewhere: true }), true);
    assert.equal(reportable({ ...grave, events: ["loss"], recoveredUnseen: true }), true);
    assert.equal(reportable({ ...grave, events: ["unusable"], recoveredUnseen: true, intended: true }), true);
  });

  it("but altered data is damaged, whatever else holds of it", () => {
    const altered = { ...grave, events: ["alteration"] } as const;
    assert.equal(reportable({ ...altered, heldElsewhere: true, recoveredUnseen: true, intended: true }), true);
  });

  it("for one reason only, where one thing is said to have happened twice", () => {
    assert.deepEqual(reasons({ ...grave, events: ["leak", "leak"], recoveredUnseen: true }), ["recovered"]);
  });

  it("and ransomware that also took a copy is a leak, whatever the backups hold", () => {
    assert.equal(reportable({ ...grave, events: ["unusable", "leak"], heldElsewhere: true }), true);
    assert.equal(reportable({ ...grave, events: ["unusable"], heldElsewhere: true }), false);
  });
});

describe("assessing a breach", () => {
  it("refuses a number of persons that is none", () => {
    for (const persons of [
      { exactly: -1 },
      { exactly: 1.5 },
      { atMost: Number.NaN },
      { atMost: Number.POSITIVE_INFINITY },
    ])
      assert.throws(() => assessBreach(facts({ persons })), RangeError);
  });

  const anyFacts: fc.Arbitrary<BreachFacts> = fc.record({
    events: fc.subarray([...BREACH_EVENTS]),
    data: fc.constantFrom("personal-data", "about-to-be-personal-data", "pseudonymous", "not-personal-data"),
    persons: fc.oneof(
      fc.constant("unknown" as const),
      fc.nat(2_000).map((exactly) => ({ exactly })),
      fc.nat(2_000).map((atMost) => ({ atMost })),
    ),
    specialCare: fc.boolean(),
    propertyDamage: fc.boolean(),
    improperPurpose: fc.boolean(),
    stronglyProtected: fc.boolean(),
    heldElsewhere: fc.boolean(),
    recoveredUnseen: fc.boolean(),
    intended: fc.boolean(),
  });

  it("always gives reasons, each with its article, and an improper purpose only to what is reported", () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const { reportable: is, improperPurpose, reasons: why } = assessBreach(any);
        assert.ok(why.length > 0 && new Set(why).size === why.length);
        assert.equal(
          is,
          why.every((reason) => BREACH_REASONS[reason].article.startsWith("R7(")),
        );
        assert.equal(improperPurpose, is && any.improperPurpose);
      }),
    );
  });

  it("never becomes milder for graver facts", () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        if (!assessBreach(any).reportable) return;
        for (const graver of [
          { specialCare: true },
          { propertyDamage: true },
          { improperPurpose: true },
          { persons: "unknown" as const },
          { heldElsewhere: false },
          { recoveredUnseen: false },
          { events: BREACH_EVENTS },
        ])
          assert.equal(assessBreach({ ...any, ...graver }).reportable, true);
      }),
    );
  });

  it("says in both languages why", () => {
    for (const { article, ja, en } of Object.values(BREACH_REASONS)) {
      assert.ok(isArticle(article));
      assert.match(ja, /[ぁ-ん一-龠]/);
      assert.match(en, /^[a-z]/);
    }
  });
});

describe("the day from which a breach is reportable", () => {
  const on = (date: string, more: Partial<BreachFacts>): Parameters<typeof reportableSince>[0][number] => ({
    on: Temporal.PlainDate.from(date),
    assessment: assessBreach(facts(more)),
  });

  it("is that on which the number passed 1,000, not that of the first suspicion", () => {
    const history = [
      on("2026-03-20", { persons: { exactly: 1_200 } }),
      on("2026-03-02", { persons: { exactly: 900 } }),
    ];
    assert.equal(reportableSince(history)?.toString(), "2026-03-20");
  });

  it("is the first of several, and stays where facts turn out milder", () => {
    const history = [
      on("2026-03-09", { specialCare: true }),
      on("2026-03-02", { persons: "unknown" }),
      on("2026-03-20", {}),
    ];
    assert.equal(reportableSince(history)?.toString(), "2026-03-02");
  });

  it("is none where it never was", () => {
    assert.equal(reportableSince([on("2026-03-02", {})]), undefined);
    assert.equal(reportableSince([]), undefined);
  });
});

describe("what a report and a notice say", () => {
  it("is nine matters, of which the person is told five", () => {
    assert.deepEqual(
      REPORT_ITEMS.map(({ number }) => number),
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
    assert.deepEqual(
      owedItems("notice", new Set()).map(({ number }) => number),
      [1, 2, 4, 5, 9],
    );
    for (const { says } of REPORT_ITEMS) {
      assert.match(says.ja, /[ぁ-ん一-龠]/);
      assert.match(says.en, /^[a-z]/);
    }
  });

  it("is owed as far as it is not known", () => {
    assert.deepEqual(
      owedItems("final-report", new Set([1, 2, 3, 6, 7])).map(({ number }) => number),
      [4, 5, 8, 9],
    );
    assert.deepEqual(owedItems("notice", new Set([1, 2, 4, 5, 9])), []);
  });
});

describe("who reports and notifies", () => {
  it("is not the entrusted party that told a reporting entruster, and else it too", () => {
    assert.equal(entrusteeExempt({ entrusterReports: true, entrusterTold: true }), true);
    assert.equal(entrusteeExempt({ entrusterReports: true, entrusterTold: false }), false);
    assert.equal(entrusteeExempt({ entrusterReports: false, entrusterTold: true }), false);
  });

  it("uses a substitute only where notice is difficult and the substitute is taken", () => {
    assert.deepEqual(Object.keys(NOTICE_SUBSTITUTES), ["publication", "contact"]);
    assert.equal(noticeForm({ difficult: true, substitute: "publication" }), "substitute");
    assert.equal(noticeForm({ difficult: true, substitute: undefined }), "notice");
    assert.equal(noticeForm({ difficult: false, substitute: "contact" }), "notice");
  });
});
