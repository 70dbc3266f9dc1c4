import { countOf, type Finding, type FindingCode, inWords, type Standing } from "./findings.ts";
import { isSameHash, leafHash } from "./merkle.ts";
import { firstDifference, TILE_WIDTH } from "./tiles.ts";

/*
 * Tells what was done to events, by comparing them with the leaf hashes of the log: over the bundle in which they first differ and
 * the one after it.
 */

/** A bundle of events, and the hashes that they should have. */
export interface Bundle {
  readonly index: number;
  readonly width: number;
  readonly entries: readonly Uint8Array[] | undefined;
  /** Bytes after the last whole entry. */
  readonly rest: number;
  readonly expected: readonly Uint8Array[] | undefined;
}

/** A part of the log: its events as they stand there, and the leaf hashes that they should have. */
interface Window {
  /** Index of the first event. */
  readonly base: number;
  readonly entries: readonly Uint8Array[];
  /** Leaf hashes of `entries`. */
  readonly hashes: readonly Uint8Array[];
  readonly expected: readonly Uint8Array[];
}

/** Where two lists first differ, and by what; indices count within the window. */
interface Difference {
  readonly code: Extract<FindingCode, "changed" | "removed" | "inserted" | "reordered" | "truncated">;
  readonly from: number;
  readonly to: number;
}

/**
 * The first thing done to the events of a window; undefined where they are as they should be.
 * @param size of the whole log, for words
 */
function compareEvents({ base, entries, hashes, expected }: Window, size: number): Finding | undefined {
  const difference = firstOf(hashes, expected);
  if (difference === undefined) return undefined;
  const { code, from, to } = difference;
  const entry = entries[from];
  const should = expected[from];
  return inWords({
    code,
    from: base + from,
    to: base + to,
    ...(entry === undefined ? {} : { found: standing(base + from, entry) }),
    ...(should === undefined || code === "inserted" ? {} : { expected: hex(should) }),
    values: { size: countOf(size) },
  });
}

function firstOf(are: readonly Uint8Array[], should: readonly Uint8Array[]): Difference | undefined {
  const from = firstDifference(are, should);
  if (from === -1) return undefined;
  const is = are[from];
  const was = should[from];
  if (is === undefined) return { code: "truncated", from, to: should.length };
  if (was === undefined) return { code: "inserted", from, to: are.length };
  const isElsewhere = indexAfter(should, is, from);
  const wasElsewhere = indexAfter(are, was, from);
  if (isElsewhere !== -1 && wasElsewhere !== -1) return { code: "reordered", from, to: orderEnd(are, should) };
  const inPlace = matches(are, should, from, 0);
  // One of them is nowhere: either the rest is shifted, or single events were written over.
  if (isElsewhere !== -1 && matches(are, should, from, isElsewhere - from) > inPlace)
    return { code: "removed", from, to: isElsewhere };
  if (wasElsewhere !== -1 && matches(should, are, from, wasElsewhere - from) > inPlace)
    return { code: "inserted", from, to: wasElsewhere };
  let to = from + 1;
  while (to < are.length && to < should.length && !isSameHash(are[to], should[to])) to += 1;
  return { code: "changed", from, to };
}

function indexAfter(hashes: readonly Uint8Array[], hash: Uint8Array, after: number): number {
  return hashes.findIndex((other, index) => index > after && isSameHash(other, hash));
}

/** How many stand where they should when those of `one` are moved by so many places. */
function matches(one: readonly Uint8Array[], other: readonly Uint8Array[], from: number, shift: number): number {
  return one.filter((hash, index) => index >= from && isSameHash(hash, other[index + shift])).length;
}

/** Where two orders of the same agree again, for good. */
function orderEnd(are: readonly Uint8Array[], should: readonly Uint8Array[]): number {
  let end = Math.min(are.length, should.length);
  while (end > 0 && isSameHash(are[end - 1], should[end - 1])) end -= 1;
  return end;
}

/** An event as findings name it. */
function standing(index: number, entry: Uint8Array): Standing {
  return { index, leaf: hex(leafHash(entry)), ...nameOf(entry) };
}

function nameOf(entry: Uint8Array): { id?: string; kind?: string } {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(entry));
  } catch {
    return {};
  }
  if (typeof value !== "object" || value === null) return {};
  return {
    ...("id" in value && typeof value.id === "string" ? { id: printable(value.id) } : {}),
    ...("kind" in value && typeof value.kind === "string" ? { kind: printable(value.kind) } : {}),
  };
}

const LONGEST_NAME = 100;

/** Whoever tampered wrote this: it must not steer a terminal, nor fill it. */
function printable(value: string): string {
  return value.replaceAll(/[\p{C}\p{Z}]/gu, "?").slice(0, LONGEST_NAME);
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** Watches bundle after bundle for the first difference. */
export interface DifferenceWatch {
  /** Looks at a bundle that is not as it should be. */
  readonly look: (bundle: Bundle, hashes: readonly Uint8Array[] | undefined) => void;
  /** Passes over one that is. */
  readonly pass: () => void;
  readonly first: () => Finding | undefined;
}

/** @param size of the whole log */
export function watchDifferences(size: number): DifferenceWatch {
  let finding: Finding | undefined;
  /** A difference has been seen, and is compared together with the bundle after it. */
  let waiting: Window | undefined;
  const compare = (window: Window): void => {
    finding = compareEvents(window, size);
    waiting = undefined;
  };
  return {
    look: ({ index, width, entries, rest, expected }, hashes) => {
      const base = index * TILE_WIDTH;
      if (entries === undefined || hashes === undefined) {
        if (waiting !== undefined) compare(waiting);
        return;
      }
      if (finding !== undefined) {
        finding = movedTo(finding, base, hashes);
      } else if (waiting !== undefined) {
        compare(joined(waiting, { base, entries, hashes, expected: expected ?? [] }));
      } else {
        const from = expected === undefined ? hashes.length : firstDifference(hashes, expected);
        const isBroken = rest > 0 || expected === undefined;
        if (isBroken && (from === -1 || from === hashes.length)) {
          if (rest > 0 || hashes.length !== width) finding = brokenAt(base + Math.min(hashes.length, width - 1), size);
        } else if (expected !== undefined) waiting = { base, entries, hashes, expected };
      }
    },
    pass: () => {
      if (waiting !== undefined) compare(waiting);
    },
    first: () => {
      if (waiting !== undefined) compare(waiting);
      return finding;
    },
  };
}

function joined(one: Window, next: Window): Window {
  return {
    base: one.base,
    entries: [...one.entries, ...next.entries],
    hashes: [...one.hashes, ...next.hashes],
    expected: [...one.expected, ...next.expected],
  };
}

function brokenAt(from: number, size: number): Finding {
  return inWords({ code: "unreadable", from, to: size });
}

/** What seemed written over or taken out stands further on: then it was moved. */
function movedTo(finding: Finding, base: number, hashes: readonly Uint8Array[]): Finding {
  if (finding.code !== "changed" && finding.code !== "removed") return finding;
  const place = hashes.findIndex((hash) => hex(hash) === finding.expected);
  return place === -1 ? finding : inWords({ ...finding, code: "reordered", to: base + place + 1 });
}
