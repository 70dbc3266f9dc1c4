import assert from "node:assert/strict";
import { test } from "node:test";
import { PREVIEW, tell } from "./comparison.test.ts";
import type { Decision } from "./decision.ts";
import { decide } from "./engine.ts";
import { acquisitionsFor, consentsFor, filingsFor, protectionsFor, stopsFor } from "./facts-added.test.ts";
import { gist, hold, RUNS } from "./hold.test.ts";
import { foresee } from "./preview.ts";
import type { Fact, Question } from "./question.ts";
import { NOW } from "./world.test.ts";

/*
 * Properties of looking back, by what was on record, and of looking forward, to a bill.
 */

/** The last instant there is. */
const END_OF_TIME = 8.64e15;

test("what came to be known later changes nothing, and what was known then does", () => {
  let changed = 0;
  hold(RUNS / 20, (world) => {
    for (const asked of world.questions) {
      const question = { ...asked, knownAt: asked.knownAt ?? asked.at ?? NOW };
      const before = decide(world.pack, question, NOW);
      const decideWith = (recordedAt: number): Decision => {
        const facts = everyFactFor(question).map((fact): Fact => ({ ...fact, recordedAt }));
        return decide(world.pack, { ...question, facts: [...question.facts, ...facts] }, NOW);
      };
      const late = decideWith(question.knownAt + 1);
      assert.deepEqual(gist(late), gist(before), tell(world, question, { before, late }));
      if (decideWith(question.knownAt).outcome !== before.outcome) changed += 1;
    }
  });
  assert.ok(changed > RUNS / 100, `facts that were known in time and changed an outcome: ${changed}`);
});

test("deciding by all that is known is deciding by what is on record at the end of time", () => {
  hold(RUNS / 20, (world) => {
    for (const { knownAt: _knownAt, ...question } of world.questions) {
      const [whole, last] = [
        decide(world.pack, question, NOW),
        decide(world.pack, { ...question, knownAt: END_OF_TIME }, NOW),
      ];
      const [{ reasons: more, ...same }, { reasons, ...rest }] = [gist(last), gist(whole)];
      assert.deepEqual(same, rest, tell(world, question, { whole, last }));
      // It says that it goes by what was on record, and nothing else more.
      assert.ok(
        reasons.every((code) => more.includes(code)) && more.length <= reasons.length + 1,
        tell(world, question, { whole, last }),
      );
    }
  });
});

function everyFactFor(question: Question): Fact[] {
  return [stopsFor, protectionsFor, acquisitionsFor, filingsFor, consentsFor].flatMap((facts) => facts(question));
}

test("a preview never permits what the law does not, and says that it is one", () => {
  hold(RUNS / 8, (world) => {
    for (const question of world.questions) {
      const [law, preview] = [decide(world.pack, question, NOW), foresee(world.pack, question, NOW, PREVIEW)];
      const told = (): string => tell(world, question, { law, preview });
      assert.ok(preview.outcome !== "permit" || law.outcome === "permit", told());
      assert.ok(
        preview.reasons.some(({ code }) => code === "bill-preview"),
        told(),
      );
    }
  });
});

test("where a bill looks at nothing that is asked, its preview is what the law says", () => {
  hold(RUNS / 8, (world) => {
    for (const { toMake: _toMake, ...asked } of world.questions) {
      const { age = 16, ...person } = asked.person;
      const question = { ...asked, person: { ...person, age: Math.max(age, 16) } };
      const [law, preview] = [decide(world.pack, question, NOW), foresee(world.pack, question, NOW, PREVIEW)];
      const reasons = preview.reasons.filter(({ code }) => code !== "bill-preview");
      assert.deepEqual(
        [preview.outcome, reasons, preview.duties, preview.needs],
        [law.outcome, law.reasons, law.duties, law.needs],
        tell(world, question, { law, preview }),
      );
    }
  });
});

test("under the law in force neither age nor what the data serves to make changes anything", () => {
  hold(RUNS / 20, (world) => {
    for (const asked of world.questions) {
      const other = { ...asked, toMake: "statistics" as const, person: { ...asked.person, age: 10 } };
      const [first, second] = [decide(world.pack, asked, NOW), decide(world.pack, other, NOW)];
      assert.deepEqual(gist(second), gist(first), tell(world, asked, { first, second }));
    }
  });
});
