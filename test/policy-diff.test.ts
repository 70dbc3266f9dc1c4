import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { EXTENSION } from "../src/app.ts";
import {
  type Change,
  CHANGE_CLASSES,
  type ChangeClass,
  classWords,
  diff,
  type PolicyContent,
  print,
  summarize,
} from "../src/policy/index.ts";
import { leaves, tellsOfEverything } from "./told.ts";
import { type Edit, smallPack, sourceOf } from "./marked-pack.ts";
import { referencePack } from "./reference.ts";

const SEED = 20261122;

/** The small pack with one of everything that a change may touch. */
const FULL: readonly Edit[] = [
  [
    "\npeople:",
    `
  sister: { name: { ja: 姉妹店, en: The Sister }, kind: company, country: JP }
itemSets:
  reach: { name: { ja: 連絡先, en: contact details }, items: [name, phone] }
recipients:
  carrier: { name: { ja: 運送会社, en: carriers }, clause: C2, operators: [shop], people: [buyer], items: [name], purposes: [buyer.sale], published: { routes: [unstated] }, reading: { routes: [{ route: entrustment }], because: { ja: 委託, en: Entrusted } } }
  bank: { name: { ja: 銀行, en: banks }, clause: C3, operators: [shop], people: [buyer], items: [name], purposes: [buyer.sale], published: { text: { ja: 銀行に渡します, en: To banks }, routes: [consent] }, reading: { routes: [{ route: consent, per: party }], because: { ja: 同意, en: Consent } } }
  broker: { name: { ja: 名簿業者, en: list brokers }, clause: C3, operators: [shop], people: [buyer], items: [name], purposes: [buyer.sale], published: { text: { ja: 名簿, en: Lists }, routes: [opt-out], filing: { number: "1", on: 2023-01-01, starts: 2023-03-01 }, matters: { acquisition: { ja: 書面, en: On paper }, stop: { ja: 止めます, en: It stops } } }, reading: { routes: [], because: { ja: 届出, en: Filed } } }
sharedUses:
  group: { name: { ja: 共同, en: together }, clause: C3, people: [buyer], items: [name], purposes: [buyer.sale], users: { text: { ja: 二店, en: both shops }, members: [{ operator: shop, from: 2024-01-01 }] }, responsible: shop }
linkedPolicies:
  away: { name: { ja: 別の方針, en: Another policy }, clause: C3, url: "https://example.com/a", snapshot: { taken: 2024-01-01, sha256: "${"0".repeat(64)}" } }
commitments: { purpose-limit: { clause: C1 } }
requests:
  clause: C3
  kinds: [disclosure]
  documents: { principal: { clause: C3, atLeast: 1, accepted: [passport] } }
  ways: { clause: C3, accepted: [post] }
  fees: { disclosure: { clause: C3, yen: 300 } }
  settings: { because: { ja: 試験, en: test }, term: P14D }
cookies:
  clause: C3
  transmissions:
    counter: { clause: C3, name: { ja: 計測, en: A counter }, sends: { ja: 閲覧, en: Pages }, kind: analysis }
calls: { clause: C3, purposes: [buyer.sale] }
safeguards: { measures: { people: { clause: C3 } }, complaints: { clause: C3 } }
people:`,
  ],
  [", clause: C2 } }\n", ", clause: C2 }, guest: { period: P6M, after: { ja: 来店, en: the visit } } }\n"],
  ["\n  C2:", "\n  C3: { text: { ja: そのほか, en: The rest } }\n  C2:"],
];

function version(...edits: readonly Edit[]): PolicyContent {
  const { place: _place, ...content } = sourceOf(smallPack(...FULL, ...edits), EXTENSION.sections);
  return content;
}

const said = (changes: readonly Change[]): string[] =>
  changes.map((one) => [one.class, ...one.asks.flatMap(({ article }) => article ?? [])].join(" "));

/** An edit, what it must come to, and what its reverse must come to where that differs. */
type Row = readonly [name: string, edit: Edit, forth: readonly string[], back?: readonly string[]];

const NEW_PURPOSE = "judgement 21(3) 18(1)";
const FILED_BEFORE = "file 27(3) 27(3) R14";

