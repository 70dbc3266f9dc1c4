import { join } from "node:path";
import { EXTENSION } from "../src/app.ts";
import { readPolicyFiles } from "../src/packs/index.ts";
import { check, parse, type PolicySource, type SourceFile } from "../src/policy/index.ts";
import type { CheckReport } from "./check.ts";
import { largeSource } from "./large.ts";

/* Reads one pack, checks it again and again, and tells its parent how long that took. */

const REFERENCE = join(import.meta.dirname, "../policies/leopalace21/2023-05-01");
const ON = "2026-11-22";
const KINDS = 100;
/** The reference pack is small: after so many checks the code is as quick as it gets. */
const WARM_UP = 100;

const [purposes = 0, rounds = 0] = process.argv.slice(2).map(Number);
const start = performance.now();
const source = purposes === 0 ? read(await readPolicyFiles(REFERENCE)) : largeSource({ purposes, kinds: KINDS });
const reading = performance.now() - start;
let findings = 0;
if (purposes === 0) for (let warm = 0; warm < WARM_UP; warm += 1) checkOnce(source);
const before = process.memoryUsage().rss;
const checks = Array.from({ length: rounds }, () => checkOnce(source));
const most = process.resourceUsage().maxRSS * 1_024;
const report: CheckReport = { reading, checks, findings, before, most };
process.send?.(report);

function read(files: readonly SourceFile[]): PolicySource {
  const parsed = parse(files, EXTENSION.sections);
  if (parsed.source === undefined) throw new Error(`the pack is wrong: ${JSON.stringify(parsed.diagnostics[0])}`);
  return parsed.source;
}

/** Milliseconds. */
function checkOnce(policy: PolicySource): number {
  const begun = performance.now();
  findings = check(policy, { ...EXTENSION, on: ON }).length;
  return performance.now() - begun;
}
