import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, describe, it } from "node:test";
import { EXTENSION } from "../src/app.ts";
import { CORE_RULES } from "../src/policy/index.ts";
import { LANGUAGE_REFERENCE, policyLanguage } from "./policy-language.ts";

interface Field {
  readonly section: string;
  readonly field: string;
  readonly type: string;
  readonly required: string;
  readonly says: string;
}

/** The rows of the sections' tables. */
function fieldsOf(text: string): Field[] {
  return text.split("\n### ").flatMap((part) => {
    const section = /^`(\w+)`/.exec(part)?.[1];
    if (section === undefined) return [];
    return [...part.matchAll(/^\| `(.+?)` \| (.+?) \| (yes|no) \| (.*) \|$/gm)].map(
      ([, field = "", type = "", required = "", says = ""]) => ({ section, field, type, required, says: says.trim() }),
    );
  });
}

describe("docs/policy-language.md", () => {
  let text: string;
  let fields: readonly Field[];
  const field = (section: string, name: string): Field | undefined =>
    fields.find((one) => one.section === section && one.field === name);

  before(async () => {
    text = await policyLanguage();
    fields = fieldsOf(text);
  });

  it("says what the schema and the rules say: npm run language writes it", async () => {
    assert.equal(await readFile(LANGUAGE_REFERENCE, "utf8"), text);
  });

  it("sets out every section, the required ones first", () => {
    const [must = "", may = ""] = text.split("## What a policy may have");
    const named = (part: string): string[] => [...part.matchAll(/^### `(\w+)`$/gm)].map(([, name = ""]) => name);
    assert.deepEqual(named(must).sort(), [
      "document",
      "items",
      "operators",
      "people",
      "policy",
      "promises",
      "purposes",
      "settings",
    ]);
    for (const { name } of EXTENSION.sections ?? []) assert.ok(named(may).includes(name), name);
    assert.ok(fields.length > 150);
  });

  it("gives type, allowed words, bounds and whether a field must be there", () => {
    const is = (section: string, name: string): unknown[] => {
      const { type, required } = field(section, name) ?? {};
      return [type, required];
    };
    assert.deepEqual(is("operators", "*.kind"), ["one of `company`, `branch`", "yes"]);
    assert.deepEqual(is("operators", "*.of"), ["identifier", "no"]);
    assert.deepEqual(is("settings", "emergencyEvidenceHours"), ["whole number, 1 to 720", "yes"]);
    assert.deepEqual(is("settings", "retention.*.period"), ["length of time", "yes"]);
    assert.deepEqual(is("document", "parts[].parts"), ["list: the same as `parts[]`", "no"]);
    assert.deepEqual(is("recipients", "*.reading.routes[](opt-out).filing.starts"), ["date", "yes"]);
    assert.deepEqual(is("requests", "directMail.reaches"), ["one of `sender`, `operator`, `group`", "yes"]);
    assert.deepEqual(is("safeguards", "countries"), ["map, by country: fields, below", "no"]);
  });

  it("says of every identifier in which section it is looked up", () => {
    for (const { section, field: name, type, says } of fields) {
      if (!/^(list: )?identifier/.test(type) || /\bid$/.test(name)) continue;
      assert.match(says, /[Oo]f `\w+`|of these kinds/, `${section} ${name}`);
    }
  });

  it("says something of every section, and of every field whose name and type do not say it already", () => {
    const plain = /(^|\.)(name|clause|because|title|heading|text|period|people|basis|by|languages|reading)$/;
    const silent = fields.filter(({ field: name, says }) => says === "" && !plain.test(name));
    assert.deepEqual(
      silent.map(({ section, field: name }) => `${section} ${name}`),
      [],
    );
    assert.equal([...text.matchAll(/^### .+\n\n\./gm)].length, 0);
  });

  it("names with a section the rules that read it, and every rule at its end", () => {
    const section = (name: string): string => text.split(`### \`${name}\`\n`)[1]?.split("\n### ")[0] ?? "";
    assert.match(section("sharedUses"), /Read by: .*`shared-use-matters` \(law\)/);
    assert.match(section("requests"), /Read by: .*`document-no-longer-valid` \(law\)/);
    assert.match(section("contacts"), /Read by: .*`way-without-address` \(law\)/);
    assert.ok(!section("cookies").includes("`calls-unannounced`"));
    for (const { id, message } of [...CORE_RULES, ...(EXTENSION.rules ?? [])])
      assert.ok(text.includes(`| \`${id}\` |`) && text.includes(message.en), id);
  });
});
