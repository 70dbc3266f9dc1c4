import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** The scripts of package.json that every change passes, and what to do when one does not. */
const GATES = {
  types: "mend the types that tsc names above",
  lint: "mend what oxlint names above; the rules stand in .oxlintrc.json",
  format: "run npm run format:write",
  house: "move the import that crosses a floor or a door; the table stands in test/house.ts",
  unused: "delete what knip names above, or use it",
} as const;

async function pass(gate: keyof typeof GATES): Promise<boolean> {
  const start = performance.now();
  const child = spawn("npm", ["run", "--silent", gate], { stdio: ["ignore", "pipe", "pipe"] });
  const exit = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  if (code !== 0) process.stdout.write(`${out}${err}`);
  console.log(code === 0 ? `${gate}: kept (${seconds} s)` : `${gate}: BROKEN (${seconds} s): ${GATES[gate]}`);
  return code === 0;
}

const passed: boolean[] = [];
for (const gate of ["types", "lint", "format", "house", "unused"] as const) passed.push(await pass(gate));
const broken = passed.filter((each) => !each).length;
console.log(broken === 0 ? "gates: all kept" : `gates: ${broken} broken`);
process.exitCode = broken === 0 ? 0 : 1;
