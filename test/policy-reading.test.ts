import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { build, type Diagnostic, MAX_FILE_BYTES, parse, READING_CODES, type SourceFile } from "../src/policy/index.ts";
import { PACK } from "./small-pack.ts";

function file(path: string, text: string): SourceFile {
  return { path, bytes: new TextEncoder().encode(text) };
}

/** Reads the small pack with one more file beside it, and gives what was found in that file. */
function readBeside(text: string): readonly Diagnostic[] {
  return parse([file("pack.yaml", PACK), file("zz.yaml", text)]).diagnostics.filter(
    ({ file: path }) => path === "zz.yaml",
  );
}

interface Expected {
  readonly rule: string;
  readonly line: number;
  readonly column: number;
  readonly en?: RegExp;
  readonly ja?: RegExp;
}

function assertFound(found: readonly Diagnostic[], { rule, line, column, en, ja }: Expected): void {
  const one = found.find((diagnostic) => diagnostic.rule === rule);
  assert.ok(
    one,
    `no ${rule} among ${JSON.stringify(found.slice(0, 5).map(({ rule: other, message }) => [other, message.en]))}`,
  );
  assert.deepEqual({ line: one.line, column: one.column, severity: one.severity }, { line, column, severity: "error" });
  assert.match(one.message.en, en ?? /./);
  assert.match(one.message.ja, ja ?? /[ぁ-ん]/);
  assert.ok(!/\{[a-z]+\}/i.test(one.message.en + one.message.ja), `an unfilled mark in ${one.message.en}`);
}

