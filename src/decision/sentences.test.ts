import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decide } from "./engine.ts";
import { OUTSIDE_POLICY, type QuestionInput, questionSchema } from "./question.ts";
import { answer, GIVE, NOW, pack, SINCE, USE, tells } from "./whole-answers.test.ts";

tells("of disclosure, of words that nobody declared and of taint", [
  [
    "disclosure to another whom a class names",
    {
      ...USE,
      act: "disclose",
      recipient: { class: "agency" },
      facts: [{ kind: "request", at: SINCE, verified: true, by: "principal" }],
    },
    [
      "deny",
      "deny: purpose-other-act 18(1) C1 purpose=sale act=disclose",
      "deny: nominee-unconfirmed 27(1) C1 party=agency",
    ],
  ],
  [
    "the own request, told to another",
    { ...USE, act: "disclose", purpose: "law.own-request", recipient: { party: "Mihon" } },
    ["deny", "deny: nominee-unconfirmed 27(1) party=Mihon"],
  ],
  [
    "the own request, refused",
    {
      ...USE,
      act: "disclose",
      purpose: "law.own-request",
      facts: [
        { kind: "refusal", at: SINCE, of: "33(2)(iii)" },
        { kind: "refusal", at: SINCE, of: "33(2)(ii)" },
      ],
    },
    ["deny", "deny: refused 33(2)(ii)"],
  ],
  [
    "telling of a leak with what does not reach people",
    { ...USE, act: "contact", purpose: "law.breach-notice", items: ["size", "name"] },
    ["deny", "deny: contact-items-only 26(2) items=size"],
  ],
  [
    "words that nobody declared, in one order",
    { ...GIVE, operator: "x", person: "y", items: ["z", "name", "a"], purpose: "w", recipient: { class: "v" } },
    [
      "deny",
      "deny: unknown-item 17(1) given=a",
      "deny: unknown-item 17(1) given=z",
      "deny: unknown-operator 17(1) given=x",
      "deny: unknown-person 17(1) given=y",
      "deny: unknown-purpose 17(1) given=w",
      "deny: unknown-recipient 17(1) given=v",
    ],
  ],
  [
    "only a purpose that nobody declared",
    { ...USE, purpose: "w" },
    ["deny", "deny: unknown-purpose 17(1) given=w", "need: published-purpose 17(1) operator=shop person=buyer"],
  ],
  [
    "an undeclared operator that receives",
    { ...GIVE, recipient: { operator: "u" } },
    ["deny", "deny: unknown-operator 17(1) given=u"],
  ],
  [
    "an undeclared item for a purpose of the Act",
    { ...USE, act: "contact", items: ["z"], purpose: "law.breach-notice" },
    ["deny", "deny: unknown-item 17(1) given=z"],
  ],
  [
    "an undeclared item beyond the policy",
    { ...USE, items: ["z"], purpose: OUTSIDE_POLICY },
    ["deny", "deny: unknown-item 17(1) given=z"],
  ],
  [
    "data taken wrongly, twice over",
    {
      ...USE,
      facts: [
        { kind: "violation", at: SINCE, of: "20(1)" },
        { kind: "violation", at: SINCE, of: "19" },
      ],
    },
    ["deny", "deny: tainted 19"],
  ],
]);

describe("what two ways ask for", () => {
  it("is said once, even where the book keeps no more of what askers typed", () => {
    const question: QuestionInput = { ...GIVE, recipient: { class: "manila", party: "Mihon" } };
    const before = answer(question);
    const unknown = ["deny", "deny: unknown-purpose 17(1) given=nobody"];
    for (let index = 0; index < 5_100; index += 1)
      decide(pack, questionSchema.parse({ ...USE, purpose: `p-${index}` }), NOW);
    assert.deepEqual(answer({ ...USE, purpose: "nobody" }).slice(0, 2), unknown);
    assert.deepEqual(answer(question), before);
    const seoul: QuestionInput = { ...GIVE, recipient: { class: "carrier", party: "Mihon", country: "KR" } };
    assert.equal(answer(seoul).filter((said) => said === "deny: abroad-open 28(1) C6 country=KR").length, 1);
    assert.deepEqual(
      answer({ ...USE, items: ["no-such", "nor-this", "no-such"] }).filter((said) => said.startsWith("deny:")),
      ["deny: unknown-item 17(1) given=no-such", "deny: unknown-item 17(1) given=nor-this"],
    );
  });
});

describe("whether an answer rests on what the asker claimed", () => {
  const claimed = (question: QuestionInput): boolean => decide(pack, questionSchema.parse(question), NOW).claimed;
  const to = { class: "carrier", party: "Mihon" };
  const without: readonly QuestionInput[] = [USE, { ...GIVE, recipient: to }, { ...USE, at: "2026-11-01T00:00:00Z" }];
  const added: readonly QuestionInput[] = [
    { ...USE, facts: [{ kind: "notice", at: SINCE, how: "stated", operators: ["shop"], purposes: ["sale"] }] },
    { ...USE, exceptions: [{ article: "18(3)(i)", evidence: "x" }] },
    { ...USE, form: "statistics" },
    { ...USE, person: { kind: "buyer", living: false } },
    { ...USE, person: { kind: "buyer", able: false } },
    { ...USE, act: "acquire", source: "direct-writing" },
    { ...USE, inDatabase: false },
    { ...USE, existenceHarms: false },
    { ...USE, knownAt: "2026-11-01T00:00:00Z" },
    { ...GIVE, recipient: { ...to, country: "JP" } },
    { ...GIVE, recipient: { ...to, databaseInJapan: false } },
    { ...GIVE, recipient: { ...to, publicBody: false } },
    { ...GIVE, recipient: { ...to, acquiresAsPersonal: false } },
  ];
  for (const question of without)
    it(`does not, for ${JSON.stringify(question)}`, () => assert.equal(claimed(question), false));
  for (const question of added)
    it(`does, for ${JSON.stringify(question)}`, () => assert.equal(claimed(question), true));

  it("is decided for the instant that is written on it", () => {
    const at = (question: QuestionInput): string => decide(pack, questionSchema.parse(question), NOW).at;
    assert.equal(at(USE), "2026-11-22T03:00:00Z");
    assert.equal(at({ ...USE, at: "2026-11-01T00:00:00Z" }), "2026-11-01T00:00:00Z");
    assert.equal(at(USE), "2026-11-22T03:00:00Z");
  });
});
