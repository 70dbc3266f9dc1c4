import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { outcomeSchema } from "./check-process.ts";
import type { Kind } from "./kinds.ts";
import { isRefusalCode, Refusal } from "./refusals.ts";

/** What a check may cost. */
export interface CheckLimits {
  readonly pixels: number;
  readonly pages: number;
  readonly seconds: number;
  /** Resident memory of its process. */
  readonly bytes: number;
}

const LOOK_MS = 100;
const PAGE_BYTES = 4_096;
/** Of what a picture or a PDF may do to the process that looks at it, it may do nothing to files, network and other processes. */
const CONFINED = [
  "--permission",
  "--allow-addons",
  "--allow-fs-read=*",
  "--disable-warning=ExperimentalWarning",
  "--disable-warning=SecurityWarning",
];
const PROGRAM = join(import.meta.dirname, `check-process${import.meta.filename.endsWith(".ts") ? ".ts" : ".js"}`);

/** As many at once as there are cores: the files wait sealed on the disk. */
let free = availableParallelism();
const waiting: (() => void)[] = [];

async function oneOfFew<Result>(work: () => Promise<Result>): Promise<Result> {
  if (free > 0) free -= 1;
  else await new Promise<void>((resolve) => void waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }
}

/**
 * Looks at a file in a process of its own, which is killed where it takes too long or too much memory.
 * @param keep is given what was made anew in its place, where the kind is one that is made anew
 * @returns whether it was
 * @throws {Refusal} by what it found; `check-failed` where the process came to grief
 */
export async function checkFile(
  kind: Kind,
  limits: CheckLimits,
  plain: AsyncIterable<Uint8Array>,
  keep: (made: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<boolean> {
  return await oneOfFew(async () => {
    const task = JSON.stringify({ kind, pixels: limits.pixels, pages: limits.pages });
    const child = spawn(process.execPath, [...CONFINED, PROGRAM, task], {
      stdio: ["pipe", "pipe", "ignore", "ipc"],
      env: {},
    });
    const [input, output] = [child.stdin, child.stdout];
    if (input === null || output === null) throw new TypeError("the process has no pipes");
    const ended = once(child, "exit");
    const stopWatching = watch(child, limits);
    try {
      // A process that is gone takes no more; its exit says so.
      const fed = pipeline(plain, input).catch((error: unknown) => error);
      const message: unknown = await Promise.race([
        once(child, "message").then(([first]: unknown[]) => first),
        ended.then(() => undefined),
      ]);
      const outcome = outcomeSchema.safeParse(message).data;
      if (outcome === undefined) {
        const why = await fed;
        // What could not be read is no fault of the file.
        if (why instanceof Error && why.name === "SealError") throw why;
        throw new Refusal("check-failed");
      }
      if ("refused" in outcome) {
        if (isRefusalCode(outcome.refused)) throw new Refusal(outcome.refused, outcome.values);
        throw new Refusal("check-failed");
      }
      if (outcome.made) await keep(output);
      await ended;
      if (child.exitCode !== 0) throw new Refusal("check-failed");
      return outcome.made;
    } finally {
      stopWatching();
      child.kill("SIGKILL");
    }
  });
}

/** Kills a process that goes beyond its limits. */
function watch(child: ChildProcess, { seconds, bytes }: CheckLimits): () => void {
  const late = setTimeout(() => child.kill("SIGKILL"), seconds * 1_000);
  const look = setInterval(() => {
    residentOf(child.pid).then(
      (resident) => resident > bytes && child.kill("SIGKILL"),
      () => undefined,
    );
  }, LOOK_MS);
  return () => {
    clearTimeout(late);
    clearInterval(look);
  };
}

/** Field 2 of /proc/PID/statm (proc(5)); 0 where there is no such file. */
async function residentOf(pid: number | undefined): Promise<number> {
  try {
    return Number((await readFile(`/proc/${pid ?? 0}/statm`, "utf8")).split(" ")[1] ?? 0) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
