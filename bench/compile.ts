import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { median } from "./measure.ts";
import type { Plan } from "./plan.ts";
import { heading, note, table, under, whole } from "./report.ts";

/* How long a large policy takes to be made ready, and how much memory it then holds. */

const BAR_SECONDS = 1;
const MEGABYTE = 1_000_000;

const memorySchema = z.object({ heap: z.number(), resident: z.number() });
/** What the process that compiles tells: times in milliseconds, memory in bytes. */
const reportSchema = z.object({
  first: z.number(),
  again: z.array(z.number()),
  fromFiles: z.number(),
  before: memorySchema,
  after: memorySchema,
});
export type CompileReport = z.infer<typeof reportSchema>;

export async function measureCompile({ largest, rounds }: Plan): Promise<void> {
  const { first, again, fromFiles, before, after } = await compileElsewhere(largest.purposes, largest.kinds, rounds);
  const usual = median(again);

  heading(`Compiling ${whole(largest.purposes)} purposes, in a process of its own`);
  table(
    ["", "ms", "bar"],
    [
      ["compile, median", whole(usual), under(usual < BAR_SECONDS * 1_000, `${BAR_SECONDS} s`)],
      ["compile, the first time", whole(first), under(first < BAR_SECONDS * 1_000, `${BAR_SECONDS} s`)],
      ["read from YAML, check and compile, once", whole(fromFiles), ""],
    ],
  );
  table(
    ["memory, MB", "before", "compiled", "more", "bytes for each purpose", ""],
    (["heap", "resident"] as const).map((kind) => {
      const more = after[kind] - before[kind];
      const megabytes = [before[kind], after[kind], more].map((bytes) => (bytes / MEGABYTE).toFixed(1));
      return [kind, ...megabytes, whole(more / largest.purposes), ""];
    }),
  );
  note("Counted after a full collection: heap is what the policy holds, resident what the process keeps.");
}

/** Another process, so that the memory is that of the policy and the first time is the first. */
async function compileElsewhere(purposes: number, kinds: number, rounds: number): Promise<CompileReport> {
  const child = fork(new URL("compile-process.ts", import.meta.url), [purposes, kinds, rounds].map(String), {
    execArgv: [...process.execArgv, "--expose-gc"],
  });
  const ended = once(child, "exit").then(() => Promise.reject(new Error("compiling ended without a report")));
  const [message] = z.array(z.unknown()).parse(await Promise.race([once(child, "message"), ended]));
  return reportSchema.parse(message);
}
