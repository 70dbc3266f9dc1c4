import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { LockedError, lockFolder } from "./index.ts";

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), "yakusoku-lock-"));

describe("the lock of the data folder", () => {
  test("a second holder is told who holds it, and how to go on", async () => {
    const path = join(await folder(), "data", "lock");
    const release = await lockFolder(path);
    await assert.rejects(lockFolder(path), (error) => {
      assert.ok(error instanceof LockedError);
      assert.match(error.words.en, new RegExp(`process ${process.pid}.*YAKUSOKU_DATA`));
      assert.match(error.words.ja, /YAKUSOKU_DATA/);
      return true;
    });
    await release();
    await (await lockFolder(path))();
  });

  test("of many at once exactly one gets it, and no file is left lying", async () => {
    const place = await folder();
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(join(place, "lock"))));
    assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
    assert.deepEqual(await readdir(place), ["lock"]);
  });

  test("the lock of a process that was killed is taken over", async () => {
    const path = join(await folder(), "lock");
    const gone = spawn("sleep", ["60"]);
    await once(gone, "spawn");
    await writeFile(path, JSON.stringify({ pid: gone.pid }));
    await assert.rejects(lockFolder(path), LockedError);
    gone.kill("SIGKILL");
    await once(gone, "exit");
    await (await lockFolder(path))();
  });

  test("a process that has only the number of the former holder does not hold it", async () => {
    const path = join(await folder(), "lock");
    await writeFile(path, JSON.stringify({ pid: process.pid, began: "1" }));
    await (await lockFolder(path))();
  });
});
