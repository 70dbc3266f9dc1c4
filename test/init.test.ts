import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { EXTENSION } from "../src/app.ts";
import { runCommand } from "../src/cli.ts";
import { loadPack } from "../src/packs/index.ts";
import { createTerminal, type Terminal } from "../src/room/index.ts";
import { createIdFactory } from "../src/wire/index.ts";
import { REFERENCE_FOLDER } from "./reference.ts";
import { testClock } from "./served.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "yakusoku-init-"));
});
after(async () => {
  await rm(folder, { recursive: true });
});

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(args: readonly string[], language = "en", terminal?: Terminal): Promise<Run> {
  let out = "";
  let err = "";
  const code = await runCommand(
    args,
    {
      clock: testClock,
      ids: createIdFactory(testClock),
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      stdin: () => Promise.resolve(""),
      terminal,
      environment: { LANG: language },
      defaultPack: REFERENCE_FOLDER,
    },
    "0.0.0-test",
  );
  return { code, out, err };
}

let count = 0;
const fresh = (): string => join(folder, `pack-${(count += 1)}`);

/** What a pack must be: it parses, nothing in it is an error or against the Act, and its cases hold. */
async function assertSound(pack: string, answers: unknown): Promise<void> {
  const { versions } = await loadPack(pack, EXTENSION);
  const grave = versions.flatMap(({ diagnostics }) =>
    diagnostics.filter(({ severity }) => severity === "error" || severity === "law"),
  );
  assert.deepEqual(
    grave.map(({ rule, file, line, message }) => `${file}:${line} ${rule} ${message.en}`),
    [],
    JSON.stringify(answers),
  );
  // What the answers do not decide is written so that check has nothing to advise on it.
  const advised = versions.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule));
  for (const rule of ["authority-papers-excessive", "environment-without-country"])
    assert.ok(!advised.includes(rule), `${rule} ${JSON.stringify(answers)}`);
  assert.equal(versions.length, 1);
  const cases = await run(["cases", pack]);
  assert.equal(cases.code, 0, `${JSON.stringify(answers)}\n${cases.out}${cases.err}`);
  assert.match(cases.out, /^[23] cases: /m);
}

const KIND_USES = {
  customer: ["orders", "inquiries"],
  member: ["membership", "orders", "inquiries"],
  patient: ["treatment", "billing", "inquiries"],
  employee: ["employment", "health-safety"],
  applicant: ["recruitment", "inquiries"],
} as const;
const isKind = (kind: string): kind is keyof typeof KIND_USES => Object.hasOwn(KIND_USES, kind);
const KINDS = Object.keys(KIND_USES).filter(isKind);

/** Texts that YAML could read as something else, and any others. */
const text = fc
  .oneof(
    fc.constantFrom(
      "no",
      "~",
      "null",
      "0123",
      "true",
      "株式会社「見本」",
      "A & B: C #1",
      "- x",
      "{operator}",
      "'",
      "O'Hara",
    ),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
  )
  .map((given) => given.replaceAll(/[\p{C}\p{Z}]/gu, " ").trim())
  .filter((given) => given !== "");

const answersArbitrary = fc
  .record({
    people: fc.subarray(KINDS, { minLength: 1 }),
    all: fc.boolean(),
    mail: fc.boolean(),
    calls: fc.boolean(),
    cookies: fc.constantFrom("none", "own", "google-analytics"),
    recipients: fc.subarray(["delivery", "payment", "mailing", "payroll", "systems"]),
    texts: fc.tuple(text, text, text, text, text, text, text, text),
    id: fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/),
    phone: fc.constantFrom("none", "03-0000-0000", "0120000000"),
    "in-force-from": fc.constantFrom("2022-04-01", "2025-12-01", "2026-11-22", "2028-02-29"),
  })
  .map(({ people, all, mail, calls, recipients, texts, ...rest }) => {
    const uses = [...new Set(people.flatMap((kind) => (all ? KIND_USES[kind] : KIND_USES[kind].slice(0, 1))))];
    const mailed = people.includes("customer") || people.includes("member");
    const called = mailed || people.includes("patient");
    const possible: Readonly<Record<string, boolean>> = {
      delivery: uses.includes("orders"),
      payment: uses.includes("orders"),
      mailing: mail && mailed,
      payroll: uses.includes("employment"),
      systems: true,
    };
    const fields = ["name", "address", "representative", "title"].flatMap((field) => [`${field}-ja`, `${field}-en`]);
    return {
      ...rest,
      ...Object.fromEntries(fields.map((field, index) => [field, texts[index] ?? ""])),
      email: "privacy@example.jp",
      people,
      uses,
      mail: mail && mailed,
      calls: calls && called,
      recipients: recipients.filter((name) => possible[name] === true),
    };
  });

