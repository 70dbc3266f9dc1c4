import { hash as digest } from "node:crypto";

/*
 * The Merkle tree of RFC 6962, 2.1 (as RFC 9162, 2.1 has it too), with SHA-256. Sizes and indices may pass 2^32, so that
 * they are halved by division and not by bits.
 */

export const HASH_BYTES = 32;

/** In one call: a hash object for each would take half as long again. */
const sha256 = (bytes: Uint8Array): Uint8Array => digest("sha256", bytes, "buffer");

/** 0x01, the left hash and the right one. */
const NODE = new Uint8Array(1 + 2 * HASH_BYTES);
NODE[0] = 1;

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array());

/** @param entry the bytes of an entry, of any length */
export function leafHash(entry: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(1 + entry.length);
  bytes[0] = 0;
  bytes.set(entry, 1);
  return sha256(bytes);
}

/** @param left @param right 32 bytes each */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  NODE.set(left, 1);
  NODE.set(right, 1 + HASH_BYTES);
  return sha256(NODE);
}

export function isSameHash(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;
}

/** A complete subtree: 2^level leaves, and the hash over them. */
export interface Subtree {
  readonly level: number;
  readonly hash: Uint8Array;
}

/**
 * The right edge of a tree that grows (RFC 9162, 2.1.2): the complete subtrees that it is made of, the largest first, one for
 * each bit of its size. That is all a tree needs in order to be appended to, and to know its root.
 */
export interface RightEdge {
  /** Number of leaves. */
  readonly size: () => number;
  /** Appends a leaf hash, or the hash of a complete subtree no higher than the last of the edge. */
  readonly append: (hash: Uint8Array, level?: number) => void;
  readonly root: () => Uint8Array;
  readonly subtrees: () => readonly Subtree[];
}

/**
 * @param from the edge to go on from; none: an empty tree
 * @param completed told of every subtree that an appended one completes, itself included: `index` counts those of its level
 */
export function rightEdge(
  from: readonly Subtree[] = [],
  completed?: (level: number, index: number, hash: Uint8Array) => void,
): RightEdge {
  const edge = [...from];
  let size = from.reduce((sum, { level }) => sum + 2 ** level, 0);
  return {
    size: () => size,
    append: (hash, level = 0) => {
      let node: Subtree = { level, hash };
      size += 2 ** level;
      completed?.(level, size / 2 ** level - 1, hash);
      for (let last = edge.at(-1); last !== undefined && last.level <= node.level; last = edge.at(-1)) {
        if (last.level < node.level) throw new RangeError("a subtree can only follow one that is at least as high");
        edge.pop();
        node = { level: node.level + 1, hash: nodeHash(last.hash, node.hash) };
        completed?.(node.level, size / 2 ** node.level - 1, node.hash);
      }
      edge.push(node);
    },
    root: () => rootOfEdge(edge),
    subtrees: () => [...edge],
  };
}

/** The root over subtrees in their order, the largest first. */
export function rootOfEdge(edge: readonly Subtree[]): Uint8Array {
  const last = edge.at(-1);
  if (last === undefined) return EMPTY_ROOT;
  return edge.slice(0, -1).reduceRight((right, { hash }) => nodeHash(hash, right), last.hash);
}

/** The root of a tree of these leaf hashes: MTH of RFC 6962, 2.1. */
export function rootOf(leafHashes: readonly Uint8Array[]): Uint8Array {
  const edge = rightEdge();
  for (const hash of leafHashes) edge.append(hash);
  return edge.root();
}

/**
 * Gives the hash of a complete subtree: of the 2^level leaves from index × 2^level on. Asked only for such as are complete in
 * the tree that a proof is of.
 */
export type HashReader = (level: number, index: number) => Uint8Array;

/** The root that a tree had, or will have shown, at a size. */
export function rootAt(size: number, read: HashReader): Uint8Array {
  return size === 0 ? EMPTY_ROOT : rangeRoot(0, size, read);
}

