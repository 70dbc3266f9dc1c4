import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LANGUAGES } from "../wire/index.ts";
import { Refusal, REFUSALS } from "./refusals.ts";

const text = readFileSync(new URL("../../docs/uploads.md", import.meta.url), "utf8");

test("every reason for a refusal stands in docs/uploads.md, and no other", () => {
  const rows = text.split("| code | when |")[1]?.split("\n\n")[0] ?? "";
  const named = [...rows.matchAll(/`([a-z-]+)`/g)].map(([, code = ""]) => code);
  assert.deepEqual(new Set(named), new Set(Object.keys(REFUSALS)));
});

test("every reason says in both languages what to do, and fills in what it is given", () => {
  const values = { limit: 7, millions: 7, count: 7 };
  for (const code of Object.keys(REFUSALS).filter((one): one is keyof typeof REFUSALS => one in REFUSALS)) {
    const { words } = new Refusal(code, values);
    for (const language of LANGUAGES) assert.doesNotMatch(words[language], /[{}]/, code);
    assert.match(words.ja, /ください|確実です|送れるのは/, code);
  }
});