const ROWS: readonly Row[] = [
  ["a title", ["en: A small shop's promises", "en: Promises"], ["editorial"]],
  ["a heading of the page", ["heading: { ja: 利用目的", "heading: { ja: 目的"], ["editorial"]],
  ["a clause set out on the page", ["clauses: [C1, C2]", "clauses: [C1]"], ["publish"], ["publish"]],
  ["the language that prevails", ["prevailing: ja", "prevailing: en"], ["publish"]],
  ["only a translation", ["en: Selling", "en: Sale"], ["editorial"]],
  ["only white space", ["ja: 止めます", 'ja: "止めます "'], []],
  ["the words of a purpose that is shared", ["ja: 販売", "ja: 広告"], ["judgement 21(3) 18(1) 27(6) General 3-6-3"]],
  ["the words of a clause that nothing stands on", ["ja: そのほか", "ja: その他"], ["publish"]],
  [
    "words of its own, that are those of the clause",
    ["phone], clause: C1", "phone], clause: C1, text: { ja: 販売, en: Selling }"],
    ["editorial"],
  ],
  [
    "an item of a purpose",
    ["items: [name, phone], clause: C1", "items: [name], clause: C1"],
    ["publish 32(1)(ii)"],
    [NEW_PURPOSE],
  ],
  [
    "a special-care item of a purpose",
    ["phone], clause: C1", "phone, allergy], clause: C1"],
    ["consent 20(2) 21(3) 18(1)"],
    ["publish 32(1)(ii)"],
  ],
  [
    "items by another way of writing",
    ["items: [name, phone], clause: C1", "items: [reach], clause: C1"],
    ["editorial"],
  ],
  ["the order of items", ["items: [name, phone], clause: C1", "items: [phone, name], clause: C1"], ["editorial"]],
  [
    "acts of a purpose",
    ["phone], clause: C1", "phone], clause: C1, acts: [acquire, use]"],
    ["publish 32(1)(ii)"],
    [NEW_PURPOSE],
  ],
  [
    "acts that are those by default",
    ["phone], clause: C1", "phone], clause: C1, acts: [acquire, use, contact, retain]"],
    ["editorial"],
  ],
  [
    "a purpose for people who had one",
    ["\npromises:", "\n  buyer.mail: { operators: [shop], people: [buyer], items: [name], clause: C2 }\npromises:"],
    [NEW_PURPOSE],
    ["publish 32(1)(ii)"],
  ],
  [
    "a purpose for new people",
    [
      "\npurposes:",
      "\n  guest: { name: { ja: 来客, en: guests }, items: [name] }\npurposes:\n  guest.visit: { operators: [shop], people: [guest], items: [name], clause: C2 }",
    ],
    ["announce 21(1)", "announce 21(1)"],
    ["publish", "publish 32(1)(ii)"],
  ],
  [
    "a purpose for people who are also others",
    [
      "\npurposes:",
      "\n  member: { name: { ja: 会員, en: members }, items: [name], also: [buyer] }\npurposes:\n  member.visit: { operators: [shop], people: [member], items: [name], clause: C2 }",
    ],
    ["announce 21(1)", NEW_PURPOSE],
    ["publish", "publish 32(1)(ii)"],
  ],
  [
    "a purpose for another operator",
    [
      "operators: [shop], people: [buyer], items: [name, phone], clause: C1",
      "operators: [shop, sister], people: [buyer], items: [name, phone], clause: C1",
    ],
    ["announce 21(1)"],
    ["publish 32(1)(ii)"],
  ],
  [
    "a mark “too open”",
    ["phone], clause: C1", "phone], clause: C1, catchAll: true"],
    ["publish 17(1)"],
    ["judgement 32(1)(ii) 17(1)"],
  ],
  [
    "a promise to stop direct mail",
    ["phone], clause: C1", "phone], clause: C1, stoppable: direct-mail"],
    ["publish"],
    ["publish 35(5)"],
  ],
  ["an item's name", ["en: telephone", "en: phone"], ["editorial"]],
  [
    "a mark of special care on an item",
    ["en: telephone }", "en: telephone }, specialCare: disability"],
    ["consent 20(2)"],
    ["judgement 20(2)"],
  ],
  [
    "an item set that a purpose does not use",
    ["items: [name, phone] }\nrecipients", "items: [name] }\nrecipients"],
    ["editorial"],
  ],
  [
    "what people also are",
    [
      "buyer: { name: { ja: お客様, en: buyers }, items: [name, phone] }",
      "buyer: { name: { ja: お客様, en: buyers }, items: [name] }",
    ],
    ["publish"],
  ],
  [
    "the address of who answers for a shared use and provides by opt-out",
    ["ja: 東京都", "ja: 大阪府"],
    ["file 32(1)(i) 27(6) 27(3) 27(3) R14"],
  ],
  ["the name of another operator", ["ja: 姉妹店", "ja: 兄弟店"], ["publish 32(1)(i)"]],
  [
    "a company that becomes a branch",
    ["en: The Sister }, kind: company,", "en: The Sister }, kind: branch, of: shop,"],
    ["judgement 27(1) 32(1)(i)", "judgement 27(1) 32(1)(i)"],
  ],
  [
    "the country of an operator",
    ["en: The Sister }, kind: company, country: JP", "en: The Sister }, kind: company, country: KR"],
    ["consent 32(1)(i) 28(1)"],
    ["publish 32(1)(i)"],
  ],
  [
    "the country of an operator, to one that counts as equal",
    ["en: The Sister }, kind: company, country: JP", "en: The Sister }, kind: company, country: FR"],
    ["publish 32(1)(i)"],
  ],
  [
    "an item to an entrusted party",
    [
      "people: [buyer], items: [name], purposes: [buyer.sale], published: { routes: [unstated]",
      "people: [buyer], items: [name, phone], purposes: [buyer.sale], published: { routes: [unstated]",
    ],
    ["publish 27(5)(i)"],
    ["publish"],
  ],
  [
    "an item to a recipient by consent",
    [
      "items: [name], purposes: [buyer.sale], published: { text: { ja: 銀行",
      "items: [name, phone], purposes: [buyer.sale], published: { text: { ja: 銀行",
    ],
    ["consent 27(1)"],
    ["publish"],
  ],
  [
    "an item to a recipient by opt-out",
    [
      "items: [name], purposes: [buyer.sale], published: { text: { ja: 名簿",
      "items: [name, phone], purposes: [buyer.sale], published: { text: { ja: 名簿",
    ],
    [FILED_BEFORE],
  ],
  ["how data of an opt-out was acquired", ["ja: 書面", "ja: 電話"], [FILED_BEFORE]],
  ["the translation of that", ["en: On paper", "en: In writing"], ["editorial"]],
  ["that provision stops on request", ["ja: 止めます", "ja: 止めません"], ["judgement 27(2)(vi) 27(2)(vi)"]],
  ["a matter of an opt-out", [", stop: { ja: 止めます, en: It stops }", ""], ["barred 27(2)"], [FILED_BEFORE]],
  ["the day on which an opt-out starts", ["starts: 2023-03-01", "starts: 2023-04-01"], [FILED_BEFORE]],
  ["the number of a filing", ['number: "1"', 'number: "2"'], ["publish R14"]],
  [
    "the filing of an opt-out",
    [', filing: { number: "1", on: 2023-01-01, starts: 2023-03-01 }', ""],
    ["barred 27(2)"],
    ["publish R14"],
  ],
  [
    "an opt-out instead of words that say nothing",
    ["published: { routes: [unstated] }", "published: { routes: [opt-out] }"],
    ["file 27(2) 27(2) R14", "publish"],
    ["publish", "file 27(3) 27(3) R14"],
  ],
  [
    "consent beside entrustment",
    ["routes: [{ route: entrustment }]", "routes: [{ route: entrustment }, { route: consent }]"],
    ["consent 27(1)"],
    ["publish"],
  ],
  ["what consent must name", ["per: party", "per: deal"], ["consent 27(1)"], ["publish"]],
  ["the words of a recipient", ["ja: 銀行に渡します", "ja: 銀行と保険会社に渡します"], ["judgement 27(1)"]],
  ["the name of a recipient", ["name: { ja: 銀行", "name: { ja: 金融機関"], ["judgement 27(1)"]],
  ["the reason of a reading", ["because: { ja: 委託", "because: { ja: 委託です"], ["editorial"]],
  [
    "the country of a recipient",
    ["because: { ja: 同意, en: Consent } }", "because: { ja: 同意, en: Consent } }, country: KR"],
    ["consent 28(1)"],
    ["publish"],
  ],
  [
    "a shared item",
    [
      "people: [buyer], items: [name], purposes: [buyer.sale], users",
      "people: [buyer], items: [name, phone], purposes: [buyer.sale], users",
    ],
    ["barred General 3-6-3"],
    ["publish 27(5)(iii)"],
  ],
  [
    "a shared item, first stated",
    ["people: [buyer], items: [name], purposes: [buyer.sale], users", "people: [buyer], purposes: [buyer.sale], users"],
    ["barred 27(5)(iii)"],
    ["beforehand 27(5)(iii)"],
  ],
  [
    "a user of shared use",
    ["from: 2024-01-01 }]", "from: 2024-01-01 }, { operator: sister, from: 2025-01-01 }]"],
    ["barred General 3-6-3"],
    ["publish 27(5)(iii)"],
  ],
  [
    "how long a user takes part",
    ["from: 2024-01-01 }]", "from: 2024-01-01, to: 2025-01-01 }]"],
    ["publish 27(5)(iii)"],
    ["barred General 3-6-3"],
  ],
  ["the words for the range of users", ["ja: 二店", "ja: 三店"], ["judgement 27(5)(iii) General 3-6-3"]],
  ["who is responsible", ["responsible: shop", "responsible: sister"], ["beforehand 27(6)"]],
  ["the telephone of a contact", ["03-1234-5678", "03-1234-5679"], ["publish 32(1)(iii)"]],
  ["a copy of a policy elsewhere", [`sha256: "${"0".repeat(64)}"`, `sha256: "${"1".repeat(64)}"`], ["judgement 21(3)"]],
  ["a commitment", ["commitments: { purpose-limit: { clause: C1 } }", "commitments: {}"], ["publish"], ["publish"]],
  ["a period that a clause publishes", ["period: P1Y", "period: P2Y"], ["publish 22"], ["publish 22"]],
  ["a period that only the office knows", ["period: P6M", "period: P9M"], ["editorial 22"], ["editorial 22"]],
  ["a setting", ["emergencyEvidenceHours: 24", "emergencyEvidenceHours: 48"], ["editorial"]],
  ["how many papers a request needs", ["atLeast: 1", "atLeast: 2"], ["publish 32(1)(iii) 37(4)"]],
  ["a fee", ["yen: 300", "yen: 500"], ["publish 32(1)(iii) 38(2)"]],
  ["the term of a request, in the settings of its room", ["term: P14D", "term: P7D"], ["editorial"]],
  ["what a page sends elsewhere", ["ja: 閲覧", "ja: 閲覧と位置"], ["beforehand"]],
  ["where complaints go", [", complaints: { clause: C3 }", ""], ["publish CO10(ii)"]],
  [
    "a safeguard",
    ["measures: { people: { clause: C3 } }", "measures: { people: { clause: C3 }, rules: { clause: C3 } }"],
    ["publish CO10(i)"],
  ],
];

