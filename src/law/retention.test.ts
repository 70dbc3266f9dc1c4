import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { RecordBasis } from "./matters.ts";
import { RECORD_METHODS, type RecordCircumstances, recordKeptThrough, recordMethod } from "./retention.ts";

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const BASES: readonly RecordBasis[] = [
  "consent",
  "opt-out",
  "receipt",
  "receipt-by-consent",
  "receipt-by-opt-out",
  "receipt-as-personal",
  "personal-related",
];
const everything = { continuous: true, forGoodsOrServices: true, documentStatesMatters: true };
const nothing = { continuous: false, forGoodsOrServices: false, documentStatesMatters: false };

describe("how a record of provision or receipt may be made", () => {
  it("is one by one for any, by the rule of its kind", () => {
    for (const basis of BASES) assert.equal(recordMethod("each", { basis, ...nothing }).allowed, true);
    const rule = (basis: RecordBasis): string => recordMethod("each", { basis, ...nothing }).article;
    assert.deepEqual(
      [rule("consent"), rule("opt-out"), rule("receipt"), rule("personal-related")],
      ["R19(2)", "R19(2)", "R23(2)", "R27(2)"],
    );
  });

  it("is in lump only where it goes on or recurs, and never for an opt-out, given or received", () => {
    for (const basis of BASES) {
      const optOut = basis.endsWith("opt-out");
      assert.equal(recordMethod("lump", { basis, ...everything }).allowed, !optOut, basis);
      assert.equal(recordMethod("lump", { basis, ...everything, continuous: false }).allowed, false, basis);
    }
    assert.deepEqual(recordMethod("lump", { basis: "opt-out", ...everything }), { allowed: false, article: "R19(2)" });
  });

  it("is a contract only in connection with goods or services to the person, stating the matters, and never for an opt-out", () => {
    for (const basis of BASES) {
      const may = (more: Partial<RecordCircumstances>): boolean =>
        recordMethod("contract", { basis, ...everything, ...more }).allowed;
      assert.equal(may({}), !basis.endsWith("opt-out"), basis);
      assert.equal(may({ continuous: false }), !basis.endsWith("opt-out"), basis);
      assert.equal(may({ forGoodsOrServices: false }), false, basis);
      assert.equal(may({ documentStatesMatters: false }), false, basis);
    }
    const rule = (basis: RecordBasis): string => recordMethod("contract", { basis, ...everything }).article;
    assert.deepEqual([rule("consent"), rule("receipt"), rule("personal-related")], ["R19(3)", "R23(3)", "R27(3)"]);
  });
});

describe("how long a record is kept", () => {
  it("is three years from its making, that day not counted", () => {
    const kept = recordKeptThrough({ basis: "consent", method: "each", createdOn: day("2023-05-10") });
    assert.deepEqual([kept.through.toString(), kept.article], ["2026-05-10", "R21"]);
  });

  it("is three years reckoned with the last provision for a lump record", () => {
    const kept = recordKeptThrough({ basis: "receipt", method: "lump", lastProvisionOn: day("2023-05-10") });
    assert.deepEqual([kept.through.toString(), kept.article], ["2026-05-09", "R25"]);
  });

  it("is one year reckoned with the last provision for a contract", () => {
    const kept = recordKeptThrough({
      basis: "personal-related",
      method: "contract",
      lastProvisionOn: day("2025-05-10"),
    });
    assert.deepEqual([kept.through.toString(), kept.article], ["2026-05-09", "R29"]);
  });

  it("ends with February where there is no like day", () => {
    const through = (record: Parameters<typeof recordKeptThrough>[0]): string =>
      recordKeptThrough(record).through.toString();
    assert.equal(through({ basis: "consent", method: "contract", lastProvisionOn: day("2024-02-29") }), "2025-02-28");
    assert.equal(through({ basis: "consent", method: "contract", lastProvisionOn: day("2027-03-01") }), "2028-02-29");
    assert.equal(through({ basis: "consent", method: "each", createdOn: day("2024-02-29") }), "2027-02-28");
    assert.equal(through({ basis: "consent", method: "each", createdOn: day("2024-02-28") }), "2027-02-28");
    assert.equal(through({ basis: "consent", method: "each", createdOn: day("2021-02-28") }), "2024-02-29");
  });

  it("never ends earlier for a later day, and is within a day of the round years", () => {
    const anyDay = fc.integer({ min: 0, max: 30_000 }).map((days) => day("2000-01-01").add({ days }));
    fc.assert(
      fc.property(anyDay, fc.nat(800), fc.constantFrom(...RECORD_METHODS), (on, days, method) => {
        const through = (from: Temporal.PlainDate): Temporal.PlainDate =>
          method === "each"
            ? recordKeptThrough({ basis: "consent", method, createdOn: from }).through
            : recordKeptThrough({ basis: "consent", method, lastProvisionOn: from }).through;
        assert.ok(Temporal.PlainDate.compare(through(on), through(on.add({ days }))) <= 0);
        const round = on.add({ years: method === "contract" ? 1 : 3 });
        assert.ok(Math.abs(round.until(through(on)).days) <= 1);
      }),
    );
  });
});
