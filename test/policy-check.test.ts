import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { z } from "zod";
import {
  type CheckRule,
  CORE_RULES,
  check,
  type Diagnostic,
  missingMatters,
  expand,
  type Section,
  type Severity,
} from "../src/policy/index.ts";
import { built, type Edit, marks, smallPack, sourceOf } from "./marked-pack.ts";

const RECIPIENT = `
recipients:
  agency:
    name: { ja: 調査会社, en: an agency }
    clause: C2
    operators: [shop]
    people: [buyer]
    items: [name]
    purposes: [buyer.sale]
    published: { routes: [unstated] }
    reading: { routes: [{ route: consent }], because: { ja: 理由, en: why } }
`;
const SHARED_USE = `
sharedUses:
  group:
    name: { ja: 商店街, en: the arcade }
    clause: C2
    people: [buyer]
    items: [name]
    purposes: [buyer.sale]
    users: { text: { ja: 商店街の店, en: the shops of the arcade } }
    responsible: shop
`;
const MIRROR = `
mirrors:
  twin:
    clause: C2
    from: shop
    to: shop
    people: { buyer: buyer }
    clauses: [C1]
    because: { ja: 理由, en: why }
`;
const EMPTY_RECIPIENT: Edit = ["\npromises:", `${RECIPIENT}promises:`];
const WITH_SHARED_USE: Edit = ["\npromises:", `${SHARED_USE}promises:`];
const WITH_MIRROR: Edit = ["\npromises:", `${MIRROR}promises:`];

interface Situation {
  readonly rule: string;
  readonly severity: Severity;
  readonly article?: string;
  readonly clause?: string;
  readonly en: RegExp;
  readonly ja: RegExp;
  /** The pack in which the rule speaks, `▸` where it must point. */
  readonly fires: string;
  /** A pack near to it in which it must not. */
  readonly silent: string;
}

const SITUATIONS: readonly Situation[] = [
  {
    rule: "dangling-reference",
    severity: "error",
    en: /no “nmae” in items.+spelling/,
    ja: /items に「nmae」はありません/,
    fires: smallPack(["buyers }, items: [name, phone]", "buyers }, items: [▸nmae, phone]"]),
    silent: smallPack(
      ["\npeople:", "\nitemSets: { all: { name: { ja: 全部, en: all }, items: [name, phone] } }\npeople:"],
      ["buyers }, items: [name, phone]", "buyers }, items: [all]"],
    ),
  },
  {
    rule: "unknown-clause",
    severity: "error",
    en: /Clause “C9” is not in promises/,
    ja: /条項「C9」は promises にありません/,
    fires: smallPack(["phone], clause: C1", "phone], ▸clause: C9"]),
    silent: smallPack(["phone], clause: C1", "phone], clause: C2"]),
  },
  {
    rule: "text-missing",
    severity: "error",
    en: /lacks the required language “en”/,
    ja: /必須の言語「en」の文がありません/,
    fires: smallPack(["name: { name: { ja: 氏名, en: name }", "name: { ▸name: { ja: 氏名 }"]),
    silent: smallPack(["name: { name: { ja: 氏名, en: name }", "name: { name: { ja: 氏名, en: name, ko: 이름 }"]),
  },
  {
    rule: "people-without-purposes",
    severity: "law",
    article: "17(1)",
    clause: "C2",
    en: /No purpose covers “visitors”.+everything is denied/,
    ja: /「来店者」の利用目的が一つもありません.+拒否/,
    fires: smallPack([
      "\npurposes:",
      "\n  ▸visitor: { name: { ja: 来店者, en: visitors }, items: [name], clause: C2 }\npurposes:",
    ]),
    silent: smallPack([
      "\npurposes:",
      "\n  visitor: { name: { ja: 来店者, en: visitors }, items: [name], also: [buyer] }\npurposes:",
    ]),
  },
  {
    rule: "empty-purpose",
    severity: "law",
    article: "17(1)",
    clause: "C1",
    en: /“buyer.sale” names no items/,
    ja: /「buyer.sale」に items がありません/,
    fires: smallPack(["people: [buyer], items: [name, phone], clause", "people: [buyer], ▸items: [], clause"]),
    silent: smallPack(["people: [buyer], items: [name, phone], clause", "people: [buyer], items: [name], clause"]),
  },
  {
    rule: "special-care-opt-out",
    severity: "law",
    article: "27(2)",
    clause: "C2",
    en: /“an agency” is an opt-out recipient.+\(allergies\).+never leaves by opt-out/,
    ja: /「調査会社」.+（アレルギー）.+オプトアウトでは提供できません/,
    fires: smallPack(
      EMPTY_RECIPIENT,
      ["  agency:", "  ▸agency:"],
      ["items: [name]\n", "items: [name, allergy]\n"],
      ["[unstated]", "[opt-out]"],
      ["en: allergy", "en: allergies"],
    ),
    silent: smallPack(EMPTY_RECIPIENT, ["items: [name]\n", "items: [name, allergy]\n"]),
  },
  {
    rule: "opt-out-without-filing",
    severity: "law",
    article: "27(2)",
    clause: "C2",
    en: /“an agency” is published as an opt-out recipient without a filing/,
    ja: /「調査会社」.+届出がありません/,
    fires: smallPack(EMPTY_RECIPIENT, ["  agency:", "  ▸agency:"], ["[unstated]", "[opt-out]"]),
    silent: smallPack(EMPTY_RECIPIENT, [
      "[unstated] }",
      '[opt-out], filing: { number: "123", on: 2024-02-01, starts: 2024-03-01 } }',
    ]),
  },
  {
    rule: "shared-use-matters",
    severity: "law",
    article: "27(5)(iii)",
    clause: "C2",
    en: /“the arcade” lacks the items shared, who is responsible/,
    ja: /「商店街」に、共同利用する項目・責任を有する者/,
    fires: smallPack(
      WITH_SHARED_USE,
      ["  group:", "  ▸group:"],
      ["    items: [name]\n", ""],
      ["    responsible: shop\n", ""],
    ),
    silent: smallPack(WITH_SHARED_USE),
  },
];

