import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { canonicalJson, fingerprint } from "./index.ts";

/** RFC 8785, 3.2.2: the sample, as text so that its escapes and its spellings of numbers are read as they stand. */
const SAMPLE = String.raw`{
  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
  "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
  "literals": [null, true, false]
}`;

/** RFC 8785, 3.2.4: the octets of the sample's canonical form. */
const SAMPLE_OCTETS = `
  7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72 73 22 3a
  5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37
  5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d`;

/** RFC 8785, 3.2.3: keys whose order by UTF-16 units differs from that by code points. */
const UNSORTED = String.raw`{
  "\u20ac": "Euro Sign",
  "\r": "Carriage Return",
  "\ufb33": "Hebrew Letter Dalet With Dagesh",
  "1": "One",
  "\ud83d\ude00": "Emoji: Grinning Face",
  "\u0080": "Control",
  "\u00f6": "Latin Small Letter O With Diaeresis"
}`;

/** RFC 8785, appendix B: the bits of a double, and how it is written. */
const NUMBERS: readonly (readonly [bits: string, written: string])[] = [
  ["0000000000000000", "0"],
  ["8000000000000000", "0"],
  ["0000000000000001", "5e-324"],
  ["8000000000000001", "-5e-324"],
  ["7fefffffffffffff", "1.7976931348623157e+308"],
  ["ffefffffffffffff", "-1.7976931348623157e+308"],
  ["4340000000000000", "9007199254740992"],
  ["c340000000000000", "-9007199254740992"],
  ["4430000000000000", "295147905179352830000"],
  ["44b52d02c7e14af5", "9.999999999999997e+22"],
  ["44b52d02c7e14af6", "1e+23"],
  ["44b52d02c7e14af7", "1.0000000000000001e+23"],
  ["444b1ae4d6e2ef4e", "999999999999999700000"],
  ["444b1ae4d6e2ef4f", "999999999999999900000"],
  ["444b1ae4d6e2ef50", "1e+21"],
  ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
  ["3eb0c6f7a0b5ed8d", "0.000001"],
  ["41b3de4355555553", "333333333.3333332"],
  ["41b3de4355555554", "333333333.33333325"],
  ["41b3de4355555555", "333333333.3333333"],
  ["41b3de4355555556", "333333333.3333334"],
  ["41b3de4355555557", "333333333.33333343"],
  ["becbf647612f3696", "-0.0000033333333333333333"],
  ["43143ff3c1cb0959", "1424953923781206.2"],
];

/** Any JSON value, its texts in the whole of Unicode. */
const json = fc.jsonValue({ stringUnit: "binary", maxDepth: 4 });

function double(bits: string): number {
  return Buffer.from(bits, "hex").readDoubleBE(0);
}

/** The same value with the keys of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, child]) => [key, turned(child)]),
  );
}

describe("canonical JSON (RFC 8785)", () => {
  it("writes the sample of 3.2.2 as 3.2.3 and 3.2.4 do", () => {
    const form = canonicalJson(JSON.parse(SAMPLE));
    assert.equal(
      form,
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
    assert.deepEqual(Buffer.from(form, "utf8"), Buffer.from(SAMPLE_OCTETS.replaceAll(/\s/g, ""), "hex"));
  });

  it("puts keys in the order of their UTF-16 units", () => {
    assert.deepEqual(canonicalJson(JSON.parse(UNSORTED)).match(/[A-Z][^"]+/g), [
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  it("sorts inside arrays and deep below, and leaves arrays in their order", () => {
    assert.equal(canonicalJson({ b: [{ d: 1, c: [3, 1, 2] }], a: {} }), '{"a":{},"b":[{"c":[3,1,2],"d":1}]}');
  });

  for (const [bits, written] of NUMBERS) {
    it(`writes the double ${bits} as ${written}`, () => {
      assert.equal(canonicalJson(double(bits)), written);
      assert.equal(canonicalJson({ n: [double(bits)] }), `{"n":[${written}]}`);
    });
  }

  it("refuses what is no number of JSON: NaN and the infinities", () => {
    for (const bits of ["7fffffffffffffff", "7ff0000000000000", "fff0000000000000"]) {
      assert.throws(() => canonicalJson(double(bits)), TypeError);
      assert.throws(() => canonicalJson({ n: [double(bits)] }), TypeError);
    }
  });

  it("refuses what is no value of JSON at all", () => {
    const circle: unknown[] = [];
    circle.push(circle);
    for (const value of [undefined, () => 1, Symbol("s"), 1n, { n: 1n }, circle]) {
      assert.throws(() => canonicalJson(value), TypeError);
    }
  });

  it("takes a member that is undefined as one that is not there", () => {
    assert.equal(canonicalJson({ a: undefined, b: 1 }), canonicalJson({ b: 1 }));
  });

  it("refuses a lone surrogate: typed, escaped in the JSON it came from, in a key", () => {
    for (const value of ["\ud800", "a\udc00b", "\ude00\ud83d", { "\ud800": 1 }, { a: ["\udbff"] }]) {
      assert.throws(() => canonicalJson(value), TypeError);
    }
    for (const written of [String.raw`"\ud800"`, String.raw`{"\udfff": 1}`, String.raw`["\ude00\ud83d"]`]) {
      assert.throws(() => canonicalJson(JSON.parse(written)), TypeError);
    }
  });

  it("takes a text that only spells out an escape for the text it is", () => {
    const text = String.raw`write \ud800 to see it refused`;
    assert.equal(canonicalJson(text), JSON.stringify(text));
    assert.deepEqual(JSON.parse(canonicalJson({ [text]: text })), { [text]: text });
  });

  it("keeps characters beyond the first plane, and does not unite what only looks alike", () => {
    assert.equal(canonicalJson("𠮷田"), '"𠮷田"');
    assert.notEqual(canonicalJson("\u304c"), canonicalJson("\u304b\u3099"));
  });

  it("is a fixed point: the canonical form of what it says is itself", () => {
    fc.assert(
      fc.property(json, (value) => {
        const form = canonicalJson(value);
        assert.equal(canonicalJson(JSON.parse(form)), form);
      }),
      { numRuns: 500, seed: 20261122 },
    );
  });

  it("does not care for the order in which keys were written", () => {
    fc.assert(
      fc.property(json, (value) => {
        assert.equal(canonicalJson(turned(value)), canonicalJson(value));
      }),
      { numRuns: 500, seed: 20261122 },
    );
  });
});

describe("fingerprint", () => {
  it("is sha256: and the 64 digits of the canonical form's hash", () => {
    assert.equal(fingerprint({}), "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  });

  it("is taken over UTF-8, and is one for two ways of writing the same", () => {
    assert.match(fingerprint({ name: "𠮷田" }), /^sha256:[0-9a-f]{64}$/);
    assert.equal(fingerprint({ a: 1, b: "€" }), fingerprint(JSON.parse(String.raw`{ "b": "\u20ac", "a": 1.0 }`)));
    assert.notEqual(fingerprint({ a: 1 }), fingerprint({ a: "1" }));
  });

  it("refuses what has no canonical form", () => {
    assert.throws(() => fingerprint({ a: Number.NaN }), TypeError);
  });
});
