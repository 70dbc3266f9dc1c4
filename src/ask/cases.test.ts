import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { z } from "zod";
import { casesCommand } from "./cases-command.ts";
import { loadPack } from "../packs/index.ts";
import { createIdFactory, type Language } from "../wire/index.ts";
import { PACK } from "../../test/small-pack.ts";
import { testClock } from "../../test/served.ts";
import { type CaseRun, runCases } from "./cases.ts";

const CASE = `at: 2026-01-01T00:00:00+09:00
cases:
  - clause: C1
    name: { ja: 売る, en: Sell }
    ask: { operator: shop, person: buyer, act: use, items: [name], purpose: buyer.sale }
    expect: permit
`;

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "yakusoku-cases-"));
  await mkdir(join(folder, "2024-01-01"));
  await mkdir(join(folder, "cases"));
  await writeFile(join(folder, "2024-01-01", "pack.yaml"), PACK);
});
afterEach(() => rm(folder, { recursive: true }));

async function run(...texts: readonly string[]): Promise<CaseRun> {
  await put(texts);
  return runCases(folder, (await loadPack(folder)).pack);
}

async function put(texts: readonly string[]): Promise<void> {
  for (const [index, text] of texts.entries()) await writeFile(join(folder, "cases", `${index}.yaml`), text);
}

async function command(language: Language, ...flags: readonly string[]): Promise<{ code: number; out: string }> {
  let out = "";
  const code = await casesCommand.run(
    { positionals: [folder], flags: new Set(flags), given: {} },
    {
      clock: testClock,
      ids: createIdFactory(testClock),
      language,
      out: (text) => void (out += text),
      err: (text) => void (out += text),
      stdin: () => Promise.resolve(""),
      terminal: undefined,
      environment: {},
      defaultPack: folder,
      rooms: [],
    },
  );
  return { code, out };
}

describe("decision cases", () => {
  it("refuses a case of a clause that no version of the policy has, where it stands", async () => {
    const { results, diagnostics } = await run(CASE.replace("clause: C1", "clause: C11"));
    assert.equal(results.length, 0);
    assert.deepEqual(
      diagnostics.map(({ rule, line, column }) => [rule, line, column]),
      [["unknown-clause", 3, 5]],
    );
    assert.match(diagnostics[0]?.message.en ?? "", /no version of this policy has a clause “C11”. Did you mean “C1”/i);
    assert.match(diagnostics[0]?.message.ja ?? "", /条項「C11」.+C1/);
  });

  it("takes a case that is about no clause", async () => {
    const { results, diagnostics } = await run(CASE.replace("clause: C1\n    name", "name"));
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(
      results.map(({ clause, missing }) => [clause, missing]),
      [[undefined, []]],
    );
  });

  it("names the key of a list whose entry is no text", async () => {
    const { diagnostics } = await run(`${CASE}    needs:\n      - ?\n`);
    assert.match(diagnostics[0]?.message.en ?? "", /“needs\[0\]” takes text/);
    assert.match(diagnostics[0]?.message.ja ?? "", /「needs\[0\]」/);
  });

  it("takes lists of codes as what must at least be there, in any order", async () => {
    const withReasons = (reasons: string): string => `${CASE}    reasons: [${reasons}]\n`;
    const { results } = await run(withReasons("purpose-fits"), withReasons("purpose-fits, consent-missing"));
    assert.deepEqual(
      results.map(({ missing }) => missing),
      [[], ["reasons: consent-missing"]],
    );
  });
});

describe("yakusoku cases", () => {
  it("shows of a failing case what the answer has, by code", async () => {
    await put([CASE.replace("expect: permit", "expect: deny\n    needs: [contract]")]);
    const { code, out } = await command("en");
    assert.equal(code, 1);
    assert.match(out, /NOT OK C1 Sell\n.+0\.yaml:3 deny ≠ permit; needs: contract\n/);
    assert.match(out, /The answer: permit; reasons: purpose-fits; duties: –; needs: –\n/);
    assert.match((await command("ja")).out, /答え: permit、reasons: purpose-fits、duties: –、needs: –\n/);
  });

  it("gives the codes to programs", async () => {
    await put([CASE]);
    const codes = z.array(z.string());
    const report = z.object({
      cases: z.array(z.object({ outcome: z.string(), reasons: codes, duties: codes, needs: codes })),
    });
    assert.deepEqual(report.parse(JSON.parse((await command("en", "json")).out)).cases, [
      { outcome: "permit", reasons: ["purpose-fits"], duties: [], needs: [] },
    ]);
  });

  it("does not say that there are no cases where they cannot be read", async () => {
    await put([CASE.replace("expect: permit", "expect: perhaps")]);
    const { code, out } = await command("en");
    assert.equal(code, 2);
    assert.match(out, /No case could be run: 1 error, above/);
    assert.doesNotMatch(out, /has no cases/);
    assert.match((await command("ja")).out, /上の誤り（1件）のため/);
  });
});
