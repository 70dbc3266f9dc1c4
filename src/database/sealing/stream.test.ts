import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import type { DataKey } from "./data-key.ts";
import { Secret } from "./secret.ts";
import { CHUNK_BYTES, openStream, sealStream } from "./stream.ts";

const place = { table: "upload", column: "received", row: "a" };
const HEADER = 17;
const SEALED = CHUNK_BYTES + 28;

function newKey(): DataKey {
  return { id: randomUUID(), secret: new Secret(randomBytes(32)) };
}

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(stream));
}

const seal = (key: DataKey, plain: Uint8Array, size = 9_999): Promise<Buffer> =>
  all(sealStream(key, pieces(plain, size), place));
const open = (key: DataKey, sealed: Uint8Array, at = place, size = 7_777): Promise<Buffer> =>
  all(openStream(key, pieces(sealed, size), at));

test("what was sealed opens again, however it was cut into pieces, on the edges of a chunk too", async () => {
  const lengths = fc.constantFrom(0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 150_000);
  await fc.assert(
    fc.asyncProperty(lengths, fc.integer({ min: 1_000, max: 200_000 }), async (length, size) => {
      const key = newKey();
      const plain = randomBytes(length);
      const sealed = await seal(key, plain, size);
      assert.equal(sealed.length, HEADER + length + 28 * Math.max(1, Math.ceil(length / CHUNK_BYTES)));
      assert.deepEqual(await open(key, sealed, place, size), plain);
    }),
    { numRuns: 25 },
  );
});

test("a stream that was cut does not come to its end, wherever it was cut, between chunks too", async () => {
  const key = newKey();
  const sealed = await seal(key, randomBytes(3 * CHUNK_BYTES));
  for (const length of [0, 5, HEADER, HEADER + 10, HEADER + SEALED, HEADER + 2 * SEALED, sealed.length - 1]) {
    await assert.rejects(open(key, sealed.subarray(0, length)), { name: "SealError" }, `cut at ${length}`);
  }
});

test("chunks that were swapped, doubled, left out or added are found", async () => {
  const key = newKey();
  const sealed = await seal(key, randomBytes(3 * CHUNK_BYTES));
  const header = sealed.subarray(0, HEADER);
  const [a, b, c] = [0, 1, 2].map((index) => sealed.subarray(HEADER + index * SEALED, HEADER + (index + 1) * SEALED));
  assert.ok(a && b && c);
  for (const chunks of [
    [b, a, c],
    [a, a, b, c],
    [a, c],
    [a, b, c, c],
    [a, b],
    [c, b, a],
  ]) {
    await assert.rejects(open(key, Buffer.concat([header, ...chunks])), { code: "tampered" });
  }
});

test("a chunk of another stream under the same key does not fit, nor does the stream in another place", async () => {
  const key = newKey();
  const plain = randomBytes(2 * CHUNK_BYTES);
  const [one, other] = [await seal(key, plain), await all(sealStream(key, pieces(plain, 999), { ...place, row: "b" }))];
  const mixed = Buffer.concat([one.subarray(0, HEADER + SEALED), other.subarray(HEADER + SEALED)]);
  await assert.rejects(open(key, mixed), { code: "tampered" });
  for (const at of [
    { ...place, row: "b" },
    { ...place, column: "remade" },
    { ...place, table: "sheet" },
  ])
    await assert.rejects(open(key, one, at), { code: "tampered" });
});

test("any byte that is changed is found", async () => {
  const key = newKey();
  const sealed = await seal(key, randomBytes(CHUNK_BYTES + 100));
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ change, at);
      await assert.rejects(open(key, changed), { name: "SealError" });
    }),
    { numRuns: 60 },
  );
});

test("another key does not open it, and says so", async () => {
  const sealed = await seal(newKey(), Buffer.from("secret"));
  await assert.rejects(open(newKey(), sealed), { code: "wrong-key" });
});