function findings(text: string, rule: string): readonly Diagnostic[] {
  return check(sourceOf(text)).filter((finding) => finding.rule === rule);
}

describe("the linter for policies", () => {
  for (const { rule, severity, article, clause, en, ja, fires, silent } of SITUATIONS) {
    it(`${rule}: says where, by which article and clause, and what to do`, () => {
      const found = findings(fires, rule);
      assert.deepEqual(
        found.map(({ message: _message, ...finding }) => finding),
        marks(fires).map((place) => ({
          rule,
          severity,
          file: "pack.yaml",
          ...place,
          ...(article === undefined ? {} : { article }),
          ...(clause === undefined ? {} : { clause }),
        })),
      );
      assert.ok(found.length > 0);
      for (const { message } of found) {
        assert.match(message.en, en);
        assert.match(message.ja, ja);
        assert.ok(!/\{[a-zA-Z]+\}/.test(message.en + message.ja), `an unfilled mark in ${message.en}`);
      }
      assert.equal(
        built(fires).program === undefined,
        severity === "error",
        "only an error keeps a policy from running",
      );
    });

    it(`${rule}: is silent where nothing is wrong`, () => {
      assert.deepEqual(findings(silent, rule), []);
      assert.ok(built(silent).program);
    });
  }

  it("has a situation above for every rule, and no rule twice", () => {
    assert.deepEqual(
      SITUATIONS.map(({ rule }) => rule),
      CORE_RULES.map(({ id }) => id),
    );
    assert.equal(new Set(CORE_RULES.map(({ id }) => id)).size, CORE_RULES.length);
  });

  it("says the same in both languages: the marks of a message", () => {
    for (const { id, message } of CORE_RULES) {
      const [ja, en] = [message.ja, message.en].map((words) => [...new Set(words.match(/\{[a-zA-Z]+\}/g))].sort());
      assert.deepEqual(ja, en, id);
    }
  });

  it("finds nothing in the small pack", () => {
    assert.deepEqual(built(smallPack()).diagnostics, []);
  });

  it("gives what it found in the order of lines, and a room's findings among them", () => {
    const text = smallPack(
      ["en: The Small Shop }", "ko: 가게 }"],
      ["phone], clause: C1", "nothing], clause: C9"],
      ["- { id: purposes, ", "- { id: purposes, mirror: none, "],
    );
    assert.deepEqual(
      check(sourceOf(text)).map(({ line, rule }) => [line, rule]),
      [
        [16, "dangling-reference"],
        [23, "text-missing"],
        [31, "dangling-reference"],
        [31, "unknown-clause"],
      ],
    );
  });
});

