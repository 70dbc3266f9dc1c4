/** Numbers that look random and are the same in every run, so that every run asks the same questions. */
export interface Random {
  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
  /** One of them. @throws {RangeError} where there are none */
  pick<Value>(values: readonly Value[]): Value;
  /** So many different ones of them, in no particular order; all of them where there are not more. */
  some<Value>(values: readonly Value[], count: number): Value[];
}

/** Mulberry32: 32 bits of state, ample for drawing questions. */
export function seeded(seed: number): Random {
  let state = seed;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[below(values.length)];
    if (value === undefined) throw new RangeError("nothing to pick from");
    return value;
  };
  return {
    below,
    percent: (share) => below(100) < share,
    pick,
    some: (values, count) => {
      if (values.length <= count) return [...values];
      const chosen = new Set<number>();
      while (chosen.size < count) chosen.add(below(values.length));
      return values.filter((_, index) => chosen.has(index));
    },
  };
}