describe("yakusoku init", () => {
  it("makes a sound policy whatever is answered, and says every answer as it was given", async () => {
    await fc.assert(
      fc.asyncProperty(answersArbitrary, async (answers) => {
        const pack = fresh();
        const file = `${pack}.yaml`;
        // JSON is YAML: what JSON writes is read back as it was.
        await writeFile(file, JSON.stringify(answers));
        const made = await run(["init", pack, "--answers", file]);
        assert.equal(made.code, 0, made.err);
        await assertSound(pack, answers);
        const { pack: loaded } = await loadPack(pack, EXTENSION);
        const said: Readonly<Record<string, unknown>> = answers;
        const operator = loaded.versions[0]?.policy.operators[answers.id];
        assert.deepEqual(operator?.name, { ja: said["name-ja"], en: said["name-en"] });
        assert.deepEqual(operator?.representative?.title, { ja: said["title-ja"], en: said["title-en"] });
        await rm(pack, { recursive: true });
      }),
      { numRuns: 40, seed: 20261122 },
    );
  });

  it("with every answer that there is, nothing at all is found", async () => {
    const pack = fresh();
    const all = ["--people", KINDS.join(","), "--mail", "yes", "--calls", "yes", "--cookies", "google-analytics"];
    const entrusted = ["--recipients", "delivery,payment,mailing,payroll,systems"];
    const made = await run(["init", pack, "--yes", ...all, ...entrusted]);
    assert.equal(made.code, 0, made.err);
    await assertSound(pack, all);
    assert.match(made.out, /yakusoku check .*pack-/);
    assert.match(made.out, /made up; .*name-ja/);
    const [version = ""] = (await readdir(pack)).sort();
    assert.equal(version, "2026-11-22");
    const names = await readdir(join(pack, version));
    for (const name of names) {
      const written = await readFile(join(pack, version, name), "utf8");
      assert.match(written, /^# yaml-language-server: \$schema=\.\.\/policy\.schema\.json\n/);
    }
    const schema: unknown = JSON.parse(await readFile(join(pack, "policy.schema.json"), "utf8"));
    const known: unknown = JSON.parse((await run(["check", "--schema"])).out);
    assert.deepEqual(schema, known);
    const promises = await run(["promises", pack, "--no-records", "--json"]);
    assert.equal(promises.code, 0, promises.err);
  });

  it("speaks the reader's language", async () => {
    const pack = fresh();
    const made = await run(["init", pack, "--yes"], "ja_JP.UTF-8");
    assert.match(made.out, /新しいポリシーを書きました/);
    const missing = await run(["init", fresh()], "ja_JP.UTF-8");
    assert.equal(missing.code, 2);
    assert.match(missing.err, /答えが足りません: --name-ja --name-en --id/);
  });

  it("refuses a folder that holds something and leaves it as it was", async () => {
    const pack = fresh();
    await mkdir(pack);
    await writeFile(join(pack, "notes.txt"), "mine");
    const refused = await run(["init", pack, "--yes"]);
    assert.equal(refused.code, 2);
    assert.match(refused.err, /There is something in/);
    assert.deepEqual(await readdir(pack), ["notes.txt"]);
    const file = await run(["init", join(pack, "notes.txt"), "--yes"]);
    assert.equal(file.code, 2);
    assert.match(file.err, /is not a folder/);
    const empty = fresh();
    await mkdir(empty);
    assert.equal((await run(["init", empty, "--yes"])).code, 0);
    assert.equal((await run(["init", empty, "--yes"])).code, 2);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith(".")),
      [],
    );
  });

  for (const { situation, answers, place } of [
    { situation: "a question that there is not", answers: "nam-ja: x\n", place: /:1:1: nam-ja: There is no question/ },
    { situation: "an identifier with capitals", answers: "name-ja: x\nid: Shop\n", place: /:2:1: id: “Shop”/ },
    { situation: "a day that there is not", answers: "in-force-from: 2026-02-30\n", place: /:1:1: in-force-from: / },
    { situation: "a day long past", answers: "in-force-from: 1999-01-01\n", place: /from 2022-04-01 to 2028-11-22/ },
    { situation: "an unknown kind of person", answers: "people: [guest]\n", place: /“guest” is no choice here/ },
    { situation: "people without a use", answers: "people: customer, employee\nuses: orders\n", place: /“employees”/ },
    { situation: "mail where nobody could get it", answers: "people: [applicant]\nmail: true\n", place: /no room/ },
    { situation: "a number for a text", answers: "phone: 300000000\n", place: /into quotes/ },
    { situation: "a text over lines", answers: 'name-en: "a\\nb"\n', place: /one line/ },
    { situation: "something that is no e-mail address", answers: "email: at home\n", place: /no e-mail address/ },
    { situation: "a list of answers", answers: "- a\n", place: /:1:1: A file of answers/ },
    { situation: "broken YAML", answers: "a: [\n", place: /:\d:\d: / },
  ]) {
    it(`refuses a file of answers and says where: ${situation}`, async () => {
      const pack = fresh();
      await writeFile(`${pack}.yaml`, answers);
      const refused = await run(["init", pack, "--yes", "--answers", `${pack}.yaml`]);
      assert.equal(refused.code, 2);
      assert.match(refused.err, /pack-\d+\.yaml:\d/);
      assert.match(refused.err, place);
      assert.equal((await readdir(folder)).includes(pack.slice(folder.length + 1)), false);
    });
  }

  it("refuses a bad option, and an option goes before the file", async () => {
    const pack = fresh();
    assert.match((await run(["init", pack, "--yes", "--id", "NO"])).err, /^--id: /);
    await writeFile(`${pack}.yaml`, "id: of-file\nname-en: Of File\n");
    await run(["init", pack, "--yes", "--answers", `${pack}.yaml`, "--id", "of-option"]);
    const { pack: loaded } = await loadPack(pack, EXTENSION);
    assert.equal(loaded.id, "of-option");
    assert.equal(loaded.versions[0]?.policy.operators["of-option"]?.name["en"], "Of File");
  });
});

