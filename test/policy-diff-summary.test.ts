import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ChangeClass, diff, summarize } from "../src/policy/index.ts";
import type { Edit } from "./marked-pack.ts";
import { version } from "./situations/changes.ts";

describe("what changes ask for together", () => {
  const summaryOf = (...edits: readonly Edit[]) => {
    const [before, after] = [version(), version(...edits)];
    return summarize(diff(before, after), before, after);
  };

  it("is nothing where nothing changed", () => {
    const summary = summaryOf();
    assert.equal(summary.gravest, undefined);
    assert.equal(summary.before, "nothing");
    assert.equal(
      Object.values(summary.counts).reduce((sum, count) => sum + count),
      0,
    );
  });

  for (const [edit, gravest, before] of [
    [["en: Selling", "en: Sale"], "editorial", "nothing"],
    [["03-1234-5678", "03-1234-5679"], "publish", "nothing"],
    [["responsible: shop", "responsible: sister"], "beforehand", "notice"],
    [["ja: 書面", "ja: 電話"], "file", "notice"],
    [["ja: 東京都", "ja: 大阪府"], "file", "nothing"],
    [["ja: 販売", "ja: 広告"], "judgement", "judgement"],
    [["per: party", "per: deal"], "consent", "consent"],
    [["from: 2024-01-01 }]", "from: 2023-01-01 }]"], "barred", "another-change"],
  ] as const satisfies readonly (readonly [Edit, ChangeClass, string])[]) {
    it(`says what comes before the day it comes into force: ${gravest}, ${edit[1]}`, () => {
      const summary = summaryOf(edit);
      assert.equal(summary.gravest, gravest);
      assert.equal(summary.before, before);
      assert.match(summary.says.en, /2024-01-01/);
    });
  }

  it("holds the earlier version to what it promised about changes", () => {
    const promise: Edit = ["publisher: shop", "publisher: shop\n  changes: { clause: C2, notice: beforehand }"];
    const before = version(promise);
    const of = (...edits: readonly Edit[]): string | undefined => {
      const after = version(promise, ...edits);
      return summarize(diff(before, after), before, after).promised?.clause;
    };
    assert.equal(of(["en: Selling", "en: Sale"]), undefined);
    assert.equal(of(["03-1234-5678", "03-1234-5679"]), "C2");
    const after = version(["03-1234-5678", "03-1234-5679"]);
    assert.equal(
      summarize(diff(before, after), before, after).promised?.clause,
      "C2",
      "a promise is not lifted by its own change",
    );
  });
});