describe("a reference that leads nowhere", () => {
  const references: readonly (readonly [situation: string, ...edits: Edit[]])[] = [
    ["the publisher", ["publisher: shop", "▸publisher: none"]],
    [
      "an item of a set",
      ["\npeople:", "\nitemSets: { all: { name: { ja: 全部, en: all }, items: [name, ▸none] } }\npeople:"],
    ],
    ["the company of a branch", ["    kind: company", "    kind: branch\n    ▸of: none"]],
    ["an item of a kind of people", ["buyers }, items: [name,", "buyers }, items: [▸none,"]],
    ["a kind of people that others also are", ["buyers }, ", "buyers }, also: [▸none], "]],
    [
      "an operator of a purpose",
      ["operators: [shop], people: [buyer], items", "operators: [shop, ▸none], people: [buyer], items"],
    ],
    ["people of a purpose", ["people: [buyer], items", "people: [▸none, buyer], items"]],
    ["an item of a purpose", ["people: [buyer], items: [name,", "people: [buyer], items: [▸none,"]],
    ["an operator of a recipient", EMPTY_RECIPIENT, ["    operators: [shop]\n", "    operators: [▸none]\n"]],
    ["people of a recipient", EMPTY_RECIPIENT, ["    people: [buyer]\n", "    people: [▸none]\n"]],
    ["an item of a recipient", EMPTY_RECIPIENT, ["    items: [name]\n", "    items: [▸none]\n"]],
    ["a purpose of a recipient", EMPTY_RECIPIENT, ["    purposes: [buyer.sale]\n", "    purposes: [▸none]\n"]],
    ["people of a shared use", WITH_SHARED_USE, ["    people: [buyer]\n", "    people: [▸none]\n"]],
    ["an item of a shared use", WITH_SHARED_USE, ["    items: [name]\n", "    items: [▸none]\n"]],
    ["a purpose of a shared use", WITH_SHARED_USE, ["    purposes: [buyer.sale]\n", "    purposes: [▸none]\n"]],
    [
      "a member of a shared use",
      WITH_SHARED_USE,
      ["the arcade } }\n", "the arcade }, members: [{ ▸operator: none, from: 2024-01-01 }] }\n"],
    ],
    ["who is responsible for a shared use", WITH_SHARED_USE, ["    responsible: shop", "    ▸responsible: none"]],
    ["people of a contact", ["phone: 03-1234-5678 }", "phone: 03-1234-5678, people: [▸none] }"]],
    ["an operator of a contact", ["phone: 03-1234-5678 }", "phone: 03-1234-5678, operators: [▸none] }"]],
    ["who a mirror is of", WITH_MIRROR, ["    from: shop", "    ▸from: none"]],
    ["who a mirror is for", WITH_MIRROR, ["    to: shop", "    ▸to: none"]],
    ["people in a mirror", WITH_MIRROR, ["people: { buyer: buyer }", "people: { ▸buyer: none }"]],
    ["people to mirror", WITH_MIRROR, ["people: { buyer: buyer }", "people: { ▸none: buyer }"]],
    ["people with a retention", ["retention: { buyer:", "retention: { ▸none:"]],
    ["a contact in the document", ["- { id: purposes, ", "- { id: purposes, contacts: [▸none], "]],
    [
      "a mirror deep in the document",
      ["clauses: [C1, C2] }", "parts: [{ id: a, parts: [{ id: b, ▸mirror: none }] }] }"],
    ],
  ];
  for (const [situation, ...edits] of references) {
    it(`is found: ${situation}`, () => {
      const text = smallPack(...edits);
      const found = findings(text, "dangling-reference");
      assert.deepEqual(
        found.map(({ line, column }) => ({ line, column })),
        marks(text),
      );
      assert.match(found[0]?.message.en ?? "", /no “none” in [a-zA-Z]+/);
    });
  }

  it("is not excused by what every object inherits", () => {
    assert.equal(findings(smallPack(["publisher: shop", "publisher: constructor"]), "dangling-reference").length, 1);
  });
});

