import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { z } from "zod";
import { EXTENSION } from "../src/app.ts";
import { runCommand } from "../src/cli.ts";
import { loadPack } from "../src/packs/index.ts";
import { createIdFactory } from "../src/wire/index.ts";
import { testClock } from "./served.ts";

const REPORT = z.object({ cases: z.array(z.object({ expect: z.string(), passed: z.boolean() })) });
const FOLDER = join(import.meta.dirname, "../policies");

/** Packs that were written from the documents alone: a clinic that cooperates as posted, and a directory sold by opt-out. */
const EXAMPLES = [
  { name: "sakura-clinic", cases: 40, optOut: false },
  { name: "meikan-press", cases: 35, optOut: true },
] as const;

for (const { name, cases, optOut } of EXAMPLES) {
  describe(`the pack ${name}`, () => {
    const folder = join(FOLDER, name);

    it("has nothing that the Act forbids or that breaks a promise, on its first day and a year later", async () => {
      for (const on of ["2026-12-01", "2027-12-01"]) {
        const { versions, pack } = await loadPack(folder, { ...EXTENSION, on });
        assert.equal(pack.versions.length, 1);
        const grave = versions.flatMap(({ diagnostics }) =>
          diagnostics.filter(({ severity }) => severity !== "advice"),
        );
        assert.deepEqual(grave, [], on);
      }
    });

    it(optOut ? "provides by an opt-out that is filed" : "provides nothing by opt-out", async () => {
      const { pack } = await loadPack(folder, EXTENSION);
      const recipients = [...(pack.versions[0]?.recipients.values() ?? [])];
      assert.equal(
        recipients.some(({ routes, unfiled }) => routes.has("opt-out") && !unfiled),
        optOut,
      );
    });

    it("has decision cases, permits and denials, and all of them hold", async () => {
      const said: string[] = [];
      const code = await runCommand(
        ["cases", folder, "--json"],
        {
          clock: testClock,
          ids: createIdFactory(testClock),
          out: (text) => said.push(text),
          err: (text) => said.push(text),
          stdin: () => Promise.resolve(""),
          environment: {},
          defaultPack: folder,
        },
        "0.0.0-test",
      );
      assert.equal(code, 0, said.join(""));
      const report = REPORT.parse(JSON.parse(said.join("")));
      assert.ok(report.cases.length >= cases, String(report.cases.length));
      assert.ok(report.cases.every(({ passed }) => passed));
      for (const outcome of ["permit", "deny"])
        assert.ok(report.cases.filter(({ expect }) => expect === outcome).length > 10, outcome);
    });
  });
}
