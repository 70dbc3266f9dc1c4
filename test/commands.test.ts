import assert from "node:assert/strict";
import { mkdtemp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openRecords } from "../src/act/index.ts";
import { runCommand } from "../src/cli.ts";
import { createIdFactory } from "../src/wire/index.ts";
import { REFERENCE_FOLDER } from "./reference.ts";
import { testClock } from "./served.ts";
import { PACK } from "./small-pack.ts";

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(
  args: readonly string[],
  options: { stdin?: string; language?: string; data?: string } = {},
): Promise<Run> {
  let out = "";
  let err = "";
  const code = await runCommand(
    args,
    {
      clock: testClock,
      ids: createIdFactory(testClock),
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      stdin: () => Promise.resolve(options.stdin ?? ""),
      environment: {
        LANG: options.language ?? "en_US.UTF-8",
        ...(options.data === undefined ? {} : { YAKUSOKU_DATA: options.data }),
      },
      defaultPack: REFERENCE_FOLDER,
    },
    "0.0.0-test",
  );
  return { code, out, err };
}

const INQUIRY = "operator: lp21\nperson: customer\nact: use\nitems: [name]\npurpose: customer.inquiries\n";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "yakusoku-"));
});
after(async () => {
  await rm(folder, { recursive: true });
});

describe("yakusoku", () => {
  it("lists its commands, and every command explains itself", async () => {
    const { code, out } = await run(["--help"]);
    assert.equal(code, 0);
    for (const name of ["start", "check", "diff", "decide", "cases", "promises"]) {
      assert.match(out, new RegExp(`^ {2}${name} `, "m"));
      const help = await run([name, "--help"]);
      assert.equal(help.code, 0);
      assert.match(help.out, new RegExp(`^yakusoku ${name}`));
    }
    assert.match((await run(["--help"], { language: "ja_JP.UTF-8" })).out, /使い方/);
    assert.equal((await run(["--version"])).out, "0.0.0-test\n");
  });

  it("says what it does not know, and which commands there are", async () => {
    const { code, err } = await run(["chek"]);
    assert.equal(code, 2);
    assert.match(err, /“chek”/);
    assert.match(err, /check/);
    for (const name of ["check", "diff", "decide", "cases", "promises", "start"]) {
      const wrong = await run([name, "--colour"]);
      assert.equal(wrong.code, 2, name);
      assert.match(wrong.err, /colour/, name);
    }
  });
});

describe("yakusoku check --schema", () => {
  it("prints the schema that stands beside the policies for editors: run npm run schema when it does not", async () => {
    const { out } = await run(["check", "--schema"]);
    assert.equal(await readFile(new URL("../policies/policy.schema.json", import.meta.url), "utf8"), out);
  });
});

describe("yakusoku decide", () => {
  it("answers a question in words, and in JSON", async () => {
    const words = await run(["decide"], { stdin: INQUIRY });
    assert.equal(words.code, 0);
    assert.match(words.out, /^Yes, you may\./);
    assert.match(words.out, /\[LAW APPI Art\. 18\(1\) C1\]/);
    const japanese = await run(["decide"], { stdin: INQUIRY, language: "ja_JP.UTF-8" });
    assert.match(japanese.out, /^はい、できます。/);
    const json = await run(["decide", "--json"], { stdin: INQUIRY });
    const answer: unknown = JSON.parse(json.out);
    assert.ok(typeof answer === "object" && answer !== null && "outcome" in answer && answer.outcome === "permit");
  });

  it("exits with 1 when the answer is no, and says what is needed", async () => {
    const denied = await run(["decide"], { stdin: INQUIRY.replace("customer\n", "employee\n") });
    assert.equal(denied.code, 1);
    assert.match(denied.out, /What would make it possible/);
  });

  it("names file, line and column of what is wrong, and exits with 2", async () => {
    const path = join(folder, "question.yaml");
    await writeFile(path, INQUIRY.replace("act: use", "act: sell"));
    const wrong = await run(["decide", path]);
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /question\.yaml:3:1: \/act/);
    const broken = await run(["decide"], { stdin: "operator: [lp21\nperson: x" });
    assert.equal(broken.code, 2);
    assert.match(broken.err, /stdin:2:1: /);
    const missing = await run(["decide", join(folder, "nowhere.yaml")]);
    assert.equal(missing.code, 2);
    assert.match(missing.err, /nowhere\.yaml/);
  });
});

