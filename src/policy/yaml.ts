import { pointer } from "../wire/index.ts";
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type SchemaOptions } from "yaml";
import { type Diagnostic, type Place, readingError } from "./diagnostic.ts";

/**
 * One file of a pack, as bytes: decoding is part of reading, and so are its errors. Of a file over the limit no more than
 * one byte past it need be there.
 */
export interface SourceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

// Bounds of a reasonable pack: the reference pack's largest file has some 60 kB and nests eight levels.
export const MAX_FILE_BYTES = 1_048_576;
export const MAX_FILES = 200;
const MAX_DEPTH = 32;
const MAX_SYNTAX_ERRORS = 20;

/** Booleans, whole numbers and null are typed, everything else is text: for reading and for printing alike. */
export const YAML_SCHEMA = {
  schema: "failsafe",
  customTags: ["bool", "int", "null"],
} satisfies Pick<SchemaOptions, "schema" | "customTags">;

/** A YAML value with the place of every key and value, so that each later error can name it. */
export interface Located {
  readonly value: unknown;
  /** Keyed by JSON Pointer; for an entry of a map the place of its key. */
  readonly places: ReadonlyMap<string, Place>;
  /** The place of a path, or of the nearest thing above it. */
  place(...path: readonly PropertyKey[]): Place;
}

/**
 * Reads one file. Plain YAML only: no aliases, tags or second documents; booleans and whole numbers are typed, everything
 * else is text, so that `no` and `0.1` stay what they look like.
 */
export function readYaml(file: SourceFile, report: (diagnostic: Diagnostic) => void): Located | undefined {
  const top = { file: file.path, line: 1, column: 1 };
  if (file.bytes.length > MAX_FILE_BYTES) {
    report(readingError("file-too-large", top, { limit: MAX_FILE_BYTES }));
    return undefined;
  }
  const source = decode(file.bytes);
  if (typeof source !== "string") {
    report(readingError("not-utf8", top, { offset: source.offset }));
    return undefined;
  }

  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: file.path, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  let failed = false;
  const fail = (diagnostic: Diagnostic): void => {
    failed = true;
    report(diagnostic);
  };

  let root: Node | null;
  try {
    const parsed = parseDocument(source, {
      lineCounter: lines,
      prettyErrors: false,
      ...YAML_SCHEMA,
      // Quadratic in the library; walk() below finds doubled keys in linear time.
      uniqueKeys: false,
    });
    root = parsed.contents;
    // The library composes nodes recursively, and reports an exhausted stack as if it were an error of the file's.
    if (parsed.errors.some((error) => error.message.includes("call stack"))) throw new RangeError("nested too deeply");
    // One slip can make every later line look wrong: the first few are the ones that help.
    for (const error of parsed.errors.slice(0, MAX_SYNTAX_ERRORS)) {
      fail(readingError("yaml-syntax", at(error.pos[0]), { said: firstLine(error.message) }));
    }
    for (const warning of parsed.warnings) {
      fail(
        readingError(warning.code === "TAG_RESOLVE_FAILED" ? "yaml-tag" : "yaml-syntax", at(warning.pos[0]), {
          said: firstLine(warning.message),
        }),
      );
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report(readingError("too-deep", top, { limit: MAX_DEPTH }));
    return undefined;
  }
  if (failed) return undefined;

  const places = new Map<string, Place>();
  const walk = (node: unknown, path: readonly PropertyKey[], fallback: number): unknown => {
    const offset = hasRange(node) ? node.range[0] : fallback;
    const here = pointer(path);
    if (!places.has(here)) places.set(here, at(offset));
    if (path.length > MAX_DEPTH) {
      fail(readingError("too-deep", at(offset), { limit: MAX_DEPTH }));
      return null;
    }
    if (isAlias(node) || (isNodeWithAnchor(node) && node.anchor !== undefined)) {
      fail(readingError("yaml-alias", at(offset)));
      return null;
    }
    if (isMap(node)) {
      const entries: [string, unknown][] = [];
      const seen = new Set<string>();
      for (const pair of node.items) {
        const keyOffset = hasRange(pair.key) ? pair.key.range[0] : offset;
        const key = isScalar(pair.key) ? (pair.key.source ?? "") : undefined;
        if (key === undefined) {
          fail(readingError("yaml-syntax", at(keyOffset), { said: "a key must be a plain word" }));
          continue;
        }
        if (seen.has(key)) fail(readingError("duplicate-key", at(keyOffset), { key }));
        seen.add(key);
        places.set(pointer([...path, key]), at(keyOffset));
        entries.push([key, walk(pair.value, [...path, key], keyOffset)]);
      }
      return Object.fromEntries(entries);
    }
    if (isSeq(node)) return node.items.map((child, index) => walk(child, [...path, index], offset));
    return isScalar(node) ? (typeof node.value === "bigint" ? String(node.value) : node.value) : null;
  };
  const value = walk(root, [], 0);
  return failed ? undefined : { value, places, place: (...path) => nearest(places, path) ?? top };
}

/** The place of a path, or of the nearest thing above it that has one. */
export function nearest(places: ReadonlyMap<string, Place>, path: readonly PropertyKey[]): Place | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const place = places.get(pointer(path.slice(0, length)));
    if (place !== undefined) return place;
  }
  return undefined;
}

function decode(bytes: Uint8Array): string | { offset: number } {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Find where: the longest prefix that decodes. Halving keeps it quick on large files.
    let good = 0;
    let bad = bytes.length;
    while (good + 1 < bad) {
      const middle = (good + bad) >> 1;
      try {
        new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
        good = middle;
      } catch {
        bad = middle;
      }
    }
    return { offset: bad };
  }
}

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

function isNodeWithAnchor(node: unknown): node is { anchor: string | undefined } {
  return typeof node === "object" && node !== null && "anchor" in node;
}
