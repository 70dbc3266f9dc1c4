import fc from "fast-check";
import type { Decision, Outcome } from "./decision.ts";
import { Draw, reading, tape } from "./draw.test.ts";
import { type World, worlds } from "./world.test.ts";

/*
 * How a property is held, and what properties compare.
 */

/** How many questions the engine and the reference are both asked; the other properties ask a part of it. */
export const RUNS = Number(process.env["YAKUSOKU_RUNS"] ?? 20_000);
export const SEED = Number(process.env["YAKUSOKU_SEED"] ?? 20_250_615);
const PER_WORLD = 20;
export const RANK: Readonly<Record<Outcome, number>> = { deny: 0, review: 1, permit: 2 };

/**
 * Holds a property against worlds of twenty questions on average; a failure is shrunk and told in full.
 * @param numbers how many the property draws itself
 */
export function hold(questions: number, property: (world: World, draw: Draw) => void, numbers = 0): void {
  const run = fc.check(
    fc.property(worlds(PER_WORLD), tape(numbers), (world, drawn) => property(world, new Draw(reading(drawn)))),
    { seed: SEED, numRuns: Math.ceil((questions * 1.05) / PER_WORLD) },
  );
  if (run.failed)
    throw new Error(`seed ${SEED}, after ${run.numRuns} worlds, shrunk ${run.numShrinks} times`, {
      cause: run.errorInstance,
    });
}

/** What must not depend on order: the outcome, and what is said, owed and needed. */
export function gist({ outcome, reasons, duties, needs }: Decision) {
  const codes = (list: readonly { readonly code: string }[]): string[] =>
    [...new Set(list.map(({ code }) => code))].sort();
  return { outcome, reasons: codes(reasons), duties: codes(duties), needs: codes(needs) };
}
