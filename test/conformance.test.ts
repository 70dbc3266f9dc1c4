import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, describe, it } from "node:test";
import { EXTENSION } from "../src/app.ts";
import { CORE_RULES } from "../src/policy/index.ts";
import {
  at,
  type ConformancePack,
  DECIDERS,
  type Index,
  loadConformancePacks,
  readIndex,
  runCase,
  TEXTS,
} from "./conformance.ts";
import { runClock } from "./conformance-clocks.ts";
import { conformanceReport, REPORT } from "./conformance-report.ts";

describe("the Commission's worked examples", () => {
  let index: Index;
  let packs: ReadonlyMap<string, ConformancePack>;

  before(async () => {
    index = await readIndex();
    packs = await loadConformancePacks();
  });

  it("stand in well-formed index files", () => {
    assert.deepEqual(index.problems, []);
    for (const text of TEXTS) {
      assert.ok(
        index.examples.some((one) => one.text === text),
        `no example of the text “${text}”`,
      );
    }
  });

  it("have keys that are unique and counted from 1 under their heading", () => {
    const seen = new Map<string, { ordinals: number[]; headings: Set<string> }>();
    for (const { example } of index.examples) {
      const [, place = "", ordinal] = /^(.*)\/(\d+)$/.exec(example.key) ?? [];
      const group = seen.get(place) ?? { ordinals: [], headings: new Set() };
      group.ordinals.push(Number(ordinal));
      seen.set(place, { ordinals: group.ordinals, headings: group.headings.add(example.heading) });
    }
    const faults = [...seen].filter(
      ([, { ordinals, headings }]) => headings.size !== 1 || ordinals.some((ordinal, i) => ordinal !== i + 1),
    );
    assert.deepEqual(
      faults.map(([place, { ordinals, headings }]) => [place, ordinals, [...headings]]),
      [],
    );
  });

  it("are decided by the engine as the Guidelines say", (t) => {
    const failed: string[] = [];
    let count = 0;
    for (const { example, cases } of index.examples) {
      for (const one of cases) {
        count += 1;
        const differences = runCase(one, packs);
        if (differences.length > 0) failed.push(`${at(one.place)} ${example.key}: ${differences.join("; ")}`);
      }
    }
    t.diagnostic(`${count} cases`);
    assert.ok(count > 0, "no case ran");
    assert.deepEqual(failed, []);
  });

  it("are reckoned by the clocks of the law as the Guidelines say", (t) => {
    const failed: string[] = [];
    let count = 0;
    for (const { example, runs, place } of index.examples) {
      if (example.clock === undefined) continue;
      for (const run of runs) {
        failed.push(...runClock(example.clock, run).map((said) => `${at(place)} ${example.key}: ${said}`));
        count += 1;
      }
    }
    t.diagnostic(`${count} runs of clocks`);
    assert.ok(count > 0, "no clock ran");
    assert.deepEqual(failed, []);
  });

  it("run with the human's fact given and not given, and the answers differ", () => {
    const alike = index.examples.filter(({ example, cases }) => {
      if (example.by !== "human" || cases.length === 0) return false;
      // What an answer is made of: its outcome, and where that is the same the duties that come and go with the fact.
      const answers = new Set(
        cases.map(({ case: { expect, duties = [], without = [] } }) => [expect, ...duties, "/", ...without].join(" ")),
      );
      const given = new Set(cases.flatMap((one) => one.case.with ?? []));
      return answers.size < 2 || given.size === 1 || cases.every((one) => one.case.expect === "deny");
    });
    assert.deepEqual(
      alike.map(({ example, place }) => `${at(place)} ${example.key}`),
      [],
    );
  });

  it("are left to the linter only where it has the rule, or is to have it", () => {
    const rules = new Set([...CORE_RULES, ...(EXTENSION.rules ?? [])].map(({ id }) => id));
    for (const { example, place } of index.examples) {
      if (example.by !== "checker") continue;
      assert.equal(rules.has(example.rule), example.planned !== true, `${at(place)} ${example.rule}`);
      if (example.found === undefined) continue;
      for (const [name, fires] of [
        [example.found.fires, true],
        [example.found.silent, false],
      ] as const) {
        assert.equal(packs.get(name)?.found.includes(example.rule), fires, `${at(place)} ${example.rule} on ${name}`);
      }
    }
  });

  it("are left to a human without a runnable pair in at most a third", (t) => {
    const total = index.examples.length;
    const share = (count: number): string => `${count} (${((100 * count) / total).toFixed(1)} %)`;
    for (const by of DECIDERS) {
      t.diagnostic(`${by}: ${share(index.examples.filter(({ example }) => example.by === by).length)}`);
    }
    const bare = index.examples.filter(({ example, cases }) => example.by === "human" && cases.length === 0);
    t.diagnostic(`human without a pair: ${share(bare.length)} of ${total}`);
    assert.ok(total > 0 && bare.length * 3 <= total, share(bare.length));
  });

  it("have packs that are all used", () => {
    const used = new Set(
      index.examples.flatMap(({ example, cases }) => [
        ...cases.map((one) => one.case.pack),
        ...(example.by === "checker" && example.found !== undefined ? Object.values(example.found) : []),
      ]),
    );
    assert.deepEqual(
      [...packs.keys()].filter((name) => !used.has(name)),
      [],
    );
  });

  it("stand in docs/conformance.md as they are", async () => {
    const written = await readFile(REPORT, "utf8").catch(() => "");
    assert.ok(written === conformanceReport(index), "docs/conformance.md is not current: run npm run conformance");
  });
});
