import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign as signWith,
} from "node:crypto";
import { realpath } from "node:fs/promises";
import { type Clock, writeInstant, type Words } from "../../wire/index.ts";
import type { KeyService } from "./data-key.ts";
import { decrypt, encrypt, GCM_BYTES, KEY_BYTES } from "./gcm.ts";
import {
  createRing,
  KEY_KINDS,
  type KeyKind,
  type KeyVersion,
  readRing,
  replaceRing,
  type RingKey,
  withRingLocked,
} from "./ring-file.ts";
import { SealError } from "./seal-error.ts";
import { Secret } from "./secret.ts";

/**
 * The keys of this installation. No key leaves it: it wraps, hashes and signs for whoever holds it. Without a version the active one
 * is meant. Another process sees a rotation when it reloads.
 */
export interface KeyRing extends KeyService {
  /** Newest first, the retired ones too. */
  versions(kind: KeyKind): readonly KeyVersion[];
  active(kind: KeyKind): KeyVersion;
  /** HMAC-SHA-256 (RFC 2104), 32 bytes. @throws {SealError} unknown-key */
  mac(kind: "lookup" | "shred", message: string, version?: number): Buffer;
  /** Ed25519 (RFC 8032) under a key of the log, 64 bytes. @throws {SealError} unknown-key */
  sign(message: Uint8Array, version?: number): Buffer;
  /** Adds a version, which becomes the active one; the older ones go on reading. @throws {SealError} ring-busy */
  rotate(kind: KeyKind): Promise<KeyVersion>;
  /**
   * Drops the key of an older version for good; that it was there stays on record.
   * @param isUsed whether anything still needs it; whoever asks has moved that to the active version first
   * @throws {SealError} key-active, key-used, unknown-key, ring-busy
   */
  retire(kind: KeyKind, version: number, isUsed: (key: KeyVersion) => Promise<boolean>): Promise<KeyVersion>;
  /** Reads the file again, for what other processes changed. */
  reload(): Promise<void>;
}

/**
 * Opens the key ring at a path.
 * @param ifMissing `create` only where nothing is stored yet: a new ring opens nothing that an older one sealed
 * @throws {SealError} ring-missing, ring-readable, ring-cut, ring-newer, ring-malformed
 */
export async function openKeyRing(
  path: string,
  { clock, ifMissing }: { readonly clock: Clock; readonly ifMissing: "create" | "refuse" },
): Promise<KeyRing> {
  const now = (): string => writeInstant(clock.now().epochMilliseconds);
  const read = async (): Promise<readonly RingKey[]> => {
    const found = await readRing(path);
    if (found === undefined) throw new SealError("ring-missing", { path });
    return found;
  };
  if (ifMissing === "create" && (await readRing(path)) === undefined) {
    const created = now();
    await createRing(
      path,
      KEY_KINDS.map((kind) => newKey(kind, 1, created)),
    );
  }
  let keys = await read();

  const find = (kind: KeyKind, version?: number): RingKey & { readonly secret: Secret } => {
    const found = keys.find((key) => {
      return key.kind === kind && (version === undefined ? key.state === "active" : key.version === version);
    });
    const { secret } = found ?? {};
    if (found === undefined || secret === undefined) throw unknownKey(keys, kind, version);
    return { ...found, secret };
  };
  const reload = async (): Promise<void> => {
    keys = await read();
  };
  const change = async (changed: (keys: readonly RingKey[]) => Promise<readonly RingKey[]>): Promise<void> => {
    await reload();
    // The ring may stand on another volume, behind a link: there it is replaced.
    const file = await realpath(path);
    await withRingLocked(file, async () => {
      const next = await changed(await read());
      await replaceRing(file, next);
      keys = next;
    });
  };
  const versions = (kind: KeyKind): readonly KeyVersion[] => newestFirst(keys, kind).map(withoutKey);
  const versionOf = (kind: KeyKind, version?: number): KeyVersion => {
    const found = versions(kind).find((key) => version === undefined || key.version === version);
    if (found === undefined) throw unknownKey(keys, kind, version);
    return found;
  };

  return {
    versions,
    active: (kind) => versionOf(kind),
    mac: (kind, message, version) =>
      createHmac("sha256", find(kind, version).secret.reveal()).update(message, "utf8").digest(),
    sign: (message, version) => signWith(null, message, privateKey(find("log", version).secret)),
    rotate: async (kind) => {
      await change(async (before) => {
        const older = before.map((key): RingKey => {
          return key.kind === kind && key.state === "active" ? { ...key, state: "reading" } : key;
        });
        return [...older, newKey(kind, newestFirst(before, kind).length + 1, now())];
      });
      return versionOf(kind);
    },
    retire: async (kind, version, isUsed) => {
      await change(async (before) => {
        const key = before.find((each) => each.kind === kind && each.version === version);
        if (key?.secret === undefined) throw unknownKey(before, kind, version);
        if (key.state === "active") throw new SealError("key-active", { kind, version });
        if (await isUsed(withoutKey(key))) throw new SealError("key-used", { kind, version });
        const retired: RingKey = { ...withoutKey(key), state: "retired", retired: now() };
        return before.map((each) => (each === key ? retired : each));
      });
      return versionOf(kind, version);
    },
    reload,
    wrap: async (dataKey, context) => {
      const { version, secret } = find("wrap");
      const wrapped = encrypt(secret, dataKey.reveal(), wrapContext(context));
      return { version, wrapped: Buffer.concat([Buffer.of(WRAP_FORM), wrapped]) };
    },
    unwrap: async (version, wrapped, context) => {
      // Another process may have rotated since this one read the file.
      if (!keys.some((key) => key.kind === "wrap" && key.version === version)) await reload();
      return unwrapWith(find("wrap", version).secret, wrapped, context);
    },
  };
}

