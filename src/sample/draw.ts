/** Numbers that look random and are the same for the same seed and the same numbers beside it. */
export interface Draw {
  /** From 0 up to, but not including, 1. */
  share(): number;
  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number;
  /** True in so many of a hundred cases. */
  percent(of: number): boolean;
  /** One of them. @throws {RangeError} where there are none */
  pick<Value>(values: readonly Value[]): Value;
}

/** Mulberry32 over a mix of the numbers given: what is drawn for one person does not depend on who was drawn before. */
export function drawFor(...numbers: readonly number[]): Draw {
  let state = 0x9e37_79b9;
  for (const number of numbers) {
    state = Math.imul(state ^ (number | 0), 0x85eb_ca6b);
    state = Math.imul((state ^ (state >>> 13)) + Math.floor(number / 2 ** 32), 0xc2b2_ae35);
    state ^= state >>> 16;
  }
  const share = (): number => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(share() * limit);
  return {
    share,
    below,
    percent: (of) => share() * 100 < of,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new RangeError("nothing to pick from");
      return value;
    },
  };
}

/** The whole numbers below `size` in an order of their own. */
export function shuffled(size: number, draw: Draw): readonly number[] {
  const order = Array.from({ length: size }, (_, index) => index);
  for (let last = size - 1; last > 0; last -= 1) {
    const other = draw.below(last + 1);
    const [one = 0, two = 0] = [order[last], order[other]];
    order[last] = two;
    order[other] = one;
  }
  return order;
}
