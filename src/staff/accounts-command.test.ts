import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { z } from "zod";
import { testClock } from "../../test/served.ts";
import { runAsked } from "../room/index.ts";
import { createIdFactory } from "../wire/index.ts";
import { accountsCommand } from "./accounts-command.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "yakusoku-accounts-"));
});
after(async () => {
  await rm(folder, { recursive: true });
});

async function run(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await runAsked(accountsCommand, args, {
    clock: testClock,
    ids: createIdFactory(testClock),
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    stdin: () => Promise.resolve(""),
    environment: { LANG: "en_US.UTF-8", YAKUSOKU_DATA: join(folder, "data"), YAKUSOKU_HOSTS: "privacy.example" },
    defaultPack: "",
    rooms: [],
  });
  return { code, out, err };
}

describe("yakusoku accounts", () => {
  it("refuses what it cannot read before it opens anything", async () => {
    const cases: readonly (readonly [RegExp, ...string[]])[] = [
      [/list, invite, suspend or link/],
      [/by its identifier/, "suspend"],
      [/Roles are: privacy-office/, "invite", "--name", "Mari", "--email", "mari@example.jp", "--roles", "boss"],
      [/Give --name/, "invite", "--email", "nobody", "--roles", "hr"],
    ];
    for (const [says, ...args] of cases) {
      const { code, err } = await run(...args);
      assert.equal(code, 2);
      assert.match(err, says);
    }
    assert.deepEqual(await readdir(folder), []);
  });

  it("invites, lists, makes links and suspends, by identifier or address", async () => {
    const invited = await run(
      "invite",
      "--name",
      "Aoki Mari",
      "--email",
      "Mari@example.jp",
      "--roles",
      "administrator,hr",
    );
    assert.equal(invited.code, 0, invited.err);
    assert.match(invited.out, /\nhttps:\/\/privacy\.example\/en\/invitation\?token=[\w-]{43}\n$/);
    const twice = await run("invite", "--name", "Aoki", "--email", "mari@example.jp", "--roles", "hr");
    assert.deepEqual([twice.code, /There is|exists/.test(twice.err)], [1, true]);
    const listed = await run("list");
    assert.match(listed.out, /^acc_[0-9a-f-]{36}\tAoki Mari\tmari@example.jp\tadministrator,hr\tinvited\n$/);
    const link = await run("link", "mari@example.jp", "--json");
    const { account, link: address } = z.object({ account: z.string(), link: z.string() }).parse(JSON.parse(link.out));
    assert.ok(!invited.out.includes(address), "another one");
    assert.equal((await run("suspend", account)).code, 0);
    assert.match((await run("list")).out, /\tsuspended\n$/);
    assert.equal((await run("link", account)).code, 1, "not for one that is suspended");
    assert.match((await run("suspend", "acc_nobody")).err, /There is no account/);
  });
});
