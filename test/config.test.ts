import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { z } from "zod";
import { ROOMS } from "../src/app.ts";
import { settingsOf } from "../src/room/index.ts";
import { runProcess } from "./running.ts";

const listed = z.object({
  settings: z.array(
    z.looseObject({ name: z.string(), source: z.string(), value: z.string().optional(), isSet: z.boolean() }),
  ),
  faults: z.array(z.object({ name: z.string(), says: z.string() })),
  unknown: z.array(z.object({ name: z.string(), says: z.string() })),
});

const URL_WITH_PASSWORD = "postgres://yakusoku:MARKED@db.example/yakusoku";

describe("yakusoku config", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "yakusoku-config-"));
  });
  after(() => rm(folder, { recursive: true }));

  test("shows every setting with value, source and what it is, and no secret", async () => {
    const path = join(folder, "url");
    await writeFile(path, `${URL_WITH_PASSWORD}\n`);
    const environment = { PORT: "9000", DATABASE_URL_FILE: path, YAKUSOKU_HOST: "a.example" };
    const { code, out, err } = await runProcess(["config", "--json"], environment);
    assert.equal(code, 0, err);
    assert.doesNotMatch(out, /MARKED/);
    const { settings, faults, unknown } = listed.parse(JSON.parse(out));
    const byName = new Map(settings.map((one) => [one.name, one]));
    assert.deepEqual([byName.get("PORT")?.value, byName.get("PORT")?.source], ["9000", "environment"]);
    assert.deepEqual(
      [byName.get("DATABASE_URL")?.value, byName.get("DATABASE_URL")?.source],
      [undefined, "secret-file"],
    );
    assert.deepEqual([byName.get("HOST")?.value, byName.get("HOST")?.source], ["127.0.0.1", "default"]);
    assert.deepEqual(faults, []);
    assert.deepEqual(
      unknown.map(({ name }) => name),
      ["YAKUSOKU_HOST"],
    );
    assert.match(unknown[0]?.says ?? "", /YAKUSOKU_HOSTS/);
    for (const language of ["ja", "en"]) {
      const words = await runProcess(["config", "--language", language], environment);
      assert.doesNotMatch(words.out, /MARKED|undefined|\{[a-z]+\}/);
      for (const { name, says } of settingsOf(ROOMS))
        assert.ok(words.out.includes(name) && words.out.includes(says[language === "ja" ? "ja" : "en"]), name);
    }
  });

  test("names every fault at once, and with the same faults nothing starts", async () => {
    const environment = {
      PORT: "many",
      HOST: "0.0.0.0",
      YAKUSOKU_MOST_BULK: "0",
      DATABASE_URL: "mysql://user:MARKED@db.example",
      YAKUSOKU_DATA: join(folder, "none"),
    };
    const config = await runProcess(["config", "--json"], environment);
    assert.equal(config.code, 1);
    const names = listed.parse(JSON.parse(config.out)).faults.map(({ name }) => name);
    assert.deepEqual(names.toSorted(), ["DATABASE_URL", "PORT", "YAKUSOKU_MOST_BULK"]);
    for (const command of [["start"], ["work"], ["api-keys", "list"]]) {
      const { code, out, err } = await runProcess(command, environment);
      assert.equal(code, 2);
      assert.equal(out, "");
      for (const name of names) assert.match(err, new RegExp(`^${name}: `, "m"));
      assert.doesNotMatch(err, /MARKED/);
    }
    const open = await runProcess(["start"], { HOST: "0.0.0.0", YAKUSOKU_DATA: join(folder, "none") });
    assert.equal(open.code, 2);
    assert.match(open.err, /^HOST: “0\.0\.0\.0” can be reached.*YAKUSOKU_PUBLIC=yes/m);
  });

  test("is not asked by commands that need none of it", async () => {
    const { code } = await runProcess(["check", "policies/leopalace21", "--json"], { PORT: "many" });
    assert.notEqual(code, 2);
  });
});

test("names of settings are told apart, and each says what it is in both languages", () => {
  const all = settingsOf(ROOMS);
  assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
  for (const { name, says, form, unset } of all) {
    assert.match(name, /^(PORT|HOST|DATABASE_URL|YAKUSOKU_[A-Z_]+)$/);
    assert.ok(says.ja.length > 5 && says.en.length > 5, name);
    assert.ok(unset === undefined || form.write(unset).length >= 0);
  }
});
