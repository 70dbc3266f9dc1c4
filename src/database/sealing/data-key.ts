import { randomBytes, randomUUID } from "node:crypto";
import { KEY_BYTES } from "./gcm.ts";
import { SealError } from "./seal-error.ts";
import { Secret } from "./secret.ts";

/**
 * Who wraps data keys: the key ring of this machine, or a key management service elsewhere, hence the promises.
 * `context` is the identifier of the data key; a wrapped key opens only under the identifier it was wrapped for.
 */
export interface KeyService {
  wrap(dataKey: Secret, context: string): Promise<Wrapped>;
  /** @throws {SealError} unknown-key, unknown-form, cut, tampered */
  unwrap(version: number, wrapped: Uint8Array, context: string): Promise<Secret>;
}

export interface Wrapped {
  /** Of the wrapping key. */
  readonly version: number;
  readonly wrapped: Uint8Array;
}

/** A key that seals the personal values of one record or one duty, and is shredded when that ends. */
export interface DataKey {
  /** A UUID. */
  readonly id: string;
  readonly secret: Secret;
}

/** A data key as it is stored. Once it is shredded the identifier stays, so that whoever asks learns why a value is gone. */
export interface StoredDataKey {
  readonly id: string;
  readonly version: number;
  readonly wrapped: Uint8Array | null;
}

/** A new random data key, for use now and for storing. */
export async function newDataKey(service: KeyService): Promise<{ key: DataKey; stored: StoredDataKey }> {
  const key = { id: randomUUID(), secret: new Secret(randomBytes(KEY_BYTES)) };
  return { key, stored: { id: key.id, ...(await service.wrap(key.secret, key.id)) } };
}

/** @throws {SealError} shredded, and whatever unwrapping says */
export async function unwrapDataKey(service: KeyService, stored: StoredDataKey): Promise<DataKey> {
  if (stored.wrapped === null) throw new SealError("shredded", { key: stored.id });
  return { id: stored.id, secret: await service.unwrap(stored.version, stored.wrapped, stored.id) };
}

/** The same data key under the active wrapping key: what comes before an older version of that can be retired. */
export async function rewrapDataKey(service: KeyService, stored: StoredDataKey): Promise<StoredDataKey> {
  const { id, secret } = await unwrapDataKey(service, stored);
  return { id, ...(await service.wrap(secret, id)) };
}
