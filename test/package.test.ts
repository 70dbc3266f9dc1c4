import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..");

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
    assert.deepEqual(
      globSync("{src,test,bench,**/*.ts,**/*.tsx,**/*.test.js}", { cwd: unpacked, exclude: ["node_modules"] }),
      [],
    );
  });

  test("runs on its own dependencies and says its version", async () => {
    const { stdout } = await run(process.execPath, ["bin/yakusoku.js", "--version"], { cwd: unpacked });
    assert.match(stdout, new RegExp(`\\b${RegExp.escape(manifest.version)}\\b`));
  });

  test("starts, serves a page with its style sheet, and stops when asked", async (t) => {
    const env = { ...process.env, PORT: "0", HOST: "127.0.0.1", YAKUSOKU_SAMPLE: "no" };
    const server = spawn(process.execPath, ["bin/yakusoku.js", "start", "--language", "en"], { cwd: unpacked, env });
    t.after(() => server.kill("SIGKILL"));
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
    const page = await fetch(new URL("/en", address));
    const html = await page.text();
    assert.equal(page.status, 200, html);
    const sheet = /href="(\/assets\/site[^"]+\.css)"/.exec(html)?.[1] ?? "/no-style-sheet";
    assert.equal((await fetch(new URL(sheet, address))).status, 200);
    server.kill("SIGTERM");
    assert.deepEqual(await once(server, "exit"), [0, null]);
  });
});
