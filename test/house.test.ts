import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { type Inspection, inspectHouse, printInspection } from "./house.ts";

type Tree = Readonly<Record<string, string>>;

/** A small house without fault: every floor, and every direction that is allowed. */
const CLEAN: Tree = {
  "src/main.ts": `import { app } from "./app.ts";\napp();`,
  "src/app.ts": `import { page } from "./publish/index.ts";\nexport const app = () => page();`,
  "src/app.test.ts": `import { app } from "./app.ts";\nimport { wire } from "./wire/index.ts";\napp(); wire();`,
  "src/publish/index.ts": `export { page } from "./page.tsx";`,
  "src/publish/page.tsx": `
    import { readFileSync } from "node:fs";
    import { person } from "../people/index.ts";
    import { layout } from "../web/index.tsx";
    const css = new URL("./page.css", import.meta.url);
    export const page = () => <p>{[person, layout, readFileSync(css), process.pid, new Date()].length}</p>;`,
  "src/publish/page.css": "p { color: black; }",
  "src/ask/index.ts": `import type { Question } from "../decision/index.ts";\nexport type Ask = Question;`,
  "src/people/index.ts": `import { act } from "../act/index.ts";\nexport const person = act;`,
  "src/provision/index.ts": `export {};`,
  "src/act/index.ts": `import { database } from "../database/index.ts";\nexport const act = database;`,
  "src/database/index.ts": `import { wire } from "../wire/index.ts";\nexport const database = wire;`,
  "src/web/index.tsx": `export const layout = 1;`,
  "src/decision/index.ts": `
    import { z } from "zod";
    import { program } from "../policy/index.ts";
    export type Question = { at: Temporal.Instant; process: string };
    export const decide = (at: Temporal.Instant) => [z, program, Temporal.Instant.compare(at, at), Math.max(1, 2)];
    export const names = { Date: 1, process: 2 };
    export const { Date: renamed } = names;`,
  "src/decision/decide.test.ts": `
    import { readFileSync } from "node:fs";
    import { help } from "../../test/help.ts";
    import { names } from "./index.ts";
    [help, readFileSync, names, new Date()];`,
  "src/policy/index.ts": `import { law } from "../law/index.ts";\nexport { program } from "./program.ts";\nexport const p = law;`,
  "src/policy/program.ts": `export const program = 1;`,
  "src/law/index.ts": `import { createHash } from "node:crypto";\nimport { wire } from "../wire/index.ts";\nexport const law = [createHash, wire];`,
  "src/wire/index.ts": `export { now } from "./clock.ts";\nexport const wire = () => 1;`,
  "src/wire/clock.ts": `export const now = () => Temporal.Now.instant();`,
  "test/whole.test.ts": `import { app } from "../src/app.ts";\nimport { wire } from "../src/wire/index.ts";\nimport { help } from "./help.ts";\n[app, wire, help];`,
  "test/help.ts": `export const help = 1;`,
  "client/index.ts": `import type { Question } from "../src/decision/index.ts";\nexport type Ask = Question;`,
};