const BROKEN: readonly (readonly [situation: string, text: string, expected: Expected])[] = [
  [
    "a bracket that is never closed",
    "items:\n  photo: { name: { ja: 写真, en: Photo }\n",
    { rule: "yaml-syntax", line: 3, column: 1 },
  ],
  ["a tab as indentation", "items:\n\tphoto: 1\n", { rule: "yaml-syntax", line: 2, column: 1 }],
  ["an alias", "items:\n  a: &a { name: { ja: あ, en: a } }\n  b: *a\n", { rule: "yaml-alias", line: 2, column: 9 }],
  ["a tag", "items: !!python/object {}\n", { rule: "yaml-tag", line: 1, column: 8 }],
  [
    "a key twice",
    "items:\n  photo: { name: { ja: 写真, en: Photo } }\n  photo: { name: { ja: 写真, en: Photo } }\n",
    { rule: "duplicate-key", line: 3, column: 3, en: /photo/ },
  ],
  [
    "an object that another file declares",
    "items:\n  name: { name: { ja: 名, en: Name } }\n",
    { rule: "declared-twice", line: 2, column: 3, en: /pack\.yaml:\d+/ },
  ],
  [
    "a section that does not exist",
    "itens:\n  a: 1\n",
    { rule: "unknown-section", line: 1, column: 1, en: /Did you mean “items”/, ja: /「items」/ },
  ],
  ["a file that is a list", "- a\n- b\n", { rule: "not-a-map", line: 1, column: 1, en: /not a list/ }],
  [
    "a key that does not exist",
    "items:\n  photo: { name: { ja: 写真, en: Photo }, specialcare: race }\n",
    { rule: "unknown-key", line: 2, column: 41, en: /specialcare/ },
  ],
  [
    "a key that is missing",
    "operators:\n  two: { name: { ja: 二, en: Two }, kind: company }\n",
    { rule: "missing-key", line: 2, column: 3, en: /country/ },
  ],
  [
    "a number where text belongs",
    "items:\n  photo: { name: { ja: 写真, en: 42 } }\n",
    { rule: "wrong-type", line: 2, column: 28, en: /quotes/, ja: /引用符/ },
  ],
  [
    "a list where a map belongs",
    "items:\n  photo: [a]\n",
    { rule: "wrong-type", line: 2, column: 3, en: /takes a map/ },
  ],
  [
    "a word that is not a choice",
    "operators:\n  two: { name: { ja: 二, en: Two }, kind: charity, country: JP }\n",
    { rule: "not-one-of", line: 2, column: 36, en: /company, branch/ },
  ],
  [
    "an unknown route",
    "recipients:\n  r:\n    name: { ja: 先, en: R }\n    clause: C1\n    operators: [shop]\n    people: [buyer]\n    items: [name]\n    purposes: [buyer.sale]\n    published: { routes: [consent] }\n    reading: { routes: [{ route: whim }], because: { ja: 理由, en: Why } }\n",
    { rule: "not-one-of", line: 10, column: 27, en: /entrustment/ },
  ],
  [
    "an identifier with capitals",
    "items:\n  Photo: { name: { ja: 写真, en: Photo } }\n",
    { rule: "bad-name", line: 2, column: 3, en: /small letters/ },
  ],
  [
    "a country that is no code",
    "operators:\n  two: { name: { ja: 二, en: Two }, kind: company, country: Japan }\n",
    { rule: "bad-form", line: 2, column: 51, en: /US-GU/ },
  ],
  ["an empty text", "items:\n  photo: { name: { ja: ' ', en: Photo } }\n", { rule: "empty", line: 2, column: 20 }],
  [
    "a text with a hidden turn of direction",
    'items:\n  photo: { name: { ja: 写真, en: "Pho\\u202Eto" } }\n',
    { rule: "hidden-characters", line: 2, column: 28 },
  ],
  [
    "an override typed as it is",
    'items:\n  photo: { name: { ja: 写真, en: "Pho\u202eto" } }\n',
    { rule: "hidden-characters", line: 2, column: 28 },
  ],
  [
    "a date that no calendar has",
    "sharedUses:\n  s:\n    name: { ja: 共, en: S }\n    clause: C1\n    people: [buyer]\n    users: { text: { ja: 社, en: us }, members: [{ operator: shop, from: 2026-02-30 }] }\n",
    { rule: "no-such-date", line: 6, column: 67 },
  ],
  [
    "a purpose named like one of the Act's",
    "purposes:\n  law.sale: { operators: [shop], people: [buyer], items: [name], clause: C1 }\n",
    { rule: "reserved-name", line: 2, column: 3, en: /Choose another/ },
  ],
  [
    "a second settings section",
    "settings:\n  because: { ja: 理由, en: Why }\n  retention: {}\n  emergencyEvidenceHours: 24\n  foreignCheckMonths: 12\n",
    { rule: "declared-twice", line: 1, column: 1 },
  ],
  ["a second document in the file", "items: {}\n---\nitems: {}\n", { rule: "yaml-syntax", line: 2, column: 1 }],
  [
    "a text longer than a page",
    `items:\n  photo: { name: { ja: 写真, en: ${"x".repeat(20_001)} } }\n`,
    { rule: "too-long", line: 2, column: 28, en: /20000/ },
  ],
];

