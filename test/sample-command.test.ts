import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { REFERENCE_FOLDER, referencePack } from "./reference.ts";
import { testClock } from "./served.ts";
import { ROOMS } from "../src/app.ts";
import { countPeople } from "../src/people/index.ts";
import { type Around, type Command, type CommandContext, runAsked } from "../src/room/index.ts";
import { createIdFactory } from "../src/wire/index.ts";
import { sampleAtFirstStart, sampleRoom } from "../src/sample/index.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "yakusoku-sample-"));
});
after(async () => {
  await rm(folder, { recursive: true });
});

interface Said {
  out: string;
  err: string;
}

function around(said: Said, environment: CommandContext["environment"]): Around {
  return {
    clock: testClock,
    ids: createIdFactory(testClock),
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    stdin: () => Promise.resolve(""),
    environment: { LANG: "en_US.UTF-8", YAKUSOKU_DATA: folder, ...environment },
    defaultPack: REFERENCE_FOLDER,
    rooms: ROOMS,
  };
}

async function run(...args: readonly string[]): Promise<Said & { code: number }> {
  const said = { out: "", err: "" };
  const [command] = sampleRoom.commands ?? [];
  assert.ok(command !== undefined);
  const code = await runAsked(command, args, around(said, {}));
  return { ...said, code };
}

/** What a start does before it serves these policies; gives how many people are on record then. */
async function firstStart(
  environment: CommandContext["environment"],
  served?: readonly string[],
): Promise<Said & { people: number }> {
  const found = { people: -1 };
  const starting: Command = {
    name: "test",
    usage: "test",
    summary: { ja: "試験", en: "A test" },
    accepts: {},
    run: async (_asked, context) => {
      const settings = context.settings();
      const records = await context.records();
      if (records === undefined || settings === undefined) return 2;
      try {
        const { pack } = await referencePack();
        const packs = served === undefined ? [pack] : served.map((id) => ({ ...pack, id }));
        await sampleAtFirstStart(records, packs, settings, context);
        found.people = await countPeople(records.desk);
        return 0;
      } finally {
        await records.close();
      }
    },
  };
  const said = { out: "", err: "" };
  const code = await runAsked(starting, [], around(said, { LANG: "ja_JP.UTF-8", ...environment }));
  assert.equal(code, found.people < 0 ? 2 : 0, said.err);
  return { ...said, ...found };
}

describe("the first start, then yakusoku sample", () => {
  it("leaves the sample out where it is told to, or another policy is served, and says what it cannot read", async () => {
    assert.deepEqual(await firstStart({ YAKUSOKU_SAMPLE: "no" }), { out: "", err: "", people: 0 });
    assert.deepEqual(await firstStart({}, ["meikan-press"]), { out: "", err: "", people: 0 });
    const wrong = await firstStart({ YAKUSOKU_SAMPLE: "maybe" });
    assert.equal(wrong.people, -1);
    assert.match(wrong.err, /YAKUSOKU_SAMPLE: .*「maybe」/);
  });

  it("records it once where nothing was ever recorded, and says so on the terminal", async () => {
    const first = await firstStart({ YAKUSOKU_SAMPLE: "25" });
    assert.equal(first.people, 25);
    assert.match(first.err, /架空の 25 人.*\n見本のデータを記録しました: 人 25、/s);
    assert.equal(first.out, "");
    const second = await firstStart({ YAKUSOKU_SAMPLE: "25" });
    assert.deepEqual([second.err, second.people], ["", 25]);
  });

  it("adds to people on record only when asked to, and refuses numbers that are none", async () => {
    const refused = await run("--people", "25");
    assert.equal(refused.code, 1);
    assert.match(refused.err, /already \(25\).*--more/s);
    const added = await run("--people", "30", "--seed", "4", "--more", "--json");
    assert.equal(added.code, 0, added.err);
    assert.match(added.out, /^\{"people":30,.*"parties":0,/);
    for (const [option, given] of [
      ["--people", "0"],
      ["--people", "many"],
      ["--seed", "-1"],
    ] as const) {
      const wrong = await run(`${option}=${given}`);
      assert.equal(wrong.code, 2);
      assert.match(wrong.err, new RegExp(`${option} is a whole number.*“${given}”`));
    }
  });
});
