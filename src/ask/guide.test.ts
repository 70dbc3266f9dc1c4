import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { type CaseRun, runCases } from "./cases.ts";
import { type LoadedPack, loadPack } from "../packs/index.ts";

/** What a guide shows as YAML, from the first of its headings on that is named. */
async function shown(page: string, heading = ""): Promise<readonly string[]> {
  const guide = await readFile(new URL(`../../docs/${page}`, import.meta.url), "utf8");
  const [, section = ""] = heading === "" ? ["", guide] : guide.split(`\n## ${heading}\n`);
  return [...section.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
}

/** The document of the tutorial's policy ends with this part: another one stands after it. */
const LAST_PART = / {4}- \{ id: purposes, .+\n/;

describe("what the guides tell the reader to copy", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "yakusoku-guide-"));
    await mkdir(join(folder, "2026-04-01"));
    await mkdir(join(folder, "cases"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function run(files: Readonly<Record<string, string>>): Promise<CaseRun & LoadedPack> {
    for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
    const loaded = await loadPack(folder);
    return { ...(await runCases(folder, loaded.pack)), ...loaded };
  }

  it("works as it stands: the policy, and the cases of both guides", async () => {
    const [policy = "", ...others] = await shown("write-a-policy.md");
    const [more = ""] = await shown("cases.md");
    const { versions, results, diagnostics } = await run({
      "2026-04-01/policy.yaml": policy,
      "cases/sales.yaml": others.at(-1) ?? "",
      "cases/more.yaml": more,
    });
    assert.deepEqual([...versions.flatMap((version) => version.diagnostics), ...diagnostics], []);
    assert.deepEqual(
      results.map(({ missing }) => missing),
      [[], [], [], [], []],
    );
  });

  it("works as it stands: a recipient by opt-out, beside that policy, with its cases", async () => {
    const [policy = ""] = await shown("write-a-policy.md");
    const [directory = "", part = "", cases = ""] = await shown("write-a-policy.md", "A recipient by opt-out");
    assert.match(policy, LAST_PART);
    const { pack, versions, results, diagnostics } = await run({
      "2026-04-01/policy.yaml": policy.replace(LAST_PART, (last) => last + part),
      "2026-04-01/directory.yaml": directory,
      "cases/directory.yaml": cases,
    });
    assert.deepEqual([...versions.flatMap((version) => version.diagnostics), ...diagnostics], []);
    assert.equal(pack.versions[0]?.recipients.get("directory-buyers")?.unfiled, false);
    assert.deepEqual(
      results.map(({ expect, missing, warnings }) => [expect, missing, warnings]),
      [
        ["permit", [], []],
        ["deny", [], []],
        ["deny", [], []],
      ],
    );
  });
});
