import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compareWords, type Run } from "./comparison.ts";

const marked = (runs: readonly Run[]): string =>
  runs.map(({ mark, words }) => (mark === "same" ? words : mark === "added" ? `+${words}+` : `-${words}-`)).join("");

const side = (runs: readonly Run[], without: Run["mark"]): string =>
  runs
    .filter(({ mark }) => mark !== without)
    .map(({ words }) => words)
    .join("");

describe("the words of two versions", () => {
  for (const [language, before, after, expected] of [
    ["en", "We keep data for three years.", "We keep data for five years.", "We keep data for -three-+five+ years."],
    ["en", "We keep your data.", "We keep your data safe.", "We keep your data+ safe+."],
    ["en", "the same", "the same", "the same"],
    ["en", "", "all of it is new", "+all of it is new+"],
    ["en", "all of it goes", "", "-all of it goes-"],
    ["ja", "個人情報を三年間保存します。", "個人情報を五年間保存します。", "個人情報を-三-+五+年間保存します。"],
    ["ja", "電話でお知らせします。", "電話か郵便でお知らせします。", "電話+か郵便+でお知らせします。"],
    // One letter left between two changes would only break them up.
    [
      "en",
      "red a blue paint on this wall",
      "green a black paint on this wall",
      "-red a blue-+green a black+ paint on this wall",
    ],
    // Too little in common: read whole.
    ["en", "We sell to whom we like", "Nobody gets it", "-We sell to whom we like-+Nobody gets it+"],
  ] as const) {
    it(`marks ${language}: ${expected}`, () => {
      assert.equal(marked(compareWords(before, after, language)), expected);
    });
  }

  it("always gives back both texts, whatever they are", () => {
    const text = fc.string({
      unit: fc.constantFrom("約", "束", "の", "個人情報", "、", "word", " ", "a", "\n"),
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, text, fc.constantFrom("ja", "en"), (before, after, language) => {
        const runs = compareWords(before, after, language);
        assert.equal(side(runs, "added"), before);
        assert.equal(side(runs, "removed"), after);
        assert.equal(
          runs.some(({ mark }) => mark !== "same"),
          before !== after,
        );
        assert.ok(runs.every(({ mark }, index) => mark !== runs[index - 1]?.mark));
      }),
    );
  });

  it("does not keep a reader waiting over texts of any length", () => {
    const [before, after] = ["約束 ".repeat(5_000), "束約 ".repeat(5_000)];
    assert.equal(marked(compareWords(before, after, "ja")), `-${before}-+${after}+`);
  });
});
