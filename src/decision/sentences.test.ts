import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { built } from "../../test/marked-pack.ts";
import type { Pack } from "../policy/index.ts";
import type { Grounded } from "./decision.ts";
import { decide } from "./engine.ts";
import { OUTSIDE_POLICY, type QuestionInput, questionSchema } from "./question.ts";

/*
 * Whole answers, sentence by sentence: with the article and the clause that each stands on, and what it is about. The properties hold
 * engine and reference together by what is decided; here stands what people are told.
 */

const NOW = Temporal.Instant.from("2026-11-22T12:00:00+09:00").epochMilliseconds;
const SINCE = "2026-09-01T09:00:00+09:00";

const { program, diagnostics } = built(`
policy:
  id: said
  version: 2024-01-01
  inForceFrom: 2024-01-01
  title: { ja: 試験, en: A test }
  languages: { required: [ja, en], prevailing: ja }
  publisher: shop
settings:
  because: { ja: 試験, en: For tests }
  retention: {}
  emergencyEvidenceHours: 24
  foreignCheckMonths: 12
document: { parts: [{ id: all, clauses: [C1, C2, C4, C5, C6, C7, C8, C9, C10, C11, C12, B1, M1] }] }
items:
  name: { name: { ja: 氏名, en: name }, contact: true }
  phone: { name: { ja: 電話, en: telephone }, contact: true }
  allergy: { name: { ja: アレルギー, en: allergy }, specialCare: medical-history }
  size: { name: { ja: 寸法, en: size } }
operators:
  shop: { name: { ja: 店, en: The Shop }, kind: company, country: JP }
  other: { name: { ja: 別の店, en: Another }, kind: company, country: JP, clause: C5, purposesElsewhere: { ja: 別のページ, en: Elsewhere } }
people:
  buyer: { name: { ja: お客様, en: buyers }, items: [name, phone, size] }
  visitor: { name: { ja: 来店者, en: visitors }, items: [name] }
purposes:
  sale: { operators: [shop], people: [buyer], items: [name, phone], clause: C1 }
  news: { operators: [shop], people: [buyer], items: [name, phone], clause: C2, stoppable: direct-mail }
  any: { operators: [shop], people: [buyer], items: [name, phone], clause: C4, catchAll: true }
  study: { operators: [shop], people: [buyer], items: [size], acts: [use], clause: C1 }
recipients:
  carrier: { name: { ja: 運送, en: carriers }, clause: C6, operators: [shop], people: [buyer], items: [name, phone], purposes: [sale], published: { routes: [entrustment] }, reading: { routes: [{ route: entrustment }], because: { ja: 委託, en: why } } }
  agency: { name: { ja: 調査, en: agencies }, clause: C7, operators: [shop], people: [buyer], items: [name, phone], purposes: [sale], published: { routes: [consent] }, reading: { routes: [{ route: consent, per: party }], because: { ja: 同意, en: why } } }
  court: { name: { ja: 裁判所, en: courts }, clause: C8, operators: [shop], people: [buyer], items: [name], purposes: [sale], published: { routes: [statute] }, reading: { routes: [{ route: statute }], because: { ja: 法令, en: why } } }
  lister: { name: { ja: 名簿, en: listers }, clause: C9, operators: [shop], people: [buyer], items: [name], purposes: [sale], published: { routes: [opt-out] }, reading: { routes: [{ route: opt-out }], because: { ja: 届出, en: why } } }
  helper: { name: { ja: 実習生, en: trainees }, clause: C10, operators: [shop], people: [buyer], items: [name], purposes: [sale], published: { routes: [supervised] }, reading: { routes: [{ route: supervised }], because: { ja: 監督, en: why } } }
  someone: { name: { ja: だれか, en: someone }, clause: C11, operators: [shop], people: [buyer], items: [name], purposes: [sale], published: { routes: [unstated] }, reading: { routes: [{ route: review }], because: { ja: 判断, en: why } } }
  manila: { name: { ja: 海外, en: an office abroad }, clause: C12, operators: [shop], people: [buyer], items: [name], purposes: [sale], country: PH, published: { routes: [entrustment, consent] }, reading: { routes: [{ route: entrustment }, { route: consent }], because: { ja: 委託, en: why } } }
commitments: { purpose-limit: { clause: B1 }, stop-direct-mail: { clause: M1 } }
promises:
  C1: { text: { ja: 販売, en: Selling } }
  C2: { text: { ja: お知らせ, en: News } }
  C4: { text: { ja: その他, en: Anything } }
  C5: { text: { ja: 別の店, en: Another } }
  C6: { text: { ja: 運送, en: Carrying } }
  C7: { text: { ja: 調査, en: Asking } }
  C8: { text: { ja: 裁判, en: Courts } }
  C9: { text: { ja: 名簿, en: Lists } }
  C10: { text: { ja: 実習, en: Training } }
  C11: { text: { ja: だれか, en: Someone } }
  C12: { text: { ja: 海外, en: Abroad } }
  B1: { text: { ja: 目的, en: Purposes } }
  M1: { text: { ja: 停止, en: Stopping } }
`);
assert.ok(program, JSON.stringify(diagnostics.map((found) => [found.line, found.message.en])));
const pack: Pack = { id: "said", versions: [program] };