describe("a change of a policy", () => {
  for (const [name, edit, forth, back = forth] of ROWS) {
    it(`asks for what the Act says: ${name}`, () => {
      const [before, after] = [version(), version(edit)];
      assert.deepEqual(said(diff(before, after)), forth);
      assert.deepEqual(said(diff(after, before)), back);
    });
  }
});

describe("the filing of an opt-out that is read as published", () => {
  const READ: Edit = [
    "reading: { routes: [], because: { ja: 届出",
    "reading: { routes: [{ route: opt-out }], because: { ja: 届出",
  ];
  const FILING = 'filing: { number: "1", on: 2023-01-01, starts: 2023-03-01 }';
  const READ_TOO: Edit = [READ[0], READ[1].replace("opt-out }", `opt-out, ${FILING} }`)];
  const told = (before: readonly Edit[], after: readonly Edit[]): readonly string[] =>
    said(diff(version(...before), version(...after)));

  it("changes once", () => {
    const later: Edit = ["starts: 2023-03-01", "starts: 2023-04-01"];
    assert.deepEqual(told([READ], [READ, later]), [FILED_BEFORE]);
    assert.deepEqual(told([READ], [READ, [`, ${FILING}`, ""]]), ["barred 27(2)"]);
  });

  it("is the same wherever it is written", () => {
    assert.deepEqual(told([READ], [READ_TOO]), ["editorial"]);
    assert.deepEqual(told([READ_TOO, [`, ${FILING}`, ""]], [READ]), ["publish R14", "editorial"]);
  });
});

