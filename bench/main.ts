import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import { measureCheck } from "./check.ts";
import { measureCompile } from "./compile.ts";
import { measureDecisions } from "./decisions.ts";
import { measureHttp } from "./http.ts";
import { referencePack } from "./pack.ts";
import { measurePeers } from "./peers.ts";
import { FULL, SMOKE } from "./plan.ts";
import { measureRecords } from "./records.ts";
import { note } from "./report.ts";

/*
 * How fast a decision is: in process, beside other engines, and over HTTP beside routes that do everything but decide; and
 * what a large policy costs. Ratios are what counts; absolute numbers belong to the machine they were measured on.
 */

/** `npm run bench [-- --smoke] [--records]`: all of it, only that it runs, or of it what records cost. */
const { values: flags } = parseArgs({
  options: { smoke: { type: "boolean", default: false }, records: { type: "boolean", default: false } },
});
const plan = flags.smoke ? SMOKE : FULL;

const [cpu] = cpus();
console.log(
  `Node ${process.versions.node}, ${availableParallelism()} × ${cpu?.model ?? "unknown"}; medians of ${plan.rounds} after a warm-up, sides in turns`,
);
if (flags.smoke) console.log("A smoke run: it shows that everything runs, and is too short to say how fast.");

const before = { cpu: process.threadCpuUsage(), at: performance.now() };
if (!flags.records) {
  const reference = await referencePack();
  measureDecisions(reference, plan);
  await measurePeers(reference, plan);
  note(coreShare());
  await measureCompile(plan);
  await measureCheck(plan);
  await measureHttp(plan);
}
await measureRecords(plan);

/** How much of a core was ours so far: whoever takes the rest of it takes the caches as well. */
function coreShare(): string {
  const { user, system } = process.threadCpuUsage(before.cpu);
  const share = Math.round((user + system) / 10 / (performance.now() - before.at));
  return `Up to here this thread had ${share}% of a core${share < 95 ? ": others are at work, so measure again when they are not" : ""}.`;
}
