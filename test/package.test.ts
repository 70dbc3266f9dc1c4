import assert from "node:assert/strict";
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..");

/** Ours, and the one of the machine where it is as new as the client asks for: that may be much older. */
const NODES = [process.execPath, ...["/usr/bin/node"].filter(isNewEnough)];
const SCOPES = "decide,people:read,people:write,people:erase,provision:read,provision:write,parties:write";

function isNewEnough(node: string): boolean {
  return existsSync(node) && Number(/^v(\d+)/.exec(execFileSync(node, ["--version"], { encoding: "utf8" }))?.[1]) >= 20;
}

const manifestSchema = z.object({ name: z.string(), version: z.string(), files: z.array(z.string()) });
const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().default(false), version: z.string().optional() })),
});

describe("the package that npm pack makes", () => {
  let folder = "";
  let unpacked = "";
  let manifest: z.output<typeof manifestSchema>;

  before(async () => {
    manifest = manifestSchema.parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")));
    folder = await mkdtemp(join(tmpdir(), "package-"));
    // Packed from a copy, so that nothing in the clone is rebuilt under somebody's feet.
    const clone = join(folder, "clone");
    const left = new Set(["node_modules", ".git", "dist", "data"]);
    await cp(root, clone, {
      recursive: true,
      filter: (source) => dirname(source) !== root || !left.has(basename(source)),
    });
    await symlink(join(root, "node_modules"), join(clone, "node_modules"));
    await run("npm", ["pack", "--ignore-scripts=false", "--pack-destination", folder], { cwd: clone });
    await run("tar", ["-xzf", `${manifest.name}-${manifest.version}.tgz`], { cwd: folder });
    unpacked = join(folder, "package");
    await linkDependencies();
  });
  after(async () => await rm(folder, { recursive: true, force: true }));

  /** Only what `npm install` of the package would bring: what the build imports besides is missing. */
  async function linkDependencies(): Promise<void> {
    const { packages } = lockSchema.parse(JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")));
    for (const [path, { dev }] of Object.entries(packages)) {
      const topLevel = path.lastIndexOf("node_modules/") === 0;
      if (!topLevel || dev || !existsSync(join(root, path))) continue;
      await mkdir(dirname(join(unpacked, path)), { recursive: true });
      await symlink(join(root, path), join(unpacked, path));
    }
  }

  async function started(): Promise<{ readonly server: ChildProcess; readonly address: string }> {
    const env = { ...process.env, PORT: "0", HOST: "127.0.0.1", YAKUSOKU_SAMPLE: "no" };
    const server = spawn(process.execPath, ["bin/yakusoku.js", "start", "--language", "en"], { cwd: unpacked, env });
    let said = "";
    server.stderr.on("data", (chunk) => (said += String(chunk)));
    const address = await new Promise<string>((resolve, reject) => {
      server.stdout.on("data", (chunk) => {
        said += String(chunk);
        const url = /http:\/\/\S+/.exec(said)?.[0];
        if (url !== undefined) resolve(url);
      });
      server.on("error", reject).on("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)));
    });
    return { server, address };
  }

  /** A program of somebody else, with this package among its own and nothing that it depends on. */
  async function programBeside(name: string): Promise<string> {
    const program = join(folder, name);
    await mkdir(join(program, "node_modules"), { recursive: true });
    await writeFile(join(program, "package.json"), '{ "type": "module" }');
    await cp(unpacked, join(program, "node_modules", "yakusoku"), {
      recursive: true,
      filter: (source) => !source.startsWith(join(unpacked, "node_modules")),
    });
    return program;
  }

  test("has everything that package.json lists", () => {
    assert.deepEqual(
      manifest.files.filter((file) => !existsSync(join(unpacked, file))),
      [],
    );
  });

  test("has the command, its build, the policies, and every style sheet beside the code", () => {
    const expected = ["bin/yakusoku.js", "dist/main.js", "dist/cli.js", "package.json"];
    const assets = globSync("src/**/*.{css,svg,json}", { cwd: root }).map((path) => path.replace(/^src/, "dist"));
    const policies = globSync("policies/**/*.yaml", { cwd: root });
    assert.ok(assets.some((path) => path.endsWith(".css")) && policies.length > 0);
    assert.deepEqual(
      [...expected, ...assets, ...policies].filter((path) => !existsSync(join(unpacked, path))),
      [],
    );
  });

  test("has no source and no tests", () => {
    const found = globSync("{src,test,bench,**/*.ts,**/*.tsx,**/*.test.js}", {
      cwd: unpacked,
      exclude: ["node_modules"],
    });
    assert.deepEqual(
      found.filter((path) => !/^dist\/client\/[\w-]+\.d\.ts$/.test(path)),
      [],
    );
  });

  test("runs on its own dependencies and says its version", async () => {
    const { stdout } = await run(process.execPath, ["bin/yakusoku.js", "--version"], { cwd: unpacked });
    assert.match(stdout, new RegExp(`\\b${RegExp.escape(manifest.version)}\\b`));
  });

  test("starts, serves a page with its style sheet, and stops when asked", async (t) => {
    const { server, address } = await started();
    t.after(() => server.kill("SIGKILL"));
    const page = await fetch(new URL("/en", address));
    const html = await page.text();
    assert.equal(page.status, 200, html);
    const sheet = /href="(\/assets\/site[^"]+\.css)"/.exec(html)?.[1] ?? "/no-style-sheet";
    assert.equal((await fetch(new URL(sheet, address))).status, 200);
    server.kill("SIGTERM");
    assert.deepEqual(await once(server, "exit"), [0, null]);
  });

  for (const node of NODES) {
    test(`brings a client that stands alone, under ${node}`, async () => {
      const program = await programBeside(`alone-${NODES.indexOf(node)}`);
      const text = `
        import { createClient, isPermitted, YakusokuError } from "yakusoku/client";
        import * as express from "yakusoku/client/express";
        import * as fastify from "yakusoku/client/fastify";
        import * as hono from "yakusoku/client/hono";
        const client = createClient({ url: "http://127.0.0.1:1", retries: 1 });
        const error = await client.guard({ operator: "a", person: "b", act: "use", items: ["c"], purpose: "d" }).catch((e) => e);
        const guards = [express, fastify, hono].map(({ guardRoute }) => typeof guardRoute);
        console.log(JSON.stringify([error instanceof YakusokuError, error.code, error.attempts, isPermitted(error), ...guards]));`;
      await writeFile(join(program, "main.js"), text);
      const { stdout } = await run(node, ["main.js"], { cwd: program });
      assert.deepEqual(JSON.parse(stdout), [true, "unreachable", 2, false, "function", "function", "function"]);
    });
  }

  test("brings types that hold a program to the API, without any other package", async () => {
    const program = await programBeside("typed");
    await writeFile(
      join(program, "main.ts"),
      `import { createClient, type Question } from "yakusoku/client";
       import { guardRoute } from "yakusoku/client/express";
       const client = createClient({ url: "http://127.0.0.1:8350" });
       const question: Question = { operator: "a", person: { id: "per_1" }, act: "use", items: ["c"], purpose: "d" };
       export const outcome: "permit" | "deny" | "review" = (await client.decide(question)).outcome;
       export const route = guardRoute(client, (_: { url: string }) => question);
       // @ts-expect-error -- no such act
       await client.decide({ ...question, act: "sell" });
       // @ts-expect-error -- a provision says on what it rests
       await client.provisions.record({ at: "", operator: "a", party: "b", items: [], channel: "paper" });
       // @ts-expect-error -- no such method
       await client.people.forget("per_1");
       for await (const listed of client.provisions.list()) listed.due satisfies boolean;`,
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const strict = ["--strict", "--exactOptionalPropertyTypes", "--noEmit", "--module", "nodenext", "--types", ""];
    const flags = [...strict, "--target", "es2022", "--lib", "es2022,dom", "--skipLibCheck", "false"];
    const { stdout } = await new Promise<{ stdout: string }>((resolve) =>
      execFile(process.execPath, [tsc, ...flags, "main.ts"], { cwd: program }, (_, said) => resolve({ stdout: said })),
    );
    assert.equal(stdout, "");
  });

  test("runs every example of docs/client.md as written, under the oldest Node there is", async (t) => {
    const made = await run(
      process.execPath,
      ["bin/yakusoku.js", "api-keys", "make", "--name", "docs", "--scopes", SCOPES, "--json"],
      { cwd: unpacked },
    );
    const { token } = z.object({ token: z.string() }).parse(JSON.parse(made.stdout));
    const { server, address } = await started();
    t.after(() => server.kill("SIGKILL"));
    const program = await programBeside("documented");
    await symlink(join(root, "node_modules/hono"), join(program, "node_modules/hono"));
    const text = await readFile(join(root, "docs/client.md"), "utf8");
    const examples = [...text.matchAll(/```js\n(.+?)```\n\n```text\n(.+?)```/gs)];
    assert.equal(examples.length, text.split("```js").length - 1, "an example without what it prints");
    assert.ok(examples.length >= 5);
    const env = { PATH: process.env["PATH"], YAKUSOKU_URL: address, YAKUSOKU_KEY: token };
    for (const [index, [, code = "", prints = ""]] of examples.entries()) {
      await writeFile(join(program, `example-${index}.js`), code);
      const { stdout } = await run(NODES.at(-1) ?? "", [`example-${index}.js`], { cwd: program, env });
      assert.equal(stdout, prints, code);
    }
  });
});
