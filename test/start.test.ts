import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../bin/yakusoku.js", import.meta.url));
const running = new Set<ChildProcess>();
after(() => {
  for (const child of running) child.kill("SIGKILL");
});

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly url: Promise<string>;
  readonly exit: Promise<number | null>;
}

function start(environment: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, [BIN, "start"], {
    env: {
      PATH: process.env["PATH"],
      LANG: "en_US.UTF-8",
      YAKUSOKU_SAMPLE: "no",
      YAKUSOKU_DATA: mkdtempSync(join(tmpdir(), "yakusoku-start-")),
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let said = "";
  const url = new Promise<string>((resolve) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /http:\/\/\S+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
  });
  const exit = once(child, "exit").then(([code]: (number | null)[]) => {
    running.delete(child);
    return code ?? null;
  });
  return { child, said: () => said, url, exit };
}

describe("npm start", () => {
  it("serves, refuses foreign names and pages, and stops when asked, finishing what is under way", async () => {
    const server = start({ PORT: "0" });
    const url = await server.url;
    const health = await fetch(`${url}/healthz`);
    assert.equal(health.status, 200);
    const first = await fetch(url, { redirect: "manual", headers: { "Accept-Language": "en" } });
    assert.deepEqual([first.status, first.headers.get("Location")], [302, "/en"]);

    const foreign = await new Promise<number | undefined>((resolve, reject) => {
      request(`${url}/en`, { headers: { Host: "evil.example" } }, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end();
    });
    assert.equal(foreign, 421);
    const crossSite = await fetch(`${url}/v1/decisions`, {
      method: "POST",
      headers: { Origin: "https://evil.example", "Content-Type": "application/json" },
      body: "{}",
    });
    assert.equal(crossSite.status, 403);

    // A request whose body is still on its way when the signal comes gets its answer.
    const body = JSON.stringify({
      operator: "lp21",
      person: "customer",
      act: "use",
      items: ["name"],
      purpose: "customer.inquiries",
    });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const slow = request(
        `${url}/v1/decisions`,
        { method: "POST", headers: { "Content-Type": "application/json", "Content-Length": body.length } },
        (response) => resolve(response.resume().statusCode),
      ).on("error", reject);
      slow.write(body.slice(0, 10), () => {
        server.child.kill("SIGTERM");
        waitFor(() => server.said().includes("Stopping")).then(() => slow.end(body.slice(10)), reject);
      });
    });
    assert.equal(await answered, 200);
    assert.equal(await server.exit, 0);
    assert.match(server.said(), /Stopping/);
  });

  it("says which port is taken and how to choose another", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address: AddressInfo | string | null = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const server = start({ PORT: String(port) });
    assert.equal(await server.exit, 2);
    assert.match(server.said(), new RegExp(`Port ${port} is in use.*PORT=`, "s"));
    other.close();
  });

  it("refuses an address that others can reach until it is asked for, and a port that is none", async () => {
    const open = start({ PORT: "0", HOST: "0.0.0.0" });
    assert.equal(await open.exit, 2);
    assert.match(open.said(), /YAKUSOKU_PUBLIC=yes/);
    const japanese = start({ PORT: "many", LANG: "ja_JP.UTF-8" });
    assert.equal(await japanese.exit, 2);
    assert.match(japanese.said(), /PORT: 0 から 65535 の整数/);
  });
});

/** Waits for something to become true; the test itself has no limit of its own. */
async function waitFor(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
