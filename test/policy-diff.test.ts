import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EXTENSION } from "../src/app.ts";
import { type Change, diff, print } from "../src/policy/index.ts";
import { type Edit, sourceOf } from "./marked-pack.ts";
import { FILED_BEFORE, CHANGES, version } from "./situations/changes.ts";

const said = (changes: readonly Change[]): string[] =>
  changes.map((one) => [one.class, ...one.asks.flatMap(({ article }) => article ?? [])].join(" "));

describe("a change of a policy", () => {
  for (const [name, edit, forth, back = forth] of CHANGES) {
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
