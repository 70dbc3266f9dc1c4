import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/*
 * A PostgreSQL server of our own on loopback, in a temporary folder, started once for a process that asks for it and gone with it.
 */

/** PostgreSQL refuses to run as root; the user `nobody` of every Debian. */
const NOBODY = 65_534;

export interface Server {
  /** `postgres://…/NAME` for a database of this server. */
  readonly url: (database: string) => string;
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
  running ??= start();
  return running;
}

async function start(): Promise<Server> {
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
  process.on("exit", () => {
    spawnSync(join(programs, "pg_ctl"), ["-D", data, "-m", "immediate", "stop"], { ...user, stdio: "ignore" });
    rmSync(folder, { recursive: true, force: true });
  });
  return { url: (database) => `postgres://yakusoku@127.0.0.1:${port}/${database}` };
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
