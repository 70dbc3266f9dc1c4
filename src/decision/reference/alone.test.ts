import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { it } from "node:test";

/** What both deciders may know: the words of a question and an answer, the law's tables, and the types of a policy. */
const SHARED = new Set(["../question.ts", "../decision.ts", "../../law/index.ts", "../../policy/index.ts"]);

it("the slow reference shares no code with the engine", () => {
  const folder = new URL("./", import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  assert.ok(files.length > 3);
  for (const name of files) {
    const source = readFileSync(new URL(name, folder), "utf8");
    const imports = [...source.matchAll(/^import (type )?[\s\S]*?from "([^"]+)";$/gm)];
    assert.ok(imports.length > 0, name);
    for (const [, typeOnly, from = ""] of imports) {
      assert.ok(from.startsWith("./") || SHARED.has(from), `${name} imports ${from}`);
      // Only the law's tables may come as values: a policy's helpers are the engine's.
      if (from.startsWith("..") && from !== "../../law/index.ts")
        assert.equal(typeOnly, "type ", `${name} imports ${from}`);
    }
  }
});
