import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import { z } from "zod";
import { VARIANT_GROUPS } from "./ideographs.ts";
import { IDENTIFIER_KINDS, type IdentifierKind, kanaGrams, normalise, type NormalForm, queryGrams } from "./index.ts";
import { checkDigit } from "./my-number.ts";

const today = Temporal.PlainDate.from("2026-11-23");
const KINDS = z.enum(Object.keys(IDENTIFIER_KINDS)).parse;
const isKind = (kind: string): kind is IdentifierKind => Object.hasOwn(IDENTIFIER_KINDS, kind);
const lists = z.array(z.array(z.string()).min(3));
const examples = z
  .strictObject({ same: lists, similar: lists, apart: lists, refused: lists })
  .parse(parse(readFileSync(join(import.meta.dirname, "examples.yaml"), "utf8"), { schema: "failsafe" }));

function kindOf(text: string | undefined): IdentifierKind {
  const kind = KINDS(text);
  assert.ok(isKind(kind));
  return kind;
}

function formOf(kind: IdentifierKind, text: string): NormalForm {
  const outcome = normalise(kind, text, { today });
  assert.ok(outcome.ok, `${kind} ${text}: ${outcome.ok ? "" : outcome.code}`);
  return outcome.value;
}

describe("the examples", () => {
  it("are many, over every kind", () => {
    const all = Object.values(examples).flat();
    assert.ok(all.reduce((sum, list) => sum + list.length - 1, 0) >= 150);
    assert.deepEqual(new Set(all.map(([kind]) => kind)), new Set(Object.keys(IDENTIFIER_KINDS)));
  });

  for (const [kind, exact, ...spellings] of examples.same) {
    it(`${String(kind)}: every spelling of ${String(exact)} is the same`, () => {
      for (const spelling of spellings) assert.equal(formOf(kindOf(kind), spelling).exact, exact, spelling);
    });
  }

  for (const [kind, one = "", other = ""] of examples.similar) {
    it(`${String(kind)}: ${one} and ${other} are similar, not the same`, () => {
      const [a, b] = [formOf(kindOf(kind), one), formOf(kindOf(kind), other)];
      assert.equal(a.loose, b.loose);
      assert.notEqual(a.exact, b.exact);
    });
  }

  for (const [kind, one = "", other = ""] of examples.apart) {
    it(`${String(kind)}: ${one} and ${other} are never one`, () => {
      assert.notEqual(formOf(kindOf(kind), one).exact, formOf(kindOf(kind), other).exact);
    });
  }

  for (const [kind, code, ...texts] of examples.refused) {
    it(`${String(kind)}: ${String(code)} is refused, in words that do not repeat the text`, () => {
      const said = new Set<string>();
      for (const text of texts) {
        const outcome = normalise(kindOf(kind), text, { today });
        assert.ok(!outcome.ok, text);
        assert.equal(outcome.code, code, text);
        const { ja, en } = outcome.words;
        assert.doesNotMatch(ja + en, /\{\w+\}/, text);
        assert.ok(ja.includes(IDENTIFIER_KINDS[kindOf(kind)].ja) && en.includes(IDENTIFIER_KINDS[kindOf(kind)].en));
        said.add(ja + en);
      }
      // One sentence for every text; only an era or a single character may differ.
      if (code !== "character" && code !== "outside-era") assert.equal(said.size, 1);
    });
  }
});

const FRAGMENTS = [
  ...Array.from(
    "ー‐−―ｰ-－・ 　'’.,、=＝()#@+〇一二三十百々ヶケガがのノ之山田髙高辺邊齋大字丁目番地号室条区町県市アィイヴオがゞゝ゛ｶﾞﾊﾟヂッャヤンあおうえAaOoHUMBPSTYZäßŌ0123９½㍻㈱",
  ),
  "\u200d",
  "\ufe00",
  "\u3099",
  "\u{E0100}",
  "丁目",
  "番地",
  "号室",
  "東京都",
  "中野区",
  "番町",
  "条",
  "3号棟",
  "3F",
  "令和",
  "昭和",
  "元",
  "年",
  "月",
  "日",
  "-1",
  "12",
  "OH",
  "OU",
  "mailto:",
  "TEL",
  "NO.",
  "+81",
  "090",
  "ex.jp",
  "日本.jp",
];
const spelled = examples.same.flatMap(([kind, , ...spellings]) =>
  spellings.map((text) => ({ kind: kindOf(kind), text })),
);
const anything = fc.record({
  kind: fc.constantFrom(...Object.keys(IDENTIFIER_KINDS).map(kindOf)),
  text: fc.oneof(
    fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.string({ unit: "grapheme", maxLength: 10 }),
  ),
});
const edited = fc
  .tuple(fc.constantFrom(...spelled), fc.nat(40), fc.constantFrom("", ...FRAGMENTS), fc.nat(2))
  .map(([{ kind, text }, at, piece, drop]) => ({ kind, text: text.slice(0, at) + piece + text.slice(at + drop) }));

