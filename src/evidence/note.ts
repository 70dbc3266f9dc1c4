import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import type { Words } from "../wire/index.ts";
import { LogFault } from "./fault.ts";

/*
 * Signed notes (c2sp.org/signed-note) with Ed25519 signatures: a text, a blank line, and one line for each signature. Keys are
 * written as Go's sumdb/note writes them.
 */

/** Of a whole note, in bytes, and the signatures in it. */
export const NOTE_LIMIT = 1_048_576;
const MOST_SIGNATURES = 100;

/** Tells Ed25519 as a signature type. */
const ED25519 = 1;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** What stands before the 32 bytes in DER: SubjectPublicKeyInfo and PKCS #8 of RFC 8410. */
const PUBLIC_DER = Buffer.from("302a300506032b6570032100", "hex");
const PRIVATE_DER = Buffer.from("302e020100300506032b657004220420", "hex");
const PRIVATE = "PRIVATE+KEY+";

const FAULTS = {
  keyForm: {
    ja: "検証鍵として読めません。「名前+8桁の16進数+Base64」の形の 1 行を、まるごと写してください。",
    en: "This is no verifier key. Copy the whole line, of the form name+8 hexadecimal digits+Base64.",
  },
  signerForm: {
    ja: "署名鍵として読めません。「PRIVATE+KEY+名前+8桁の16進数+Base64」の形の 1 行が要ります。",
    en: "This is no signing key. It is one line of the form PRIVATE+KEY+name+8 hexadecimal digits+Base64.",
  },
  keyName: {
    ja: "鍵の名前「{name}」は使えません。空でなく、空白と「+」を含まない名前にしてください。",
    en: "“{name}” cannot name a key. A name is not empty and holds no space and no “+”.",
  },
  keyBase64: {
    ja: "鍵「{name}」の最後の部分が Base64 として読めません。",
    en: "The last part of the key “{name}” is not Base64.",
  },
  keyType: {
    ja: "鍵「{name}」は Ed25519 の鍵（種別 1）ではありません。",
    en: "The key “{name}” is no Ed25519 key (type 1).",
  },
  keyLength: {
    ja: "鍵「{name}」は {given} バイトです。Ed25519 の鍵は 32 バイトです。",
    en: "The key “{name}” has {given} bytes; an Ed25519 key has 32.",
  },
  keyHash: {
    ja: "鍵「{name}」のハッシュ {given} が合いません（正しくは {right}）。写し間違いか、書き換えられています。",
    en: "The hash {given} does not fit the key “{name}” (it should be {right}): it was copied wrongly, or altered.",
  },
  twice: {
    ja: "鍵「{name}」（{id}）が二つあります。一つにしてください。",
    en: "The key “{name}” ({id}) is there twice. Give it once.",
  },
  tooLarge: {
    ja: "署名付きの文書が {limit} バイトを超えています。",
    en: "The signed note is larger than {limit} bytes.",
  },
  utf8: { ja: "署名付きの文書が UTF-8 ではありません。", en: "The signed note is not UTF-8." },
  control: {
    ja: "署名付きの文書に、改行以外の制御文字が含まれています（{line} 行目）。",
    en: "The signed note holds a control character other than a line feed (line {line}).",
  },
  noSignature: {
    ja: "署名がありません。本文のあとに空行と署名の行が要ります。",
    en: "There is no signature: after the text comes an empty line, then a line for each signature.",
  },
  unfinished: {
    ja: "署名付きの文書が改行で終わっていません。途中で切れています。",
    en: "The signed note does not end with a line feed: it has been cut off.",
  },
  signatureLine: {
    ja: "{line} 行目が署名の行ではありません。「— 名前 Base64」の形が要ります。",
    en: "Line {line} is no signature. It has the form “— name Base64”.",
  },
  tooMany: { ja: "署名が {limit} 件を超えています。", en: "There are more than {limit} signatures." },
  wrong: {
    ja: "鍵「{name}」（{id}）の署名が本文に合いません。本文か署名が書き換えられています。",
    en: "The signature of the key “{name}” ({id}) does not fit the text: the text or the signature was altered.",
  },
  unknown: {
    ja: "知っている鍵（{keys}）の署名がありません。署名しているのは {signers} です。",
    en: "No signature by a key that is known ({keys}). It is signed by {signers}.",
  },
  text: {
    ja: "署名する本文は、空でなく、改行で終わり、改行以外の制御文字を含まないものにしてください。",
    en: "A text to sign is not empty, ends with a line feed, and holds no other control characters.",
  },
} as const satisfies Record<string, Words>;

