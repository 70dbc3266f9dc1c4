import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FORMS } from "../law/index.ts";
import { ROUTES } from "../policy/index.ts";
import { fillWords, LANGUAGES, type Words } from "../wire/index.ts";
import { built, smallPack } from "../../test/marked-pack.ts";
import { OUTCOMES, type Params } from "./decision.ts";
import { ACT_WORDS, namesOf, OUTCOME_WORDS, purposeName, sentenceFor } from "./names.ts";
import { ACTS, LAW_PURPOSES, OUTSIDE_POLICY } from "./question.ts";

const { program } = built(
  smallPack([
    "\npromises:",
    `
recipients:
  agency:
    name: { ja: 調査会社, en: an agency }
    clause: C2
    operators: [shop]
    people: [buyer]
    items: [name]
    purposes: [buyer.sale]
    published: { routes: [consent] }
    reading: { routes: [{ route: consent }], because: { ja: 理由, en: why } }
promises:`,
  ]),
);
assert.ok(program);
const { policy } = program;

/** How one parameter reads, in both languages. */
function read(params: Params, key = Object.keys(params)[0] ?? ""): Words {
  return fillWords({ ja: `{${key}}`, en: `{${key}}` }, namesOf(policy, params));
}

/** A word of our own for a reader: there in both languages, Japanese in one and English in the other. */
function isNamed({ ja, en }: Words, word: string): void {
  assert.match(ja, /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u, `${word} in Japanese`);
  assert.match(en, /^[A-Za-z][^{}]*$/, `${word} in English`);
  assert.notEqual(ja, word);
}

describe("the names by which people know what decisions are about", () => {
  it("has a word for every outcome, act, form and route, and no two alike", () => {
    const lists: readonly (readonly Words[])[] = [
      OUTCOMES.map((outcome) => OUTCOME_WORDS[outcome]),
      ACTS.map((act) => ACT_WORDS[act]),
      ACTS.map((act) => read({ act })),
      FORMS.map((form) => read({ form })),
      [...ROUTES, "shared-use", "same-entity"].map((route) => read({ route })),
      ["entrustment", "succession", "safety", "supervision"].map((covers) => read({ covers })),
      ["date", "recipient", "principal", "items", "consent"].map((matters) => read({ matters })),
    ];
    for (const list of lists) {
      for (const [index, words] of list.entries()) isNamed(words, `word ${index}`);
      for (const language of LANGUAGES) {
        assert.equal(new Set(list.map((words) => words[language])).size, list.length, JSON.stringify(list));
      }
    }
    for (const act of ACTS) assert.deepEqual(read({ act }), ACT_WORDS[act]);
  });

  it("names what the policy declares by its name there, and leaves what it does not declare as it was given", () => {
    assert.deepEqual(read({ operator: "shop" }), { ja: "小さな店", en: "The Small Shop" });
    assert.deepEqual(read({ person: "buyer" }), { ja: "お客様", en: "buyers" });
    assert.deepEqual(read({ recipient: "agency" }), { ja: "調査会社", en: "an agency" });
    assert.deepEqual(read({ recipient: "shop" }), { ja: "小さな店", en: "The Small Shop" });
    assert.deepEqual(read({ recipient: "", party: "Mihon" }, "recipient"), { ja: "Mihon", en: "Mihon" });
    assert.deepEqual(read({ recipient: "" }), { ja: "", en: "" });
    assert.deepEqual(read({ purpose: "buyer.sale" }), { ja: "販売", en: "Selling" });
    assert.deepEqual(read({ items: "name phone x" }), { ja: "氏名・電話番号・x", en: "name, telephone, x" });
    assert.deepEqual(read({ matters: "date x" }), { ja: "年月日・x", en: "date, x" });
    for (const key of [
      "operator",
      "person",
      "recipient",
      "purpose",
      "items",
      "act",
      "form",
      "route",
      "covers",
      "given",
    ]) {
      for (const word of ["nobody", "constructor"])
        assert.deepEqual(read({ [key]: word }), { ja: word, en: word }, `${key} ${word}`);
    }
    assert.deepEqual(read({ hours: 24 }), { ja: "24", en: "24" });
    const without = namesOf(undefined, { purpose: "buyer.sale", operator: "shop", items: "name" });
    assert.equal(fillWords({ ja: "{purpose} {operator} {items}", en: "" }, without).ja, "buyer.sale shop name");
  });

  it("names the purposes that no pack declares", () => {
    const names = [...Object.keys(LAW_PURPOSES), OUTSIDE_POLICY].map((id) => purposeName(policy, id));
    for (const name of names) isNamed(name, "a purpose of the Act");
    assert.equal(new Set(names.map(({ ja }) => ja)).size, names.length);
    assert.equal(new Set(names.map(({ en }) => en)).size, names.length);
  });

  it("says articles, countries and lengths of time as a reader does", () => {
    assert.match(read({ exception: "27(1)(i)" }).ja, /27条1項1号|第27条第1項第1号/);
    assert.match(read({ exception: "27(1)(i)" }).en, /27\(1\)\(i\)/);
    assert.deepEqual(read({ exception: "99" }), { ja: "99", en: "99" });
    assert.deepEqual(read({ country: "KR" }), { ja: "韓国", en: "South Korea" });
    assert.deepEqual(read({ country: "US-CA" }), { ja: "アメリカ合衆国", en: "United States" });
    const guam = read({ country: "US-GU" });
    isNamed(guam, "US-GU");
    assert.match(guam.en, /Guam/);
    assert.deepEqual(read({ period: "P3Y" }), { ja: "3年", en: "3 years" });
    assert.deepEqual(read({ period: "P1Y2M1D" }), { ja: "1年2か月1日", en: "1 year 2 months 1 day" });
    assert.deepEqual(read({ period: "P6M" }), { ja: "6か月", en: "6 months" });
  });

  it("takes any language that a name has where one of ours is missing", () => {
    const odd = { ...policy, operators: { shop: { ...policy.operators["shop"], name: { ko: "가게" } } } };
    const named = namesOf(Object.assign(structuredClone(policy), odd), { operator: "shop" });
    assert.deepEqual(named["operator"], { ja: "가게", en: "가게" });
  });

  it("opens with the answer, and says at once whether something follows from it or would help", () => {
    const plain = OUTCOMES.map((outcome) => sentenceFor(outcome, 0, 0));
    const withDuties = sentenceFor("permit", 1, 0);
    const withNeeds = sentenceFor("deny", 0, 1);
    const all = [...plain, withDuties, withNeeds];
    for (const sentence of all) isNamed(sentence, "a sentence");
    assert.equal(new Set(all.map(({ ja }) => ja)).size, all.length);
    assert.equal(new Set(all.map(({ en }) => en)).size, all.length);
    assert.equal(sentenceFor("permit", 0, 1), sentenceFor("permit", 0, 0));
    assert.equal(sentenceFor("deny", 1, 0), sentenceFor("deny", 0, 0));
    assert.equal(sentenceFor("review", 1, 1), sentenceFor("review", 0, 0));
  });
});
