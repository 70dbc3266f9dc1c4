import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { CHANGE_CLASSES, classWords } from "../src/policy/index.ts";
import { smallPack } from "./marked-pack.ts";
import { referencePack } from "./reference.ts";
import { CHANGES, FULL, version } from "./situations/changes.ts";
import { leaves, tellsOfEverything } from "./told.ts";

const SEED = 20261122;

describe("any two versions", () => {
  it("differ by any of the edits above, several at once", () => {
    const edits = CHANGES.map(([, edit]) => edit);
    fc.assert(
      fc.property(
        fc.subarray(edits, { minLength: 1, maxLength: 5 }),
        fc.subarray(edits, { maxLength: 3 }),
        (some, others) => {
          fc.pre(
            ![...some, ...others].some(([from], index, all) =>
              all.some(([other], nth) => nth !== index && overlaps(from, other)),
            ),
          );
          const [before, after] = [version(...others), version(...some)];
          tellsOfEverything(before, after);
        },
      ),
      { numRuns: 40, seed: SEED },
    );
  });

  it("differ by each field that is taken away or changed in the reference policy", async () => {
    const { pack } = await referencePack();
    const content = pack.versions[0]?.content;
    assert.ok(content);
    tellsOfEverything(content, content);
    const places = [...leaves(content).keys()];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom("other", "gone"), (place, how) => {
        const after = structuredClone(content);
        const path = place
          .split("/")
          .slice(1)
          .map((word) => word.replaceAll("~1", "/").replaceAll("~0", "~"));
        // What the schema would refuse may not be told in good words, but it is told.
        let here: object = after;
        for (const word of path.slice(0, -1)) {
          const next: unknown = Reflect.get(here, word);
          if (typeof next === "object" && next !== null) here = next;
        }
        const last = path.at(-1) ?? "";
        const value: unknown = Reflect.get(here, last);
        fc.pre(typeof value === "string" && (/\s|[^\p{ASCII}]/u.test(value) || how === "gone"));
        fc.pre(
          how === "other" || /\/(title|about|text|because|ours|aspiration|purposesElsewhere)\/(ja|en)$/.test(place),
        );
        if (how === "other") Reflect.set(here, last, `${value}!`);
        else Reflect.deleteProperty(here, last);
        tellsOfEverything(content, after);
      }),
      { numRuns: 40, seed: SEED },
    );
  });

  it("say each class in both languages, each in words of its own", () => {
    for (const language of ["ja", "en"] as const) {
      assert.equal(new Set(CHANGE_CLASSES.map((name) => classWords(name)[language])).size, CHANGE_CLASSES.length);
    }
  });
});

function overlaps(left: string, right: string): boolean {
  return (
    PACK_TEXT.indexOf(left) < PACK_TEXT.indexOf(right) + right.length &&
    PACK_TEXT.indexOf(right) < PACK_TEXT.indexOf(left) + left.length
  );
}

const PACK_TEXT = smallPack(...FULL);
