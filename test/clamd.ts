import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { locate } from "./needs.ts";

/*
 * A real clamd of our own in a temporary folder, whose database has one signature, made here: it needs no download, and what it finds
 * harms nobody. On a Unix socket, and on loopback.
 */

/** What the signature finds, in any file. */
export const FOUND_BY_CLAMD = "yakusoku-test-of-a-scanner-7d1f";
/** How clamd calls it: as it says of signatures that are not its maker's. */
export const SIGNATURE = "Yakusoku.Test.UNOFFICIAL";

export interface Clamd {
  /** As YAKUSOKU_CLAMD has it. */
  readonly address: string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

const children = new Set<ChildProcess>();
const folders = new Set<string>();
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Starts one. @throws {Error} with what it said, where it does not come up */
export async function startClamd(): Promise<Clamd> {
  const program = locate("clamav-daemon");
  if (program === undefined) throw new Error("clamd is not installed");
  const folder = mkdtempSync(join(tmpdir(), "yakusoku-clamd-"));
  folders.add(folder);
  const database = join(folder, "database");
  mkdirSync(database);
  writeFileSync(join(database, "test.ndb"), `Yakusoku.Test:0:*:${Buffer.from(FOUND_BY_CLAMD).toString("hex")}\n`);
  const socket = join(folder, "clamd.sock");
  const config = join(folder, "clamd.conf");
  writeFileSync(
    config,
    [`LocalSocket ${socket}`, `DatabaseDirectory ${database}`, "Foreground yes", "StreamMaxLength 30M", ""].join("\n"),
  );
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const started = spawn(program, ["-c", config], { stdio: ["ignore", "pipe", "pipe"] });
    child = started;
    children.add(started);
    let said = "";
    started.stdout.on("data", (piece: Buffer) => void (said += piece.toString()));
    started.stderr.on("data", (piece: Buffer) => void (said += piece.toString()));
    while (!(await answers(socket))) {
      if (started.exitCode !== null) throw new Error(`clamd ended with ${started.exitCode}: ${said}`);
      await pause(20);
    }
  };
  const stop = async (): Promise<void> => {
    const ending = child;
    if (ending === undefined) return;
    const gone = new Promise((resolve) => void ending.once("exit", resolve));
    ending.kill("SIGKILL");
    await gone;
    children.delete(ending);
    rmSync(socket, { force: true });
  };
  await start();
  return { address: `unix:${socket}`, start, stop };
}

async function answers(path: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect({ path });
    socket.on("error", () => resolve(false));
    socket.on("data", (said) => {
      socket.destroy();
      resolve(said.toString().startsWith("PONG"));
    });
    socket.on("connect", () => socket.write("zPING\0"));
  });
}