async function inspectTree(tree: Tree): Promise<Inspection> {
  const root = await mkdtemp(join(tmpdir(), "house-"));
  try {
    for (const [path, text] of Object.entries(tree)) {
      await mkdir(join(root, dirname(path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    return await inspectHouse(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

/** Adds one module to the clean house and expects exactly one violation, in its second line. */
function plant(situation: string, path: string, line: string, rule: string): void {
  test(situation, async () => {
    const { violations } = await inspectTree({ ...CLEAN, [path]: `// planted\n${line}\n` });
    assert.deepEqual(
      violations.map((each) => [`${each.path}:${each.line}`, each.rule]),
      [[`${path}:2`, rule]],
    );
    assert.ok((violations[0]?.message.length ?? 0) > 20, "the message says what is wrong");
  });
}

test("the house as it stands keeps its floors and doors", async () => {
  const { modules, imports, violations } = await inspectHouse(join(import.meta.dirname, ".."));
  assert.deepEqual(
    violations.map(({ path, line, message }) => `${path}:${line} ${message}`),
    [],
  );
  assert.ok(modules > 20 && imports > modules, `${modules} modules, ${imports} imports`);
});

test("a clean tree passes, and its modules and imports are counted", async () => {
  const { modules, imports, violations } = await inspectTree(CLEAN);
  assert.deepEqual(violations, []);
  assert.equal(modules, Object.keys(CLEAN).length - 1, "all but the style sheet");
  assert.equal(imports, 27);
});

test("a run that sees no modules fails", async () => {
  for (const tree of [{}, { "test/whole.test.ts": "export {};" }, { "src/people/notes.md": "# People" }]) {
    const { violations } = await inspectTree(tree);
    assert.deepEqual(
      violations.map(({ rule }) => rule),
      ["no-modules"],
    );
  }
});

test("violations are printed with file, line, rule and message, and end in exit code 1", async () => {
  const lines: string[] = [];
  const inspection = await inspectTree({ ...CLEAN, "src/ask/form.ts": `import "../publish/index.ts";` });
  assert.equal(
    printInspection(inspection, (line) => lines.push(line)),
    1,
  );
  assert.match(lines[0] ?? "", /^src\/ask\/form\.ts:1 sideways ask imports publish;/);
  assert.match(lines.at(-1) ?? "", /^\d+ modules, \d+ imports, 1 violation$/);
  assert.equal(
    printInspection(await inspectTree(CLEAN), () => {}),
    0,
  );
});

describe("every syntax that names another module is seen", () => {
  const path = "src/law/planted.ts";
  plant("an import of values", path, `import { person } from "../people/index.ts"; export const p = person;`, "upward");
  plant("an import for its effects", path, `import "../people/index.ts";`, "upward");
  plant(
    "a type-only import",
    path,
    `import type { person } from "../people/index.ts"; export type P = typeof person;`,
    "upward",
  );
  plant(
    "an inline type import",
    path,
    `import { type person } from "../people/index.ts"; export type P = typeof person;`,
    "upward",
  );
  plant("a dynamic import()", path, `export const later = async () => await import("../people/index.ts");`, "upward");
  plant("a dynamic import() of a template", path, "export const later = import(`../people/index.ts`);", "upward");
  plant(
    "a dynamic import() that is computed",
    path,
    `export const later = (room: string) => import(room);`,
    "computed",
  );
  plant("a re-export", path, `export { person } from "../people/index.ts";`, "upward");
  plant("a re-export of everything", path, `export * from "../people/index.ts";`, "upward");
  plant("a re-export of types", path, `export type * from "../people/index.ts";`, "upward");
  plant("an import type query", path, `export type P = import("../people/index.ts").person;`, "upward");
  plant("a typeof import query", path, `export type P = typeof import("../people/index.ts");`, "upward");
  plant(
    "an import assignment",
    path,
    `import people = require("../people/index.ts"); export const p = people;`,
    "upward",
  );
  plant("a module augmentation", path, `declare module "../people/index.ts" { interface Added { a: 1 } }`, "upward");
  plant("a reference path", path, `/// <reference path="../people/index.ts" />`, "upward");
  plant(
    "a path in a string, as for require or a URL",
    path,
    `export const url = new URL("../people/index.ts", import.meta.url);`,
    "upward",
  );
  plant("a module in JavaScript", "src/law/planted.js", `import "../people/index.ts";`, "upward");
});

describe("imports go down only", () => {
  plant("ground to a front room", "src/policy/planted.ts", `import "../publish/index.ts";`, "upward");
  plant("machine room to a fact room", "src/web/planted.ts", `import "../people/index.ts";`, "upward");
  plant("fact room to a front room", "src/people/planted.ts", `import "../ask/index.ts";`, "upward");
  plant("a room to the assembly", "src/publish/planted.ts", `import "../app.ts";`, "upward");
  plant("a room's test to the assembly", "src/publish/planted.test.ts", `import "../app.ts";`, "upward");
  plant("front room to front room", "src/ask/planted.ts", `import "../publish/index.ts";`, "sideways");
  plant("fact room to fact room", "src/provision/planted.ts", `import "../people/index.ts";`, "sideways");
  plant("machine room to one on its right", "src/database/planted.ts", `import "../act/index.ts";`, "sideways");
  plant("policy to decision", "src/policy/planted.ts", `import type {} from "../decision/index.ts";`, "sideways");
  plant("law to policy", "src/law/planted.ts", `import "../policy/index.ts";`, "sideways");
  plant("wire to law", "src/wire/planted.ts", `import "../law/index.ts";`, "sideways");
  plant("a room to the tests", "src/publish/planted.ts", `import "../../test/help.ts";`, "outside");
  plant("a room to the client", "src/publish/planted.ts", `import type {} from "../../client/index.ts";`, "outside");
  plant("the client to values of a room", "client/planted.ts", `import "../src/decision/index.ts";`, "client-types");
});

describe("a room has one door", () => {
  const behind = `import { program } from "../policy/program.ts"; export const p = program;`;
  plant("a room behind another's door", "src/decision/planted.ts", behind, "door");
  plant("a room's test behind another's door", "src/decision/planted.test.ts", behind, "door");
  plant("the assembly behind a door", "src/cli.ts", `import "./policy/program.ts";`, "door");
  plant("a test of the whole behind a door", "test/planted.test.ts", `import "../src/policy/program.ts";`, "door");
  plant(
    "the benchmark behind a door",
    "bench/planted.ts",
    `export type P = import("../src/policy/program.ts").program;`,
    "door",
  );
  plant("the client behind a door", "client/planted.ts", `import type {} from "../src/policy/program.ts";`, "door");
  plant(
    "a style sheet behind a door",
    "src/ask/planted.ts",
    `export const css = new URL("../publish/page.css", import.meta.url);`,
    "door",
  );
  test("an index deeper inside is no door", async () => {
    const { violations } = await inspectTree({
      ...CLEAN,
      "src/policy/parts/index.ts": "export {};",
      "src/decision/planted.ts": `import "../policy/parts/index.ts";`,
    });
    assert.deepEqual(
      violations.map(({ rule }) => rule),
      ["door"],
    );
  });
});

describe("nothing stands or leads where nobody can tell", () => {
  test("a folder that the table does not name", async () => {
    const { violations } = await inspectTree({ ...CLEAN, "src/utils/index.ts": "export {};" });
    assert.deepEqual(
      violations.map(({ path, rule }) => [path, rule]),
      [["src/utils/index.ts", "unknown-room"]],
    );
  });
  test("a file at the root of src that is not of the assembly", async () => {
    const { violations } = await inspectTree({ ...CLEAN, "src/helpers.ts": "export {};" });
    assert.deepEqual(
      violations.map(({ path, rule }) => [path, rule]),
      [["src/helpers.ts", "unknown-room"]],
    );
  });
  plant("a file that is no TypeScript", "src/law/planted.ts", "import from from from;", "unreadable");
  plant("an import without its ending", "src/ask/planted.ts", `import "../decision/index";`, "nowhere");
  plant("an import by the ending of the build", "src/ask/planted.ts", `import "../decision/index.js";`, "nowhere");
  plant("an import of a folder", "src/ask/planted.ts", `import "../decision";`, "nowhere");
  plant("an import by alias", "src/law/planted.ts", `import "#people";`, "detour");
  plant("an import by address", "src/law/planted.ts", `import "file:///srv/people/index.ts";`, "detour");
  plant("an import of the house by its own name", "src/law/planted.ts", `import "yakusoku/people";`, "detour");
});

describe("the ground is pure", () => {
  const path = "src/decision/planted.ts";
  for (const name of [
    "node:fs",
    "node:fs/promises",
    "net",
    "http",
    "node:child_process",
    "node:process",
    "node:timers",
  ]) {
    plant(`no ${name}`, path, `import * as io from "${name}"; export const used = io;`, "ground-pure");
  }
  plant("no types of I/O either", path, `export type S = import("node:fs").Stats;`, "ground-pure");
  plant("no web framework", path, `import type { Hono } from "hono"; export type H = Hono;`, "ground-pure");
  plant("no Date", path, `export const today = () => new Date();`, "ground-pure");
  plant("no Date by shorthand", path, `export const kit = { Date };`, "ground-pure");
  plant("no Temporal.Now", path, `export const now = () => Temporal.Now.instant();`, "ground-pure");
  plant("no Temporal.Now in brackets", path, `export const now = () => Temporal["Now"].instant();`, "ground-pure");
  plant("no Temporal.Now by taking Temporal apart", path, `export const { Now } = Temporal;`, "ground-pure");
  plant(
    "no Temporal.Now in wire, except in its clock",
    "src/wire/planted.ts",
    `export const n = Temporal.Now;`,
    "ground-pure",
  );
  plant("no Math.random", path, `export const chance = () => Math.random();`, "ground-pure");
  plant("no process", path, `export const home = process.env["HOME"];`, "ground-pure");
  plant("no way round by globalThis", path, `export const clock = globalThis.Date;`, "ground-pure");
  plant("no timers", path, `export const wait = () => setTimeout(() => 1, 1);`, "ground-pure");
  plant("no network", path, `export const get = () => fetch("https://example.org");`, "ground-pure");
});
