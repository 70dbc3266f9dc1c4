import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { median } from "./measure.ts";
import type { Plan } from "./plan.ts";
import { heading, note, ratio, table, under, whole } from "./report.ts";

/* How long the linter takes over the reference pack and over large ones, and that its time grows no faster than they do. */

const MEGABYTE = 1_000_000;
/** Time for each purpose of the largest pack against that of the one a tenth its size; caches make it a little more than one. */
const BAR_GROWTH = 2;

/** What the process that checks tells: times in milliseconds, memory in bytes, and how many findings there were. */
const reportSchema = z.object({
  reading: z.number(),
  checks: z.array(z.number()),
  findings: z.int(),
  before: z.number(),
  most: z.number(),
});
export type CheckReport = z.infer<typeof reportSchema>;

export async function measureCheck({ checked, rounds }: Plan): Promise<void> {
  const reference = await checkElsewhere(0, rounds);
  const large = [];
  for (const purposes of checked) large.push({ purposes, report: await checkElsewhere(purposes, rounds) });

  heading("Checking a policy by all rules, each in a process of its own");
  table(
    ["pack", "purposes", "findings", "ms, median", "the first time", "memory before, MB", "at most", ""],
    [
      row("reference, warm", "", reference),
      ...large.map(({ purposes, report }) => row("synthetic", whole(purposes), report)),
    ],
  );
  const [few, many] = [large.at(-2), large.at(-1)];
  if (few !== undefined && many !== undefined) {
    const each = ({ purposes, report }: typeof few): number => median(report.checks) / purposes;
    const growth = each(many) / each(few);
    const from = `${whole(many.purposes)} purposes against ${whole(few.purposes)}`;
    note(
      `${from}: ${ratio(growth)} times the time for each purpose; ${under(growth < BAR_GROWTH, String(BAR_GROWTH))}`,
    );
  }
  note(
    `Reading the reference pack from its files took ${whole(reference.reading)} ms before. Memory is what is resident.`,
  );
}

function row(name: string, purposes: string, { checks, findings, before, most }: CheckReport): string[] {
  const [first = Number.NaN] = checks;
  const times = [median(checks), first].map((time) => (time < 10 ? time.toFixed(1) : whole(time)));
  return [name, purposes, whole(findings), ...times, ...[before, most].map((bytes) => whole(bytes / MEGABYTE)), ""];
}

/** @param purposes how many the synthetic pack has; 0 for the reference pack */
async function checkElsewhere(purposes: number, rounds: number): Promise<CheckReport> {
  const child = fork(new URL("check-process.ts", import.meta.url), [purposes, rounds].map(String));
  const ended = once(child, "exit").then(() => Promise.reject(new Error("checking ended without a report")));
  const [message] = z.array(z.unknown()).parse(await Promise.race([once(child, "message"), ended]));
  return reportSchema.parse(message);
}
