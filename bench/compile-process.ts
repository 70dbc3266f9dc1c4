import { build, type Pack } from "../src/policy/index.ts";
import type { CompileReport } from "./compile.ts";
import { compilePack } from "./engine.ts";
import { largeFiles, largeSource, type Size } from "./large.ts";

/* Compiles one policy again and again and tells its parent how long that took and what the policy holds of memory. */

const [purposes = 0, kinds = 0, rounds = 0] = process.argv.slice(2).map(Number);
const size: Size = { purposes, kinds };
const before = memory();
const { pack, first } = compileOnce();
const after = memory();
// Read only now, so that the policy is still held when memory is counted.
if (pack.versions.length !== 1) throw new Error("the policy was not compiled");
const report: CompileReport = { before, after, first, again: compileAgain(), fromFiles: fromFiles() };
process.send?.(report);

/** The source is built here and let go, as a server lets go of what it read. */
function compileOnce(): { pack: Pack; first: number } {
  const source = largeSource(size);
  const start = performance.now();
  return { pack: compilePack(source), first: performance.now() - start };
}

/** Milliseconds of each round. */
function compileAgain(): number[] {
  const source = largeSource(size);
  return Array.from({ length: rounds }, () => {
    const start = performance.now();
    compilePack(source);
    return performance.now() - start;
  });
}

/** Milliseconds from the bytes of the files to a policy that can decide. */
function fromFiles(): number {
  const files = largeFiles(largeSource(size));
  const start = performance.now();
  const { program, diagnostics } = build(files);
  const taken = performance.now() - start;
  if (program === undefined) throw new Error(`the synthetic policy is wrong: ${JSON.stringify(diagnostics[0])}`);
  return taken;
}

/** Bytes in use once everything is collected that nothing holds. */
function memory(): CompileReport["before"] {
  if (globalThis.gc === undefined) throw new Error("run with --expose-gc");
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, resident: rss };
}
