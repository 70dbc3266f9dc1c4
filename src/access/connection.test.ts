import assert from "node:assert/strict";
import { test } from "node:test";
import { Hono } from "hono";
import { connectionOf, forwarding } from "./index.ts";

/** Where a server behind these proxies takes a request to come from. */
async function seen(
  trusted: readonly string[],
  peer: string,
  headers: Readonly<Record<string, string>>,
): Promise<unknown> {
  const app = new Hono();
  app.use(forwarding(trusted));
  app.get("/", (c) => c.json(connectionOf(c)));
  const answer = await app.request("/", { headers }, { incoming: { socket: { remoteAddress: peer } } });
  return await answer.json();
}

const FORWARDED = { "X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https" };

test("whoever is not a trusted proxy is believed nothing", async () => {
  for (const trusted of [[], ["10.0.0.0/8"], ["::1"]])
    assert.deepEqual(await seen(trusted, "192.0.2.1", FORWARDED), { address: "192.0.2.1", secure: false });
});

test("a trusted proxy says who came and how, by address or by range, on sockets for both versions too", async () => {
  for (const [trusted, peer] of [
    ["10.0.0.0/8", "10.1.2.3"],
    ["10.1.2.3", "::ffff:10.1.2.3"],
    ["fd00::/8", "fd12::1"],
    ["127.0.0.1", "127.0.0.1"],
  ] as const)
    assert.deepEqual(await seen([trusted], peer, FORWARDED), { address: "203.0.113.7", secure: true });
});

test("what a stranger wrote before the proxies is not taken for where they came from", async () => {
  const headers = { "X-Forwarded-For": "127.0.0.1, 203.0.113.7, 10.9.9.9", "X-Forwarded-Proto": "https, http" };
  assert.deepEqual(await seen(["10.0.0.0/8"], "10.1.2.3", headers), { address: "203.0.113.7", secure: false });
});

test("where a proxy says nothing, or nonsense, its own address stands", async () => {
  for (const headers of [{}, { "X-Forwarded-For": "unknown, <script>", "X-Forwarded-Proto": "" }])
    assert.deepEqual(await seen(["10.0.0.0/8"], "10.1.2.3", headers), { address: "10.1.2.3", secure: false });
});