describe("yakusoku cases", () => {
  it("passes every case of the reference pack", async () => {
    const { code, out, err } = await run(["cases"]);
    assert.equal(code, 0, out + err);
    assert.match(out, /^\d+ cases: (\d+) as expected, 0 not/m);
  });

  it("fails on a case that does not hold, and on a folder without cases", async () => {
    const pack = join(folder, "pack");
    await mkdir(join(pack, "2024-01-01"), { recursive: true });
    await writeFile(join(pack, "2024-01-01", "pack.yaml"), PACK);
    const none = await run(["cases", pack]);
    assert.equal(none.code, 2);
    assert.match(none.out, /has no cases/);
    await mkdir(join(pack, "cases"));
    const entry = (expect: string, purpose: string) =>
      `at: 2026-01-01T00:00:00+09:00\ncases:\n  - clause: C1\n    name: { ja: 売る, en: Sell }\n    ask: { operator: shop, person: buyer, act: use, items: [name], purpose: ${purpose} }\n    expect: ${expect}\n`;
    await writeFile(join(pack, "cases", "a.yaml"), entry("permit", "buyer.sale"));
    assert.equal((await run(["cases", pack])).code, 0);
    await writeFile(join(pack, "cases", "b.yaml"), entry("deny", "buyer.sale"));
    const failed = await run(["cases", pack]);
    assert.equal(failed.code, 1);
    assert.match(failed.out, /NOT OK C1 Sell\n.*b\.yaml:3 expected deny, found permit/);
    await writeFile(join(pack, "cases", "b.yaml"), "cases:\n  - clause: C1\n");
    const unreadable = await run(["cases", pack]);
    assert.equal(unreadable.code, 2);
    assert.match(unreadable.err, /b\.yaml:2:\d+: /);
    assert.match(unreadable.out, /^1 cases?: 1 as expected, 0 not, over 1 clauses?\. 1 file not read\.$/m);
  });
});

describe("yakusoku promises", () => {
  it("says what has a mechanism where nothing is kept yet, and makes nothing", async () => {
    const data = join(folder, "no-data");
    const { code, out, err } = await run(["promises"], { data });
    assert.deepEqual([code, err], [0, ""]);
    assert.match(out, /^The records were not looked at/m);
    await assert.rejects(readFile(data), /ENOENT/);
  });

  it("says what to do while the server has the records", async () => {
    const data = join(folder, "locked-data");
    const records = await openRecords({
      folder: data,
      migrations: [],
      clock: testClock,
      ids: createIdFactory(testClock),
    });
    try {
      const { code, err } = await run(["promises"], { data });
      assert.equal(code, 2);
      assert.match(err, /page of promises, or add --no-records/);
      assert.equal((await run(["promises", "--no-records"], { data })).code, 0);
    } finally {
      await records.close();
    }
  });
});

describe("a pack that cannot be read", () => {
  it("stops every command with the place and both languages", async () => {
    const pack = join(folder, "broken");
    await mkdir(pack, { recursive: true });
    await writeFile(join(pack, "pack.yaml"), PACK.replace("operators: [shop]", "operators: [shap]"));
    for (const args of [
      ["decide", "--pack", pack],
      ["cases", pack],
      ["check", pack],
      ["diff", pack, pack],
      ["promises", pack],
      ["start", pack],
    ]) {
      for (const language of ["en_US.UTF-8", "ja_JP.UTF-8"]) {
        const { code, out, err } = await run(args, { stdin: INQUIRY, language });
        assert.notEqual(code, 0, args.join(" "));
        assert.match(out + err, /pack\.yaml:\d+:\d+/, args.join(" "));
        assert.match(out + err, language.startsWith("ja") ? /つづり/ : /spelling/);
      }
    }
  });
});
