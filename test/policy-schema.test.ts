import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { z } from "zod";
import { EXTENSION } from "../src/app.ts";
import { readPolicyFiles } from "../src/packs/index.ts";
import { policyJsonSchema, readYaml } from "../src/policy/index.ts";
import { file, smallPack } from "./marked-pack.ts";

const REFERENCE = join(import.meta.dirname, "../policies/leopalace21/2023-05-01");

function isSchema(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function schemaOf(...sections: Parameters<typeof policyJsonSchema>): Record<string, unknown> {
  const schema = policyJsonSchema(...sections);
  assert.ok(isSchema(schema));
  return schema;
}

/** Formats are for editors to show; patterns do the work. */
function validator(schema: Record<string, unknown>): ValidateFunction {
  return new Ajv2020({ allErrors: true, validateFormats: false }).compile(schema);
}

/** The value of a YAML text, read as a policy file is. */
function valueOf(text: string): unknown {
  const read = readYaml(file(text), ({ message }) => assert.fail(message.en));
  return read?.value;
}

describe("the JSON Schema of a policy file", () => {
  const schema = schemaOf(EXTENSION.sections);
  const validate = validator(schema);
  const refused = (text: string): string[] => {
    assert.equal(validate(valueOf(text)), false, text);
    return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
  };

  it("is of the dialect 2020-12, and valid by its meta-schema", () => {
    assert.equal(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    const ajv = new Ajv2020();
    assert.ok(ajv.validateSchema(schema), JSON.stringify(ajv.errors));
  });

  it("accepts every file of the reference pack, and the small pack", async () => {
    const files = await readPolicyFiles(REFERENCE);
    assert.ok(files.length > 10);
    for (const policyFile of files) {
      const read = readYaml(policyFile, ({ message }) => assert.fail(message.en));
      assert.ok(validate(read?.value), `${policyFile.path}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
    }
    assert.ok(validate(valueOf(smallPack())));
    assert.ok(validate({}), "a file may hold any of the sections");
  });

  it("refuses a misspelt section, a misspelt key, and one deep in the document", () => {
    assert.deepEqual(refused("itens: {}\n"), [" additionalProperties"]);
    assert.deepEqual(refused(smallPack(["contact: true }", "contacts: true }"])), ["/items/name additionalProperties"]);
    assert.deepEqual(
      refused(smallPack(["clauses: [C1, C2] }", "parts: [{ id: a, parts: [{ id: b, clause: [C1] }] }] }"])),
      ["/document/parts/0/parts/0/parts/0 additionalProperties"],
    );
  });

  it("refuses what the reading refuses: a missing key, a wrong type, an unknown choice, a bad name, a bad form", () => {
    assert.deepEqual(refused(smallPack(["    country: JP\n", ""])), ["/operators/shop required"]);
    assert.deepEqual(refused(smallPack(["emergencyEvidenceHours: 24", "emergencyEvidenceHours: many"])), [
      "/settings/emergencyEvidenceHours type",
    ]);
    assert.deepEqual(refused(smallPack(["kind: company", "kind: charity"])), ["/operators/shop/kind enum"]);
    assert.deepEqual(refused(smallPack(["  phone: {", "  Phone: {"])), ["/items pattern", "/items propertyNames"]);
    assert.deepEqual(refused(smallPack(["period: P1Y", "period: P"])), ["/settings/retention/buyer/period pattern"]);
    assert.deepEqual(refused(smallPack(["inForceFrom: 2024-01-01", "inForceFrom: January"])), [
      "/policy/inForceFrom pattern",
    ]);
  });

  it("tells editors what a key means", () => {
    assert.match(JSON.stringify(schema), /"description":"The clause of the policy that this carries out"/);
  });

  it("holds the sections that rooms add", () => {
    const signs = { name: "signs", schema: z.record(z.string(), z.strictObject({ height: z.int() })) };
    const extended = validator(schemaOf([signs]));
    assert.ok(extended({ signs: { door: { height: 2 } } }));
    assert.equal(extended({ signs: { door: { heigth: 2 } } }), false);
    assert.equal(validate({ signs: {} }), false);
  });
});
