import fc from "fast-check";

/*
 * Chance for the worlds of the properties. Everything is drawn from tapes of numbers; a zero always stands for the
 * plainest choice, so that a failing case shrinks to one that a human can read.
 */

/** Numbers for a `Draw` of the test's own. */
export function tape(length: number): fc.Arbitrary<readonly number[]> {
  return fc.noBias(fc.array(fc.integer({ min: 0, max: 999 }), { minLength: length, maxLength: length }));
}

/** A tape, number by number; past its end every choice is the plainest. */
export function reading(numbers: readonly number[]): () => number {
  let next = 0;
  return () => {
    const value = numbers[next] ?? 0;
    next += 1;
    return value;
  };
}

/** Numbers 0 … 999 from three seeds (sfc32), without end: for millions of questions, where a tape would cost too much. */
export function seeded(...seeds: readonly [number, number, number]): () => number {
  let [a, b, c] = seeds;
  let count = 1;
  const next = (): number => {
    const sum = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) % 1000;
  };
  for (let stirring = 0; stirring < 12; stirring += 1) next();
  return next;
}

/** Makes choices out of numbers 0 … 999. */
export class Draw {
  readonly number: () => number;

  constructor(numbers: () => number) {
    this.number = numbers;
  }

  chance(percent: number): boolean {
    return this.number() >= 1000 - percent * 10;
  }

  pick<const T>(first: T, ...more: readonly T[]): T {
    const index = Math.floor((this.number() * (more.length + 1)) / 1000);
    return index === 0 ? first : (more[index - 1] ?? first);
  }

  of<T>(list: readonly T[]): T | undefined {
    return list[Math.floor((this.number() * list.length) / 1000)];
  }

  /** Every element with this chance of staying out; at least one stays in. */
  some<T>(list: readonly T[], leaveOut: number): T[] {
    const kept = list.filter(() => !this.chance(leaveOut));
    const one = this.of(list);
    return kept.length > 0 || one === undefined ? kept : [one];
  }

  maybe<T>(percent: number, make: () => T): T | undefined {
    return this.chance(percent) ? make() : undefined;
  }

  shuffle<T>(list: readonly T[]): T[] {
    return list
      .map((value) => ({ value, order: this.number() }))
      .sort((a, b) => a.order - b.order)
      .map(({ value }) => value);
  }
}

/** Leaves out what is undefined, as a file would. */
export function given<T extends object>(value: T): T;
export function given(value: Readonly<Record<string, unknown>>): object {
  const kept: Record<string, unknown> = {};
  for (const key in value) if (value[key] !== undefined) kept[key] = value[key];
  return kept;
}
