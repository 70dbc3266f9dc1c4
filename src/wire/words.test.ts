import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { fill, fillWords, isLanguage, LANGUAGES, negotiate, negotiateLocale, pick } from "./index.ts";

describe("the language a browser asks for (RFC 9110, 12.5.4)", () => {
  const asked: readonly (readonly [header: string | null | undefined, answer: string, situation: string])[] = [
    [undefined, "ja", "no header"],
    [null, "ja", "no header, as Headers.get says it"],
    ["", "ja", "an empty header"],
    ["en", "en", "one language"],
    ["EN-us", "en", "capitals and a region"],
    ["ja-JP", "ja", "a region"],
    ["fr, de;q=0.9", "ja", "only languages that are not spoken here"],
    ["*", "ja", "any language"],
    ["fr, en;q=0.1", "en", "one that is spoken here, however faintly"],
    ["fr, en;q=0.1, *;q=0.5", "ja", "any language rather than the one named"],
    ["en, *;q=0.5", "en", "the one named rather than any"],
    ["ja;q=0.1, *", "en", "any but the one named"],
    ["ja;q=0, *;q=0.1", "en", "any but the one refused"],
    ["en, ja", "en", "a tie: the first"],
    ["ja, en", "ja", "a tie the other way"],
    ["ja;q=0.7, en;q=0.7", "ja", "a tie with weights"],
    ["ja;q=0.5, en;q=0.8", "en", "the heavier, though it stands later"],
    ["ja;q=0.999,en;q=1.000", "en", "three digits"],
    ["en ; q=0.2 , ja ; q=0.9", "ja", "white space where the RFC allows it"],
    ["ja;Q=0.1, en;Q=0.9", "en", "a capital Q"],
    ["en;q=0, ja;q=0.001", "ja", "a language that is refused"],
    ["ja;q=0, en;q=0", "ja", "both refused: there is no third"],
    ["en;level=1;q=0.1, ja;q=0.5", "ja", "a parameter before the weight"],
    ["enx, jav", "ja", "tags that only begin alike"],
    [",,;;q=,=,en", "en", "a header out of joint"],
    ["en;q=., ja;q=0.1", "ja", "a weight that is no number counts as a refusal"],
  ];
  for (const [header, answer, situation] of asked) {
    it(`is ${answer} for ${situation}: ${header ?? "–"}`, () => assert.equal(negotiate(header), answer));
  }

  it("is always one that is spoken here, whatever the header", () => {
    const piece = fc.oneof(
      fc.constantFrom("ja", "en", "*", ",", ";", "q=", "Q=", "0.5", "1", "-", " ", "\t", "=", "\u0000"),
      fc.string({ unit: "binary", maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        assert.ok(isLanguage(negotiate(pieces.join(""))));
      }),
      { numRuns: 1_000, seed: 20261122 },
    );
  });
});

describe("the language of a command", () => {
  it("is the one asked for, else that of the environment in the order of POSIX, else English", () => {
    assert.equal(negotiateLocale("ja", { LANG: "en_US.UTF-8" }), "ja");
    assert.equal(negotiateLocale("fr", { LANG: "ja_JP.UTF-8" }), "ja");
    assert.equal(negotiateLocale(undefined, { LC_ALL: "en_GB", LC_MESSAGES: "ja_JP", LANG: "ja_JP" }), "en");
    assert.equal(negotiateLocale(undefined, { LC_MESSAGES: "ja_JP.UTF-8", LANG: "en_US" }), "ja");
    assert.equal(negotiateLocale(undefined, { LC_ALL: "", LC_MESSAGES: "", LANG: "ja" }), "ja");
    assert.equal(negotiateLocale(undefined, { LANG: "C.UTF-8" }), "en");
    assert.equal(negotiateLocale(undefined, {}), "en");
  });
});

describe("filling marks", () => {
  it("puts in words and numbers, as often as a mark stands there", () => {
    assert.equal(fill("{a} and {b}, {a}", { a: "one", b: 2 }), "one and 2, one");
  });

  it("leaves a mark without a value, so that the slip is seen", () => {
    assert.equal(fill("{a} {b}", { a: "" }), " {b}");
    assert.equal(fill("{constructor} {toString}", {}), "{constructor} {toString}");
  });

  it("reads nothing into a value: no mark, no pattern of replacement", () => {
    assert.equal(fill("{a} {b}", { a: "{b} $& $1 \\", b: "x" }), "{b} $& $1 \\ x");
  });

  it("leaves braces that are no mark", () => {
    assert.equal(fill("{} { a } {a-b} {a1} {{a}}", { a: "x" }), "{} { a } {a-b} {a1} {x}");
  });

  it("fills both languages, with a value that may itself differ by language", () => {
    const words = { ja: "「{key}」は{what}です", en: "“{key}” is {what}" };
    assert.deepEqual(fillWords(words, { key: "a", what: { ja: "数", en: "a number" } }), {
      ja: "「a」は数です",
      en: "“a” is a number",
    });
    assert.deepEqual(fillWords(words, { key: 1 }), { ja: "「1」は{what}です", en: "“1” is {what}" });
  });
});

describe("picking a language of a text", () => {
  it("takes the wanted one, else the first fallback that is there, and says which it took", () => {
    assert.deepEqual(pick({ ja: "名", en: "name" }, "en"), { language: "en", words: "name" });
    assert.deepEqual(pick({ ja: "名", en: "name" }, "ko"), { language: "ja", words: "名" });
    assert.deepEqual(pick({ en: "name" }, "ja"), { language: "en", words: "name" });
    assert.deepEqual(pick({ ja: "名", en: "name" }, "ko", ["en", "ja"]), { language: "en", words: "name" });
  });

  it("takes whatever there is before it says nothing", () => {
    assert.deepEqual(pick({ "zh-Hans": "名" }, "ja"), { language: "zh-Hans", words: "名" });
    assert.deepEqual(pick({}, "ja"), { language: "ja", words: "" });
    assert.deepEqual(pick({ ja: "名" }, "constructor"), { language: "ja", words: "名" });
  });
});

describe("the languages of the house", () => {
  it("are Japanese and English, and nothing that only looks like them", () => {
    assert.deepEqual(LANGUAGES, ["ja", "en"]);
    for (const other of ["JA", "ja-JP", "", "fr", undefined]) assert.equal(isLanguage(other), false);
  });
});
