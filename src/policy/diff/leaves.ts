import { pointer } from "../../wire/index.ts";
import { isRecord, type PolicyContent } from "../parse.ts";

/** Whether two values say the same: the order of keys aside, and a key that is undefined as one that is not there. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((one, index) => isSame(one, right[index]));
  if (!isRecord(left) || !isRecord(right)) return false;
  return keysOf(left, right).every((key) => isSame(own(left, key), own(right, key)));
}

/** The keys of both objects, each once, those of the later one first. */
export function keysOf(before: object | undefined, after: object | undefined): string[] {
  return [...new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})])];
}

/** The value of a key that an object has itself: an identifier may be called as something that every object has. */
export function own<Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A policy as its files write it: sections of rooms beside the others. */
export function sectionsOf({ rooms, ...core }: PolicyContent): Readonly<Record<string, unknown>> {
  return { ...core, ...rooms };
}

/** A place where two values differ: a value or a list that is another, or is on one side only. */
export interface Difference {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** Every place where two values differ, as deep as both have objects there. */
export function differences(before: unknown, after: unknown, path: readonly string[] = []): Difference[] {
  if (isSame(before, after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [{ path, before, after }];
  return keysOf(before, after).flatMap((key) => differences(own(before, key), own(after, key), [...path, key]));
}

/** The pointers of `differences`. */
export function changedPointers(before: unknown, after: unknown): string[] {
  return differences(before, after).map(({ path }) => pointer(path));
}

/** What joined a list and what left it, whatever the order. */
export function delta(
  before: readonly string[] = [],
  after: readonly string[] = [],
): { readonly added: string[]; readonly removed: string[] } {
  const had = new Set(before);
  const has = new Set(after);
  return {
    added: [...has].filter((one) => !had.has(one)),
    removed: [...had].filter((one) => !has.has(one)),
  };
}
