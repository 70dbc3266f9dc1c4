import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { built, smallPack } from "../../test/marked-pack.ts";
import { Phrasebook, phrasebook } from "./phrasebook.ts";

const { program } = built(
  smallPack([
    "  buyer.sale:",
    "  buyer.news: { operators: [shop], people: [buyer], items: [name], clause: C2 }\n  buyer.sale:",
  ]),
);
const LIMIT = 5_000;

describe("the phrasebook of a version", () => {
  it("gives the same frozen sentence for the same words, and another for others", () => {
    const book = new Phrasebook(program);
    const ground = { article: "18(1)", clause: "C1" } as const;
    const say = (purpose: string) => book.reason("permit", "purpose-fits", { ...ground }, { purpose });
    const said = say("buyer.sale");
    assert.equal(say("buyer.sale"), said);
    assert.notEqual(say("buyer.news"), said);
    assert.ok(Object.isFrozen(said) && Object.isFrozen(said.params) && Object.isFrozen(said.text));
    assert.deepEqual(said.params, { purpose: "buyer.sale" });
    assert.match(said.text.en, /Selling/);
  });

  it("keeps effects, articles and clauses apart, in whatever order they are said", () => {
    const book = new Phrasebook(program);
    const grounds = [
      { article: "18(1)" },
      { article: "18(1)", clause: "B2" },
      { article: "20(2)" },
      { clause: "B2" },
      { clause: "B4b" },
      {},
    ] as const;
    for (const round of [1, 2]) {
      for (const ground of grounds) {
        for (const effect of ["permit", "note"] as const) {
          const { article, clause, basis, effect: said } = book.reason(effect, "consent-covers", ground);
          const wanted = { article: undefined, clause: undefined, ...ground };
          assert.deepEqual({ article, clause }, wanted, `round ${round}`);
          assert.equal(basis, wanted.article === undefined ? "POLICY" : "LAW");
          assert.equal(said, effect);
        }
        assert.equal(
          book.need("consent", ground, { purpose: "buyer.news" }).clause,
          "clause" in ground ? ground.clause : undefined,
        );
        assert.equal(book.duty("record-exception", ground).article, "article" in ground ? ground.article : undefined);
      }
    }
  });

  it("says what is of the whole Act as law", () => {
    assert.equal(new Phrasebook(program).reason("note", "law-unverified", { law: true }).basis, "LAW");
  });

  it("keeps a place for what is said of a purpose, by effect and article", () => {
    assert.ok(program);
    const [first, second] = [...program.purposes.values()];
    assert.ok(first && second);
    const book = new Phrasebook(program);
    const said = book.ofPurpose("permit", "purpose-fits", "18(1)", first);
    assert.equal(book.ofPurpose("permit", "purpose-fits", "18(1)", first), said);
    assert.deepEqual([said.clause, said.params], [first.clause, { purpose: first.id }]);
    assert.deepEqual(book.ofPurpose("permit", "purpose-fits", "18(1)", second).params, { purpose: second.id });
    const denied = book.ofPurpose("deny", "purpose-fits", "17(1)", first);
    assert.deepEqual([denied.effect, denied.article], ["deny", "17(1)"]);
    assert.equal(book.ofPurpose("permit", "purpose-fits", "18(1)", first).effect, "permit");
    assert.equal(book.ofPurpose("permit", "purpose-fits", "17(1)", first).article, "17(1)");
  });

  it("goes on rightly, without keeping more, when askers type ever new words", () => {
    const book = new Phrasebook(program);
    const party = (name: string) => book.reason("deny", "nominee-unconfirmed", { article: "27(1)" }, { party: name });
    const early = party("Party 0");
    for (let index = 0; index < 2 * LIMIT; index += 1) {
      const name = `Party ${index}`;
      assert.deepEqual(party(name).params, { party: name });
    }
    assert.equal(party("Party 0"), early, "what came first is kept");
    assert.notEqual(party(`Party ${2 * LIMIT - 1}`), party(`Party ${2 * LIMIT - 1}`), "what came late is not");
    const declared = book.need("consent", { article: "18(1)" }, { purpose: "buyer.news" });
    assert.equal(book.need("consent", { article: "18(1)" }, { purpose: "buyer.news" }), declared);
  });

  it("knows an operator by its identifier and its names, however they are written", () => {
    assert.ok(program);
    const book = new Phrasebook(program);
    const [id, operator] = Object.entries(program.policy.operators)[0] ?? [];
    assert.ok(id !== undefined && operator !== undefined);
    const english = operator.name["en"] ?? "";
    for (const name of [
      id,
      english,
      english.toUpperCase(),
      ` ${english.replaceAll(" ", "　")} `,
      operator.name["ja"] ?? "",
    ]) {
      assert.equal(book.operatorNamed(name), id, name);
      assert.equal(book.operatorNamed(name), id, `${name}, once more`);
    }
    for (let index = 0; index < LIMIT + 10; index += 1) assert.equal(book.operatorNamed(`Nobody ${index}`), undefined);
    assert.equal(book.operatorNamed(english.toLowerCase()), id);
    assert.equal(book.operatorNamed("Nobody 3"), undefined);
  });

  it("is one for each version, and one for where none was in force", () => {
    assert.ok(program);
    assert.equal(phrasebook(program), phrasebook(program));
    assert.notEqual(phrasebook(program), phrasebook({ ...program }));
    assert.equal(phrasebook(undefined), phrasebook(undefined));
    const said = phrasebook(undefined).reason("deny", "unknown-item", { article: "17(1)" }, { given: "x" });
    assert.match(said.text.en, /“x”/);
    assert.equal(phrasebook(undefined).operatorNamed("shop"), undefined);
  });
});
