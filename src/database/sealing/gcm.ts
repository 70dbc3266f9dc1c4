import { createCipheriv, createDecipheriv } from "node:crypto";
import { randomPiece } from "./random.ts";
import type { Secret } from "./secret.ts";

const CIPHER = "aes-256-gcm";
export const KEY_BYTES = 32;
/** NIST SP 800-38D, 8.2.2: random nonces of 96 bits. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** What encryption adds to a text: nonce in front, tag behind. */
export const GCM_BYTES = NONCE_BYTES + TAG_BYTES;

/** AES-256-GCM under a fresh random nonce: nonce (12 bytes), ciphertext (as long as the text), tag (16 bytes). */
export function encrypt(key: Secret, plain: Uint8Array, associated: Uint8Array): Buffer {
  const nonce = randomPiece(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.reveal(), nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The text, or undefined where the tag does not fit key, nonce, ciphertext and associated data. Takes at least `GCM_BYTES`. */
export function decrypt(key: Secret, sealed: Uint8Array, associated: Uint8Array): Buffer | undefined {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, key.reveal(), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    return undefined;
  }
}