describe("a clause that no promise makes", () => {
  const clauses: readonly (readonly [situation: string, ...edits: Edit[]])[] = [
    ["of an operator", ["    kind: company", "    ▸clause: C9\n    kind: company"]],
    ["of people", ["buyers }, ", "buyers }, ▸clause: C9, "]],
    ["of a purpose", ["phone], clause: C1", "phone], ▸clause: C9"]],
    ["of a recipient", EMPTY_RECIPIENT, ["    clause: C2", "    ▸clause: C9"]],
    ["of a shared use", WITH_SHARED_USE, ["    clause: C2", "    ▸clause: C9"]],
    ["of a contact", ["phone: 03-1234-5678 }", "phone: 03-1234-5678, ▸clause: C9 }"]],
    [
      "that states a matter of an opt-out",
      EMPTY_RECIPIENT,
      ["{ routes: [unstated] }", "{ routes: [unstated], stated: { ▸stop: C9 } }"],
    ],
    ["of a mirror", WITH_MIRROR, ["    clause: C2", "    ▸clause: C9"]],
    ["to be mirrored", WITH_MIRROR, ["clauses: [C1]", "clauses: [C1, ▸C9]"]],
    ["of a commitment", ["\npeople:", "\ncommitments: { purpose-limit: { ▸clause: C9 } }\npeople:"]],
    ["in the document", ["clauses: [C1, C2]", "clauses: [C1, C2, ▸C9]"]],
  ];
  for (const [situation, ...edits] of clauses) {
    it(`is found: ${situation}`, () => {
      const text = smallPack(...edits);
      assert.deepEqual(
        findings(text, "unknown-clause").map(({ line, column }) => ({ line, column })),
        marks(text),
      );
    });
  }

  it("is one that a mirror makes: the document may set it out", () => {
    const text = smallPack(WITH_MIRROR, ["clauses: [C1, C2]", "clauses: [C1, C2, C2.C1]"]);
    assert.deepEqual(findings(text, "unknown-clause"), []);
  });
});

describe("a text that lacks a language", () => {
  const texts: readonly (readonly [situation: string, ...edits: Edit[]])[] = [
    ["the title", ["  title: { ja: 小さな店の約束, en: A small shop's promises }", "  ▸title: { ja: 小さな店の約束 }"]],
    ["what is said about it", ["  publisher:", "  ▸about: { ja: これは }\n  publisher:"]],
    ["why the settings are so", ["because: { ja: 試験のため, en: For tests }", "▸because: { ja: 試験のため }"]],
    ["from when data is kept", ["after: { ja: 最後の買い物, en: the last purchase }", "▸after: { ja: 最後の買い物 }"]],
    ["a heading", ["heading: { ja: 利用目的, en: Purposes }", "▸heading: { en: Purposes }"]],
    [
      "a text deep in the document",
      ["clauses: [C1, C2] }", "parts: [{ id: a, parts: [{ id: b, ▸text: { en: b } }] }] }"],
    ],
    ["an address", ["address: { ja: 東京都, en: Tokyo }", "▸address: { en: Tokyo }"]],
    [
      "a representative's name and title",
      [
        "name: { ja: 店主, en: The Owner }, title: { ja: 代表, en: Owner }",
        "▸name: { ja: 店主 }, ▸title: { ja: 代表 }",
      ],
    ],
    ["where purposes are", ["    kind: company", "    ▸purposesElsewhere: { ja: 別の所 }\n    kind: company"]],
    ["what is ours", ["buyers }, ", "buyers }, ▸ours: { ja: 足した }, "]],
    ["a purpose", ["phone], clause: C1", "phone], ▸text: { ja: 販売 }, ▸because: { ja: 理由 }, clause: C1"]],
    [
      "a recipient",
      EMPTY_RECIPIENT,
      ["{ routes: [unstated] }", "{ routes: [unstated], ▸text: { ja: 調べる } }"],
      ["because: { ja: 理由, en: why }", "▸because: { ja: 理由 }"],
    ],
    [
      "a shared use",
      WITH_SHARED_USE,
      [
        "text: { ja: 商店街の店, en: the shops of the arcade } }",
        "▸text: { ja: 店 }, ▸list: { ja: 一覧 } }\n    reading: { ▸because: { ja: 理由 } }",
      ],
    ],
    [
      "a contact",
      [
        "name: { ja: レジ, en: the till }, for: { ja: ご質問, en: questions }",
        "▸name: { ja: レジ }, ▸for: { ja: ご質問 }, ▸default: { ja: 足した }",
      ],
    ],
    [
      "a matter of an opt-out",
      EMPTY_RECIPIENT,
      ["{ routes: [unstated] }", "{ routes: [unstated], matters: { ▸stop: { ja: やめます }, ▸update: { ja: 毎月 } } }"],
    ],
    ["a mirror", WITH_MIRROR, ["because: { ja: 理由, en: why }", "▸because: { ja: 理由 }"]],
    [
      "a promise",
      [
        "C2: { text: { ja: 配送, en: Delivery } }",
        "C2: { ▸title: { ja: 配送 }, ▸text: { ja: 配送 }, ▸aspiration: { ja: 姿勢 }, ▸ours: { ja: 足した } }",
      ],
    ],
    ["an empty one, of every language", ["C2: { text: { ja: 配送, en: Delivery } }", "C2: { ▸text: {} }"]],
  ];
  for (const [situation, ...edits] of texts) {
    it(`is found: ${situation}`, () => {
      const text = smallPack(...edits);
      const places = findings(text, "text-missing").map(({ line, column }) => `${line}:${column}`);
      assert.deepEqual(
        [...new Set(places)],
        marks(text).map(({ line, column }) => `${line}:${column}`),
      );
    });
  }

  it("is held to the languages that the pack asks for, and to the one that prevails", () => {
    const korean = smallPack(["required: [ja, en], prevailing: ja", "required: [ja], prevailing: ko"]);
    const found = findings(korean, "text-missing");
    assert.ok(found.length > 10 && found.every(({ message }) => message.en.includes("“ko”")));
    const japanese = smallPack(
      ["required: [ja, en]", "required: [ja]"],
      ["name: { name: { ja: 氏名, en: name }", "name: { name: { ja: 氏名 }"],
    );
    assert.deepEqual(findings(japanese, "text-missing"), []);
  });

  it("is not an object that happens to be called like a text", () => {
    const text = smallPack([
      "  name: { name: { ja: 氏名, en: name }",
      "  list: { name: { ja: 表, en: list } }\n  name: { name: { ja: 氏名, en: name }",
    ]);
    assert.deepEqual(findings(text, "text-missing"), []);
  });
});

