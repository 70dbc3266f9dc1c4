import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { z } from "zod";
import { locate } from "./needs.ts";

const BIN = fileURLToPath(new URL("../bin/yakusoku.js", import.meta.url));
/** Starts the real server on a folder of its own; gives what it printed, and visits with a real browser. */
export async function visiting(
  visit: (page: Page, access: string, said: () => string, setUp: string) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "yakusoku-access-"));
  const child = spawn(process.execPath, [BIN, "start", "--json"], {
    env: { PATH: process.env["PATH"], LANG: "en_US.UTF-8", PORT: "0", YAKUSOKU_DATA: folder, YAKUSOKU_SAMPLE: "no" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [line] = z.tuple([z.string()]).parse(await once(createInterface({ input: child.stdout }), "line"));
  const started: unknown = JSON.parse(line);
  assert.ok(typeof started === "object" && started !== null && "access" in started && "setUp" in started);
  said = "";
  const browser = await chromium.launch({
    executablePath: locate("chromium") ?? "",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const context = await browser.newContext(options);
    await visit(await context.newPage(), String(started.access), () => said, String(started.setUp));
  } finally {
    await browser.close();
    child.kill("SIGTERM");
    await once(child, "exit");
    await rm(folder, { recursive: true });
  }
}

/** The recipient that `recordSome` records. */
export const PARTY = "見本信用情報センター";

/** Somebody to serve, a recipient, and what they have been told and said: recorded as a business system would. */
export interface Recorded {
  readonly person: string;
  readonly protectedPerson: string;
}

/** Opens the records by the address printed at start, makes a key on its page, and records by the API what a visit needs. */
export async function recordSome(page: Page, access: string): Promise<Recorded> {
  const { origin } = new URL(access);
  await page.goto(access);
  await page.goto(`${origin}/en/records/keys`);
  await page.fill("input[name=name]", "Business system");
  for (const scope of ["people:write", "parties:write"]) await page.check(`input[value="${scope}"]`);
  await page.click("main form button");
  await page.waitForURL(/\/made\//);
  const key = await page.inputValue("input[name=token]");
  const send = async (path: string, data: object): Promise<unknown> => {
    const response = await page.request.post(`${origin}${path}`, { data, headers: { Authorization: `Bearer ${key}` } });
    assert.equal(response.status(), 201, await response.text());
    return await response.json();
  };
  const of = (name: string, kana: string, number: string, phone: string): object => ({
    identifiers: [
      { kind: "name", value: name, keep: true },
      { kind: "kana", value: kana, keep: true },
      { kind: "customer-number", value: number, operator: "lp21", keep: true },
      { kind: "phone", value: phone, keep: true },
    ],
    roles: [{ operator: "lp21", kind: "customer" }],
  });
  const people = [
    of("山田 花子", "ヤマダ ハナコ", "C1020304", "03-5555-0101"),
    of("山田 桜子", "ヤマダ サクラコ", "C1020305", "03-5555-0102"),
  ];
  const made = z.object({ ids: z.tuple([z.string(), z.string()]) }).parse(await send("/v1/people", { people }));
  const [person, protectedPerson] = made.ids;
  const at = Temporal.Now.instant().toString({ smallestUnit: "second" });
  await send("/v1/parties", { kind: "company", name: PARTY, address: "東京都千代田区見本1-1" });
  await send(`/v1/people/${protectedPerson}/facts`, {
    facts: [{ kind: "protection", at, closes: ["existence", "agents"] }],
    details: { reason: "本人の申出" },
  });
  return { person, protectedPerson };
}
