import { parseArgs } from "node:util";
import { type Round, startRounds } from "./crash/rounds.ts";
import type { Kind } from "./databases.ts";

/** `npm run crash -- [--rounds 50] [--database pglite|postgresql]`: kills the server under load, over and over. */
const { values } = parseArgs({
  options: { rounds: { type: "string", default: "50" }, database: { type: "string" } },
});
const count = Number(values.rounds);
const kinds: readonly Kind[] = (["pglite", "postgresql"] as const).filter(
  (kind) => values.database === undefined || values.database === kind,
);
if (!Number.isInteger(count) || count < 1 || kinds.length === 0)
  throw new Error("npm run crash -- [--rounds 50] [--database pglite|postgresql]");

const HEADS = ["sent", "acknowledged", "refused", "inDoubt", "happened"] as const;
let faulty = 0;

for (const kind of kinds) {
  const rounds = await startRounds(kind);
  const done: Round[] = [];
  console.log(`\n${kind}\n| round | killed | ${HEADS.join(" | ")} | events | faults | seconds |`);
  console.log(`|${" --- |".repeat(HEADS.length + 5)}`);
  for (let number = 1; number <= count; number += 1) {
    const start = performance.now();
    const round = await rounds.next();
    done.push(round);
    const seconds = ((performance.now() - start) / 1_000).toFixed(1);
    const numbers = HEADS.map((head) => round[head]).join(" | ");
    console.log(`| ${number} | ${round.killed} | ${numbers} | ${round.events} | ${round.faults.length} | ${seconds} |`);
    for (const fault of round.faults) console.log(`  ${fault}`);
  }
  const { writes, faults } = await rounds.lookBack();
  for (const fault of faults) console.log(`  ${fault}`);
  const sums = HEADS.map((head) => done.reduce((sum, round) => sum + round[head], 0)).join(" | ");
  const both = done.filter(({ killed }) => killed !== "server").length;
  const all = done.reduce((sum, round) => sum + round.faults.length, faults.length);
  console.log(`| all | ${both} with PostgreSQL | ${sums} | ${done.at(-1)?.events ?? 0} | ${all} | |`);
  console.log(`looked at once more, at the end: ${writes} writes, ${faults.length} faults`);
  faulty += all;
  await rounds.end();
}
process.exitCode = faulty === 0 ? 0 : 1;
