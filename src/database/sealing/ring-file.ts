import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, link, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { fingerprint, pointer, type Words } from "../../wire/index.ts";
import { KEY_BYTES } from "./gcm.ts";
import { SealError } from "./seal-error.ts";
import { Secret } from "./secret.ts";

/** What keys are for: wrapping data keys, hashing identifiers, signing the log, vouching for the list of shredded keys. */
export const KEY_KINDS = ["wrap", "lookup", "log", "shred"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** One version of a key, without the key. */
export interface KeyVersion {
  readonly kind: KeyKind;
  /** 1, 2, 3 …; never used again for another key. */
  readonly version: number;
  /** `active`: the newest, of each kind one. `reading`: still reads what it wrote. `retired`: the key is gone. */
  readonly state: "active" | "reading" | "retired";
  /** Instants as ISO 8601 writes them, in UTC. */
  readonly created: string;
  readonly retired?: string | undefined;
  /** For messages: the first 8 hexadecimal digits of SHA-256 over the key; over the public one where there is one. */
  readonly fingerprint: string;
  /** Of Ed25519, 32 bytes (RFC 8032); only of `log`. It stays when the version is retired, so that old signatures can be checked. */
  readonly publicKey?: Uint8Array | undefined;
}

/** A version with its key, which a retired one no longer has. */
export interface RingKey extends KeyVersion {
  readonly secret?: Secret | undefined;
}

const FORMAT = 1;
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

const keyText = z.base64url().length(Math.ceil((KEY_BYTES * 4) / 3));
const bytes = keyText.transform((text) => Uint8Array.from(Buffer.from(text, "base64url")));
const keySchema = z
  .strictObject({
    kind: z.enum(KEY_KINDS),
    version: z.int().positive(),
    state: z.enum(["active", "reading", "retired"]),
    created: z.iso.datetime(),
    retired: z.iso.datetime().optional(),
    fingerprint: z.string().regex(/^[0-9a-f]{8}$/),
    publicKey: bytes.optional(),
    secret: bytes.transform((key) => new Secret(key)).optional(),
  })
  .refine(({ state, secret, retired }) => (state === "retired") === (secret === undefined && retired !== undefined))
  .refine(({ kind, publicKey }) => (kind === "log") === (publicKey !== undefined));
const ringSchema = z.strictObject({ format: z.literal(FORMAT), keys: z.array(keySchema), checksum: z.string() });

/**
 * Reads the keys of a ring. Undefined where there is no file.
 * @throws {SealError} ring-readable, ring-cut, ring-newer, ring-malformed
 */
export async function readRing(path: string): Promise<readonly RingKey[] | undefined> {
  const text = await readOwn(path);
  return text === undefined ? undefined : parseRing(text, path);
}

/** Reads a file that none but its owner may read; the mode is that of the very file that is read. */
async function readOwn(path: string): Promise<string | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(path, constants.O_RDONLY);
  } catch (cause) {
    if (isCode(cause, "ENOENT")) return undefined;
    throw cause;
  }
  try {
    const { mode } = await handle.stat();
    // Windows has no such modes: there the folder's permissions are the owner's concern.
    if (process.platform !== "win32" && (mode & OTHERS) !== 0) {
      throw new SealError("ring-readable", { path, mode: (mode & 0o777).toString(8).padStart(3, "0") });
    }
    return await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
}

function parseRing(text: string, path: string): readonly RingKey[] {
  const malformed = (place: Words): SealError => new SealError("ring-malformed", { path, place });
  // The one brace at the start of a line is the last.
  if (!text.endsWith("\n}\n")) throw new SealError("ring-cut", { path });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Without the cause, here and below: it quotes the text, and the text is keys.
    throw malformed({ ja: "JSON として読めません", en: "it is not JSON" });
  }
  const { data: named } = z.object({ format: z.int() }).safeParse(value);
  if (named !== undefined && named.format > FORMAT) throw new SealError("ring-newer", { path, format: named.format });
  const { data: ring, error } = ringSchema.safeParse(value);
  if (ring === undefined) {
    const at = pointer(error.issues[0]?.path ?? []) || "/";
    throw malformed({ ja: `${at} の書き方が違います`, en: `${at} is not written as it should be` });
  }
  if (checksumOf(value) !== ring.checksum) {
    throw malformed({ ja: "検査用の値と合いません", en: "its checksum does not fit" });
  }
  for (const kind of KEY_KINDS) {
    const versions = ring.keys.filter((key) => key.kind === kind).sort((a, b) => b.version - a.version);
    const rising = versions.every(({ version, state }, at) => {
      return version === versions.length - at && (state === "active") === (at === 0);
    });
    if (!rising || versions.length === 0) {
      throw malformed({ ja: `「${kind}」の版がそろっていません`, en: `the versions of “${kind}” are not complete` });
    }
  }
  return ring.keys;
}

/** A checksum against damage, not against a hand that can write the file: that hand has the keys. */
function checksumOf(value: unknown): string {
  return fingerprint(typeof value === "object" ? { ...value, checksum: undefined } : value);
}

/** Writes the first ring of a folder. Where another process was faster its ring stays: whoever creates reads again. */
export async function createRing(path: string, keys: readonly RingKey[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  await writeWhole(draft, keys);
  try {
    // A link, because renaming would put this ring over one that another process made and uses.
    await link(draft, path);
  } catch (cause) {
    if (!isCode(cause, "EEXIST")) throw cause;
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dirname(path));
}

/** Puts a ring in the place of the one that is there, whole or not at all. Only under `withRingLocked`. */
export async function replaceRing(path: string, keys: readonly RingKey[]): Promise<void> {
  const draft = `${path}.next`;
  // A draft that a crash left behind holds keys that may since have been retired, under a mode that nobody checked.
  await rm(draft, { force: true });
  await writeWhole(draft, keys);
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/**
 * Runs a change of the ring while no other process makes one.
 * @throws {SealError} ring-busy; also where a process died within a change, and its lock has to be deleted
 */
export async function withRingLocked<T>(path: string, change: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  let handle: FileHandle;
  try {
    handle = await open(lock, "wx", OWNER_ONLY);
  } catch (cause) {
    throw isCode(cause, "EEXIST") ? new SealError("ring-busy", { lock }) : cause;
  }
  try {
    await handle.close();
    return await change();
  } finally {
    await rm(lock, { force: true });
  }
}

async function writeWhole(path: string, keys: readonly RingKey[]): Promise<void> {
  const ring = {
    format: FORMAT,
    keys: keys.map(({ publicKey, secret, ...rest }) => ({
      ...rest,
      ...(publicKey && { publicKey: Buffer.from(publicKey).toString("base64url") }),
      ...(secret && { secret: Buffer.from(secret.reveal()).toString("base64url") }),
    })),
  };
  const handle = await open(path, "wx", OWNER_ONLY);
  try {
    await handle.writeFile(`${JSON.stringify({ ...ring, checksum: checksumOf(ring) }, undefined, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes sure that a name in a folder survives a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whether an error is the system's of that code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
