import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fillWords, type Words } from "../wire/index.ts";

const HELD: Words = {
  ja: "「{folder}」は、別の Yakusoku（プロセス {pid}）が使っています。そちらを止めるか、YAKUSOKU_DATA に別のフォルダーを指定してください。",
  en: "“{folder}” is in use by another Yakusoku (process {pid}). Stop that one, or name another folder in YAKUSOKU_DATA.",
};

/** Another process uses the folder. */
export class LockedError extends Error {
  readonly words: Words;
  constructor(words: Words) {
    super(words.en);
    this.name = "LockedError";
    this.words = words;
  }
}

interface Holder {
  readonly pid: number;
  /** When that process began, as the kernel counts: a number may be given to another process later. */
  readonly began: string | undefined;
}

/**
 * Takes the folder for this process: the embedded database opens one directory twice without a word and ruins it. A lock whose
 * process is gone, as after a power cut, is taken over.
 * @param path of the lock file; its folder is made where it is missing
 * @returns gives the folder back
 * @throws {LockedError} while another process holds it
 */
export async function lockFolder(path: string): Promise<() => Promise<void>> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const mine: Holder = { pid: process.pid, began: await beginningOf(process.pid) };
  const written = `${path}.${randomUUID()}`;
  await writeFile(written, JSON.stringify(mine), { mode: 0o600 });
  try {
    // A link comes to be whole or not at all: nobody ever reads a lock that is half written.
    while (!(await linked(written, path))) {
      const holder = await holderOf(path);
      if (holder !== undefined && (await alive(holder))) {
        throw new LockedError(fillWords(HELD, { folder, pid: String(holder.pid) }));
      }
      await rm(path, { force: true });
    }
  } finally {
    await rm(written, { force: true });
  }
  return () => rm(path, { force: true });
}

/** Whether the lock is ours now; false where there is one already. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/** Who wrote the lock; undefined for one that is gone by now, or that none of ours wrote. */
async function holderOf(path: string): Promise<Holder | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    if (typeof value !== "object" || value === null || !("pid" in value) || typeof value.pid !== "number")
      return undefined;
    const began = "began" in value && typeof value.began === "string" ? value.began : undefined;
    return { pid: value.pid, began };
  } catch (error) {
    if (codeOf(error) === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function alive({ pid, began }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: there is such a process, of another user.
    if (codeOf(error) !== "EPERM") return false;
  }
  const now = await beginningOf(pid);
  return began === undefined || now === undefined || now === began;
}

/** Field 22 of /proc/PID/stat (proc(5)): start time in clock ticks since boot; undefined where there is no such file. */
async function beginningOf(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold blanks and brackets of its own.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
