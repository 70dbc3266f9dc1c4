/** One of the things compared: asks a question by its index, and gives a number that depends on the answer. */
export interface Side {
  readonly name: string;
  readonly questions: number;
  ask(index: number): number;
}

/** How long to measure: rounds after one that warms up, and milliseconds for each side in each round. */
export interface Effort {
  readonly rounds: number;
  readonly milliseconds: number;
}

/**
 * Asks every side in turns, so that a drift of the machine meets all of them.
 * @returns median microseconds of one answer, in the order of the sides: time that the processor spent on this process,
 * collecting its garbage included, which others on the machine do not add to
 */
export function compareSides(sides: readonly Side[], { rounds, milliseconds }: Effort): number[] {
  const runs = sides.map((side) => ({ side, taken: new Array<number>(), next: 0 }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const run of round % 2 === 0 ? runs : runs.toReversed()) {
      const { micros, index } = askFor(run.side, run.next, milliseconds);
      run.next = index;
      if (round > 0) run.taken.push(micros);
    }
  }
  return runs.map(({ taken }) => median(taken));
}

/** Asks one question after the other, from an index on, until the time is up; the clock is read about once a millisecond. */
function askFor(side: Side, from: number, milliseconds: number): { micros: number; index: number } {
  let index = from;
  let count = 0;
  let chunk = 1;
  let elapsed = 0;
  let sum = 0;
  const start = performance.now();
  const before = process.cpuUsage();
  while (elapsed < milliseconds) {
    for (let left = chunk; left > 0; left -= 1) {
      sum += side.ask(index);
      index = index + 1 === side.questions ? 0 : index + 1;
    }
    count += chunk;
    elapsed = performance.now() - start;
    chunk = Math.max(1, Math.floor(count / Math.max(1, elapsed)));
  }
  // Read, so that the compiler cannot leave an answer out as unused.
  if (Number.isNaN(sum)) throw new Error(`${side.name} answers what is no number`);
  const { user, system } = process.cpuUsage(before);
  return { micros: (user + system) / count, index };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
