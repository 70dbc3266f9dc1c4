import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { EXTENSION } from "../src/app.ts";
import { loadPack } from "../src/packs/index.ts";
import { type PolicyContent, print, printFiles } from "../src/policy/index.ts";
import { CONFORMANCE_FOLDER } from "./conformance.ts";
import { smallPack, sourceOf } from "./marked-pack.ts";
import { contentOf, readAgain } from "./printed.ts";
import { REFERENCE_FOLDER } from "./reference.ts";

const SEED = 20261122;

/** Whole packs that are there to be read. */
const FOLDERS = [
  REFERENCE_FOLDER,
  ...readdirSync(join(CONFORMANCE_FOLDER, "packs")).map((name) => join(CONFORMANCE_FOLDER, "packs", name)),
];

const ROOMS = `
cookies:
  clause: C2
  matchedToPeople: { clause: C2, claim: false }
  transmissions:
    counter: { clause: C2, name: { ja: "計測: #1", en: "yes" }, kind: analysis }
calls:
  clause: C2
  purposes: [buyer.sale]
`;

describe("a printed policy", () => {
  it("is read as what was printed: the small pack, with sections of rooms", () => {
    const content = contentOf(sourceOf(`${smallPack()}${ROOMS}`, EXTENSION.sections));
    assert.deepEqual(readAgain(content), content);
  });

  for (const folder of FOLDERS) {
    it(`is read as what was printed: ${basename(folder)}`, async () => {
      const { pack } = await loadPack(folder, EXTENSION);
      assert.ok(pack.versions.length > 0);
      for (const { content } of pack.versions) assert.deepEqual(readAgain(content), content);
    });
  }

  it("keeps texts that look like something else in YAML", () => {
    const odd = [
      ..."true|no|null|~|012|0x1F|1.5|-0|2024-01-01|12:30|a: b|a #b|#a|&a|*a|!a|- a|? a|---|...|%a|@a|`a|[a|{a}|,".split(
        "|",
      ),
      ..."'a|\"a|a\\|a\\nb|>|<<|=|あ：い|😀|a\u00a0b|a\u2028b|\u00e9 e\u0301|a\ufeffb|a\tb|a  b|a\n\nb|a \n b|a\n  b\nc: d|- a\n- b|a\n---\nb".split(
        "|",
      ),
      "|",
      "a|\n|b",
      `${"long ".repeat(60)}end`,
    ];
    for (const words of odd) holds(words);
  });

  it("keeps any text", () => {
    const words = fc
      .oneof(
        fc.string({ unit: "grapheme", maxLength: 60 }),
        fc.string({ unit: fc.constantFrom(...Array.from(" \n\t:#-'\"{}[],&*!|>%@`?~\\1ax=あ")), maxLength: 30 }),
      )
      .map((text) => text.trim())
      .filter((text) => text.length > 0 && text.isWellFormed());
    fc.assert(fc.property(words, holds), { numRuns: 150, seed: SEED });
  });

  it("stands in the order of the schema, lists on one line, and says nothing of sections that hold nothing", () => {
    const text = print(sourceOf(smallPack()));
    assert.ok(text.startsWith("policy:\n  id: small\n  version: 2024-01-01\n"), text.slice(0, 80));
    assert.match(text, /\n {4}items: \[ name, phone \]\n/);
    assert.doesNotMatch(text, /recipients|mirrors/);
    assert.deepEqual(
      printFiles(sourceOf(smallPack())).map(({ path }) => path),
      ["policy", "settings", "document", "items", "operators", "people", "purposes", "contacts", "promises"].map(
        (name) => `${name}.yaml`,
      ),
    );
  });
});

/** A text stands in many places: alone, in a list, under a key, in a section of a room. */
function holds(words: string): void {
  const source = contentOf(sourceOf(smallPack()));
  const text = { ja: words, en: `${words}.` };
  const content: PolicyContent = {
    ...source,
    policy: { ...source.policy, title: text, about: text },
    settings: { ...source.settings, because: text },
    promises: { ...source.promises, C2: { title: text, text } },
    rooms: { calls: { clause: "C2", purposes: ["buyer.sale"], settings: { because: text } } },
  };
  assert.deepEqual(readAgain(content), content);
}
