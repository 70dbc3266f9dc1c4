import assert from "node:assert/strict";
import { createServer } from "node:http";
import { it } from "node:test";
import { BOUNDS, fetchPage, isInside } from "./fetch-page.ts";

it("a page that never answers ends with the time that it was given", async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const fetched = await fetchPage(`http://127.0.0.1:${port}/`, { ...BOUNDS, loopback: true, timeout: 100 });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  assert.ok("fault" in fetched);
  assert.match(fetched.fault.en, /within 100 milliseconds/);
  assert.match(fetched.fault.ja, /100 ミリ秒/);
});

it("addresses with a name and password, of another kind, or that are none are not asked", async () => {
  for (const [given, says] of [
    ["https://user:secret@policy.example/", /user name or a password/],
    ["ftp://policy.example/", /not https/],
    ["http://127.0.0.1/", /not https/],
    ["policy", /is no address/],
  ] as const) {
    const fetched = await fetchPage(given, BOUNDS);
    assert.ok("fault" in fetched, given);
    assert.match(fetched.fault.en, says);
  }
});

it("public addresses are outside, others inside", () => {
  for (const address of ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "172.32.0.1", "100.128.0.1"])
    assert.equal(isInside(address), false, address);
  for (const address of ["172.31.255.255", "100.64.0.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "ff02::1"])
    assert.equal(isInside(address), true, address);
});