describe("opt-out", () => {
  const care: Edit = ["buyers }, ", "buyers }, specialCare: medical-care, "];

  it("of special care is found by item and by kind of people, published and as read", () => {
    const published = smallPack(EMPTY_RECIPIENT, care, ["[unstated]", "[opt-out]"]);
    assert.match(findings(published, "special-care-opt-out")[0]?.message.ja ?? "", /（お客様）/);
    const asRead = smallPack(
      EMPTY_RECIPIENT,
      care,
      ["items: [name]\n", "items: [name, allergy]\n"],
      ["route: consent", "route: opt-out"],
    );
    assert.match(findings(asRead, "special-care-opt-out")[0]?.message.en ?? "", /\(allergy, buyers\)/);
  });

  it("of special care is found in a kind that they also are, and in an item of a set", () => {
    const also = smallPack(
      EMPTY_RECIPIENT,
      ["[unstated]", "[opt-out]"],
      ["buyers }, ", "buyers }, also: [patient], "],
      [
        "\npurposes:",
        "\n  patient: { name: { ja: 患者, en: patients }, items: [], specialCare: medical-care, also: [buyer] }\npurposes:",
      ],
    );
    assert.equal(findings(also, "special-care-opt-out").length, 1);
    const set = smallPack(
      EMPTY_RECIPIENT,
      ["[unstated]", "[opt-out]"],
      ["items: [name]\n", "items: [all]\n"],
      ["\npeople:", "\nitemSets: { all: { name: { ja: 全部, en: all }, items: [name, allergy] } }\npeople:"],
    );
    assert.equal(findings(set, "special-care-opt-out").length, 1);
  });

  it("needs a filing on both sides: as published and as read", () => {
    const filing = 'filing: { number: "123", on: 2024-02-01, starts: 2024-03-01 }';
    const asRead = smallPack(
      EMPTY_RECIPIENT,
      ["[unstated] }", `[opt-out], ${filing} }`],
      ["{ route: consent }", "{ route: opt-out }"],
    );
    assert.equal(findings(asRead, "opt-out-without-filing").length, 1);
    const both = smallPack(
      EMPTY_RECIPIENT,
      ["[unstated] }", `[opt-out], ${filing} }`],
      ["{ route: consent }", `{ route: opt-out, ${filing} }`],
    );
    assert.deepEqual(findings(both, "opt-out-without-filing"), []);
  });
});

