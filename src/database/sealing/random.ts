import { randomFillSync } from "node:crypto";

const POOL_BYTES = 8_192;
const pool = new Uint8Array(POOL_BYTES);
let used = POOL_BYTES;

/**
 * Random bytes, asked of the system in bulk: one call for each salt and nonce costs more than the hash it is for.
 * @param count up to 64; what is given is nobody else's
 */
export function randomPiece(count: number): Uint8Array {
  if (used + count > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const piece = pool.slice(used, used + count);
  pool.fill(0, used, used + count);
  used += count;
  return piece;
}
