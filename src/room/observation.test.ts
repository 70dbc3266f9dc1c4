import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { addUp, type Counted, type Observation, observed, type ObservedState, worstOf } from "./index.ts";

const RISING: readonly ObservedState[] = ["unobserved", "kept", "at-risk", "broken"];
const rank = (state: ObservedState): number => RISING.indexOf(state);

const states = fc.array(fc.constantFrom(...RISING));
const counted: fc.Arbitrary<Counted> = fc.record({
  clause: fc.constantFrom("C1", "C2"),
  looked: fc.nat(9),
  atRisk: fc.nat(2),
  broken: fc.nat(2),
});

const words = { ja: "試験", en: "Test" };
const SUBJECT = { room: "test", mechanism: "test", says: words, atRisk: words, broken: words, events: [] };
const see = (entries: readonly Counted[]): readonly Observation[] => observed(SUBJECT, entries);

describe("the worst of what was seen", () => {
  it("never gets better by seeing more, and is one of what was seen", () => {
    fc.assert(
      fc.property(states, states, (some, more) => {
        const all = worstOf([...some, ...more]);
        assert.ok(rank(all) >= rank(worstOf(some)));
        assert.ok(all === "unobserved" || [...some, ...more].includes(all));
      }),
    );
  });
  it("is the same in any order and however it is grouped", () => {
    fc.assert(
      fc.property(states, states, (some, more) => {
        assert.equal(worstOf([...more, ...some]), worstOf([...some, ...more]));
        assert.equal(worstOf([worstOf(some), worstOf(more)]), worstOf([...some, ...more]));
      }),
    );
  });
  it("is unobserved where nothing was seen", () => {
    assert.equal(worstOf([]), "unobserved");
  });
});

describe("what was counted", () => {
  it("gives a state by the counts alone", () => {
    const of = (looked: number, atRisk: number, broken: number): ObservedState | undefined =>
      see([{ clause: "C1", looked, atRisk, broken }])[0]?.state;
    assert.deepEqual([of(0, 0, 0), of(3, 0, 0), of(3, 1, 0), of(3, 1, 1)], RISING);
  });
  it("adds up to a state no better than that of any part", () => {
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 8 }), (entries) => {
        const whole = new Map(see(addUp(entries)).map(({ clause, state }) => [clause, state]));
        for (const [clause, state] of whole) {
          const parts = see(entries.filter((entry) => entry.clause === clause)).map((part) => part.state);
          assert.equal(state, worstOf(parts));
        }
        assert.equal(whole.size, new Set(entries.map(({ clause }) => clause)).size);
      }),
    );
  });
  it("names what is due first, and no more identifiers than can be read", () => {
    const day = (text: string): Temporal.Instant => Temporal.Instant.from(`${text}T00:00:00Z`);
    const wrong = Array.from({ length: 30 }, (_none, index) => `prv_${index}`);
    const [seen] = see(
      addUp([
        { clause: "C1", looked: 1, due: day("2026-12-01") },
        { clause: "C1", looked: 30, atRisk: 30, due: day("2026-11-30"), wrong },
      ]),
    );
    assert.equal(seen?.due?.toString(), "2026-11-30T00:00:00Z");
    assert.equal(seen?.wrong.length, 20);
    assert.deepEqual(seen?.counts, { looked: 31, atRisk: 30, broken: 0 });
  });
});
