import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { RFC9162 } from "@transmute/rfc9162";
import {
  consistencyProof,
  type HashReader,
  inclusionProof,
  leafHash,
  rightEdge,
  rootAt,
  verifyConsistency,
  verifyInclusion,
} from "../src/evidence/index.ts";

/* Roots and proofs of our trees beside those that somebody else's code makes of the same entries, by the letter of RFC 9162. */

const hex = (hashes: readonly Uint8Array[]): readonly string[] =>
  hashes.map((hash) => Buffer.from(hash).toString("hex"));

describe("the tree beside another implementation of RFC 9162", () => {
  const entries = Array.from({ length: 33 }, (_, index) => new Uint8Array(Buffer.from(`entry ${index}`)));
  const hashes = new Map<string, Uint8Array>();
  const edge = rightEdge([], (level, index, hash) => hashes.set(`${level} ${index}`, hash));
  for (const entry of entries) edge.append(leafHash(entry));
  const read: HashReader = (level, index) => {
    const hash = hashes.get(`${level} ${index}`);
    assert.ok(hash, `no hash ${level} ${index}`);
    return hash;
  };

  test("every root, every inclusion and every consistency proof is the same, and ours takes theirs", async () => {
    for (let size = 1; size <= entries.length; size += 1) {
      const those = entries.slice(0, size);
      const root = rootAt(size, read);
      assert.deepEqual(hex([root]), hex([await RFC9162.MTH(those)]), `root of ${size}`);
      for (let index = 0; index < size; index += 1) {
        const path = await RFC9162.PATH(index, those);
        assert.deepEqual(hex(inclusionProof(index, size, read)), hex(path), `${index} in ${size}`);
        assert.ok(verifyInclusion(leafHash(those[index] ?? new Uint8Array()), index, size, path, root));
      }
      for (let before = 1; before < size; before += 1) {
        const given = await RFC9162.PROOF(before, those);
        // Theirs begins with the earlier root where that is a whole subtree; by 2.1.4.2 who verifies puts it there.
        const isWhole = Number.isInteger(Math.log2(before));
        if (isWhole) assert.deepEqual(hex(given.slice(0, 1)), hex([rootAt(before, read)]));
        const proof = isWhole ? given.slice(1) : given;
        assert.deepEqual(hex(consistencyProof(before, size, read)), hex(proof), `${before} to ${size}`);
        assert.ok(verifyConsistency(before, size, proof, rootAt(before, read), root));
      }
    }
  });
});
