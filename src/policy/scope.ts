import { PURPOSE_ACTS, type PurposeAct, type Route, ROUTES } from "./schema.ts";

/*
 * What a purpose or a recipient is for, as bits: acts, operators, kinds of people and items of one version are numbered
 * through, and a scope is the set of those it lists. Ten thousand purposes then fit where a processor keeps things at hand.
 */

/** A set of numbers. */
export type Scope = Uint32Array;

/** The number of each word of a version: that of an act is the same in all of them. */
export interface Numbering {
  readonly size: number;
  readonly operators: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, number>;
  readonly items: ReadonlyMap<string, number>;
}

const ACT_BITS: ReadonlyMap<string, number> = new Map(PURPOSE_ACTS.map((act, bit) => [act, bit]));

/** The number of an act, or of none that a purpose could list. */
export function actBit(act: string): number {
  return ACT_BITS.get(act) ?? NO_BIT;
}

/** The bit of a route among those of a recipient. */
export function routeBit(route: Route): number {
  return 1 << ROUTES.indexOf(route);
}

const NO_BIT = 2 ** 31 - 1;

export function numberWords(
  operators: readonly string[],
  people: readonly string[],
  items: readonly string[],
): Numbering {
  let next = PURPOSE_ACTS.length;
  const number = (ids: readonly string[]): Map<string, number> => new Map(ids.map((id) => [id, next++]));
  return { operators: number(operators), people: number(people), items: number(items), size: next };
}

/** What is listed, as a scope. A word that the version does not declare is in none. */
export function scopeOf(
  numbering: Numbering,
  listed: {
    readonly operators?: readonly string[];
    readonly people?: readonly string[];
    readonly items?: readonly string[];
    readonly acts?: readonly PurposeAct[];
  },
): Scope {
  const scope = new Uint32Array(Math.ceil(numbering.size / 32));
  const add = (bit: number | undefined): void => {
    if (bit !== undefined) scope[bit >>> 5] = (scope[bit >>> 5] ?? 0) | (1 << (bit & 31));
  };
  for (const operator of listed.operators ?? []) add(numbering.operators.get(operator));
  for (const kind of listed.people ?? []) add(numbering.people.get(kind));
  for (const item of listed.items ?? []) add(numbering.items.get(item));
  for (const act of listed.acts ?? []) add(actBit(act));
  return scope;
}

export function isIn(scope: Scope, bit: number): boolean {
  return (((scope[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
}

export function anyIn(scope: Scope, bits: readonly number[]): boolean {
  for (const bit of bits) if (isIn(scope, bit)) return true;
  return false;
}

/** Whether all of the words are in a scope, by the number that each has. */
export function allIn(scope: Scope, words: readonly { readonly bit: number }[]): boolean {
  for (const { bit } of words) if (!isIn(scope, bit)) return false;
  return true;
}
