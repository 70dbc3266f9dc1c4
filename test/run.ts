import { globSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { pipeline } from "node:stream/promises";
import { run } from "node:test";
import { spec } from "node:test/reporters";

/*
 * `npm test [-- FILE…]`: every test, in one process more than there are cores, since many wait for servers and browsers. A process for each file would compile the database
 * and start a browser over and over; one for all leaves the other cores idle. Files are dealt out in turn, so that each hand gets
 * some of the slow ones.
 */

const EVERYTHING = ["src/**/*.test.ts", "src/**/*.test.tsx", "test/**/*.test.ts"];
/** More hands than are at work at once: whoever is done early takes another. */
const HANDS_FOR_EACH = 3;

const asked = process.argv.slice(2);
const files = globSync(asked.length > 0 ? asked : EVERYTHING).toSorted();
if (files.length === 0) throw new Error(`No test is found at ${(asked.length > 0 ? asked : EVERYTHING).join(", ")}.`);

const cores = availableParallelism();
const atOnce = cores === 1 ? 1 : cores + 1;
const hands = Math.min(files.length, atOnce * HANDS_FOR_EACH);
const folder = await mkdtemp(join(tmpdir(), "yakusoku-tests-"));
try {
  const parts = await Promise.all(
    Array.from({ length: hands }, async (_none, hand) => {
      const part = join(folder, `part-${hand + 1}.mjs`);
      const lines = files
        .filter((_file, index) => index % hands === hand)
        .map((file) => `await import(${JSON.stringify(pathToFileURL(resolve(file)).href)});\n`);
      await writeFile(part, lines.join(""));
      return part;
    }),
  );
  const events = run({
    files: parts,
    isolation: "process",
    concurrency: atOnce,
    execArgv: ["--import", "tsx"],
  });
  events.on("test:fail", () => {
    process.exitCode = 1;
  });
  await pipeline(events, new spec(), process.stdout, { end: false });
} finally {
  await rm(folder, { recursive: true, force: true });
}
