import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { describeIssues, type IssueCode, pointer, typeName } from "./index.ts";

interface Situation {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly path: readonly PropertyKey[];
  readonly en: RegExp;
  readonly ja: RegExp;
}

const ID = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;
const route = z.discriminatedUnion("route", [
  z.strictObject({ route: z.literal("consent") }),
  z.strictObject({ route: z.literal("statute") }),
]);

/** The type sees to it that every code has a situation. */
const SITUATIONS: Readonly<Record<IssueCode, Situation>> = {
  "unknown-key": {
    schema: z.strictObject({ item: z.strictObject({ name: z.string() }) }),
    value: { item: { name: "a", nmae: "b" } },
    path: ["item", "nmae"],
    en: /no “nmae” here.+spelling/,
    ja: /「nmae」.+つづり/,
  },
  "missing-key": {
    schema: z.strictObject({ list: z.array(z.strictObject({ name: z.string() })) }),
    value: { list: [{}] },
    path: ["list", 0, "name"],
    en: /“name” is missing. Add it/,
    ja: /「name」がありません.+書き足して/,
  },
  "wrong-type": {
    schema: z.strictObject({ name: z.string() }),
    value: { name: 42 },
    path: ["name"],
    en: /“name” takes text, not a number. .+quotes/,
    ja: /「name」には文字を書きます（いまは数です）。.+引用符/,
  },
  "not-one-of": {
    schema: z.strictObject({ kind: z.enum(["company", "branch"]) }),
    value: { kind: "charity" },
    path: ["kind"],
    en: /“kind” takes one of: company, branch/,
    ja: /「kind」.+company, branch/,
  },
  "bad-form": {
    schema: z.strictObject({ on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
    value: { on: "1 May" },
    path: ["on"],
    en: /“on” is not written as it should be. Write YYYY-MM-DD/,
    ja: /「on」.+YYYY-MM-DD/,
  },
  "bad-name": {
    schema: z.record(z.string().regex(ID), z.string()),
    value: { Photo: "a" },
    path: ["Photo"],
    en: /“Photo” cannot be a name here. Write small letters/,
    ja: /「Photo」.+英小文字/,
  },
  empty: {
    schema: z.strictObject({ items: z.array(z.string()).min(1) }),
    value: { items: [] },
    path: ["items"],
    en: /“items” is empty. Fill it, or remove it/,
    ja: /「items」が空です/,
  },
  "too-long": {
    schema: z.strictObject({ name: z.string().max(3) }),
    value: { name: "abcd" },
    path: ["name"],
    en: /“name” is too long. The limit is 3/,
    ja: /「name」が長すぎます。3 まで/,
  },
  "too-small": {
    schema: z.strictObject({ hours: z.int().min(1) }),
    value: { hours: 0 },
    path: ["hours"],
    en: /“hours” is too small. Write 1 or more/,
    ja: /「hours」は 1 以上/,
  },
  "too-large": {
    schema: z.strictObject({ months: z.int().max(12) }),
    value: { months: 13 },
    path: ["months"],
    en: /“months” is too large. Write 12 or less/,
    ja: /「months」は 12 以下/,
  },
  "hidden-characters": {
    schema: z.strictObject({ name: z.string().refine(() => false, { error: "hidden-characters" }) }),
    value: { name: "a\u202eb" },
    path: ["name"],
    en: /“name” holds invisible control characters. Type it anew/,
    ja: /「name」に目に見えない制御文字/,
  },
  "no-such-date": {
    schema: z.strictObject({ on: z.string().refine(() => false, { error: "no-such-date" }) }),
    value: { on: "2026-02-30" },
    path: ["on"],
    en: /“on” is no date of the calendar/,
    ja: /「on」は暦にない日付/,
  },
  "too-fine": {
    schema: z.strictObject({ at: z.string().refine(() => false, { error: "too-fine" }) }),
    value: { at: "2026-11-22T09:00:00.0001+09:00" },
    path: ["at"],
    en: /“at” takes at most three decimal places/,
    ja: /「at」の秒の小数は3桁まで/,
  },
  "no-time-to-object": {
    schema: z.strictObject({ starts: z.string().refine(() => false, { error: "no-time-to-object" }) }),
    value: { starts: "2026-11-22" },
    path: ["starts"],
    en: /“starts” must be later than the day of the filing/,
    ja: /「starts」は届け出た日より後/,
  },
  "reserved-name": {
    schema: z.record(
      z.string().refine((name) => !name.startsWith("law."), { error: "reserved-name" }),
      z.string(),
    ),
    value: { "law.sale": "a" },
    path: ["law.sale"],
    en: /“law.sale”, stand for purposes of the Act/,
    ja: /「law.sale」の「law.」で始まる名前/,
  },
  "does-not-identify": {
    schema: z.strictObject({
      principal: z.object({ kana: z.string() }).refine(() => false, { error: "does-not-identify" }),
    }),
    value: { principal: { kana: "タカハシ" } },
    path: ["principal"],
    en: /“principal” does not tell who the person is. Give a name/,
    ja: /「principal」だけでは本人を特定できません/,
  },
};

/** What is written wrongly, and the words that say how it is written rightly. */
const HINTS: readonly (readonly [situation: string, schema: z.ZodType, en: RegExp])[] = [
  ["an instant", z.iso.datetime({ offset: true }), /offset, like 2026-11-22T09:00:00\+09:00/],
  ["a date", z.string().regex(/^\d{4}-\d{2}-\d{2}$/), /YYYY-MM-DD/],
  ["a length of time", z.string().regex(/^P(?=\d)(?:\d{1,3}Y)?$/), /P6M or P3Y/],
  ["a country", z.string().regex(/^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/), /JP or US-GU/],
  ["a clause", z.string().regex(/^[A-Z0-9][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*$/), /B2 or C7\.4/],
  ["an identifier", z.string().regex(ID), /care-record/],
  ["a postal code", z.string().regex(/^\d{3}-\d{4}$/), /164-8622/],
  ["a telephone number", z.string().regex(/^\+?[0-9-]{6,20}$/), /digits/],
  ["a language tag", z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/), /zh-Hans/],
  ["an e-mail address", z.email(), /e-mail address/],
];

function issuesOf(schema: z.ZodType, value: unknown, root?: string): ReturnType<typeof describeIssues> {
  const { error } = schema.safeParse(value);
  assert.ok(error, "the value is refused");
  return describeIssues(error, value, root);
}

describe("what zod found, in our words", () => {
  for (const [code, { schema, value, path, en, ja }] of Object.entries(SITUATIONS)) {
    it(`${code}: says where, what, and how to mend it, in both languages`, () => {
      const issues = issuesOf(schema, value);
      assert.deepEqual(
        issues.map((issue) => [issue.code, issue.path]),
        [[code, path]],
      );
      for (const { message } of issues) {
        assert.match(message.en, en);
        assert.match(message.ja, ja);
        for (const words of [message.en, message.ja]) {
          assert.ok(!/\{[a-zA-Z]+\}/.test(words), `an unfilled mark in ${words}`);
          assert.equal(words, words.trim());
        }
      }
    });
  }

  for (const [situation, schema, en] of HINTS) {
    it(`says how to write ${situation}, as a value and as a key`, () => {
      assert.match(issuesOf(schema, "-–?", "it")[0]?.message.en ?? "", en);
      assert.match(issuesOf(z.strictObject({ it: schema }), { it: "-–?" })[0]?.message.en ?? "", en);
    });
  }

  it("says of a key how a key of that kind is written", () => {
    const clauses = z.record(z.string().regex(/^[A-Z0-9][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*$/), z.string());
    assert.match(
      issuesOf(clauses, { "b-2": "a" })[0]?.message.en ?? "",
      /“b-2” cannot be a name here. Write it like B2/,
    );
    assert.match(
      issuesOf(z.record(z.string().max(3), z.string()), { abcd: "a" })[0]?.message.en ?? "",
      /small letters/,
    );
  });

  it("takes every unknown key for itself", () => {
    assert.deepEqual(
      issuesOf(z.strictObject({}), { a: 1, b: 2 }).map(({ path }) => path),
      [["a"], ["b"]],
    );
  });

  it("names the choices of a union by what tells its branches apart", () => {
    const [unknown] = issuesOf(z.strictObject({ routes: z.array(route) }), { routes: [{ route: "whim" }] });
    assert.deepEqual([unknown?.code, unknown?.path], ["not-one-of", ["routes", 0, "route"]]);
    assert.match(unknown?.message.en ?? "", /consent, statute/);
    const [missing] = issuesOf(route, {});
    assert.deepEqual([missing?.code, missing?.path], ["missing-key", ["route"]]);
    assert.equal(issuesOf(route, "consent", "root")[0]?.code, "wrong-type");
  });

  it("speaks of the branch of a union that was meant", () => {
    const schema = z.strictObject({ it: z.union([z.string(), z.strictObject({ name: z.string() })]) });
    assert.deepEqual(
      issuesOf(schema, { it: { name: 1 } }).map(({ code, path }) => [code, path]),
      [["wrong-type", ["it", "name"]]],
    );
    assert.equal(issuesOf(schema, {})[0]?.code, "missing-key");
    assert.equal(issuesOf(schema, { it: true })[0]?.code, "bad-form");
  });

  it("does not confuse what is missing with what everything inherits", () => {
    const [issue] = issuesOf(z.strictObject({ constructor: z.string() }), {});
    assert.deepEqual([issue?.code, issue?.path], ["missing-key", ["constructor"]]);
  });

  it("calls the whole by the name it was given", () => {
    assert.match(issuesOf(z.string(), 1, "items")[0]?.message.en ?? "", /^“items”/);
  });

  it("never throws and always has words, whatever the value", () => {
    const schema = z.strictObject({
      name: z.string().min(1).max(5),
      kind: z.enum(["a", "b"]),
      routes: z.array(route).min(1),
      either: z.union([z.int().min(1), z.array(z.string())]).optional(),
      texts: z.record(z.string().regex(ID), z.string()),
    });
    const value = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          name: fc.jsonValue(),
          kind: fc.jsonValue(),
          routes: fc.jsonValue(),
          either: fc.jsonValue(),
          texts: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(value, (input) => {
        const { error } = schema.safeParse(input);
        if (error === undefined) return;
        const issues = describeIssues(error, input, "root");
        assert.ok(issues.length > 0);
        for (const { message } of issues) assert.ok(message.ja !== "" && message.en !== "");
      }),
      { numRuns: 1_000, seed: 20261122 },
    );
  });
});

describe("a path", () => {
  it("is written as a JSON Pointer (RFC 6901)", () => {
    assert.equal(pointer([]), "");
    assert.equal(pointer(["facts", 0, "at"]), "/facts/0/at");
    assert.equal(pointer(["a/b", "m~n", ""]), "/a~1b/m~0n/");
    assert.equal(pointer(["~1"]), "/~01");
  });
});

describe("the name of a type", () => {
  it("is one a reader knows", () => {
    const names = ["text", 1, true, [], {}, null, undefined].map((value) => typeName(value).en);
    assert.deepEqual(names, [
      "text",
      "a number",
      "true or false",
      "a list",
      "a map of names to values",
      "nothing",
      "nothing",
    ]);
  });
});
