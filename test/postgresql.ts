import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/*
 * A PostgreSQL server of our own on loopback, in a temporary folder, started once for a process that asks for it and gone with it.
 */

/** PostgreSQL refuses to run as root; the user `nobody` of every Debian. */
const NOBODY = 65_534;

export interface Server {
  /** `postgres://…/NAME` for a database of this server. */
  readonly url: (database: string) => string;
}

/** A server that can be killed and started again on what it left. */
export interface MortalServer extends Server {
  /** `kill -9` of the server and of every process it started; returns once they are gone. */
  readonly kill: () => Promise<void>;
  readonly start: () => void;
}

let running: Promise<Server> | undefined;

/** The server's programs, or undefined where PostgreSQL is not installed. Debian keeps them off the PATH. */
export function postgresqlPrograms(): string | undefined {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(root, version, "bin")), ...(process.env["PATH"] ?? "").split(":")];
  return folders.find((folder) => existsSync(join(folder, "initdb")));
}

/** @throws {Error} where it cannot be started, with what it said */
export function postgresqlServer(): Promise<Server> {
  running ??= newServer();
  return running;
}

/** A server of one's own, started. It is gone with this process. @throws {Error} as `postgresqlServer` */
export async function newServer(): Promise<MortalServer> {
  const programs = postgresqlPrograms();
  if (programs === undefined) throw new Error("PostgreSQL is not installed");
  const folder = mkdtempSync(join(tmpdir(), "yakusoku-postgresql-"));
  const asRoot = process.getuid?.() === 0;
  if (asRoot) chownSync(folder, NOBODY, NOBODY);
  const user = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const run = (program: string, args: readonly string[]): void => {
    const { status, stderr, stdout } = spawnSync(join(programs, program), args, {
      ...user,
      cwd: folder,
      encoding: "utf8",
      // pg_ctl leaves the server behind, which would hold a pipe open for ever.
      stdio: program === "pg_ctl" ? "ignore" : "pipe",
    });
    if (status !== 0) throw new Error(`${program} ended with ${String(status)}: ${stderr ?? ""}${stdout ?? ""}`);
  };
  const data = join(folder, "data");
  const port = await freePort();
  run("initdb", ["-D", data, "-U", "yakusoku", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
  const start = (): void => {
    run("pg_ctl", [
      "-D",
      data,
      "-w",
      "-l",
      join(folder, "log"),
      "-o",
      `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=100`,
      "start",
    ]);
  };
  start();
  process.on("exit", () => {
    spawnSync(join(programs, "pg_ctl"), ["-D", data, "-m", "immediate", "stop"], { ...user, stdio: "ignore" });
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    url: (database) => `postgres://yakusoku@127.0.0.1:${port}/${database}`,
    start,
    kill: async () => {
      const server = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
      // Stopped first, so that it starts no other meanwhile.
      process.kill(server, "SIGSTOP");
      const all = [server, ...childrenOf(server)];
      for (const pid of all) end(pid);
      while (all.some(isAlive)) await pause(5);
      // Where nobody waits for the dead, their number would pass for a running server's.
      rmSync(join(data, "postmaster.pid"));
    },
  };
}

/** Each of them has a session of its own, so that no signal to a group reaches them all. */
function childrenOf(parent: number): number[] {
  return readdirSync("/proc").flatMap((name) => {
    const pid = Number(name);
    return Number.isInteger(pid) && statusOf(pid)?.parent === parent ? [pid] : [];
  });
}

/** One that ended and was not waited for yet is not alive. */
function isAlive(pid: number): boolean {
  const status = statusOf(pid);
  return status !== undefined && status.state !== "Z";
}

function statusOf(pid: number): { readonly state: string; readonly parent: number } | undefined {
  try {
    const [, rest = ""] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    const [state = "", parent = ""] = rest.split(" ");
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone already, with the server.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