describe("identifiers that only changed", () => {
  it("are told as such, with every place that refers to them", () => {
    const trade = print(version()).replaceAll("buyer.sale", "buyer.trade").replaceAll("C3", "C9");
    const { place: _place, ...after } = sourceOf(trade, EXTENSION.sections);
    const changes = diff(version(), after);
    assert.deepEqual(
      changes.map(({ kind, section, id, class: name }) => [kind, section, id, name]),
      [
        ["renamed", "promises", "C9", "editorial"],
        ["renamed", "purposes", "buyer.trade", "editorial"],
      ],
    );
    assert.ok(changes[1]?.pointers.includes("/recipients/bank/purposes"));
    assert.ok(changes[1]?.pointers.includes("/calls/purposes"));
  });

  it("are renamed where kinds of people are keys", () => {
    const { place: _place, ...after } = sourceOf(
      print(version()).replaceAll(/\bbuyer\b(?!\.)/g, "client"),
      EXTENSION.sections,
    );
    assert.deepEqual(
      diff(version(), after).map(({ kind, id }) => [kind, id]),
      [["renamed", "client"]],
    );
  });

  it("are not guessed where two say the same", () => {
    const twins: Edit = [
      "\npromises:",
      "\n  buyer.a: { operators: [shop], people: [buyer], items: [name], clause: C2 }\n  buyer.b: { operators: [shop], people: [buyer], items: [name], clause: C2 }\npromises:",
    ];
    const changes = diff(version(twins), version(twins, ["buyer.a:", "buyer.c:"], ["buyer.b:", "buyer.d:"]));
    assert.deepEqual(changes.map(({ kind }) => kind).sort(), ["added", "added", "removed", "removed"]);
  });
});

