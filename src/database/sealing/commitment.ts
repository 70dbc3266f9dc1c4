import { createHash } from "node:crypto";
import { canonicalJson } from "../../wire/index.ts";
import { randomPiece } from "./random.ts";

const SALT_BYTES = 16;

/** 16 random bytes. One salt for one value: it is stored sealed beside the value and is shredded with it. */
export function newSalt(): Uint8Array {
  return randomPiece(SALT_BYTES);
}

/**
 * What stands in an event in place of a personal value: base64url(SHA-256(salt || canonical JSON of the value)), 43 characters.
 * With salt and value anyone can check it; without the salt it says nothing, not even to someone who guesses the value.
 * @throws {TypeError} where the salt is not 16 bytes, or the value is not JSON
 */
export function commit(salt: Uint8Array, value: unknown): string {
  if (salt.length !== SALT_BYTES) throw new TypeError(`a salt has ${SALT_BYTES} bytes, not ${salt.length}`);
  return createHash("sha256").update(salt).update(canonicalJson(value), "utf8").digest("base64url");
}
