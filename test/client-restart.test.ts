import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type Client, createClient } from "../client/index.ts";
import { type Front, frontOf, type Mishap } from "./front.ts";

const BIN = fileURLToPath(new URL("../bin/yakusoku.js", import.meta.url));

describe("a server killed in the middle of a write and started again", () => {
  const folder = mkdtempSync(join(tmpdir(), "yakusoku-client-"));
  const env = { PATH: process.env["PATH"], LANG: "en_US.UTF-8", YAKUSOKU_DATA: folder, PORT: "0" };
  let server: ChildProcess;
  let front: Front;
  let client: Client;

  const start = async (): Promise<void> => {
    server = spawn(process.execPath, [BIN, "start", "--json"], { env, stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    front.to = await new Promise<string>((resolve, reject) => {
      server.stdout?.on("data", (chunk) => {
        said += String(chunk);
        if (said.includes("\n")) resolve(z.object({ url: z.string() }).parse(JSON.parse(said)).url);
      });
      server.on("exit", (code, signal) => reject(new Error(`ended with ${code ?? signal}`)));
    });
  };
  const kill = async (): Promise<void> => {
    const gone = once(server, "exit");
    server.kill("SIGKILL");
    await gone;
  };

  before(async () => {
    const scopes = "people:read,people:write";
    const made = spawnSync(
      process.execPath,
      [BIN, "api-keys", "make", "--name", "test", "--scopes", scopes, "--json"],
      {
        env,
        encoding: "utf8",
      },
    );
    assert.equal(made.status, 0, made.stderr);
    const { token } = z.object({ token: z.string() }).parse(JSON.parse(made.stdout));
    front = await frontOf("");
    await start();
    client = createClient({ url: front.url, key: token, retries: 20 });
  });
  after(async () => {
    await kill();
    await front.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const killedBeforeTheAnswer: Mishap = async (passed, answer) => {
    const lost = passed().then(
      () => undefined,
      () => undefined,
    );
    await kill();
    await lost;
    answer.destroy();
    await start();
    return undefined;
  };
  const killedAfterTheCommit: Mishap = async (passed, answer) => {
    assert.equal((await passed()).status, 201);
    await kill();
    answer.destroy();
    await start();
    return undefined;
  };

  for (const [when, mishap, number] of [
    ["before the answer", killedBeforeTheAnswer, "K-1"],
    ["after the commit, its answer lost", killedAfterTheCommit, "K-2"],
  ] as const) {
    test(`${when}: the write is recorded once`, async () => {
      front.seen.length = 0;
      front.next.push(mishap);
      const identifier = { kind: "customer-number", value: number, shared: true } as const;
      const ids = await client.people.record([{ identifiers: [identifier] }]);
      assert.ok(front.seen.length >= 2);
      assert.equal(new Set(front.seen.map(({ headers }) => headers["idempotency-key"])).size, 1);
      assert.deepEqual(await client.people.find({ kind: "customer-number", value: number }), [
        { person: ids[0], match: "exact" },
      ]);
    });
  }
});
