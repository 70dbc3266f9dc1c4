import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Words } from "../wire/index.ts";
import { LogFault } from "./fault.ts";
import { HASH_BYTES } from "./merkle.ts";
import { NOTE_LIMIT } from "./note.ts";
import { decodeBundle, encodeBundle, LONGEST_ENTRY, type Tile, TILE_WIDTH, tilePath } from "./tiles.ts";

/*
 * Where a log is read from: a folder that was exported, or an address that serves the same files. What is read is not believed:
 * it is bounded in size and time, and looked at by whoever asked for it.
 */

/** A log as files. What is not there is undefined. */
export interface LogSource {
  /** Folder or address, for people to read. */
  readonly place: string;
  /** The signed note. @throws {LogFault} where it cannot be read */
  readonly checkpoint: () => Promise<Uint8Array | undefined>;
  /** `width` hashes of 32 bytes. @throws {LogFault} where it cannot be read */
  readonly tile: (level: number, index: number, width: number) => Promise<Uint8Array | undefined>;
  /** A bundle of `width` entries. @throws {LogFault} where it cannot be read */
  readonly entries: (index: number, width: number) => Promise<Uint8Array | undefined>;
  /** The verifier key that lies beside the log, as it is written. @throws {LogFault} where it cannot be read */
  readonly key: () => Promise<string | undefined>;
}

/** The files at the top of a log. */
export const CHECKPOINT_FILE = "checkpoint";
export const KEY_FILE = "key.txt";

const TILE_LIMIT = TILE_WIDTH * HASH_BYTES;
const BUNDLE_LIMIT = TILE_WIDTH * (2 + LONGEST_ENTRY);
const KEY_LIMIT = 65_536;
/** Milliseconds for one file over HTTP. */
const TIMEOUT = 20_000;

const FAULTS = {
  tooLarge: {
    ja: "「{path}」が {limit} バイトを超えています。この形式のファイルは、それより大きくなりません。",
    en: "“{path}” is larger than {limit} bytes; no file of this form can be.",
  },
  unreadable: {
    ja: "「{path}」を読めませんでした（{given}）。",
    en: "“{path}” could not be read ({given}).",
  },
  address: {
    ja: "「{given}」は http または https のアドレスとして読めません。",
    en: "“{given}” is no http or https address.",
  },
  credentials: {
    ja: "アドレスに利用者名やパスワードを含めないでください。",
    en: "Leave user name and password out of the address.",
  },
  status: { ja: "「{path}」への応答は {given} でした。", en: "“{path}” answered {given}." },
  timeout: {
    ja: "「{path}」は {given} ミリ秒のうちに読み終わりませんでした。",
    en: "“{path}” could not be read within {given} milliseconds.",
  },
} as const satisfies Record<string, Words>;

/** Reads a file below the log's place, up to a limit in bytes; undefined where there is none. */
type Reader = (path: string, limit: number) => Promise<Uint8Array | undefined>;

/** A log in a folder. */
export function folderSource(folder: string): LogSource {
  return sourceOf(folder, async (path, limit) => {
    const file = join(folder, path);
    try {
      await using handle = await open(file);
      const bytes = Buffer.alloc(Math.min((await handle.stat()).size, limit) + 1);
      let length = 0;
      for (let read = -1; read !== 0 && length < bytes.length; length += read)
        ({ bytesRead: read } = await handle.read(bytes, length));
      if (length > limit) throw new LogFault(FAULTS.tooLarge, { path: file, limit });
      return bytes.subarray(0, length);
    } catch (error) {
      if (error instanceof LogFault) throw error;
      const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
      if (code === "ENOENT" || code === "ENOTDIR") return undefined;
      throw new LogFault(FAULTS.unreadable, { path: file, given: code });
    }
  });
}

/**
 * A log over HTTP. The files need no protection on their way: what is believed is signed, or hashes to what is signed.
 * @param prefix the address below which the log's files are
 * @param timeout milliseconds for one file
 * @param token sent as `Authorization: Bearer`, where the log is not open to everybody
 * @throws {LogFault} where it is no address
 */
export function httpSource(prefix: string, timeout = TIMEOUT, token?: string): LogSource {
  const base = URL.parse(prefix.endsWith("/") ? prefix : `${prefix}/`);
  if (base === null || !/^https?:$/.test(base.protocol)) throw new LogFault(FAULTS.address, { given: prefix });
  if (base.username !== "" || base.password !== "") throw new LogFault(FAULTS.credentials);
  return sourceOf(base.href, async (path, limit) => {
    const url = new URL(path, base).href;
    const signal = AbortSignal.timeout(timeout);
    try {
      const response = await fetch(url, {
        signal,
        ...(token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } }),
      });
      if (response.status === 404 || response.status === 410) {
        await response.body?.cancel();
        return undefined;
      }
      if (!response.ok) {
        await response.body?.cancel();
        throw new LogFault(FAULTS.status, { path: url, given: response.status });
      }
      return await boundedBody(response, url, limit);
    } catch (error) {
      if (error instanceof LogFault) throw error;
      if (signal.aborted) throw new LogFault(FAULTS.timeout, { path: url, given: timeout });
      throw new LogFault(FAULTS.unreadable, { path: url, given: causeOf(error) });
    }
  });
}

async function boundedBody(response: Response, path: string, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  if (body === null) return new Uint8Array();
  // Counted as it comes, and after any compression: leaving the loop ends the transfer.
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limit) throw new LogFault(FAULTS.tooLarge, { path, limit });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What a failed fetch says of itself stands in its cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  return "code" in cause ? String(cause.code) : cause.message;
}

function sourceOf(place: string, read: Reader): LogSource {
  // A partial tile may be gone once its full one is there, which begins with the same.
  const orBeginning = async (
    tile: Tile,
    limit: number,
    beginning: (bytes: Uint8Array) => Uint8Array,
  ): Promise<Uint8Array | undefined> => {
    const exact = await read(tilePath(tile), limit);
    if (exact !== undefined || tile.width === TILE_WIDTH) return exact;
    const full = await read(tilePath({ ...tile, width: TILE_WIDTH }), limit);
    return full === undefined ? undefined : beginning(full);
  };
  return {
    place,
    checkpoint: () => read(CHECKPOINT_FILE, NOTE_LIMIT),
    tile: (level, index, width) =>
      orBeginning({ level, index, width }, TILE_LIMIT, (full) => full.subarray(0, width * HASH_BYTES)),
    entries: (index, width) =>
      orBeginning({ level: "entries", index, width }, BUNDLE_LIMIT, (full) =>
        encodeBundle(decodeBundle(full).entries.slice(0, width)),
      ),
    key: async () => {
      const bytes = await read(KEY_FILE, KEY_LIMIT);
      return bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8");
    },
  };
}