describe("the five matters of shared use", () => {
  const missing = (...edits: Edit[]): string[] =>
    missingMatters(expand(sourceOf(smallPack(WITH_SHARED_USE, ...edits))), "group");

  it("are all there, or each is missed on its own", () => {
    assert.deepEqual(missing(), []);
    assert.deepEqual(missing(["    clause: C2\n    people", "    clause: C9\n    people"]), ["fact"]);
    assert.deepEqual(missing(["    items: [name]\n", ""]), ["items"]);
    assert.deepEqual(missing(["    items: [name]\n", "    items: []\n"]), ["items"]);
    assert.deepEqual(missing(["    users: { text: { ja: 商店街の店, en: the shops of the arcade } }\n", ""]), [
      "users",
    ]);
    assert.deepEqual(missing(["    purposes: [buyer.sale]\n", ""]), ["purposes"]);
    assert.deepEqual(missing(["    responsible: shop\n", ""]), ["responsible"]);
  });

  it("miss who is responsible where its address or its representative is not said", () => {
    assert.deepEqual(missing(["    address: { ja: 東京都, en: Tokyo }\n", ""]), ["responsible"]);
    assert.deepEqual(
      missing(["    representative: { name: { ja: 店主, en: The Owner }, title: { ja: 代表, en: Owner } }\n", ""]),
      ["responsible"],
    );
    assert.deepEqual(missing(["    responsible: shop", "    responsible: none"]), ["responsible"]);
  });

  it("are all missing of a shared use that is not there", () => {
    assert.deepEqual(missingMatters(expand(sourceOf(smallPack())), "none"), [
      "fact",
      "items",
      "users",
      "purposes",
      "responsible",
    ]);
  });

  it("are named together in the finding", () => {
    const [found] = findings(
      smallPack(WITH_SHARED_USE, ["    items: [name]\n", ""], ["    purposes: [buyer.sale]\n", ""]),
      "shared-use-matters",
    );
    assert.match(found?.message.en ?? "", /lacks the items shared, the users' purposes\./);
    assert.match(found?.message.ja ?? "", /に、共同利用する項目・利用する者の利用目的がありません/);
  });
});

describe("a section that a room adds to the language", () => {
  const signs: Section = {
    name: "signs",
    schema: z.record(z.string().regex(/^[a-z]+$/), z.strictObject({ height: z.int().min(1) })),
  };
  const low: CheckRule = {
    id: "low-sign",
    severity: "advice",
    message: { ja: "看板「{sign}」が低すぎます。", en: "The sign “{sign}” hangs too low." },
    *find(source) {
      const { signs: hung } = source.rooms;
      for (const [sign, { height }] of Object.entries(
        z.record(z.string(), z.object({ height: z.number() })).parse(hung ?? {}),
      )) {
        if (height < 2) yield { path: ["signs", sign, "height"], values: { sign } };
      }
    },
  };

  it("is read, and its rule runs with the others and points into it", () => {
    const { program, diagnostics } = built(`${smallPack()}signs:\n  door: { height: 3 }\n  till: { height: 1 }\n`, {
      sections: [signs],
      rules: [low],
    });
    assert.deepEqual(
      diagnostics.map(({ rule, severity, line, column, message }) => [rule, severity, line, column, message.en]),
      [["low-sign", "advice", 37, 11, "The sign “till” hangs too low."]],
    );
    assert.deepEqual(program?.policy.rooms["signs"], { door: { height: 3 }, till: { height: 1 } });
  });

  it("is part of what the fingerprint covers", () => {
    const hung = (height: number): string | undefined =>
      built(`${smallPack()}signs: { door: { height: ${height} } }\n`, { sections: [signs] }).program?.fingerprint;
    assert.ok(hung(3));
    assert.notEqual(hung(3), hung(4));
  });

  it("is held to its schema like any other", () => {
    const { program, diagnostics } = built(
      `${smallPack()}signs: { door: { height: 0 }, Till: { height: 2 }, till: { height: 2, width: 1 } }\n`,
      { sections: [signs] },
    );
    assert.equal(program, undefined);
    assert.deepEqual(
      diagnostics.map(({ rule }) => rule),
      ["too-small", "bad-name", "unknown-key"],
    );
  });

  it("may be left out, and is unknown where no room adds it", () => {
    assert.deepEqual(built(smallPack(), { sections: [signs], rules: [low] }).diagnostics, []);
    assert.deepEqual(
      built(`${smallPack()}signs: {}\n`).diagnostics.map(({ rule }) => rule),
      ["unknown-section"],
    );
  });

  it("keeps a policy from running where its rule finds an error", () => {
    const strict: CheckRule = { ...low, severity: "error" };
    assert.equal(
      built(`${smallPack()}signs: { till: { height: 1 } }\n`, { sections: [signs], rules: [strict] }).program,
      undefined,
    );
  });
});
