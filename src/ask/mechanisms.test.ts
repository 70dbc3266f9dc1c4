import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { type CaseRun, runCases } from "./cases.ts";
import { DECIDED_CLAUSES, DENIED_ONLY } from "./mechanisms.ts";
import { REFERENCE_FOLDER, referencePack } from "../../test/reference.ts";

describe("what decisions claim to carry out", () => {
  let run: CaseRun;
  before(async () => {
    run = await runCases(REFERENCE_FOLDER, (await referencePack()).pack);
  });

  it("holds every case of the reference pack", () => {
    assert.deepEqual(run.diagnostics, []);
    const failed = run.results.filter(({ missing }) => missing.length > 0);
    assert.deepEqual(
      failed.map(({ place, missing }) => [place.file, place.line, missing]),
      [],
    );
    assert.ok(run.results.length > 200);
  });

  for (const clause of DECIDED_CLAUSES) {
    const only = DENIED_ONLY.includes(clause);
    it(`${clause} has a named deny case${only ? ", and no permit" : " and a named permit case"}`, () => {
      const outcomes = run.results.filter((result) => result.clause === clause).map(({ decision }) => decision.outcome);
      assert.ok(outcomes.includes("deny"), `no deny among ${outcomes.join(", ")}`);
      assert.equal(outcomes.includes("permit"), !only);
      // A permit that never speaks of its clause would prove another one.
      const cited = run.results
        .filter((result) => result.clause === clause && result.decision.outcome === "permit")
        .flatMap(({ decision }) => decision.reasons.flatMap((reason) => reason.clause ?? []));
      assert.ok(only || cited.some((one) => one === clause || one.startsWith(`${clause}.`)), cited.join(", "));
    });
  }

  it("names its clauses once each, and no case two situations", () => {
    assert.equal(new Set(DECIDED_CLAUSES).size, DECIDED_CLAUSES.length);
    for (const language of ["ja", "en"] as const) {
      const names = run.results.map(({ name }) => name[language]);
      assert.deepEqual(
        names.filter((name, index) => names.indexOf(name) !== index),
        [],
      );
    }
  });
});