describe("a normal form", () => {
  it("normalised again yields both its forms unchanged, whatever was typed", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(anything, edited), ({ kind, text }) => {
        const outcome = normalise(kind, text, { today });
        if (!outcome.ok) return;
        accepted += 1;
        assert.deepEqual(normalise(kind, outcome.value.exact, { today }), outcome);
        assert.notEqual(outcome.value.loose, "");
      }),
      { numRuns: 12_000, seed: 20261123 },
    );
    assert.ok(accepted > 3_000, `${accepted} accepted`);
  });

  it("does not depend on the width it was typed in", () => {
    const widen = (text: string) =>
      text.replaceAll(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
    for (const { kind, text } of spelled) assert.deepEqual(formOf(kind, widen(text)), formOf(kind, text), text);
  });

  it("keeps its similarity in a loose form that stays one for every example", () => {
    for (const { kind, text } of spelled) {
      const { loose } = formOf(kind, text);
      assert.equal(formOf(kind, loose).loose, loose, text);
    }
  });

  it("of a phone number follows the country it was given in", () => {
    const guam = normalise("phone", "671-646-1234", { today, country: "GU" });
    assert.ok(guam.ok && guam.value.exact === "+16716461234");
    const seoul = normalise("phone", "02-312-3456", { today, country: "KR" });
    assert.ok(seoul.ok && seoul.value.exact === "+8223123456");
  });

  it("has a bound", () => {
    const outcome = normalise("name", "山".repeat(301), { today });
    assert.ok(!outcome.ok && outcome.code === "too-long");
    assert.equal(formOf("name", "山".repeat(300)).exact.length, 300);
  });
});

describe("the ideographs", () => {
  it("stand in one group each, as NFKC leaves them", () => {
    const all = VARIANT_GROUPS.flat();
    assert.ok(VARIANT_GROUPS.every((group) => group.length > 1));
    assert.deepEqual(
      all.filter((each, index) => all.indexOf(each) !== index || each.normalize("NFKC") !== each),
      [],
    );
  });
});

describe("an individual number", () => {
  it("is known by its check digit, worked out by hand", () => {
    // 12345678901: 1·2+0·3+9·4+8·5+7·6+6·7+5·2+4·3+3·4+2·5+1·6 = 212, remainder 3, so 8.
    assert.equal(checkDigit("12345678901"), 8);
    assert.equal(checkDigit("00000000000"), 0);
  });

  it("is refused as any number, and a slip in any of its digits is no such number", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{11}$/), fc.nat(10), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const number = `${digits}${checkDigit(digits)}`;
        for (const kind of ["customer-number", "employee-number", "insurance-number"] as const) {
          const outcome = normalise(kind, number, { today });
          assert.ok(!outcome.ok && outcome.code === "my-number");
          assert.ok(outcome.words.ja.includes("番号法") && !outcome.words.ja.includes(number));
        }
        // Remainders 0 and 1 share the digit 0, so there a slip may go unnoticed.
        const slip = digits.slice(0, at) + String((Number(digits.charAt(at)) + by) % 10) + digits.slice(at + 1);
        if (checkDigit(digits) !== 0) assert.notEqual(checkDigit(slip), checkDigit(digits));
        assert.ok(normalise("customer-number", `K-${number}`, { today }).ok);
      }),
      { numRuns: 500, seed: 20261123 },
    );
  });
});

describe("grams of a name in kana", () => {
  const kana = fc
    .array(fc.constantFrom(...Array.from("アイウカガキャュョッーヴヂヅヲンヤマダタロ")), {
      minLength: 2,
      maxLength: 12,
    })
    .map((parts) => normalise("kana", parts.join(""), { today }))
    .filter((outcome) => outcome.ok)
    .map((outcome) => outcome.value.exact);

  it("hold the grams of every part of it", () => {
    fc.assert(
      fc.property(kana, fc.nat(12), fc.integer({ min: 2, max: 12 }), (name, from, length) => {
        const part = name.slice(from, from + length);
        const asked = queryGrams(part, { fromStart: false });
        if (part.replaceAll("ー", "").length < 2) {
          assert.ok(!asked.ok);
          return;
        }
        assert.ok(asked.ok && asked.value.size > 0);
        assert.ok(asked.value.isSubsetOf(kanaGrams(name)), `${part} of ${name}`);
      }),
      { numRuns: 3_000, seed: 20261123 },
    );
  });

  it("hold those of its beginning, marked as the start", () => {
    fc.assert(
      fc.property(kana, fc.integer({ min: 1, max: 12 }), (name, length) => {
        const asked = queryGrams(name.slice(0, length), { fromStart: true });
        if (asked.ok) assert.ok(asked.value.isSubsetOf(kanaGrams(name)));
        else assert.match(name.slice(0, length), /^ー$/);
      }),
      { numRuns: 1_000, seed: 20261123 },
    );
  });

  it("are those of the name, as a clerk would type it", () => {
    const { exact } = formOf("kana", "ﾔﾏﾀﾞ ﾕｰｺ");
    assert.deepEqual([...kanaGrams(exact)].sort(), ["^ヤ", "^ヤマ", "ダユ", "マダ", "ヤマ", "ユコ"]);
    const inside = queryGrams("まだ ゆ", { fromStart: false });
    assert.ok(inside.ok);
    assert.deepEqual([...inside.value], ["マダ", "ダユ"]);
    const start = queryGrams("マダ", { fromStart: true });
    assert.ok(start.ok && !start.value.isSubsetOf(kanaGrams(exact)), "does not begin with it");
  });

  it("are not asked for one kana alone, nor for ideographs", () => {
    const short = queryGrams("ヤ", { fromStart: false });
    assert.ok(!short.ok && short.code === "part-too-short");
    const ideographs = queryGrams("山田", { fromStart: false });
    assert.ok(!ideographs.ok && ideographs.code === "character");
  });
});
