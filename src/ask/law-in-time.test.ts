import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { UNSET } from "../../test/unset.ts";
import type { CommandContext } from "../room/index.ts";
import { createIdFactory } from "../wire/index.ts";
import { decideCommand } from "./decide-command.ts";

const clock = { now: () => Temporal.Instant.from("2026-11-22T12:00:00+09:00") };
const guide = await readFile(new URL("../../docs/law-in-time.md", import.meta.url), "utf8");
const [policy = "", question = ""] = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
const transcripts = [
  ...guide.matchAll(/```\n\$ yakusoku decide question\.yaml --pack portal --language (ja|en)(.*)\n([\s\S]*?)```/g),
];

describe("one question under the laws of 2021 and today, and under the bill", () => {
  for (const [, language, options = "", expected = ""] of transcripts) {
    it(`is answered in ${language} as the page says:${options || " today"}`, async () => {
      const folder = await mkdtemp(join(tmpdir(), "yakusoku-laws-"));
      await mkdir(join(folder, "2019-04-01"));
      await writeFile(join(folder, "2019-04-01", "policy.yaml"), policy);
      await writeFile(join(folder, "question.yaml"), question);
      const said: string[] = [];
      const context: CommandContext = {
        ...UNSET,
        clock,
        ids: createIdFactory(clock),
        out: (text) => said.push(text),
        err: (text) => said.push(text),
        stdin: () => Promise.resolve(""),
        environment: {},
        language: language === "ja" ? "ja" : "en",
        records: () => Promise.resolve(undefined),
        defaultPack: folder,
        rooms: [],
      };
      const words = options.trim().split(" ");
      const given = Object.fromEntries(
        words.flatMap((word, at) => (word.startsWith("--") ? [[word.slice(2), words[at + 1] ?? ""]] : [])),
      );
      await decideCommand.run(
        { given, repeated: {}, flags: new Set(), positionals: [join(folder, "question.yaml")] },
        context,
      );
      assert.equal(said.join("").trimEnd(), expected.trimEnd());
      await rm(folder, { recursive: true });
    });
  }

  it("differs three times, in both languages", () => {
    const answers = transcripts.map(([, language, , text = ""]) => [language, text.split("\n")[0]]);
    assert.equal(answers.length, 6);
    assert.equal(new Set(answers.map((answer) => answer.join(" "))).size, 6);
  });
});
