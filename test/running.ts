import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/* The program itself, as processes of their own: the server, and commands beside it. */

const BIN = fileURLToPath(new URL("../bin/yakusoku.js", import.meta.url));
type Environment = Readonly<Record<string, string>>;

const children = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

function run(args: readonly string[], environment: Environment): ChildProcess {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { PATH: process.env["PATH"], LANG: "en_US.UTF-8", YAKUSOKU_SAMPLE: "no", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

export interface RunningServer extends RunningProcess {
  readonly url: string;
  /** Opens the records in a browser. */
  readonly access: string;
}

export interface RunningProcess {
  /** What it wrote so far, to either stream. */
  readonly said: () => string;
  /** `kill -9`. */
  readonly kill: () => Promise<void>;
  /** Asks it to stop, as Ctrl+C does. @returns its exit code */
  readonly stop: () => Promise<number | null>;
}

const readySchema = z.object({ url: z.string(), access: z.string() });

/** Ends what a failed test left running; else the process that ran it would wait for it forever. */
export function killStarted(): void {
  for (const child of children) child.kill("SIGKILL");
}

/** `yakusoku start` on a free port. @throws {Error} with what it said, where it ends instead */
export async function startServer(environment: Environment, more: readonly string[] = []): Promise<RunningServer> {
  const { line, ...running } = await begin(["start", "--json", ...more], { PORT: "0", ...environment });
  return { ...running, ...readySchema.parse(line) };
}

/** `yakusoku work`. @throws {Error} as `startServer` */
export async function startWorker(environment: Environment): Promise<RunningProcess> {
  const { line: _line, ...running } = await begin(["work", "--json"], environment);
  return running;
}

/** Runs what goes on until it is stopped, and waits for the line of JSON by which it says that it began. */
async function begin(
  args: readonly string[],
  environment: Environment,
): Promise<RunningProcess & { readonly line: unknown }> {
  const child = run(args, environment);
  let out = "";
  let said = "";
  const exit = once(child, "close").then(([code]: (number | null)[]) => code ?? null);
  const line = await new Promise<unknown>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      const piece = chunk.toString();
      out += piece;
      said += piece;
      const first = /^\{.*\}$/m.exec(out)?.[0];
      if (first !== undefined) resolve(JSON.parse(first));
    });
    child.stderr?.on("data", (chunk: Buffer) => void (said += chunk.toString()));
    exit.then((code) => reject(new Error(`${args.join(" ")} ended with ${String(code)}: ${said}`)), reject);
  });
  const end = async (signal: "SIGKILL" | "SIGTERM"): Promise<number | null> => {
    child.kill(signal);
    return await exit;
  };
  return {
    line,
    said: () => said,
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
  };
}

/** A command of `yakusoku`, to its end. */
export async function runProcess(
  args: readonly string[],
  environment: Environment,
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const child = run(args, environment);
  if (child.stdout === null || child.stderr === null) throw new TypeError("no streams");
  const exit = once(child, "close").then(([code]: (number | null)[]) => code ?? null);
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
}
