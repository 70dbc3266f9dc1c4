import assert from "node:assert/strict";
import { it } from "node:test";
import { built, type Edit, smallPack } from "../../test/marked-pack.ts";
import type { Program } from "../policy/index.ts";
import { askedByClause, askedOf } from "./asked.ts";

function program(...edits: Edit[]): Program {
  const { program: made, diagnostics } = built(smallPack(...edits));
  assert.ok(made, JSON.stringify(diagnostics));
  return made;
}

it("a clause whose purpose changed says what a human must judge, and what follows either way", () => {
  const after = program(["C1: { text: { ja: 販売, en: Selling } }", "C1: { text: { ja: 広告, en: Advertising } }"]);
  for (const [lang, open, yes, no] of [
    ["ja", /^人が判断すること：/, /^はいなら：.*第21条第3項/, /^いいえなら：.*第18条第1項/],
    ["en", /^For a human to judge: /, /^If so: .*21\(3\)/, /^If not: .*18\(1\)/],
  ] as const) {
    const asked = askedByClause(program(), after, lang);
    assert.deepEqual([...asked.keys()], ["C1"]);
    const lines = asked.get("C1") ?? [];
    for (const pattern of [open, yes, no]) {
      assert.equal(lines.filter((line) => pattern.test(line)).length, 1, `${String(pattern)} in ${lines.join(" | ")}`);
    }
  }
});

it("nothing is said of what only the office knows, or of words alone", () => {
  const after = program(
    ["emergencyEvidenceHours: 24", "emergencyEvidenceHours: 48"],
    ["en: A small shop's promises", "en: Promises"],
  );
  assert.deepEqual([...askedByClause(program(), after, "en")], []);
});

it("a line stands for each ask with its article; where nothing is asked, for none that cites nothing", () => {
  const says = { ja: "しなくてよい", en: "Nothing" };
  const asks = [{ class: "editorial", says } as const, { class: "editorial", article: "22", says } as const];
  assert.deepEqual(askedOf({ asks }), [{ ja: "しなくてよい（法第22条）", en: "Nothing (APPI Art. 22)" }]);
});
