import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { link, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { fillWords, type Words } from "../wire/index.ts";
import { isCode, syncFolder } from "./sealing/index.ts";

/*
 * A backup as a file: lines of JSON, compressed. The first names the form, the last has the number of lines and SHA-256 over all
 * that stands before it: damage is noticed, a hand that can write the file is not.
 */

const FORM = "yakusoku-backup";
const VERSION = 1;
/** Bytes of one line. A row is far smaller. */
const LONGEST_LINE = 67_108_864;

const FAULTS = {
  exists: {
    ja: "「{path}」はすでにあります。別の名前を指定してください。",
    en: "“{path}” is there already. Name another file.",
  },
  foreign: {
    ja: "「{path}」は Yakusoku のバックアップではありません。",
    en: "“{path}” is no backup of Yakusoku.",
  },
  newer: {
    ja: "「{path}」は、この Yakusoku より新しい形式（{version}）のバックアップです。新しい版の Yakusoku で復元してください。",
    en: "“{path}” is a backup of a newer form ({version}) than this Yakusoku reads. Restore it with the newer version.",
  },
  cut: {
    ja: "「{path}」は途中で切れています。何も復元していません。",
    en: "“{path}” is cut short. Nothing was restored.",
  },
  damaged: {
    ja: "「{path}」は壊れています（検査用の値が合いません）。何も復元していません。",
    en: "“{path}” is damaged: its checksum does not fit. Nothing was restored.",
  },
} as const satisfies Record<string, Words>;

/** A backup cannot be written or read: what, and how to mend it. */
export class BackupError extends Error {
  readonly words: Words;
  constructor(words: Words, values: Readonly<Record<string, string | number>> = {}) {
    const filled = fillWords(words, values);
    super(filled.en);
    this.name = "BackupError";
    this.words = filled;
  }
}

/**
 * Writes lines into a new file that only its owner may read. It has its name only once it is whole and on the disk.
 * @returns SHA-256 over the lines, hexadecimal
 * @throws {BackupError} where there is such a file
 */
export async function writeBackupFile(path: string, lines: AsyncIterable<unknown>): Promise<string> {
  const draft = `${path}.part`;
  await rm(draft, { force: true });
  try {
    const hash = createHash("sha256");
    let digest = "";
    const text = async function* (): AsyncGenerator<string> {
      let count = 0;
      const line = (value: unknown): string => {
        const written = `${JSON.stringify(value)}\n`;
        hash.update(written);
        count += 1;
        return written;
      };
      yield line({ form: FORM, version: VERSION });
      for await (const value of lines) yield line(value);
      digest = hash.digest("hex");
      yield `${JSON.stringify({ end: count, sha256: digest })}\n`;
    };
    await pipeline(text(), createGzip(), createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true }));
    await link(draft, path);
    await syncFolder(dirname(path));
    return digest;
  } catch (error) {
    throw isCode(error, "EEXIST") ? new BackupError(FAULTS.exists, { path }) : error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * The lines of a backup, those of the form left out. What was read is to be believed only once the end was reached without an error.
 * @throws {BackupError} for a file that is none, newer, cut or damaged
 */
export async function* readBackupFile(path: string): AsyncGenerator {
  const hash = createHash("sha256");
  let count = 0;
  let ended = false;
  for await (const line of linesOf(path)) {
    if (ended) throw new BackupError(FAULTS.damaged, { path });
    const value = valueOf(line, path, count);
    if (count === 0) requireForm(value, path);
    else if (isEnd(value)) {
      ended = true;
      if (value.end !== count || value.sha256 !== hash.digest("hex")) throw new BackupError(FAULTS.damaged, { path });
      continue;
    } else yield value;
    hash.update(line).update("\n");
    count += 1;
  }
  if (!ended) throw new BackupError(FAULTS.cut, { path });
}

function valueOf(line: Buffer, path: string, count: number): unknown {
  try {
    const value: unknown = JSON.parse(line.toString("utf8"));
    return value;
  } catch {
    throw new BackupError(count === 0 ? FAULTS.foreign : FAULTS.damaged, { path });
  }
}

function requireForm(value: unknown, path: string): void {
  const { form, version } = typeof value === "object" && value !== null ? { form: "", version: 0, ...value } : {};
  if (form !== FORM || typeof version !== "number") throw new BackupError(FAULTS.foreign, { path });
  if (version > VERSION) throw new BackupError(FAULTS.newer, { path, version });
}

function isEnd(value: unknown): value is { readonly end: unknown; readonly sha256: unknown } {
  return typeof value === "object" && value !== null && "end" in value && "sha256" in value;
}

async function* linesOf(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const chunks: AsyncIterable<Buffer> = file.pipe(createGunzip());
  // An error of the file does not come through the pipe by itself.
  const failed = new Promise<never>((_resolve, reject) => file.once("error", reject));
  failed.catch(() => undefined);
  let rest: Buffer[] = [];
  let held = 0;
  let seen = false;
  try {
    await Promise.race([failed, new Promise((resolve) => file.once("open", resolve))]);
    for await (const chunk of chunks) {
      seen = true;
      let from = 0;
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, at)]);
        rest = [];
        held = 0;
        from = at + 1;
      }
      rest.push(chunk.subarray(from));
      held += chunk.length - from;
      if (held > LONGEST_LINE) throw new BackupError(FAULTS.damaged, { path });
    }
  } catch (error) {
    if (isCode(error, "Z_BUF_ERROR")) throw new BackupError(FAULTS.cut, { path });
    if (isCode(error, "Z_DATA_ERROR")) throw new BackupError(seen ? FAULTS.damaged : FAULTS.foreign, { path });
    throw error;
  } finally {
    file.destroy();
  }
  if (held > 0) throw new BackupError(FAULTS.cut, { path });
}
