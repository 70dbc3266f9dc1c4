import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isArticle } from "./index.ts";
import { liftedFromPseudonymous, PROCESSED_DUTIES, type ProcessedKind, processedDuties } from "./processed.ts";

describe("duties for processed information", () => {
  const articles = (kind: ProcessedKind): string[] => processedDuties(kind).map(({ article }) => article);

  it("are article 41 for pseudonymous information that is personal, 42 for what is not", () => {
    assert.deepEqual(articles("pseudonymous-personal"), [
      "41(1)",
      "41(2)",
      "41(3)",
      "41(4)",
      "41(5)",
      "41(6)",
      "41(7)",
      "41(8)",
    ]);
    assert.deepEqual(articles("pseudonymous-other"), ["42(1)", "42(3)", "42(3)", "42(3)"]);
  });

  it("are article 43 for who makes anonymous information, 44 to 46 for who received it", () => {
    assert.deepEqual(articles("anonymous-made"), ["43(1)", "43(2)", "43(3)", "43(4)", "43(5)", "43(6)"]);
    assert.deepEqual(articles("anonymous-received"), ["44", "45", "46"]);
  });

  it("are efforts where the Act says try, and bans where it says must not", () => {
    const of = (strength: string): string[] =>
      PROCESSED_DUTIES.filter((duty) => duty.strength === strength).map(({ article }) => article);
    assert.deepEqual(of("effort"), ["41(5)", "42(3)", "43(6)", "46"]);
    assert.deepEqual(of("must-not"), ["41(3)", "41(6)", "41(7)", "41(8)", "42(1)", "42(3)", "43(5)", "45"]);
    assert.deepEqual(of("must"), ["41(1)", "41(2)", "41(4)", "42(3)", "43(1)", "43(2)", "43(3)", "43(4)", "44"]);
  });

  it("cite provisions that are known, in both languages", () => {
    for (const { article, says } of PROCESSED_DUTIES) {
      assert.ok(isArticle(article));
      assert.match(says.ja, /[ぁ-ん一-龠]/);
      assert.match(says.en, /^[a-z]/);
    }
  });
});

describe("what does not reach pseudonymous information", () => {
  it("is changing purposes, erasing by 22, breaches, and requests of the person", () => {
    for (const article of [
      "17(2)",
      "22",
      "26(1)",
      "26(2)",
      "32(1)(i)",
      "33(2)(i)",
      "34(1)",
      "35(5)",
      "36",
      "39(1)",
    ] as const)
      assert.equal(liftedFromPseudonymous(article), true, article);
  });

  it("is not its purpose, improper use, security, complaints or anything else", () => {
    for (const article of ["17(1)", "19", "20(2)", "23", "25", "2(6)", "27(1)", "40(1)", "41(8)", "43(3)"] as const)
      assert.equal(liftedFromPseudonymous(article), false, article);
  });
});
