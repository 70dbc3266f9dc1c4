/*
 * What the benchmark prints: tables for a reader, and beside a measured value the bar it is held to. Whether a bar is met
 * never ends the run: times belong to the machine, and a busy one must not fail a build.
 */

export function heading(text: string): void {
  console.log(`\n${text}`);
}

/** Prints rows under their heads: the first and the last column to the left, numbers between them to the right. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = heads.map((_, column) => Math.max(...[heads, ...rows].map((row) => (row[column] ?? "").length)));
  for (const row of [heads, ...rows]) {
    const cells = widths.map((width, column) => {
      const cell = row[column] ?? "";
      return column === 0 || column === widths.length - 1 ? cell.padEnd(width) : cell.padStart(width);
    });
    console.log(`  ${cells.join("   ")}`.trimEnd());
  }
}

export function note(text: string): void {
  console.log(`  ${text}`);
}

/** @param limit in words, with its unit */
export function under(met: boolean, limit: string): string {
  return `under ${limit}: ${met ? "met" : "not met"}`;
}

/** @param limit in words, with its unit */
export function atLeast(met: boolean, limit: string): string {
  return `at least ${limit}: ${met ? "met" : "not met"}`;
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** Microseconds with about three digits that count. */
export function micros(value: number): string {
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : whole(value);
}

/** One number against another, with two digits that count where it is small. */
export function ratio(value: number): string {
  return value >= 0.095 ? value.toFixed(2) : value.toPrecision(2);
}
