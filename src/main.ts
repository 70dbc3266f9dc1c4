import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { runCommand } from "./cli.ts";
import { createTerminal } from "./room/index.ts";
import { createIdFactory, systemClock } from "./wire/index.ts";

const root = new URL("../", import.meta.url);

function packageVersion(): string {
  const content: unknown = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
  return typeof content === "object" && content !== null && "version" in content ? String(content.version) : "0";
}

// Who reads may stop reading, as `head` does. That is the end of the work, and no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

const terminal =
  process.stdin.isTTY && process.stdout.isTTY ? createTerminal(process.stdin, process.stdout) : undefined;

process.exitCode = await runCommand(
  process.argv.slice(2),
  {
    clock: systemClock,
    ids: createIdFactory(systemClock),
    out: (said) => void process.stdout.write(said),
    err: (said) => void process.stderr.write(said),
    stdin: () => text(process.stdin),
    terminal,
    errIsTerminal: process.stderr.isTTY,
    environment: process.env,
    defaultPack: fileURLToPath(new URL("policies/leopalace21", root)),
  },
  packageVersion(),
);
terminal?.close();