const USE: QuestionInput = { operator: "shop", person: "buyer", act: "use", items: ["name"], purpose: "sale" };
const GIVE: QuestionInput = { ...USE, act: "provide" };
/** Held for an entruster that named no purpose of ours. */
const ENTRUSTED = { kind: "acquisition", at: SINCE, source: "entrustment" } as const;
const FOR_SALE = { at: SINCE, operators: ["shop"], purposes: ["sale"] };

/** A sentence as `code article clause parameters`. */
function line({ code, article, clause, params }: Grounded & { readonly code: string }): string {
  const about = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  return [code, article, clause, ...about].filter((word) => word !== undefined).join(" ");
}

function answer(input: QuestionInput): readonly string[] {
  const { outcome, reasons, duties, needs } = decide(pack, questionSchema.parse(input), NOW);
  return [
    outcome,
    ...reasons.map((one) => `${one.effect}: ${line(one)}`),
    ...duties.map((one) => `duty: ${line(one)}`),
    ...needs.map((one) => `need: ${line(one)}`),
  ];
}

type Row = readonly [situation: string, question: QuestionInput, answer: readonly string[]];

const ROWS: readonly Row[] = [
  ["a purpose that fits", { ...USE }, ["permit", "permit: purpose-fits 18(1) C1 purpose=sale"]],
  [
    "an item too many, named alone and in one order",
    { ...USE, items: ["size", "name", "allergy", "size"] },
    [
      "deny",
      "deny: purpose-other-items 18(1) C1 purpose=sale items=allergy size",
      "need: consent 18(1) B1 purpose=sale",
    ],
  ],
  [
    "an operator whose purposes stand elsewhere",
    { ...USE, operator: "other" },
    [
      "deny",
      "deny: purposes-elsewhere 17(1) C5 operator=other",
      "deny: purpose-other-operator 18(1) C1 purpose=sale operator=other",
      "need: published-purpose 17(1) operator=other person=buyer",
      "need: consent 18(1) B1 purpose=sale",
    ],
  ],
  [
    "a person for whom nothing is published",
    { ...USE, person: "visitor" },
    [
      "deny",
      "deny: purpose-other-people 18(1) C1 purpose=sale person=visitor",
      "need: published-purpose 17(1) operator=shop person=visitor",
      "need: consent 18(1) B1 purpose=sale",
    ],
  ],
  [
    "an act that the purpose does not name",
    { ...USE, act: "contact", items: ["size"], purpose: "study" },
    ["deny", "deny: purpose-other-act 18(1) C1 purpose=study act=contact", "need: consent 18(1) B1 purpose=study"],
  ],
  [
    "providing for a purpose that names other acts",
    { ...GIVE, items: ["size"], purpose: "study", recipient: { class: "carrier", party: "Mihon" } },
    [
      "deny",
      "deny: recipient-other 18(1) C6 recipient=carrier",
      "deny: contract-missing 27(5)(i) C6 recipient=carrier",
      "deny: consent-missing 27(1) C6",
      "need: contract 27(5)(i) C6 recipient=carrier covers=entrustment",
      "need: consent-recipient 27(1) C6 recipient=carrier purpose=study",
    ],
  ],
  [
    "a purpose too open to authorise",
    { ...USE, purpose: "any" },
    [
      "deny",
      "deny: catch-all 17(1) C4 purpose=any",
      "need: specific-purpose 17(1)",
      "need: consent 18(1) B1 purpose=any",
    ],
  ],
  [
    "a purpose too open that does not fit either",
    { ...USE, purpose: "any", items: ["size"] },
    ["deny", "deny: purpose-other-items 18(1) C4 purpose=any items=size", "need: consent 18(1) B1 purpose=any"],
  ],
  [
    "no purpose of the policy",
    { ...USE, purpose: OUTSIDE_POLICY },
    [
      "deny",
      "deny: outside-policy 18(1) B1",
      "need: evidence 18(3)(i) exception=18(3)(i)",
      "need: consent 18(1) purpose=law.outside-policy",
      "need: published-purpose 17(1) operator=shop person=buyer",
    ],
  ],
  [
    "handing over for no purpose of the policy, within the shop",
    { ...GIVE, purpose: OUTSIDE_POLICY, recipient: { operator: "shop" } },
    [
      "deny",
      "deny: outside-policy 18(1) B1",
      "need: evidence 18(3)(i) exception=27(1)(i)",
      "need: consent 18(1) purpose=law.outside-policy",
      "need: published-purpose 17(1) operator=shop person=buyer",
    ],
  ],
  [
    "pseudonymous data beyond the purpose",
    { ...USE, form: "pseudonymous", items: ["size"] },
    ["deny", "deny: purpose-other-items 18(1) C1 purpose=sale items=size"],
  ],
  [
    "data bound by an entrustment",
    { ...USE, facts: [{ kind: "acquisition", at: SINCE, source: "entrustment", purposes: ["news"] }] },
    ["deny", "deny: purpose-bound 27(5)(i) purpose=sale items=name"],
  ],
  [
    "data bound by an entrustment, for people of whom nothing is published",
    { ...USE, person: "visitor", facts: [ENTRUSTED] },
    [
      "deny",
      "deny: purpose-other-people 18(1) C1 purpose=sale person=visitor",
      "deny: purpose-bound 27(5)(i) purpose=sale items=name",
    ],
  ],
  [
    "data bound by an entrustment, for no purpose of the policy",
    { ...USE, purpose: OUTSIDE_POLICY, facts: [ENTRUSTED] },
    [
      "deny",
      "deny: outside-policy 18(1) B1",
      "deny: purpose-bound 27(5)(i) purpose=law.outside-policy items=name",
      "need: evidence 18(3)(i) exception=18(3)(i)",
    ],
  ],
  [
    "data bound by an entrustment, to another with consent",
    {
      ...GIVE,
      recipient: { class: "agency", party: "Mihon" },
      facts: [ENTRUSTED, { kind: "consent", ...FOR_SALE, recipients: ["agency"], party: "Mihon" }],
    },
    ["deny", "deny: purpose-bound 27(5)(i) purpose=sale items=name"],
  ],
  [
    "data bound by an entrustment, to a party of no class",
    { ...GIVE, recipient: { party: "Mihon" }, facts: [ENTRUSTED] },
    ["deny", "deny: purpose-bound 27(5)(i) purpose=sale items=name", "need: evidence 27(1)(i) exception=27(1)(i)"],
  ],
  [
    "data bound by an entrustment, abroad",
    { ...GIVE, recipient: { party: "Mihon", country: "PH" }, facts: [ENTRUSTED] },
    ["deny", "deny: purpose-bound 27(5)(i) purpose=sale items=name", "need: evidence 27(1)(i) exception=27(1)(i)"],
  ],
  [
    "pseudonymous data for no purpose of the policy",
    { ...USE, form: "pseudonymous", items: ["size"], purpose: OUTSIDE_POLICY },
    [
      "deny",
      "deny: outside-policy 18(1) B1",
      "need: evidence 18(3)(i) exception=18(3)(i)",
      "need: published-purpose 17(1) operator=shop person=buyer",
    ],
  ],
  [
    "data that came by succession",
    { ...USE, facts: [{ kind: "acquisition", at: SINCE, source: "succession", purposes: ["news"] }] },
    ["deny", "deny: purpose-bound 18(2) purpose=sale items=name", "need: consent 18(1) B1 purpose=sale"],
  ],
  [
    "consent within a purpose too open",
    { ...USE, purpose: "any", facts: [{ kind: "consent", at: SINCE, operators: ["shop"], purposes: ["any"] }] },
    ["permit", "permit: consent-covers 18(1) C4"],
  ],
  [
    "consent beyond the purpose",
    { ...USE, items: ["size"], facts: [{ kind: "consent", ...FOR_SALE, items: ["size"] }] },
    ["permit", "permit: consent-covers 18(1) B1"],
  ],
  [
    "an exception that lifts something else",
    { ...USE, items: ["size"], exceptions: [{ article: "20(2)(i)", evidence: "x" }] },
    [
      "deny",
      "deny: purpose-other-items 18(1) C1 purpose=sale items=size",
      "deny: exception-elsewhere 20(2)(i)",
      "need: consent 18(1) B1 purpose=sale",
    ],
  ],
  [
    "mail that was stopped, as promised",
    { ...USE, act: "contact", purpose: "news", facts: [{ kind: "objection", at: SINCE, to: "direct-mail" }] },
    ["deny", "deny: stopped M1", "need: stop-lifted M1"],
  ],
  [
    "use that was stopped, which only the Act promises",
    { ...USE, facts: [{ kind: "objection", at: SINCE, to: "use" }] },
    ["deny", "deny: stopped 35(5)", "need: stop-lifted 35(5)"],
  ],
  [
    "provision that was stopped",
    {
      ...GIVE,
      recipient: { class: "agency", party: "Mihon" },
      facts: [{ kind: "objection", at: SINCE, to: "provision" }],
    },
    ["deny", "deny: stopped 35(5)", "need: stop-lifted 35(5)"],
  ],
  [
    "keeping with no period set",
    { ...USE, act: "retain" },
    ["deny", "deny: retention-unset 22 person=buyer", "need: retention-period 22 person=buyer"],
  ],
  [
    "an entrustment without its contract",
    { ...GIVE, recipient: { class: "carrier", party: "Mihon" } },
    [
      "deny",
      "deny: contract-missing 27(5)(i) C6 recipient=carrier",
      "deny: consent-missing 27(1) C6",
      "need: contract 27(5)(i) C6 recipient=carrier covers=entrustment",
      "need: consent-recipient 27(1) C6 recipient=carrier purpose=sale",
    ],
  ],
  [
    "an entrustment with its contract",
    {
      ...GIVE,
      recipient: { class: "carrier", party: "Mihon" },
      facts: [{ kind: "contract", at: SINCE, covers: "entrustment", party: "Mihon" }],
    },
    [
      "permit",
      "permit: entrustment 27(5)(i) C6 recipient=carrier",
      "note: record-exempt 27(5)(i)",
      "duty: supervise-entrusted 25",
    ],
  ],
  [
    "people under direction, with their pledge",
    {
      ...GIVE,
      recipient: { class: "helper", party: "Mihon" },
      facts: [{ kind: "contract", at: SINCE, covers: "supervision", party: "Mihon" }],
    },
    ["permit", "permit: supervised 24 C10 recipient=helper", "note: record-exempt 24", "duty: supervise-staff 24"],
  ],
  [
    "consent that does not name the party it must",
    {
      ...GIVE,
      recipient: { class: "agency", party: "Mihon" },
      facts: [{ kind: "consent", ...FOR_SALE, recipients: ["agency"] }],
    },
    ["deny", "deny: consent-missing 27(1) C7", "need: consent-recipient 27(1) C7 recipient=agency purpose=sale"],
  ],
  [
    "consent that names it",
    {
      ...GIVE,
      recipient: { class: "agency", party: "Mihon" },
      facts: [{ kind: "consent", ...FOR_SALE, recipients: ["agency"], party: "Mihon" }],
    },
    [
      "permit",
      "permit: consent-covers 27(1) C7",
      "duty: record-provision 29(1) matters=date consent recipient principal items period=P3Y",
    ],
  ],
  [
    "a party of no class, where every class that serves asks for its name",
    { ...GIVE, recipient: { party: "Mihon" }, facts: [{ kind: "consent", ...FOR_SALE }] },
    [
      "deny",
      "deny: consent-missing 27(1)",
      "need: evidence 27(1)(i) exception=27(1)(i)",
      "need: consent-recipient 27(1) recipient= party=Mihon purpose=sale",
    ],
  ],
  [
    "a party of no class with consent that names it",
    {
      ...GIVE,
      recipient: { party: "Mihon" },
      facts: [{ kind: "consent", ...FOR_SALE, party: "Mihon", items: ["name"] }],
    },
    [
      "permit",
      "permit: consent-covers 27(1)",
      "duty: record-provision 29(1) matters=date consent recipient principal items period=P3Y",
    ],
  ],
  [
    "another operator that nothing covers",
    { ...GIVE, recipient: { operator: "other" } },
    [
      "deny",
      "deny: shared-use-outside 27(5)(iii)",
      "deny: consent-missing 27(1)",
      "need: consent-recipient 27(1) recipient=other purpose=sale",
    ],
  ],
  [
    "a court, without the claim",
    { ...GIVE, recipient: { class: "court", party: "Mihon" } },
    [
      "deny",
      "deny: statute-unclaimed 27(1)(i) C8",
      "deny: consent-missing 27(1) C8",
      "need: evidence 27(1)(i) C8 exception=27(1)(i)",
      "need: consent-recipient 27(1) C8 recipient=court purpose=sale",
    ],
  ],
  [
    "a statute claimed as the way, with nothing shown",
    { ...GIVE, recipient: { class: "agency", party: "Mihon", as: "statute" } },
    ["deny", "deny: statute-unclaimed 27(1)(i) C7", "need: evidence 27(1)(i) C7 exception=27(1)(i)"],
  ],
  [
    "a court, with it",
    { ...GIVE, recipient: { class: "court", party: "Mihon" }, exceptions: [{ article: "27(1)(i)", evidence: "x" }] },
    [
      "permit",
      "permit: exception-holds 27(1)(i) C8",
      "note: record-exempt 27(1)(i)",
      "duty: record-exception 27(1)(i) C8",
    ],
  ],
  [
    "an opt-out that nobody filed",
    { ...GIVE, recipient: { class: "lister", party: "Mihon" } },
    [
      "deny",
      "deny: consent-missing 27(1) C9",
      "deny: opt-out-unfiled 27(2) C9",
      "need: consent-recipient 27(1) C9 recipient=lister purpose=sale",
      "need: filing 27(2) C9",
    ],
  ],
  [
    "an opt-out filed, its day not come",
    {
      ...GIVE,
      recipient: { class: "lister", party: "Mihon" },
      facts: [
        {
          kind: "filing",
          at: SINCE,
          starts: "2026-12-01T00:00:00+09:00",
          operators: ["shop"],
          recipients: ["lister"],
          items: ["name"],
        },
      ],
    },
    [
      "deny",
      "deny: consent-missing 27(1) C9",
      "deny: opt-out-waiting R11(1) C9",
      "need: consent-recipient 27(1) C9 recipient=lister purpose=sale",
      "need: time-to-object R11(1) C9",
    ],
  ],
  [
    "an opt-out filed and begun",
    {
      ...GIVE,
      recipient: { class: "lister", party: "Mihon" },
      facts: [
        {
          kind: "filing",
          at: SINCE,
          starts: "2026-10-01T00:00:00+09:00",
          operators: ["shop"],
          recipients: ["lister"],
          items: ["name"],
        },
      ],
    },
    [
      "permit",
      "permit: opt-out 27(2) C9 recipient=lister",
      "duty: record-provision 29(1) matters=date recipient principal items period=P3Y",
    ],
  ],
  [
    "what came by another opt-out",
    {
      ...GIVE,
      recipient: { class: "lister", party: "Mihon" },
      facts: [{ kind: "acquisition", at: SINCE, source: "third-party", byOptOut: true }],
    },
    [
      "deny",
      "deny: consent-missing 27(1) C9",
      "deny: opt-out-onward 27(2) C9",
      "need: consent-recipient 27(1) C9 recipient=lister purpose=sale",
    ],
  ],
  [
    "a class too open to decide",
    { ...GIVE, recipient: { class: "someone", party: "Mihon" } },
    ["review", "review: route-review C11 recipient=someone"],
  ],
  [
    "a class for other items",
    { ...GIVE, items: ["phone"], recipient: { class: "someone", party: "Mihon" } },
    [
      "deny",
      "deny: consent-missing 27(1) C11",
      "deny: recipient-other 18(1) C11 recipient=someone",
      "need: consent-recipient 27(1) C11 recipient=someone purpose=sale",
    ],
  ],
  [
    "abroad, with nothing in hand: said once",
    { ...GIVE, recipient: { class: "manila", party: "Mihon" } },
    [
      "deny",
      "deny: contract-missing 27(5)(i) C12 recipient=manila",
      "deny: abroad-open 28(1) C12 country=PH",
      "need: contract 27(5)(i) C12 recipient=manila covers=entrustment",
      "need: safeguard R16 months=12",
      "need: consent-foreign 28(2) country=PH",
    ],
  ],
  [
    "abroad, with plain consent and a safeguard",
    {
      ...GIVE,
      recipient: { class: "manila", party: "Mihon" },
      facts: [
        { kind: "consent", ...FOR_SALE, recipients: ["manila"] },
        { kind: "safeguard", at: SINCE, party: "Mihon", country: "PH", checkedAt: SINCE, basis: "contract" },
      ],
    },
    [
      "permit",
      "permit: consent-covers 27(1) C12",
      "note: abroad-safeguarded R16 country=PH",
      "duty: record-provision 29(1) matters=date consent recipient principal items period=P3Y",
      "duty: check-equivalent-measures R18 months=12",
      "duty: inform-on-request 28(3)",
    ],
  ],
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
];

describe("what people are told", () => {
  for (const [situation, question, expected] of ROWS) it(situation, () => assert.deepEqual(answer(question), expected));

  it("says once what two ways ask for, even where the book keeps no more of what askers typed", () => {
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