/*
 * A wrapped data key: form (1 byte), then as gcm.ts has it nonce (12), ciphertext (32), tag (16). Nonces are random, so one wrapping
 * key wraps at most 2^32 data keys (NIST SP 800-38D, 8.3): rotate long before that.
 */
const WRAP_FORM = 1;
const WRAPPED_BYTES = 1 + GCM_BYTES + KEY_BYTES;

function wrapContext(context: string): Buffer {
  return Buffer.concat([
    Buffer.from("yakusoku data key\0", "utf8"),
    Buffer.of(WRAP_FORM),
    Buffer.from(context, "utf8"),
  ]);
}

function unwrapWith(wrapping: Secret, wrapped: Uint8Array, context: string): Secret {
  const what: Words = { ja: `データ鍵「${context}」`, en: `The data key ${context}` };
  const [form] = wrapped;
  if (wrapped.length < WRAPPED_BYTES) {
    throw new SealError("cut", { what, length: wrapped.length, least: WRAPPED_BYTES });
  }
  if (form !== WRAP_FORM) throw new SealError("unknown-form", { what, form: String(form) });
  const plain = decrypt(wrapping, wrapped.subarray(1), wrapContext(context));
  if (plain === undefined) throw new SealError("tampered", { what });
  const secret = new Secret(plain);
  plain.fill(0);
  return secret;
}

function newKey(kind: KeyKind, version: number, created: string): RingKey {
  const secret = new Secret(randomBytes(KEY_BYTES));
  const publicKey = kind === "log" ? publicKeyOf(secret) : undefined;
  const shown = createHash("sha256").update(publicKey ?? secret.reveal());
  const fingerprint = shown.digest("hex").slice(0, 8);
  return { kind, version, state: "active", created, fingerprint, ...(publicKey && { publicKey }), secret };
}

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410, 7). */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

function privateKey(seed: Secret): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed.reveal()]), format: "der", type: "pkcs8" });
}

function publicKeyOf(seed: Secret): Uint8Array {
  const der = createPublicKey(privateKey(seed)).export({ format: "der", type: "spki" });
  return Uint8Array.from(der.subarray(-KEY_BYTES));
}

function newestFirst(keys: readonly RingKey[], kind: KeyKind): RingKey[] {
  return keys.filter((key) => key.kind === kind).sort((a, b) => b.version - a.version);
}

function withoutKey(key: RingKey): KeyVersion {
  const { secret: _, ...rest } = key;
  return rest;
}

function unknownKey(keys: readonly RingKey[], kind: KeyKind, version: number | undefined): SealError {
  const known = newestFirst(keys, kind).flatMap((key) => (key.secret === undefined ? [] : [key.version]));
  return new SealError("unknown-key", { kind, version: version ?? "?", known: known.join(", ") });
}