describe("reading a policy", () => {
  it("reads the small pack without a finding of severity error", () => {
    const { program, diagnostics } = build([file("pack.yaml", PACK)]);
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === "error"),
      [],
    );
    assert.equal(program?.pack, "small");
  });

  for (const [situation, text, expected] of BROKEN) {
    it(`says what, where and how to mend it: ${situation}`, () => {
      assertFound(readBeside(text), expected);
    });
  }

  it("finds everything wrong at once, in the order of lines", () => {
    const found = readBeside("items:\n  A: { name: { ja: あ, en: a } }\n  b: { nam: { ja: あ, en: b } }\nplaces: {}\n");
    assert.deepEqual(
      found.map(({ rule, line }) => [line, rule]),
      [
        [2, "bad-name"],
        [3, "missing-key"],
        [3, "unknown-key"],
        [4, "unknown-section"],
      ],
    );
  });

  it("names the byte at which a file stops being UTF-8", () => {
    const bytes = new Uint8Array([...new TextEncoder().encode("items:\n  a: "), 0x83, 0x4e]);
    assertFound(parse([{ path: "more.yaml", bytes }]).diagnostics, {
      rule: "not-utf8",
      line: 1,
      column: 1,
      en: /byte 13/,
    });
  });

  it("refuses 50 MB without reading it", () => {
    const bytes = new Uint8Array(50 * 1024 * 1024);
    assertFound(parse([{ path: "more.yaml", bytes }]).diagnostics, {
      rule: "file-too-large",
      line: 1,
      column: 1,
      en: new RegExp(String(MAX_FILE_BYTES)),
    });
  });

  it("refuses an alias bomb at its first anchor", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 12; i += 1)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(", ")}]`,
      );
    assertFound(readBeside(lines.join("\n")), { rule: "yaml-alias", line: 1, column: 9 });
  });

  it("refuses nesting of a hundred levels, and of a hundred thousand", () => {
    assertFound(readBeside(`items: ${"[".repeat(100)}${"]".repeat(100)}\n`), { rule: "too-deep", line: 1, column: 40 });
    assertFound(readBeside(`items: ${"[".repeat(100_000)}`), { rule: "too-deep", line: 1, column: 1 });
    assertFound(readBeside("- ".repeat(100_000)), { rule: "too-deep", line: 1, column: 1 });
  });

  it("says that there is no file, that a section is missing, and that there are too many files", () => {
    assertFound(parse([]).diagnostics, { rule: "no-files", line: 1, column: 1 });
    assertFound(parse([file("a.yaml", "items: {}\n")]).diagnostics, {
      rule: "missing-section",
      line: 1,
      column: 1,
      en: /policy/,
    });
    const many = Array.from({ length: 201 }, (_, index) => file(`${index}.yaml`, "items: {}\n"));
    assertFound(parse(many).diagnostics, { rule: "too-many-files", line: 1, column: 1, en: /201/ });
  });

  it("keeps what looks like a number or a boolean as the text it is", () => {
    const { source } = parse([
      file(
        "pack.yaml",
        PACK.replace(
          "C1: { text: { ja: 販売, en: Selling } }",
          '"0.1": { text: { ja: いいえ, en: no } }\n  C1: { text: { ja: 販売, en: off } }',
        ),
      ),
    ]);
    assert.equal(source?.promises["0.1"]?.text?.["en"], "no");
    assert.equal(source?.promises["C1"]?.text?.["en"], "off");
  });

  it("does not care for the order of files, and gives the same fingerprint", () => {
    const [head = "", ...rest] = PACK.split(/^(?=[a-zA-Z]+:)/m);
    const files = [head, ...rest].map((text, index) => file(`${index}.yaml`, text));
    const forward = build(files).program;
    const backward = build([...files].reverse().map(({ bytes }, index) => ({ path: `${index}.yaml`, bytes }))).program;
    assert.ok(forward);
    assert.equal(backward?.fingerprint, forward.fingerprint);
    assert.equal(build([file("pack.yaml", PACK)]).program?.fingerprint, forward.fingerprint);
  });

  it("never throws and never hangs, whatever the bytes", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "items:",
        "\n",
        "  ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        ": ",
        "&a ",
        "*a",
        "!!x ",
        "? ",
        "|\n",
        ">",
        "'",
        '"',
        "#",
        "%YAML 1.1\n",
        "---\n",
        "\t",
        "\u2028",
        "\ufeff",
        "__proto__",
        "constructor",
        "𠮷",
        "\u0000",
      ),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { source, diagnostics } = parse([file("pack.yaml", PACK), file("more.yaml", pieces.join(""))]);
        // Either it is a policy, or something says why not: never neither, never both.
        assert.equal(source === undefined, diagnostics.length > 0);
        for (const { line, column, message } of diagnostics)
          assert.ok(line > 0 && column > 0 && message.ja !== "" && message.en !== "");
      }),
      { numRuns: 1_500, seed: 20261122 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        assert.doesNotThrow(() => parse([{ path: "more.yaml", bytes }]));
      }),
      { numRuns: 500, seed: 20261122 },
    );
  });

  it("has a situation above for every reading error", () => {
    const told = new Set(BROKEN.map(([, , { rule }]) => rule));
    for (const rule of ["not-utf8", "file-too-large", "too-deep", "no-files", "missing-section", "too-many-files"])
      told.add(rule);
    assert.deepEqual(
      READING_CODES.filter((code) => !told.has(code)),
      [],
    );
  });
});
