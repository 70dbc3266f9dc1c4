import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { z } from "zod";
import { locate, needs } from "./needs.ts";

const BIN = fileURLToPath(new URL("../bin/yakusoku.js", import.meta.url));
const need = needs("chromium");

/** Starts the real server on a folder of its own; gives what it printed, and visits with a real browser. */
async function visiting(visit: (page: Page, access: string, said: () => string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "yakusoku-access-"));
  const child = spawn(process.execPath, [BIN, "start", "--json"], {
    env: { PATH: process.env["PATH"], LANG: "en_US.UTF-8", PORT: "0", YAKUSOKU_DATA: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [line] = z.tuple([z.string()]).parse(await once(createInterface({ input: child.stdout }), "line"));
  const started: unknown = JSON.parse(line);
  assert.ok(typeof started === "object" && started !== null && "access" in started);
  said = "";
  const browser = await chromium.launch({
    executablePath: locate("chromium") ?? "",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    await visit(await browser.newPage(), String(started.access), () => said);
  } finally {
    await browser.close();
    child.kill("SIGTERM");
    await once(child, "exit");
    await rm(folder, { recursive: true });
  }
}

describe("the address printed at start, in a real browser", () => {
  it("opens the records, makes one key shown once, and is closed again", need, async () => {
    await visiting(async (page, access, said) => {
      const token = new URL(access).searchParams.get("token") ?? "?";
      const { origin } = new URL(access);
      const referers: string[] = [];
      page.on("request", (request) => void referers.push(request.headers()["referer"] ?? ""));
      await page.goto(`${origin}/en/records/keys`);
      assert.equal(page.url(), `${origin}/en/access`);
      await page.goto(access.replace(/.$/, "!"));
      assert.match(await page.innerText("h1"), /does not open/);
      await page.goto(access);
      assert.equal(page.url(), `${origin}/en/records`);
      const cookies = await page.context().cookies();
      assert.deepEqual(
        cookies.map(({ httpOnly, sameSite, path, secure }) => ({ httpOnly, sameSite, path, secure })),
        [{ httpOnly: true, sameSite: "Strict", path: "/", secure: false }],
      );

      await page.click("main >> text=API keys");
      await page.fill("input[name=name]", "Booking system");
      await page.check("input[value=decide]");
      await page.dblclick("main form button");
      await page.waitForURL(/\/made\//);
      const key = await page.inputValue("input[name=token]");
      assert.match(key, /^key_/);
      const asked = await page.request.fetch(`${origin}/en/records/keys`, {
        headers: { Authorization: `Bearer ${key}` },
      });
      assert.equal(asked.status(), 401, "the key is not for pages");
      await page.click("text=Go to the list of API keys");
      assert.equal(await page.locator("main section h3").count(), 1, "pressed twice, made once");
      await page.goBack();
      assert.match(await page.innerText("h1"), /cannot be shown again/);
      assert.ok(!(await page.content()).includes(key));

      await page.goto(`${origin}/en/records`);
      await page.click("main form button");
      assert.equal(page.url(), `${origin}/en/access`);
      await page.goto(`${origin}/en/records`);
      assert.equal(page.url(), `${origin}/en/access`);
      assert.ok(
        referers.every((referer) => !referer.includes("token=")),
        "no Referer names the token",
      );
      assert.ok(!said().includes(token) && !said().includes("key_"), "no log names a secret");
    });
  });
});
