import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { EXTENSION } from "../src/app.ts";
import { CORE_RULES } from "../src/policy/index.ts";
import { REPORT, rulesReport } from "./rules-report.ts";

describe("docs/check.md", () => {
  it("is current: run npm run rules when it is not", async () => {
    assert.equal(await readFile(REPORT, "utf8"), rulesReport());
  });

  it("has every rule once, with what it says in both languages", () => {
    const rules = [...CORE_RULES, ...(EXTENSION.rules ?? [])];
    const rows = rulesReport()
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    assert.equal(rows.length, rules.length);
    for (const { id, message } of rules) {
      const row = rows.filter((line) => line.startsWith(`| \`${id}\` |`));
      assert.equal(row.length, 1, id);
      for (const text of [message.ja, message.en]) assert.ok(row[0]?.includes(text.trim()), id);
    }
  });
});
