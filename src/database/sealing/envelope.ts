import { parse } from "uuid";
import { canonicalJson, type Words } from "../../wire/index.ts";
import type { DataKey } from "./data-key.ts";
import { decrypt, encrypt, GCM_BYTES } from "./gcm.ts";
import { SealError } from "./seal-error.ts";

/** Where a sealed value stands. An envelope opens nowhere else. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** The identifier of the row, which never changes. */
  readonly row: string;
}

/*
 * An envelope: form (1 byte), data key (16 bytes, its UUID), then as gcm.ts has it nonce (12), ciphertext, tag (16).
 * Associated data: the domain, the form, the data key and the place as canonical JSON [table, column, row].
 */
const FORM = 1;
const DOMAIN = Buffer.from("yakusoku envelope\0", "utf8");
const HEADER_BYTES = 1 + 16;
/** The shortest envelope there is: the one around no bytes. */
const LEAST_BYTES = HEADER_BYTES + GCM_BYTES;

/**
 * Seals bytes for one place under a data key, by AES-256-GCM; 45 bytes longer than they were. The length of a value stays visible.
 *
 * Nonces are random, so NIST SP 800-38D (8.3) allows one key at most 2^32 values; a data key belongs to one record or duty and seals
 * some tens, so nobody counts them. One value is at most 64 GiB by the same source (5.2.1.1), far more than a buffer holds.
 */
export function seal(key: DataKey, plain: Uint8Array, place: Place): Buffer {
  const header = Buffer.concat([Buffer.of(FORM), parse(key.id)]);
  return Buffer.concat([header, encrypt(key.secret, plain, associated(header, place))]);
}

/**
 * The bytes that were sealed. A value that was changed cannot be told apart from one that was moved here from another row or column,
 * nor from one under a key of the same identifier and other bytes: the tag does not fit, and that is all it says.
 * @throws {SealError} cut (too short to be an envelope), unknown-form, wrong-key (it names another data key), tampered
 */
export function open(key: DataKey, envelope: Uint8Array, place: Place): Buffer {
  const id = dataKeyOf(envelope);
  if (id !== key.id.toLowerCase()) throw new SealError("wrong-key", { key: id, given: key.id });
  const header = envelope.subarray(0, HEADER_BYTES);
  const plain = decrypt(key.secret, envelope.subarray(HEADER_BYTES), associated(header, place));
  if (plain === undefined) throw new SealError("tampered", { what: valueAt(place) });
  return plain;
}

/**
 * The identifier of the data key that an envelope names. Nothing is proven until it opens.
 * @throws {SealError} cut, unknown-form
 */
export function dataKeyOf(envelope: Uint8Array): string {
  const [form] = envelope;
  if (envelope.length < LEAST_BYTES)
    throw new SealError("cut", { what: VALUE, length: envelope.length, least: LEAST_BYTES });
  if (form !== FORM) throw new SealError("unknown-form", { what: VALUE, form: String(form) });
  // The bytes may be any: `stringify` would refuse those that are no UUID of RFC 9562, and a damaged identifier is a wrong key.
  const hex = Buffer.from(envelope.subarray(1, HEADER_BYTES)).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Seals a JSON value in its canonical form (RFC 8785). @throws {TypeError} where it is none */
export function sealJson(key: DataKey, value: unknown, place: Place): Buffer {
  return seal(key, Buffer.from(canonicalJson(value), "utf8"), place);
}

/** The JSON value that was sealed, for a schema to read. @throws {SealError} as `open`, and not-json */
export function openJson(key: DataKey, envelope: Uint8Array, place: Place): unknown {
  const text = open(key, envelope, place).toString("utf8");
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // Without the cause: it quotes the value.
    throw new SealError("not-json");
  }
}

function associated(header: Uint8Array, { table, column, row }: Place): Buffer {
  return Buffer.concat([DOMAIN, header, Buffer.from(canonicalJson([table, column, row]), "utf8")]);
}

const VALUE: Words = { ja: "暗号化された値", en: "The sealed value" };

function valueAt({ table, column, row }: Place): Words {
  return {
    ja: `表「${table}」の列「${column}」、行「${row}」にある値`,
    en: `The value in ${table}.${column} of the row ${row}`,
  };
}
