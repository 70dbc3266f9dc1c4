import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { factsAt, type RecordedFact } from "./index.ts";

const objection: RecordedFact = {
  id: "fct_1",
  fact: { kind: "objection", id: "fct_1", at: 100, recordedAt: 120, to: "direct-mail" },
  ended: { at: 200, recordedAt: 250 },
};

describe("facts on record", () => {
  const counts = (at: number, knownAt: number): boolean => factsAt([objection], at, knownAt).length === 1;

  it("count from when they were known, and an ending counts from its instant and from when that was known", () => {
    assert.equal(counts(150, 119), false, "not yet recorded");
    assert.equal(counts(150, 120), true);
    assert.equal(counts(199, 300), true, "not yet ended");
    assert.equal(counts(200, 300), false);
    assert.equal(counts(200, 249), true, "ended, and nobody knew yet");
    assert.equal(counts(200, 250), false);
  });

  it("count without an ending for as long as they say themselves", () => {
    const { ended: _ended, ...open } = objection;
    assert.deepEqual(factsAt([open], 900, 900), [objection.fact]);
  });
});
