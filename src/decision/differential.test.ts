import { once } from "node:events";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { z } from "zod";
import { compare, compareForeseen, tell } from "./comparison.test.ts";
import { Draw, reading, seeded } from "./draw.test.ts";
import { add, addAnswer, addForeseen, type Counts, distribution } from "./statistics.test.ts";
import { drawQuestion, drawWorld, QUESTION_TAPE } from "./world.test.ts";
import { PACK_TAPE } from "./world-policy.test.ts";

/*
 * The engine against the slow reference on millions of questions, over all cores: `npm run differential`. Too long for
 * every commit, so no test of its own; `properties.test.ts` asks some thousands of the same questions every time.
 *
 *     npm run differential -- --questions 10000000 --seed 1 --workers 2
 */

const shareSchema = z.strictObject({
  seed: z.int(),
  /** The worlds of this worker: `first`, `first + step` … before `worlds`. */
  first: z.int(),
  step: z.int(),
  worlds: z.int(),
});
type Share = z.infer<typeof shareSchema>;
const reportSchema = z.union([
  z.strictObject({ counts: z.map(z.string(), z.number()), questions: z.int() }),
  z.strictObject({ difference: z.string() }),
]);
type Report = z.infer<typeof reportSchema>;

/** Questions of one world: compiling its pack must not weigh, and ten million questions must still meet many packs. */
const PER_WORLD = 200;
/** Every so manieth question is also asked under the bill. */
const FORESEEN_EVERY = 4;
/** Worlds between two reports of a worker. */
const REPORT_EVERY = 100;
const PROGRESS_SECONDS = 15;
/** Nearly all that a question needs is thrown away with it: room for it to die young. */
const ROOM = { maxYoungGenerationSizeMb: 64 };

const OPTIONS = {
  questions: { type: "string", default: "1000000" },
  seed: { type: "string", default: "1" },
  workers: { type: "string", default: String(availableParallelism()) },
} as const;

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  work(shareSchema.parse(workerData), (report) => port.postMessage(report));
} else if (import.meta.main && process.env["NODE_TEST_CONTEXT"] === undefined) {
  process.exitCode = await main();
}

/** @returns the exit code: 1 where a difference was found */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const [questions, seed, step] = [Number(values.questions), Number(values.seed), Number(values.workers)];
  const worlds = Math.ceil(questions / PER_WORLD);
  const counts: Counts = new Map();
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1_000;
  let [asked, told] = [0, 0];

  const difference = Promise.withResolvers<string>();
  const workers = Array.from({ length: step }, (_, first) => {
    const share: Share = { seed, first, step, worlds };
    return new Worker(new URL(import.meta.url), { workerData: share, resourceLimits: ROOM });
  });
  for (const worker of workers) {
    worker.on("message", (message: unknown) => {
      const report = reportSchema.parse(message);
      if ("difference" in report) {
        difference.resolve(report.difference);
        return;
      }
      asked += report.questions;
      for (const [key, count] of report.counts) add(counts, key, count);
      if (seconds() - told < PROGRESS_SECONDS) return;
      told = seconds();
      say(`${asked} questions in ${told.toFixed(0)} s, ${(asked / told).toFixed(0)} a second`);
    });
  }
  const done = Promise.all(workers.map((worker) => once(worker, "exit")));
  const found = await Promise.race([difference.promise, done]);
  await Promise.all(workers.map((worker) => worker.terminate()));

  if (typeof found === "string") {
    say(found);
    return 1;
  }
  for (const line of distribution(counts, asked)) say(line);
  say(`no difference in ${asked} questions about ${worlds} packs; seed ${seed}, ${seconds().toFixed(0)} s`);
  return asked >= questions ? 0 : 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function work({ seed, first, step, worlds }: Share, report: (report: Report) => void): void {
  let [counts, questions]: [Counts, number] = [new Map(), 0];
  for (let index = first; index < worlds; index += step) {
    const world = drawWorld(new Draw(seeded(seed, index, 0)));
    for (let number = 1; number <= PER_WORLD; number += 1) {
      const question = drawQuestion(world, new Draw(seeded(seed, index, number)));
      const { reference, same } = compare(world, question);
      if (!same) {
        report({ difference: shrunkDifference(seed, index, number, compare) });
        return;
      }
      addAnswer(counts, question, reference);
      if (number % FORESEEN_EVERY !== 0) continue;
      const foreseen = compareForeseen(world, question);
      if (!foreseen.same) {
        report({ difference: shrunkDifference(seed, index, number, compareForeseen) });
        return;
      }
      addForeseen(counts, foreseen.reference);
    }
    questions += PER_WORLD;
    if (questions < REPORT_EVERY * PER_WORLD && index + step < worlds) continue;
    report({ counts, questions });
    [counts, questions] = [new Map(), 0];
  }
}

/** The smallest world and question found that still differ, and what both say. */
function shrunkDifference(seed: number, index: number, number: number, ask: typeof compare): string {
  const take = (length: number, next: () => number): number[] => Array.from({ length }, next);
  const draw = (pack: readonly number[], asked: readonly number[]) => {
    const world = drawWorld(new Draw(reading(pack)));
    return { world, question: drawQuestion(world, new Draw(reading(asked))) };
  };
  const differs = (pack: readonly number[], asked: readonly number[]): boolean => {
    const { world, question } = draw(pack, asked);
    return !ask(world, question).same;
  };
  const whole = take(QUESTION_TAPE, seeded(seed, index, number));
  const pack = shrunk(take(PACK_TAPE, seeded(seed, index, 0)), (shorter) => differs(shorter, whole));
  const asked = shrunk(whole, (shorter) => differs(pack, shorter));
  const { world, question } = draw(pack, asked);
  const { engine, reference } = ask(world, question);
  const where = `seed ${seed}, world ${index}, question ${number}`;
  return `difference under ${ask.name}, ${where}:${tell(world, question, { reference, engine })}`;
}

/** Zeros wherever it still fails, in ever smaller pieces: a zero is the plainest choice. */
function shrunk(tape: readonly number[], fails: (tape: readonly number[]) => boolean): readonly number[] {
  let kept = tape;
  for (let size = tape.length; size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < tape.length; start += size) {
      const next = kept.map((value, place) => (place >= start && place < start + size ? 0 : value));
      if (next.some((value, place) => value !== kept[place]) && fails(next)) kept = next;
    }
  }
  return kept;
}
