import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { PURPOSE_ACTS } from "./schema.ts";
import { actBit, allIn, anyIn, isIn, numberWords, scopeOf } from "./scope.ts";

const words = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

describe("a scope", () => {
  const OPERATORS = words("operator", 40);
  const PEOPLE = words("kind", 70);
  const ITEMS = words("item", 1_200);
  const numbering = numberWords(OPERATORS, PEOPLE, ITEMS);
  const listed = {
    operators: fc.subarray(OPERATORS),
    people: fc.subarray(PEOPLE),
    items: fc.subarray(ITEMS, { maxLength: 60 }),
    acts: fc.subarray([...PURPOSE_ACTS]),
  };

  it("holds what is listed and nothing else, however many words a version has", () => {
    fc.assert(
      fc.property(fc.record(listed), (lists) => {
        const scope = scopeOf(numbering, lists);
        for (const [id, bit] of numbering.operators) assert.equal(isIn(scope, bit), lists.operators.includes(id), id);
        for (const [id, bit] of numbering.people) assert.equal(isIn(scope, bit), lists.people.includes(id), id);
        for (const [id, bit] of numbering.items) assert.equal(isIn(scope, bit), lists.items.includes(id), id);
        for (const act of PURPOSE_ACTS) assert.equal(isIn(scope, actBit(act)), lists.acts.includes(act), act);
      }),
      { numRuns: 50, seed: 20261122 },
    );
  });

  it("asks for any of some, and for all of others", () => {
    const scope = scopeOf(numbering, { items: ["item-1", "item-1199"], people: ["kind-0"] });
    const bit = (id: string): number => numbering.items.get(id) ?? -1;
    assert.equal(anyIn(scope, [bit("item-2"), bit("item-1199")]), true);
    assert.equal(anyIn(scope, [bit("item-2"), bit("item-3")]), false);
    assert.equal(anyIn(scope, []), false);
    assert.equal(allIn(scope, [{ bit: bit("item-1") }, { bit: bit("item-1199") }]), true);
    assert.equal(allIn(scope, [{ bit: bit("item-1") }, { bit: bit("item-2") }]), false);
    assert.equal(allIn(scope, []), true);
  });

  it("never holds a word that no version declares, nor an act that no purpose can list", () => {
    const scope = scopeOf(numbering, { operators: ["stranger"], items: ["item-0"] });
    assert.equal(
      [...numbering.operators.values()].some((bit) => isIn(scope, bit)),
      false,
    );
    for (const act of ["provide", "toString", ""]) assert.equal(isIn(scope, actBit(act)), false, act);
  });

  it("numbers every word once", () => {
    const bits = [numbering.operators, numbering.people, numbering.items].flatMap((map) => [...map.values()]);
    const all = [...PURPOSE_ACTS.map((act) => actBit(act)), ...bits];
    assert.equal(new Set(all).size, all.length);
    assert.deepEqual([Math.min(...all), Math.max(...all)], [0, numbering.size - 1]);
  });
});
