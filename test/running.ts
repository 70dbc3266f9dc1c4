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

export interface RunningServer {
  readonly url: string;
  /** Opens the records in a browser. */
  readonly access: string;
  /** What it wrote so far, to either stream. */
  readonly said: () => string;
  /** `kill -9`. */
  readonly kill: () => Promise<void>;
  /** Asks it to stop, as Ctrl+C does. @returns its exit code */
  readonly stop: () => Promise<number | null>;
}

const readySchema = z.object({ url: z.string(), access: z.string() });

/** `yakusoku start` on a free port. @throws {Error} with what it said, where it ends instead */
export async function startServer(environment: Environment): Promise<RunningServer> {
  const child = run(["start", "--json"], { PORT: "0", ...environment });
  let out = "";
  let said = "";
  const exit = once(child, "close").then(([code]: (number | null)[]) => code ?? null);
  const ready = new Promise<z.infer<typeof readySchema>>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      const piece = chunk.toString();
      out += piece;
      said += piece;
      const line = /^\{.*\}$/m.exec(out)?.[0];
      if (line !== undefined) resolve(readySchema.parse(JSON.parse(line)));
    });
    child.stderr?.on("data", (chunk: Buffer) => void (said += chunk.toString()));
    exit.then((code) => reject(new Error(`the server ended with ${String(code)}: ${said}`)), reject);
  });
  const { url, access } = await ready;
  const end = async (signal: "SIGKILL" | "SIGTERM"): Promise<number | null> => {
    child.kill(signal);
    return await exit;
  };
  return {
    url,
    access,
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