describe("yakusoku init at a terminal", () => {
  /** A real terminal over streams; types each line once the question that it answers was asked. */
  function seat(): { terminal: ReturnType<typeof createTerminal>; input: PassThrough; shown: () => string } {
    const input = new PassThrough();
    const output = new PassThrough();
    let shown = "";
    output.on("data", (chunk) => (shown += String(chunk)));
    return { terminal: createTerminal(input, output), input, shown: () => shown };
  }

  it("asks one thing after the other, again where an answer is bad, and takes an empty line for the usual", async () => {
    const pack = fresh();
    const { terminal, input, shown } = seat();
    const lines = [
      "見本商店株式会社",
      "Mihon Shop",
      "",
      "東京都中野区",
      "",
      "Nakano, Tokyo",
      "見本 太郎",
      "Taro Mihon",
      "",
      "",
      "not an address",
      "privacy@example.jp",
      "",
      "1, 5",
      "1",
      "orders, recruitment",
      "perhaps",
      "yes",
      "mailing",
      "1",
      "no",
      "2027-04-01",
    ];
    input.write(lines.map((line) => `${line}\r`).join(""));
    const made = await run(["init", pack], "en", terminal);
    terminal.close();
    assert.equal(made.code, 0, made.err);
    assert.match(made.err, /cannot be left empty/);
    assert.match(made.err, /“not an address” is no e-mail address/);
    assert.match(made.err, /Nothing is chosen for which data of “job applicants” is used/);
    assert.match(made.err, /yes or no, not “perhaps”/);
    assert.match(shown(), /Name of the business, in Japanese/);
    assert.match(shown(), /\[mihon-shop\]/);
    assert.match(shown(), /1\. customer – customers/);
    await assertSound(pack, lines);
    const { pack: loaded } = await loadPack(pack, EXTENSION);
    assert.deepEqual(Object.keys(loaded.versions[0]?.policy.people ?? {}).sort(), ["applicant", "customer"]);
    assert.equal(loaded.versions[0]?.version, "2027-04-01");
  });

  for (const [what, key] of [
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ] as const) {
    it(`leaves nothing behind where it is broken off by ${what}`, async () => {
      const pack = fresh();
      const { terminal, input } = seat();
      input.write(`見本商店株式会社\r${key}`);
      const stopped = await run(["init", pack], "en", terminal);
      assert.equal(stopped.code, 2);
      assert.match(stopped.err, /Nothing was written/);
      const left = await readdir(folder);
      assert.deepEqual(
        left.filter((name) => name.startsWith(".") || join(folder, name) === pack),
        [],
      );
    });
  }
});
