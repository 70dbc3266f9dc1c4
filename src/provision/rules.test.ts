import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { EXCEPTIONS, isArticle, RECORD_METHODS, type RecordBasis, recordForm, recordMethod } from "../law/index.ts";
import {
  BASES,
  BASES_WITHIN,
  type Grounds,
  groundsFault,
  isAbroad,
  keptThrough,
  nextCheck,
  recordDuty,
} from "./rules.ts";

const HOME = { publicBody: false, abroad: false };
const ABROAD = { publicBody: false, abroad: true };
const NOW = Temporal.Instant.from("2026-11-22T00:00:00Z").epochMilliseconds;

const said = (grounds: Grounds, recipient = HOME): string => {
  const { due, article } = recordDuty(grounds, recipient);
  return `${due ? "due" : "exempt"} ${article}`;
};

describe("whether a record of a provision is due", () => {
  for (const [grounds, recipient, expected] of [
    [{ basis: "consent" }, HOME, "due 29(1)"],
    [{ basis: "opt-out" }, HOME, "due 29(1)"],
    [{ basis: "entrustment" }, HOME, "exempt 27(5)(i)"],
    [{ basis: "shared-use" }, HOME, "exempt 27(5)(iii)"],
    [{ basis: "exception", exception: "27(1)(ii)" }, HOME, "exempt 27(1)(ii)"],
    [{ basis: "exception", exception: "27(1)(i)" }, ABROAD, "exempt 27(1)(i)"],
    [{ basis: "consent" }, { publicBody: true, abroad: false }, "exempt 16(2)"],
    // 29(1), proviso: of what goes abroad by consent only 27(1) exempts, not 27(5).
    [{ basis: "foreign-consent" }, ABROAD, "due 29(1)"],
    [{ basis: "entrustment" }, ABROAD, "due 29(1)"],
    [{ basis: "shared-use" }, ABROAD, "due 29(1)"],
    // A system of equivalent measures makes the recipient one of article 27.
    [{ basis: "foreign-system", within: "entrustment" }, ABROAD, "exempt 27(5)(i)"],
    [{ basis: "foreign-system", within: "consent" }, ABROAD, "due 29(1)"],
    [{ basis: "personal-related" }, HOME, "due 31(3)"],
    [{ basis: "none-due", exempt: "General 3-6-1" }, HOME, "exempt General 3-6-1"],
  ] as const) {
    it(`${JSON.stringify(grounds)}${recipient.abroad ? " abroad" : ""}: ${expected}`, () => {
      assert.equal(said(grounds, recipient), expected);
    });
  }

  it("what a basis leaves open is asked for, and only items of 27(1) are exceptions of provision", () => {
    assert.equal(groundsFault({ basis: "foreign-system" }), "within-missing");
    assert.equal(groundsFault({ basis: "none-due" }), "exempt-missing");
    assert.equal(groundsFault({ basis: "exception" }), "exception-missing");
    assert.equal(groundsFault({ basis: "exception", exception: "18(3)(i)" }), "not-of-27");
    assert.equal(groundsFault({ basis: "exception", exception: "27(1)(iv)" }), undefined);
  });

  it("abroad is neither Japan, nor the EEA and the United Kingdom, nor who runs a database in Japan", () => {
    const at = (country: string, databaseInJapan = false): boolean => isAbroad({ country, databaseInJapan }, NOW);
    assert.deepEqual(
      [at("JP"), at("DE"), at("GB"), at("US-GU"), at("KR"), at("CN", true)],
      [false, false, false, true, true, false],
    );
  });
});

const basis = fc.constantFrom<RecordBasis[]>("consent", "opt-out", "personal-related", "receipt", "receipt-by-opt-out");
const day = fc.integer({ min: 0, max: 40_000 }).map((days) => Temporal.PlainDate.from("1990-01-01").add({ days }));

describe("how long a record is kept", () => {
  it("never shorter than the law asks: a year after the last provision by contract, three years otherwise", () => {
    fc.assert(
      fc.property(basis, fc.constantFrom(...RECORD_METHODS), day, (form, method, from) => {
        const through = keptThrough(
          form,
          method === "each" ? { method, createdOn: from } : { method, lastProvisionOn: from },
        );
        const least = from.add({ years: method === "contract" ? 1 : 3 }).subtract({ days: 1 });
        assert.ok(Temporal.PlainDate.compare(through, least) >= 0, `${through.toString()} < ${least.toString()}`);
      }),
    );
  });

  it("what no article asks for is kept as long as what one does", () => {
    fc.assert(
      fc.property(day, (createdOn) => {
        const made = { method: "each", createdOn } as const;
        assert.equal(keptThrough(undefined, made).toString(), keptThrough("consent", made).toString());
      }),
    );
  });

  it("an opt-out is recorded one by one, whatever the circumstances", () => {
    const flags = fc.record({
      continuous: fc.boolean(),
      forGoodsOrServices: fc.boolean(),
      documentStatesMatters: fc.boolean(),
    });
    fc.assert(
      fc.property(flags, fc.constantFrom("opt-out", "receipt-by-opt-out"), (given, form) => {
        for (const method of RECORD_METHODS)
          assert.equal(recordMethod(method, { basis: form, ...given }).allowed, method === "each");
      }),
    );
  });

  it("every basis that owes a record has a form of it, and every other names the article that exempts", () => {
    const exceptions = EXCEPTIONS.flatMap(({ article, lifts }) =>
      lifts === "provision" && isArticle(article) ? [article] : [],
    );
    for (const one of BASES) {
      for (const within of BASES_WITHIN) {
        for (const recipient of [HOME, ABROAD]) {
          const duty = recordDuty({ basis: one, within, exception: exceptions[0], exempt: "16(3)" }, recipient);
          if (duty.due) assert.equal(recordForm(duty.form).article, duty.article);
          else assert.ok(isArticle(duty.article));
        }
      }
    }
  });
});

describe("when a recipient is checked again", () => {
  const on = Temporal.PlainDate.from("2026-11-01");
  it("abroad within a year, sooner where the office wishes, never later", () => {
    const next = (wished?: string): string =>
      nextCheck("foreign", on, wished === undefined ? undefined : Temporal.PlainDate.from(wished)).toString();
    assert.deepEqual([next(), next("2027-02-01"), next("2029-01-01")], ["2027-11-01", "2027-02-01", "2027-11-01"]);
  });
  it("an entrusted party when the office says, else after a year", () => {
    const wished = Temporal.PlainDate.from("2028-11-01");
    assert.deepEqual([nextCheck("entrustment", on, wished), nextCheck("entrustment", on, undefined)].map(String), [
      "2028-11-01",
      "2027-11-01",
    ]);
  });
});
