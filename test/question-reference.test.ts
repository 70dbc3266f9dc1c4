import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { ACTS, DUTIES, NEEDS, questionSchema, REASONS } from "../src/decision/index.ts";
import { EXCEPTIONS } from "../src/law/index.ts";
import { readYaml } from "../src/policy/index.ts";
import { QUESTION_REFERENCE, questionReference } from "./question-reference.ts";

const text = questionReference();
const part = (from: string, to: string): string => text.slice(text.indexOf(from), text.indexOf(to));

describe("docs/questions.md", () => {
  it("says what the schema and the engine say: npm run questions writes it", async () => {
    assert.equal(await readFile(QUESTION_REFERENCE, "utf8"), text);
  });

  it("has every key of a question with its type, what must be there, and what stands where it is absent", () => {
    const question = part("## The question\n", "## Facts");
    for (const key of Object.keys(questionSchema.shape)) assert.match(question, new RegExp(`^\\| \`${key}\` `, "m"));
    assert.match(question, /^\| `operator` \| identifier \| yes \|  \| .+ \|$/m);
    assert.ok(question.includes(`| \`act\` | one of ${ACTS.map((act) => `\`${act}\``).join(", ")} | yes |`));
    assert.match(question, /^\| `person` \| identifier, or keys, below \| yes /m);
    assert.match(question, /^\| `person\.able` \| `true` or `false` \| no \| `true` \|/m);
    assert.match(question, /^\| `exceptions\[\]\.article` \| one of `18\(3\)\(i\)`.+\| yes \|/m);
  });

  it("has every kind of fact, and says of each key what it is", () => {
    const kinds = questionSchema.shape.facts.unwrap().element.options.map(({ shape }) => shape.kind.value);
    assert.equal(kinds.length, 16);
    const facts = part("## Facts", "## Exceptions");
    assert.deepEqual(
      [...facts.matchAll(/^### `(.+)`$/gm)].map(([, kind]) => kind),
      kinds,
    );
    assert.match(facts, /### `contract`\n\nA contract .+\n\n[\s\S]+?\| `covers` \| one of `entrustment`, .+ \| yes \|/);
    assert.doesNotMatch(text.slice(0, text.indexOf("## Exceptions")), /\| {2}\|$/m, "a key without a word on it");
    assert.doesNotMatch(facts, /\n\n\.\n/, "a kind without a word on it");
  });

  it("has every exception and every code, in both languages", () => {
    for (const { article } of EXCEPTIONS) assert.ok(text.includes(`\n| \`${article}\` | `), article);
    for (const [code, { ja, en }] of Object.entries({ ...REASONS, ...DUTIES, ...NEEDS }))
      assert.ok(text.includes(`| \`${code}\` | ${en} | ${ja} |`), code);
  });

  it("shows facts that can be asked with as they stand", () => {
    const [, yaml = ""] = /```yaml\n([\s\S]*?)```/.exec(text) ?? [];
    const read = readYaml({ path: "example.yaml", bytes: new TextEncoder().encode(yaml) }, ({ message }) =>
      assert.fail(message.en),
    );
    const question = questionSchema.parse(read?.value);
    assert.equal(question.facts.length, 8);
  });
});
