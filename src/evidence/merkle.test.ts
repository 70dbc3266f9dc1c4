import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  consistencyProof,
  EMPTY_ROOT,
  type HashReader,
  inclusionProof,
  leafHash,
  rightEdge,
  rootAt,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.ts";

/* The reference: RFC 6962, 2.1, written down as it stands there, over the entries themselves. */

const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash("sha256").update(Buffer.concat(parts)).digest();
const ZERO = Uint8Array.of(0);
const ONE = Uint8Array.of(1);

function largestPowerBelow(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

function mth(d: readonly Uint8Array[]): Buffer {
  if (d.length === 0) return sha256();
  const [only] = d;
  if (d.length === 1 && only !== undefined) return sha256(ZERO, only);
  const k = largestPowerBelow(d.length);
  return sha256(ONE, mth(d.slice(0, k)), mth(d.slice(k)));
}

function path(m: number, d: readonly Uint8Array[]): Buffer[] {
  if (d.length === 1) return [];
  const k = largestPowerBelow(d.length);
  return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))];
}

function subproof(m: number, d: readonly Uint8Array[], isWhole: boolean): Buffer[] {
  if (m === d.length) return isWhole ? [] : [mth(d)];
  const k = largestPowerBelow(d.length);
  return m <= k
    ? [...subproof(m, d.slice(0, k), isWhole), mth(d.slice(k))]
    : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))];
}

/** What a growing tree tells of its subtrees, kept for reading. */
function keepSubtrees(entries: readonly Uint8Array[]): { read: HashReader; root: Uint8Array } {
  const kept = new Map<string, Uint8Array>();
  const edge = rightEdge([], (level, index, hash) => kept.set(`${level}/${index}`, hash));
  for (const entry of entries) edge.append(leafHash(entry));
  const read: HashReader = (level, index) => {
    const hash = kept.get(`${level}/${index}`);
    assert.ok(hash, `subtree ${level}/${index} is complete`);
    return hash;
  };
  return { read, root: edge.root() };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const entriesOf = (n: number): Buffer[] => Array.from({ length: n }, (_none, index) => Buffer.from(`entry ${index}`));
const leaves = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 70 });

