import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { z } from "zod";
import { UNSET } from "../../test/unset.ts";
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
    { positionals: [folder], repeated: {}, flags: new Set(flags), given: {} },
    {
      ...UNSET,
      clock: testClock,
      ids: createIdFactory(testClock),
      language,
      out: (text) => void (out += text),
      err: (text) => void (out += text),
      stdin: () => Promise.resolve(""),
      terminal: undefined,
      environment: {},
      records: () => Promise.resolve(undefined),
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
      results.map(({ missing }) => missing.map(({ en }) => en)),
      [[], ["reasons: expected consent-missing, found purpose-fits"]],
    );
  });

  it("takes an empty list as that there must be none", async () => {
    const { results } = await run(`${CASE}    duties: []\n    needs: []\n`, `${CASE}    reasons: []\n`);
    assert.deepEqual(
      results.map(({ missing }) => missing),
      [
        [],
        [
          {
            ja: "reasons は何もないはずが、あります（purpose-fits）",
            en: "reasons: expected none, found purpose-fits",
          },
        ],
      ],
    );
  });

  it("warns of an answer as expected that only says that no version was in force", async () => {
    const early = CASE.replace("2026-01-01", "2023-12-31").replace("permit", "deny");
    const { results } = await run(early, `${early}    reasons: [not-in-force]\n`, early.replace("deny", "permit"));
    assert.deepEqual(
      results.map(({ missing, warnings }) => [missing.length, warnings.length]),
      [
        [0, 1],
        [0, 0],
        [1, 0],
      ],
    );
    assert.match(results[0]?.warnings[0]?.en ?? "", /no version was in force at 2023-12-31T00:00:00\+09:00/);
    assert.match(results[0]?.warnings[0]?.ja ?? "", /2023-12-31T00:00:00\+09:00 にはどの版も効力がない/);
  });

  it("counts the files that could not be read, and the cases that could not be run", async () => {
    const unread = [
      CASE.replace("expect: permit", "expect: perhaps"),
      "cases: [",
      CASE.replace("act: use", "act: eat"),
    ];
    assert.deepEqual((await run(CASE, ...unread)).unread, { files: 2, cases: 1 });
    assert.deepEqual((await run(CASE, CASE, CASE, CASE)).unread, { files: 0, cases: 0 });
  });
});

describe("yakusoku cases", () => {
  it("shows of a failing case what the answer has, by code", async () => {
    await put([CASE.replace("expect: permit", "expect: deny\n    needs: [contract]")]);
    const { code, out } = await command("en");
    assert.equal(code, 1);
    assert.match(
      out,
      /NOT OK C1 Sell\n.+0\.yaml:3 expected deny, found permit; needs: expected contract, found none\n/,
    );
    assert.match(out, /The answer: permit; reasons: purpose-fits; duties: –; needs: –\n/);
    const ja = (await command("ja")).out;
    assert.match(
      ja,
      /結論は deny のはずが、permit でした。needs に contract があるはずが、ありません（あったもの: なし）\n/,
    );
    assert.match(ja, /答え: permit、reasons: purpose-fits、duties: –、needs: –\n/);
  });

  it("says of a passing denial that no version was in force, and so to programs", async () => {
    await put([CASE.replace("2026-01-01", "2023-12-31").replace("permit", "deny")]);
    const { code, out } = await command("en");
    assert.equal(code, 0);
    assert.match(out, /ok C1 Sell\n.+0\.yaml:3 Note: no version was in force/);
    const report = z.object({ cases: z.array(z.object({ passed: z.boolean(), warnings: z.array(z.string()) })) });
    const [told] = report.parse(JSON.parse((await command("ja", "json")).out)).cases;
    assert.equal(told?.passed, true);
    assert.match(told.warnings.join(), /注意: .+効力がない/);
  });

  it("says in the last line what was not read and not run", async () => {
    await put([CASE, "cases: [", CASE.replace("act: use", "act: eat")]);
    const { code, out } = await command("en");
    assert.equal(code, 2);
    assert.match(out, /1 cases: 1 as expected, 0 not, over 1 clauses\. 1 file not read\. 1 case not run\.\n$/);
    assert.match((await command("ja")).out, /読めなかったファイル: 1 個。試せなかった判断例: 1 件。\n$/);
    const report = z.object({ unread: z.strictObject({ files: z.number(), cases: z.number() }) });
    assert.deepEqual(report.parse(JSON.parse((await command("en", "json")).out)).unread, { files: 1, cases: 1 });
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
