import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { contentOf, readAgain } from "../../test/printed.ts";
import { tellsOfEverything } from "../../test/told.ts";
import { Draw, reading, tape } from "./draw.test.ts";
import { drawSources, PACK_TAPE } from "./world-policy.test.ts";

const SEED = 20261122;

describe("policies drawn at random", () => {
  it("are read as what was printed", () => {
    fc.assert(
      fc.property(tape(PACK_TAPE), (numbers) => {
        for (const source of drawSources(new Draw(reading(numbers))))
          assert.deepEqual(readAgain(contentOf(source)), contentOf(source));
      }),
      { numRuns: 40, seed: SEED },
    );
  });

  it("differ by changes that tell of every place, and by none where they say the same", () => {
    fc.assert(
      fc.property(tape(PACK_TAPE), tape(PACK_TAPE), (one, other) => {
        const [before, after] = [one, other].map((numbers) => drawSources(new Draw(reading(numbers)))[0]);
        assert.ok(before && after);
        tellsOfEverything(contentOf(before), contentOf(after));
        tellsOfEverything(contentOf(after), contentOf(after));
      }),
      { numRuns: 100, seed: SEED },
    );
  });
});
