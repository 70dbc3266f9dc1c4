import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Edit, findings, marks, smallPack } from "./marked-pack.ts";
import { WITH_MIRROR, WITH_RECIPIENT, WITH_SHARED_USE } from "./situations/additions.ts";

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
    ["an operator of a recipient", WITH_RECIPIENT, ["    operators: [shop]\n", "    operators: [▸none]\n"]],
    ["people of a recipient", WITH_RECIPIENT, ["    people: [buyer]\n", "    people: [▸none]\n"]],
    ["an item of a recipient", WITH_RECIPIENT, ["    items: [name]\n", "    items: [▸none]\n"]],
    ["a purpose of a recipient", WITH_RECIPIENT, ["    purposes: [buyer.sale]\n", "    purposes: [▸none]\n"]],
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
    ["of a recipient", WITH_RECIPIENT, ["    clause: C2", "    ▸clause: C9"]],
    ["of a shared use", WITH_SHARED_USE, ["    clause: C2", "    ▸clause: C9"]],
    ["of a contact", ["phone: 03-1234-5678 }", "phone: 03-1234-5678, ▸clause: C9 }"]],
    [
      "that states a matter of an opt-out",
      WITH_RECIPIENT,
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
      WITH_RECIPIENT,
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
      WITH_RECIPIENT,
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
