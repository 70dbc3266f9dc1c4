import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { it } from "node:test";

const PROGRAM = fileURLToPath(new URL("../bin/yakusoku.js", import.meta.url));

it("a command whose reader goes away, as head does, ends without a word", async () => {
  const child = spawn(process.execPath, [PROGRAM, "check", "--schema"], { stdio: ["ignore", "pipe", "pipe"] });
  const said = text(child.stderr);
  // Gone before anything was written: whatever is written then has nowhere to go.
  child.stdout.destroy();
  await once(child, "close");
  assert.equal(await said, "");
  assert.equal(child.exitCode, 0);
});