/**
 * PATH of RFC 6962, 2.1.1: what proves that the leaf at `index` is in the tree of `size` leaves; from the leaf up.
 * @throws {RangeError} where there is no such leaf
 */
export function inclusionProof(index: number, size: number, read: HashReader): Uint8Array[] {
  if (!isCount(index) || !isCount(size) || index >= size)
    throw new RangeError(`no leaf ${index} in a tree of ${size} leaves`);
  const path: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      path.push(rangeRoot(middle, end, read));
      end = middle;
    } else {
      path.push(rangeRoot(start, middle, read));
      start = middle;
    }
  }
  return path.reverse();
}

/**
 * PROOF of RFC 6962, 2.1.2: what proves that the tree of `before` leaves is a prefix of that of `size` leaves.
 * @throws {RangeError} unless 1 ≤ before ≤ size: of an empty tree there is nothing to prove
 */
export function consistencyProof(before: number, size: number, read: HashReader): Uint8Array[] {
  if (!isCount(before) || !isCount(size) || before < 1 || before > size)
    throw new RangeError(`no proof from a tree of ${before} leaves to one of ${size}`);
  const path: Uint8Array[] = [];
  let [start, end] = [0, size];
  // Until the rest is what the tree before ended with. If that is the whole of it, its root is known to whoever checks.
  while (before !== end) {
    const middle = start + splitOf(end - start);
    if (before <= middle) {
      path.push(rangeRoot(middle, end, read));
      end = middle;
    } else {
      path.push(rangeRoot(start, middle, read));
      start = middle;
    }
  }
  if (start > 0) path.push(rangeRoot(start, end, read));
  return path.reverse();
}

/** RFC 9162, 2.1.3.2. False for whatever does not prove it, malformed proofs too. */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leaf, ...proof])) return false;
  let [fn, sn] = [index, size - 1];
  let hash = leaf;
  for (const part of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(part, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      hash = nodeHash(hash, part);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && isSameHash(hash, root);
}

/**
 * RFC 9162, 2.1.4.2: whether the tree of `before` leaves is a prefix of that of `size` leaves. False for whatever does not prove
 * it, and for an empty tree, which is a prefix of any and says nothing.
 */
export function verifyConsistency(
  before: number,
  size: number,
  proof: readonly Uint8Array[],
  rootBefore: Uint8Array,
  root: Uint8Array,
): boolean {
  if (!isCount(before) || !isCount(size) || before < 1 || before > size || !areHashes(proof)) return false;
  if (before === size) return proof.length === 0 && isSameHash(rootBefore, root);
  const parts = Number.isInteger(Math.log2(before)) ? [rootBefore, ...proof] : [...proof];
  const first = parts.shift();
  if (first === undefined || proof.length === 0 || first.length !== HASH_BYTES) return false;
  let [fn, sn] = [before - 1, size - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let [was, is] = [first, first];
  for (const part of parts) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      was = nodeHash(part, was);
      is = nodeHash(part, is);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      is = nodeHash(is, part);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && isSameHash(was, rootBefore) && isSameHash(is, root);
}

/** The root over the leaves from `start` to before `end`, a subtree as RFC 6962 splits a tree. */
function rangeRoot(start: number, end: number, read: HashReader): Uint8Array {
  const width = end - start;
  const level = Math.log2(width);
  if (Number.isInteger(level) && 2 ** level === width) return read(level, start / width);
  const middle = start + splitOf(width);
  return nodeHash(rangeRoot(start, middle, read), rangeRoot(middle, end, read));
}

/** The largest power of two smaller than `width`, which is 2 or more. */
function splitOf(width: number): number {
  let power = 2 ** Math.floor(Math.log2(width));
  // The logarithm of a large number is rounded.
  while (power >= width) power /= 2;
  return power;
}

const half = (value: number): number => Math.floor(value / 2);
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const areHashes = (hashes: readonly Uint8Array[]): boolean => hashes.every(({ length }) => length === HASH_BYTES);
