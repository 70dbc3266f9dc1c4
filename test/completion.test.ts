import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { ROOMS } from "../src/app.ts";
import { runCommand } from "../src/cli.ts";
import { createIdFactory } from "../src/wire/index.ts";
import { REFERENCE_FOLDER } from "./reference.ts";
import { testClock } from "./served.ts";

const run = promisify(execFile);

async function script(shell: string | undefined, language = "en"): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await runCommand(
    ["completion", ...(shell === undefined ? [] : [shell])],
    {
      clock: testClock,
      ids: createIdFactory(testClock),
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      stdin: () => Promise.resolve(""),
      environment: { LANG: language },
      defaultPack: REFERENCE_FOLDER,
    },
    "0.0.0-test",
  );
  return { code, out, err };
}

const COMMANDS = ROOMS.flatMap((room) => room.commands ?? []);

describe("yakusoku completion bash", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "yakusoku-completion-"));
    await mkdir(join(folder, "my shop"));
    await writeFile(join(folder, "my-question.yaml"), "");
    await writeFile(join(folder, "completion"), (await script("bash")).out);
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  /** What bash offers for the last word of a line. */
  async function offered(...words: readonly string[]): Promise<string[]> {
    const line = words.map((word) => `'${word}'`).join(" ");
    const program = `source ./completion; COMP_WORDS=(yakusoku ${line}); COMP_CWORD=${words.length}; _yakusoku; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = await run("bash", ["--norc", "-c", program], { cwd: folder });
    assert.equal(stderr, "");
    return stdout.split("\n").filter((offer) => offer !== "");
  }

  it("offers every command, and those that begin as typed", async () => {
    const all = await offered("");
    for (const { name } of COMMANDS) assert.ok(all.includes(name), name);
    assert.ok(["start", "completion", "--help", "--version"].every((name) => all.includes(name)));
    assert.deepEqual(await offered("dec"), ["decide"]);
  });

  it("offers every flag and option that a command declares", async () => {
    for (const { name, accepts } of COMMANDS) {
      const declared = [...(accepts.flags ?? []), ...Object.keys(accepts.options ?? {}), "language", "help"];
      assert.deepEqual((await offered(name, "--")).sort(), declared.map((option) => `--${option}`).sort(), name);
    }
  });

  it("offers the values of an option, and of an argument where they are known", async () => {
    assert.deepEqual(await offered("check", "--fail-on", ""), ["error", "law", "policy", "advice", "none"]);
    assert.deepEqual(await offered("check", "--fail-on", "a"), ["advice"]);
    assert.deepEqual(await offered("cases", "--language", ""), ["ja", "en"]);
    assert.deepEqual(await offered("completion", ""), ["bash", "zsh", "fish"]);
  });

  it("offers paths, blanks and all, where a command or an option takes one", async () => {
    assert.deepEqual((await offered("check", "my")).sort(), ["my shop", "my-question.yaml"]);
    assert.deepEqual(await offered("decide", "--pack", "my s"), ["my shop"]);
    assert.deepEqual(await offered("nothing", "my"), []);
  });
});

describe("yakusoku completion", () => {
  it("asks for which shell where it is not said, or not known", async () => {
    const none = await script(undefined);
    assert.equal(none.code, 2);
    assert.match(none.err, /bash, zsh or fish/);
    assert.equal((await script("tcsh")).code, 2);
    assert.match((await script(undefined, "ja")).err, /どのシェル/);
  });

  for (const shell of ["zsh", "fish"]) {
    it(`for ${shell} names every command with its options and their values`, async () => {
      const { code, out } = await script(shell);
      assert.equal(code, 0);
      for (const { name, accepts } of COMMANDS) {
        const lines = out.split("\n").filter((line) => line.includes(shell === "zsh" ? ` ${name})` : `_from ${name}'`));
        const said = lines.join("\n");
        for (const option of [...(accepts.flags ?? []), ...Object.keys(accepts.options ?? {}), "language"])
          assert.match(said, new RegExp(shell === "zsh" ? `'--${option}[:']` : `-l ${option}( |$)`, "m"), name);
        for (const values of Object.values(accepts.options ?? {}))
          if (values.length > 0) assert.ok(said.includes(values.join(" ")), `${name} ${values.join(" ")}`);
      }
      // Quotes come in pairs on every line: whatever a summary says, it cannot break out of its own.
      for (const line of out.split("\n"))
        assert.equal(line.replaceAll("'\\''", "").replaceAll("\\'", "").split("'").length % 2, 1, line);
    });
  }
});