/** A key that signatures are checked with; `id` is the 32 bits that name it beside its name. */
export interface VerifierKey {
  readonly name: string;
  readonly id: number;
  readonly publicKey: KeyObject;
}

/** Whoever signs, without the key itself: it may stay where it is kept. */
export interface SignerKey {
  readonly name: string;
  readonly id: number;
  /** Ed25519, 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array;
  /** Gives the signature of 64 bytes. */
  readonly sign: (text: Uint8Array) => Uint8Array;
}

/** A signature line, read but not checked. `signature` is without the four bytes of the key's id. */
export interface NoteSignature {
  readonly name: string;
  readonly id: number;
  readonly signature: Uint8Array;
}

export interface Note {
  /** What is signed, its last line feed included. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A note of which at least one signature by a known key has been checked, and none by a known key was wrong. */
export interface OpenNote extends Note {
  readonly signedBy: readonly VerifierKey[];
}

/**
 * Reads a verifier key: `name+hash+base64(0x01 || 32 bytes)`.
 * @throws {LogFault}
 */
export function parseVerifierKey(written: string): VerifierKey {
  const { name, id, bytes } = parseKey(written, FAULTS.keyForm);
  if (keyId(name, bytes) !== id)
    throw new LogFault(FAULTS.keyHash, { name, given: hexId(id), right: hexId(keyId(name, bytes)) });
  const publicKey = createPublicKey({ key: Buffer.concat([PUBLIC_DER, bytes]), format: "der", type: "spki" });
  return { name, id, publicKey };
}

/**
 * Reads a signing key: `PRIVATE+KEY+name+hash+base64(0x01 || 32 bytes of seed)`.
 * @throws {LogFault}
 */
export function parseSignerKey(written: string): SignerKey {
  if (!written.startsWith(PRIVATE)) throw new LogFault(FAULTS.signerForm);
  const { name, id, bytes } = parseKey(written.slice(PRIVATE.length), FAULTS.signerForm);
  const privateKey = privateKeyOf(bytes);
  const signer = signerKey(name, publicBytes(privateKey), (text) => sign(null, text, privateKey));
  if (signer.id !== id) throw new LogFault(FAULTS.keyHash, { name, given: hexId(id), right: hexId(signer.id) });
  return signer;
}

/**
 * A signer under a name.
 * @param publicKey 32 bytes
 * @throws {LogFault} where the name cannot name a key
 */
export function signerKey(name: string, publicKey: Uint8Array, signWith: SignerKey["sign"]): SignerKey {
  requireName(name);
  return { name, id: keyId(name, publicKey), publicKey, sign: signWith };
}

/**
 * Makes a pair of keys, as they are written down.
 * @throws {LogFault} where the name cannot name a key
 */
export function generateKeys(name: string): { readonly signer: string; readonly verifier: string } {
  requireName(name);
  const { privateKey } = generateKeyPairSync("ed25519");
  const seed = privateKey.export({ format: "der", type: "pkcs8" }).subarray(-KEY_BYTES);
  const publicKey = publicBytes(privateKey);
  const id = keyId(name, publicKey);
  return {
    signer: `${PRIVATE}${name}+${hexId(id)}+${typedBase64(seed)}`,
    verifier: verifierKeyOf({ name, id, publicKey }),
  };
}

/** The verifier key of a signing key, as it is written down. */
export function verifierKeyOf({ name, id, publicKey }: Omit<SignerKey, "sign">): string {
  return `${name}+${hexId(id)}+${typedBase64(publicKey)}`;
}

/** What names a key among people: `name+hash`. */
export function keyLabel({ name, id }: { readonly name: string; readonly id: number }): string {
  return `${name}+${hexId(id)}`;
}

/**
 * Signs a text with every key, in their order.
 * @throws {LogFault} where the text cannot be that of a note
 */
export function signNote(text: string, signers: readonly SignerKey[]): string {
  if (!/^[^\u0000-\u0009\u000b-\u001f]*\n$/u.test(text) || !text.isWellFormed()) throw new LogFault(FAULTS.text);
  const lines = signers.map(({ name, id, sign: signWith }) => {
    const prefix = Buffer.alloc(4);
    prefix.writeUInt32BE(id);
    const signature = signWith(Buffer.from(text));
    return `— ${name} ${Buffer.concat([prefix, signature]).toString("base64")}\n`;
  });
  return `${text}\n${lines.join("")}`;
}

/**
 * Reads a note without checking its signatures: its text is not to be believed.
 * @throws {LogFault} where it is no note
 */
export function parseNote(bytes: Uint8Array): Note {
  if (bytes.length > NOTE_LIMIT) throw new LogFault(FAULTS.tooLarge, { limit: NOTE_LIMIT });
  let whole: string;
  try {
    whole = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new LogFault(FAULTS.utf8);
  }
  const control = /[\u0000-\u0009\u000b-\u001f]/.exec(whole);
  if (control !== null) throw new LogFault(FAULTS.control, { line: lineOf(whole, control.index) });
  const blank = whole.lastIndexOf("\n\n");
  if (blank === -1 || blank + 2 === whole.length) throw new LogFault(FAULTS.noSignature);
  if (!whole.endsWith("\n")) throw new LogFault(FAULTS.unfinished);
  const lines = whole.slice(blank + 2, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) throw new LogFault(FAULTS.tooMany, { limit: MOST_SIGNATURES });
  const first = lineOf(whole, blank + 2);
  return {
    text: whole.slice(0, blank + 1),
    signatures: lines.map((line, index) => parseSignature(line, first + index)),
  };
}

/**
 * Reads a note and checks the signatures of all keys that are known; those of others are left out of account.
 * @throws {LogFault} where it is no note, where no known key signed it, or where a signature by a known key is wrong
 */
export function openNote(bytes: Uint8Array, keys: readonly VerifierKey[]): OpenNote {
  for (const [index, key] of keys.entries()) {
    if (keys.slice(0, index).some((other) => isSameKey(other, key)))
      throw new LogFault(FAULTS.twice, { name: key.name, id: hexId(key.id) });
  }
  const note = parseNote(bytes);
  const text = Buffer.from(note.text);
  const signedBy = new Set<VerifierKey>();
  for (const { name, id, signature } of note.signatures) {
    const key = keys.find((known) => isSameKey(known, { name, id }));
    if (key === undefined) continue;
    if (signature.length !== SIGNATURE_BYTES || !verify(null, text, key.publicKey, signature))
      throw new LogFault(FAULTS.wrong, { name, id: hexId(id) });
    signedBy.add(key);
  }
  if (signedBy.size === 0) throw new LogFault(FAULTS.unknown, { keys: labels(keys), signers: labels(note.signatures) });
  return { ...note, signedBy: [...signedBy] };
}

function labels(keys: readonly { readonly name: string; readonly id: number }[]): string {
  return keys.map(keyLabel).join(", ");
}

function parseSignature(line: string, number: number): NoteSignature {
  const [, name = "", encoded = ""] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isName(name) || bytes === undefined || bytes.length <= 4)
    throw new LogFault(FAULTS.signatureLine, { line: number });
  return { name, id: bytes.readUInt32BE(0), signature: bytes.subarray(4) };
}

