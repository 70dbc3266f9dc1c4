import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { ADULT_AGE, type Agent, agentBasis, consentGiver, isMinor, type LegalState } from "./capacity.ts";

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const STATES: readonly LegalState[] = ["none", "minor", "adult-ward", "curatee", "assisted"];

describe("a minor", () => {
  it("comes of age on the eighteenth birthday", () => {
    assert.equal(isMinor(day("2008-05-10"), day("2026-05-09")), true);
    assert.equal(isMinor(day("2008-05-10"), day("2026-05-10")), false);
  });

  it("came of age at twenty before 1 April 2022, and on that day who was already 18", () => {
    assert.deepEqual(ADULT_AGE, { years: 18, since: "2022-04-01", before: 20, evidence: "K" });
    assert.equal(isMinor(day("2003-01-15"), day("2022-03-31")), true);
    assert.equal(isMinor(day("2003-01-15"), day("2022-04-01")), false);
    assert.equal(isMinor(day("2002-03-31"), day("2022-03-31")), false);
  });

  it("born on 29 February comes of age on 1 March where there is no such day", () => {
    assert.equal(isMinor(day("2008-02-29"), day("2026-02-28")), true);
    assert.equal(isMinor(day("2008-02-29"), day("2026-03-01")), false);
    assert.equal(isMinor(day("2000-02-29"), day("2020-02-29")), false);
  });

  it("was not there before birth", () => {
    assert.throws(() => isMinor(day("2008-05-10"), day("2008-05-09")), RangeError);
    assert.equal(isMinor(day("2008-05-10"), day("2008-05-10")), true);
  });

  it("never becomes one again", () => {
    const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => day("1980-01-01").add({ days }));
    fc.assert(
      fc.property(anyDay, fc.nat(12_000), fc.nat(400), (birth, age, more) => {
        if (!isMinor(birth, birth.add({ days: age })))
          assert.equal(isMinor(birth, birth.add({ days: age + more })), false);
      }),
    );
  });
});

describe("consent", () => {
  it("is given by the person who can judge, else by the representative", () => {
    assert.equal(consentGiver(true), "principal");
    assert.equal(consentGiver(false), "representative");
  });
});

describe("an agent may make requests", () => {
  const may = (relation: Agent["relation"], mandated: boolean): LegalState[] =>
    STATES.filter((state) => agentBasis(state, { relation, mandated })?.article === "CO13");

  it("as the statutory representative of a minor or an adult ward, without a mandate", () => {
    assert.deepEqual(may("statutory-representative", false), ["minor", "adult-ward"]);
    assert.match(
      agentBasis("minor", { relation: "statutory-representative", mandated: true })?.says.en ?? "",
      /statutory/,
    );
  });

  it("with the person's mandate, whoever it is", () => {
    for (const relation of ["statutory-representative", "curator", "assistant", "family", "other"] as const)
      assert.deepEqual(may(relation, true), STATES);
    assert.match(agentBasis("none", { relation: "family", mandated: true })?.says.en ?? "", /mandated/);
  });

  it("but not as a curator, an assistant or family alone", () => {
    for (const relation of ["curator", "assistant", "family", "other"] as const)
      assert.deepEqual(may(relation, false), []);
  });
});
