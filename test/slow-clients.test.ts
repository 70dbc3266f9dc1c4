import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { type RunningServer, startServer } from "./running.ts";

/* Clients that take their time, over real sockets: none of them may hold a connection for as long as it likes. */

const LIMITS = {
  YAKUSOKU_HEADERS_SECONDS: "1",
  YAKUSOKU_REQUEST_SECONDS: "2",
  YAKUSOKU_MOST_CONNECTIONS: "20",
};

interface Said {
  readonly text: string;
  readonly ms: number;
}

describe("a client that takes its time", () => {
  let folder = "";
  let server: RunningServer;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "yakusoku-slow-"));
    server = await startServer({ YAKUSOKU_DATA: folder, ...LIMITS });
  });
  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function dial(): Socket {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => undefined);
    return socket;
  }

  /** Sends a text byte by byte, and then nothing; gives what came back until the server closed, and when. */
  async function trickle(text: string, everyMs: number): Promise<Said> {
    const socket = dial();
    const began = performance.now();
    let said = "";
    let closed = false;
    socket.on("data", (chunk: Buffer) => void (said += chunk.toString()));
    const end = new Promise<void>((resolve) => {
      socket.once("close", () => {
        closed = true;
        resolve();
      });
    });
    for (const byte of text) {
      if (closed) break;
      socket.write(byte);
      await wait(everyMs);
    }
    await end;
    return { text: said, ms: performance.now() - began };
  }

  test("is cut off where its head does not come in time, byte by byte or not at all", async () => {
    for (const text of [`GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ${"x".repeat(200)}`, "G"]) {
      const { text: said, ms } = await trickle(text, 50);
      assert.match(said, /^HTTP\/1\.1 408 /);
      assert.ok(ms > 900 && ms < 4_000, `${ms} ms`);
    }
  });

  test("is cut off where its body does not come in time", async () => {
    const socket = dial();
    const began = performance.now();
    let said = "";
    socket.on("data", (chunk: Buffer) => void (said += chunk.toString()));
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    socket.write(
      "POST /v1/decisions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n",
    );
    const feeding = setInterval(() => socket.write(" "), 50);
    await closed;
    clearInterval(feeding);
    const ms = performance.now() - began;
    assert.ok(ms > 1_900 && ms < 6_000, `${ms} ms`);
    assert.doesNotMatch(said, /^HTTP\/1\.1 200/);
  });

  test("may not send a head without end", async () => {
    const socket = dial();
    let said = "";
    socket.on("data", (chunk: Buffer) => void (said += chunk.toString()));
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    socket.write(`GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`);
    await closed;
    assert.match(said, /^HTTP\/1\.1 431 /);
  });

  test("keeps nobody else from being answered, and more connections than are allowed are closed at once", async () => {
    const idle = Array.from({ length: 15 }, () => dial());
    await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
    for (const socket of idle) socket.write("GET /healthz HTTP/1.1\r\n");
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
    const more = Array.from({ length: 20 }, () => dial());
    const closed = await Promise.all(
      more.map((socket) =>
        Promise.race([
          new Promise<boolean>((resolve) => socket.once("close", () => resolve(true))),
          wait(500).then(() => false),
        ]),
      ),
    );
    assert.ok(closed.filter(Boolean).length >= 10, String(closed));
    for (const socket of [...idle, ...more]) socket.destroy();
    await wait(100);
    assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
  });
});