function parseKey(written: string, form: Words): { name: string; id: number; bytes: Buffer } {
  const [name = "", hash = "", ...rest] = written.split("+");
  if (!/^[0-9a-f]{8}$/.test(hash) || rest.length === 0) throw new LogFault(form);
  requireName(name);
  const typed = fromBase64(rest.join("+"));
  if (typed === undefined || typed.length === 0) throw new LogFault(FAULTS.keyBase64, { name });
  if (typed[0] !== ED25519) throw new LogFault(FAULTS.keyType, { name });
  const bytes = typed.subarray(1);
  if (bytes.length !== KEY_BYTES) throw new LogFault(FAULTS.keyLength, { name, given: bytes.length });
  return { name, id: Number(`0x${hash}`), bytes };
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PRIVATE_DER, seed]), format: "der", type: "pkcs8" });
}

function publicBytes(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(-KEY_BYTES);
}

function keyId(name: string, bytes: Uint8Array): number {
  return createHash("sha256").update(`${name}\n`).update(Uint8Array.of(ED25519)).update(bytes).digest().readUInt32BE(0);
}

function typedBase64(bytes: Uint8Array): string {
  return Buffer.concat([Uint8Array.of(ED25519), bytes]).toString("base64");
}

function isSameKey(
  one: { readonly name: string; readonly id: number },
  other: { readonly name: string; readonly id: number },
): boolean {
  return one.name === other.name && one.id === other.id;
}

function requireName(name: string): void {
  if (!isName(name)) throw new LogFault(FAULTS.keyName, { name });
}

function isName(name: string): boolean {
  return /^[^\p{White_Space}\p{Cc}+]+$/u.test(name) && name.isWellFormed();
}

function hexId(id: number): string {
  return id.toString(16).padStart(8, "0");
}

/** Strict standard Base64 (RFC 4648, 4): what would be written otherwise is refused. */
export function fromBase64(encoded: string): Buffer | undefined {
  const bytes = Buffer.from(encoded, "base64");
  return bytes.toString("base64") === encoded ? bytes : undefined;
}

function lineOf(whole: string, index: number): number {
  return whole.slice(0, index).split("\n").length;
}
