import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { runCases } from "./cases.ts";
import { loadPack } from "../packs/index.ts";

it("the policy and the cases that the guides tell the reader to copy work as they stand", async () => {
  const guide = await readFile(new URL("../../docs/write-a-policy.md", import.meta.url), "utf8");
  const [policy = "", cases = ""] = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
  const folder = await mkdtemp(join(tmpdir(), "yakusoku-guide-"));
  await mkdir(join(folder, "2026-04-01"));
  await mkdir(join(folder, "cases"));
  await writeFile(join(folder, "2026-04-01", "policy.yaml"), policy);
  await writeFile(join(folder, "cases", "sales.yaml"), cases);
  const page = await readFile(new URL("../../docs/cases.md", import.meta.url), "utf8");
  const [, more = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  await writeFile(join(folder, "cases", "more.yaml"), more);
  const { pack, versions } = await loadPack(folder);
  assert.deepEqual(
    versions.flatMap(({ diagnostics }) => diagnostics),
    [],
  );
  const run = await runCases(folder, pack);
  assert.deepEqual(run.diagnostics, []);
  assert.deepEqual(
    run.results.map(({ missing }) => missing),
    [[], [], [], [], []],
  );
  await rm(folder, { recursive: true });
});