describe("the tree of the reference tests of certificate transparency", () => {
  const INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
  const ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ];
  const entries = INPUTS.map((input) => Buffer.from(input, "hex"));

  it("has the known root at every size", () => {
    assert.equal(hex(EMPTY_ROOT), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert.equal(hex(rootOf([])), hex(EMPTY_ROOT));
    const { read } = keepSubtrees(entries);
    for (const [index, root] of ROOTS.entries()) {
      assert.equal(hex(rootOf(entries.slice(0, index + 1).map(leafHash))), root);
      assert.equal(hex(rootAt(index + 1, read)), root);
    }
  });

  it("has the known proofs", () => {
    const { read } = keepSubtrees(entries);
    assert.deepEqual(inclusionProof(0, 8, read).map(hex), [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]);
    assert.deepEqual(consistencyProof(6, 8, read).map(hex), [
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
  });

  it("has the proofs that RFC 6962, 2.1.3 draws for seven leaves", () => {
    const named: Record<string, string> = {};
    const name = (label: string, from: number, to: number): void => {
      named[hex(mth(entries.slice(from, to)))] = label;
    };
    for (const [index, label] of ["a", "b", "c", "d", "e", "f", "j"].entries()) name(label, index, index + 1);
    name("g", 0, 2);
    name("h", 2, 4);
    name("i", 4, 6);
    name("k", 0, 4);
    name("l", 4, 7);
    const { read } = keepSubtrees(entries.slice(0, 7));
    const labels = (proof: readonly Uint8Array[]): string => proof.map((hash) => named[hex(hash)]).join(" ");
    assert.equal(labels(inclusionProof(0, 7, read)), "b h l");
    assert.equal(labels(inclusionProof(3, 7, read)), "c g l");
    assert.equal(labels(inclusionProof(4, 7, read)), "f j k");
    assert.equal(labels(inclusionProof(6, 7, read)), "i k");
    assert.equal(labels(consistencyProof(3, 7, read)), "c d g l");
    assert.equal(labels(consistencyProof(4, 7, read)), "l");
    assert.equal(labels(consistencyProof(6, 7, read)), "i j k");
  });
});

describe("a tree that grows", () => {
  it("has the roots and proofs of RFC 6962 at every size, from subtrees alone", () => {
    fc.assert(
      fc.property(leaves, fc.nat(), fc.nat(), (entries, one, other) => {
        const { read, root } = keepSubtrees(entries);
        assert.equal(hex(root), hex(mth(entries)));
        const size = entries.length === 0 ? 0 : 1 + (one % entries.length);
        const part = entries.slice(0, size);
        assert.equal(hex(rootAt(size, read)), hex(mth(part)));
        if (size === 0) return;
        const index = other % size;
        assert.deepEqual(inclusionProof(index, size, read).map(hex), path(index, part).map(hex));
        const before = 1 + (other % size);
        assert.deepEqual(consistencyProof(before, size, read).map(hex), subproof(before, part, true).map(hex));
      }),
    );
  });

  it("goes on from the edge that was kept of it", () => {
    fc.assert(
      fc.property(leaves, fc.nat(), (entries, cut) => {
        const at = cut % (entries.length + 1);
        const before = rightEdge();
        for (const entry of entries.slice(0, at)) before.append(leafHash(entry));
        assert.equal(before.size(), at);
        const after = rightEdge(before.subtrees());
        for (const entry of entries.slice(at)) after.append(leafHash(entry));
        assert.equal(hex(after.root()), hex(mth(entries)));
        assert.equal(after.size(), entries.length);
      }),
    );
  });

  it("takes whole subtrees, and refuses one that would leave a gap", () => {
    const hashes = entriesOf(12).map(leafHash);
    const edge = rightEdge();
    edge.append(rootOf(hashes.slice(0, 8)), 3);
    edge.append(rootOf(hashes.slice(8)), 2);
    assert.equal(hex(edge.root()), hex(rootOf(hashes)));
    assert.throws(() => edge.append(hashes[0] ?? EMPTY_ROOT, 3), RangeError);
  });
});

describe("proofs", () => {
  it("hold for what they prove, and for no other leaf, index, root, or with one bit changed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), (size, one, bit) => {
        const entries = entriesOf(size);
        const { read, root } = keepSubtrees(entries);
        const index = one % size;
        const leaf = leafHash(entries[index] ?? ZERO);
        const proof = inclusionProof(index, size, read);
        assert.ok(verifyInclusion(leaf, index, size, proof, root));
        assert.ok(!verifyInclusion(flipped(leaf, bit), index, size, proof, root));
        assert.ok(!verifyInclusion(leaf, index, size, proof, flipped(root, bit)));
        assert.ok(!verifyInclusion(leaf, index, size, [...proof, root], root));
        assert.ok(size === 1 || !verifyInclusion(leaf, (index + 1) % size, size, proof, root));
        const [first, ...rest] = proof;
        if (first !== undefined) {
          assert.ok(!verifyInclusion(leaf, index, size, [flipped(first, bit), ...rest], root));
          assert.ok(!verifyInclusion(leaf, index, size, rest, root));
        }
      }),
    );
  });

  it("of consistency hold for two sizes of one tree, and for no other root, or with one bit changed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), (size, one, bit) => {
        const { read, root } = keepSubtrees(entriesOf(size));
        const before = 1 + (one % size);
        const was = rootAt(before, read);
        const proof = consistencyProof(before, size, read);
        assert.ok(verifyConsistency(before, size, proof, was, root));
        assert.ok(!verifyConsistency(before, size, proof, flipped(was, bit), root));
        assert.ok(!verifyConsistency(before, size, proof, was, flipped(root, bit)));
        assert.ok(!verifyConsistency(before, size, [...proof, root], was, root));
        const at = bit % Math.max(1, proof.length);
        const part = proof[at];
        if (part !== undefined)
          assert.ok(!verifyConsistency(before, size, proof.with(at, flipped(part, bit)), was, root));
      }),
    );
  });

  it("are made and checked for sizes past 2^32", () => {
    const size = 2 ** 40 + 2 ** 33 + 5;
    const read: HashReader = (level, index) => sha256(Buffer.from(`${level}/${index}`));
    // Leaves of which all are told apart: a reader whose upper hashes follow from nothing below is enough for the shape of a proof.
    const index = 2 ** 40 + 2 ** 33 + 4;
    const proof = inclusionProof(index, size, read);
    assert.equal(proof.length, 3);
    assert.ok(verifyInclusion(read(0, index), index, size, proof, rootAt(size, read)));
    const before = 2 ** 40 + 2 ** 33 + 4;
    assert.ok(
      verifyConsistency(before, size, consistencyProof(before, size, read), rootAt(before, read), rootAt(size, read)),
    );
  });

  it("are not made for what is not there, and nothing malformed holds", () => {
    const { read, root } = keepSubtrees(entriesOf(4));
    for (const [index, size] of [
      [4, 4],
      [-1, 4],
      [0, 0],
      [0.5, 4],
      [0, Number.NaN],
    ] as const) {
      assert.throws(() => inclusionProof(index, size, read), RangeError);
      assert.ok(!verifyInclusion(root, index, size, [], root));
    }
    for (const [before, size] of [
      [0, 4],
      [5, 4],
      [1.5, 4],
    ] as const) {
      assert.throws(() => consistencyProof(before, size, read), RangeError);
      assert.ok(!verifyConsistency(before, size, [], root, root));
    }
    assert.ok(!verifyInclusion(root.subarray(1), 0, 1, [], root.subarray(1)));
    assert.ok(!verifyConsistency(2, 4, [root.subarray(1)], root, root));
    assert.ok(!verifyConsistency(0, 0, [], EMPTY_ROOT, EMPTY_ROOT));
  });
});

function flipped(hash: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(hash);
  const place = bit % (copy.length * 8);
  copy[Math.floor(place / 8)] = (copy[Math.floor(place / 8)] ?? 0) ^ (1 << (place % 8));
  return copy;
}
