import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { midnightInJapan } from "../wire/index.ts";
import { isDesignated } from "./countries.ts";
import { REGIMES, regimeOf, runningClocks } from "./regimes.ts";

const TODAY = "2026-11-22";

describe("profiles of other countries", () => {
  it("are of the countries that the group touches, and of those designated", () => {
    assert.deepEqual(
      REGIMES.map(({ id, fromJapan }) => `${id} ${fromJapan}`),
      ["JP domestic", "KR article-28", "TW article-28", "CN article-28", "US-GU article-28", "EU designated"],
    );
  });

  it("agree with the designations of article 28", () => {
    for (const country of ["KR", "TW", "CN", "US-GU"]) {
      assert.equal(isDesignated(country, midnightInJapan(TODAY).epochMilliseconds), false);
      assert.equal(regimeOf(country, TODAY)?.id, country);
    }
    for (const country of ["FR", "NO", "GB"]) assert.equal(regimeOf(country, TODAY)?.id, "EU");
    assert.equal(regimeOf("FR", "2019-01-22"), undefined, "before the designation");
    assert.equal(regimeOf("JP", TODAY)?.fromJapan, "domestic");
  });

  it("are none for other countries, and nothing may be presumed of those", () => {
    for (const country of ["US", "US-CA", "SG", "EU", "", "korea"]) assert.equal(regimeOf(country, TODAY), undefined);
    // Not ISO 3166-1 alpha-2, however it begins.
    for (const country of ["GBR", "FRANCE", "GB-"]) assert.equal(regimeOf(country, TODAY), undefined, country);
  });

  it("are hearsay: nothing of a foreign law was read in its own text", () => {
    for (const { id, name, exports, breaches } of REGIMES) {
      assert.match(name.ja, /[ァ-ヶ一-龠]/);
      assert.match(name.en, /^[A-Z]/);
      assert.ok(exports.length > 0 && breaches.length > 0);
      for (const { says, evidence } of [...exports, ...breaches]) {
        assert.equal(evidence === "L", id === "JP");
        assert.match(says.ja, /[ぁ-ん一-龠]/);
        assert.match(says.en, /^[a-zA-Z0-9]/);
      }
    }
  });
});

describe("clocks of other countries", () => {
  it("are all off as shipped, for nobody has verified them", () => {
    for (const regime of REGIMES) {
      assert.deepEqual(runningClocks(regime), []);
      for (const { verified, evidence } of regime.clocks) {
        assert.equal(verified, false);
        assert.ok(evidence === "K" || evidence === "S");
      }
    }
  });

  it("run once verified, the others still not", () => {
    const clocks = (regimeOf("KR", TODAY)?.clocks ?? []).map((clock) => ({
      ...clock,
      verified: clock.what === "access",
    }));
    assert.deepEqual(
      runningClocks({ clocks }).map(({ what, count, unit }) => [what, count, unit]),
      [["access", 10, "days"]],
    );
  });

  it("are for Taiwan 15 and 15 days to see, 30 and 30 to correct, for China 15 working days, and none for Japan or Guam", () => {
    const targets = (id: string): unknown =>
      regimeOf(id, TODAY)?.clocks.map(({ what, count, unit, extension }) => [what, count, unit, extension]);
    assert.deepEqual(targets("TW"), [
      ["access", 15, "days", 15],
      ["correct-or-stop", 30, "days", 30],
    ]);
    assert.deepEqual(targets("CN"), [
      ["access", 15, "working-days", undefined],
      ["correct-or-stop", 15, "working-days", undefined],
    ]);
    assert.deepEqual([targets("JP"), targets("US-GU")], [[], []]);
  });

  it("are for the EU and Korea as they are told, 72 hours for a breach in both", () => {
    const breach = { what: "breach-report", count: 72, unit: "hours", evidence: "K", verified: false } as const;
    const [unextended, month] = [
      { unit: "days", evidence: "K", verified: false },
      { unit: "months", evidence: "K", verified: false },
    ] as const;
    assert.deepEqual(regimeOf("FR", TODAY)?.clocks, [
      { what: "access", count: 1, extension: 2, ...month },
      { what: "correct-or-stop", count: 1, extension: 2, ...month },
      breach,
    ]);
    assert.deepEqual(regimeOf("KR", TODAY)?.clocks, [
      { what: "access", count: 10, ...unextended },
      { what: "correct-or-stop", count: 10, ...unextended },
      breach,
    ]);
  });
});