describe("a change of a short form", () => {
  const set: Edit = ["items: [name, phone], clause: C1", "items: [reach], clause: C1"];

  it("is a change of what it stands for, where it is used", () => {
    const changes = diff(
      version(set, ["items: [name, phone] }\nrecipients", "items: [name] }\nrecipients"]),
      version(set),
    );
    assert.deepEqual(
      changes.map(({ section, id, class: name, pointers }) => [section, id, name, ...pointers]),
      [
        ["itemSets", "reach", "editorial", "/itemSets/reach/items"],
        ["purposes", "buyer.sale", "judgement", "/purposes/buyer.sale/items"],
      ],
    );
    assert.deepEqual(changes[1]?.says, {
      ja: "利用目的「販売」（buyer.sale）の項目：+電話番号",
      en: "Purpose “Selling” (buyer.sale), items: +telephone",
    });
  });

  it("is told for the other operator of a mirror too", () => {
    const mirror: Edit = [
      "\npeople:",
      `
mirrors:
  twin: { clause: C2, from: shop, to: sister, people: { buyer: guest }, clauses: [C1], because: { ja: 同じ, en: The same } }
people:
  guest: { name: { ja: 来客, en: guests }, items: [name] }`,
    ];
    const changes = diff(
      version(mirror),
      version(mirror, ["items: [name, phone], clause: C1", "items: [name], clause: C1"]),
    );
    assert.deepEqual(
      changes.map(({ id, clause, class: name }) => [id, clause, name]),
      [
        ["buyer.sale", "C1", "publish"],
        ["twin.buyer.sale", "C2.C1", "publish"],
      ],
    );
  });

  it("asks for nothing more where an operator's name stands in many texts", () => {
    const named: Edit = ["ja: 販売", "ja: '{operator}の販売'"];
    const changes = diff(
      version(named),
      version(named, ["ja: 小さな店, en: The Small Shop", "ja: 大きな店, en: The Small Shop"]),
    );
    assert.deepEqual(
      changes.map(({ section, id }) => [section, id]),
      [["operators", "shop"]],
    );
  });
});

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

describe("any two versions", () => {
  it("differ by any of the edits above, several at once", () => {
    const edits = ROWS.map(([, edit]) => edit);
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
