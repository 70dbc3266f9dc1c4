import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { postgresqlPrograms, postgresqlServer } from "../../test/postgresql.ts";
import { testClock } from "../../test/served.ts";
import { findApiKey } from "../access/index.ts";
import { openRecords } from "../act/index.ts";
import { lockFolder } from "../database/index.ts";
import { type CommandContext, migrationsOf, runAsked } from "../room/index.ts";
import { createIdFactory } from "../wire/index.ts";
import { apiKeysCommand } from "./api-keys-command.ts";

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const ids = createIdFactory(testClock);

async function run(environment: CommandContext["environment"], ...args: readonly string[]): Promise<Run> {
  let out = "";
  let err = "";
  const code = await runAsked(apiKeysCommand, args, {
    clock: testClock,
    ids,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    stdin: () => Promise.resolve(""),
    environment: { LANG: "en_US.UTF-8", ...environment },
    defaultPack: "",
    rooms: [],
  });
  return { code, out, err };
}

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "yakusoku-keys-"));
});
after(async () => {
  await rm(folder, { recursive: true });
});

/** Makes, lists and revokes a key where `environment` leads, and looks at it from beside. */
async function wholeLife(environment: CommandContext["environment"]): Promise<void> {
  const made = await run(environment, "make", "--name", "Booking system", "--scopes", "decide,people:read");
  assert.equal(made.code, 0, made.err);
  const token = made.out.trimEnd().split("\n").at(-1) ?? "";
  const [id = ""] = token.split(".");
  assert.match(token, /^key_[0-9a-f-]{36}\.[\w-]{43}$/);

  const records = await openRecords({
    folder: environment["YAKUSOKU_DATA"] ?? "",
    url: environment["DATABASE_URL"],
    clock: testClock,
    ids,
    migrations: migrationsOf([]),
  });
  assert.deepEqual((await findApiKey(records.desk, token))?.scopes, ["decide", "people:read"]);
  await records.close();

  const listed = await run(environment, "list");
  assert.match(listed.out, new RegExp(`^${id}\tBooking system\tdecide,people:read\t2026-11-22T01:00:00.123Z\t\n$`));
  assert.doesNotMatch(listed.out, new RegExp(RegExp.escape(token)));
  const rotated = await run(environment, "rotate", id, "--hours", "1", "--json");
  assert.match(rotated.out, /"previousUntil":"2026-11-22T02:00:00/);
  assert.ok(!rotated.out.includes(token));
  assert.equal((await run(environment, "revoke", id)).code, 0);
  assert.match((await run(environment, "list", "--json")).out, /"revokedAt":"2026-11-22/);
  const again = await run(environment, "revoke", id);
  assert.deepEqual([again.code, again.out], [1, ""]);
  assert.match(again.err, /No key in use is called/);
}

describe("yakusoku api-keys", () => {
  it("makes, lists and revokes keys in the embedded database", async () => {
    await wholeLife({ YAKUSOKU_DATA: join(folder, "data") });
  });

  it("does so on a server", {
    skip: postgresqlPrograms() === undefined ? "PostgreSQL is not installed" : false,
  }, async () => {
    const { url } = await postgresqlServer();
    await wholeLife({ DATABASE_URL: url("postgres"), YAKUSOKU_DATA: join(folder, "ring") });
  });

  it("says how to go on while the server has the embedded database", async () => {
    const data = join(folder, "held");
    const release = await lockFolder(join(data, "lock"));
    const { code, err } = await run({ YAKUSOKU_DATA: data }, "list");
    await release();
    assert.equal(code, 2);
    assert.match(err, /in use by another Yakusoku.*use “API keys” under “Records” in the browser, or stop the server/s);
  });

  it("refuses what it cannot read before it opens anything", async () => {
    const data = join(folder, "untouched");
    const cases: readonly [RegExp, readonly string[]][] = [
      [/make, list, rotate or revoke/, []],
      [/make, list, rotate or revoke/, ["renew"]],
      [/by its identifier/, ["rotate"]],
      [/whole number from 0 to 720/, ["rotate", "key_1", "--hours", "soon"]],
      [/whole number from 1 to 3650/, ["make", "--name", "x", "--scopes", "decide", "--days", "0"]],
      [/no scope “accounts:write”/, ["make", "--name", "x", "--scopes", "accounts:write"]],
      [/--name/, ["make", "--scopes", "decide"]],
      [/by --scopes, set off by commas. There are: decide, /, ["make", "--name", "x"]],
      [/no scope “all”/, ["make", "--name", "x", "--scopes", "decide,all"]],
      [/by its identifier/, ["revoke"]],
    ];
    for (const [says, args] of cases) {
      const { code, err } = await run({ YAKUSOKU_DATA: data }, ...args);
      assert.equal(code, 2, args.join(" "));
      assert.match(err, says);
      assert.match(err, /yakusoku api-keys make/);
    }
    assert.ok(!(await readdir(folder)).includes("untouched"));
  });
});
