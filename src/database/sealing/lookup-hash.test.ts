import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { allLookupHashes, lookupHash } from "./lookup-hash.ts";
import { emptyFolder, newRing } from "./ring-made.test.ts";
import { SealError } from "./seal-error.ts";

test("a lookup hash is the HMAC of kind and identifier under the key of the file", async (t) => {
  const path = join(await emptyFolder(t), "keys.json");
  const ring = await newRing(path);
  const text = await readFile(path, "utf8");
  const [, secret = ""] = /"kind": "lookup".*?"secret": "([\w-]+)"/s.exec(text) ?? [];
  const expected = createHmac("sha256", Buffer.from(secret, "base64url"))
    .update("yakusoku lookup v1\0email\0hanako@example.jp")
    .digest();
  assert.deepEqual(lookupHash(ring, "email", "hanako@example.jp"), expected);
  assert.equal(expected.length, 32);
  assert.notDeepEqual(lookupHash(ring, "telephone", "hanako@example.jp"), expected);
});

test("after a rotation an identifier is found under every version that is not retired, newest first", async (t) => {
  const ring = await newRing(join(await emptyFolder(t), "keys.json"));
  const first = lookupHash(ring, "email", "a@example.jp");
  await ring.rotate("lookup");
  await ring.rotate("lookup");
  const hashes = allLookupHashes(ring, "email", "a@example.jp");
  assert.deepEqual(
    hashes.map(({ version }) => version),
    [3, 2, 1],
  );
  assert.deepEqual(hashes[2]?.hash, first);
  assert.deepEqual(hashes[0]?.hash, lookupHash(ring, "email", "a@example.jp"));
  assert.equal(new Set(hashes.map(({ hash }) => hash.toString("hex"))).size, 3);

  await ring.retire("lookup", 2, async () => false);
  assert.deepEqual(
    allLookupHashes(ring, "email", "a@example.jp").map(({ version }) => version),
    [3, 1],
  );
  assert.throws(
    () => lookupHash(ring, "email", "a@example.jp", 2),
    (error) => error instanceof SealError && error.code === "unknown-key" && error.words.ja.includes("使えるのは 3, 1"),
  );
});

test("a kind that is none and text that is none are refused, and not quoted", async (t) => {
  const ring = await newRing(join(await emptyFolder(t), "keys.json"));
  for (const [kind, value] of [
    ["", "x"],
    ["Email", "x"],
    ["email\0a", "x"],
    ["hanako@example.jp", "email"],
    ["email", "hanako\ud800"],
  ] as const) {
    assert.throws(
      () => lookupHash(ring, kind, value),
      (error) => error instanceof TypeError && !error.message.includes("hanako"),
    );
  }
});

test("a lookup hash takes some microseconds", async (t) => {
  const ring = await newRing(join(await emptyFolder(t), "keys.json"));
  const RUNS = 20_000;
  let sum = 0;
  const run = (): number => {
    const start = performance.now();
    for (let each = 0; each < RUNS; each += 1) sum += lookupHash(ring, "email", `u${each}@example.jp`)[0] ?? 0;
    return ((performance.now() - start) * 1_000) / RUNS;
  };
  run();
  const best = Math.min(run(), run(), run());
  t.diagnostic(`${best.toFixed(2)} µs a hash`);
  assert.ok(sum > 0);
  // Loose, for a machine that does other things: reading the ring each time would take longer.
  assert.ok(best < 200, `${best} µs`);
});
