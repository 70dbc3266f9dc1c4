import type { KeyRing } from "./key-ring.ts";

/** A hash by which a person is found, and the version of the key it was made under. */
export interface LookupHash {
  readonly version: number;
  /** 32 bytes. */
  readonly hash: Buffer;
}

const DOMAIN = "yakusoku lookup v1\0";
const KIND = /^[a-z][a-z0-9-]*$/;

/**
 * HMAC-SHA-256 of an identifier, 32 bytes, under a version of the ring's `lookup` key, the active one if none is named. Two to four µs.
 * @param kind what is identified, such as `email`: lower-case letters, digits and hyphens
 * @param normalised the identifier in the one form that all its spellings share
 * @throws {SealError} unknown-key
 * @throws {TypeError} where the kind is written otherwise, or the identifier holds a lone surrogate
 */
export function lookupHash(ring: KeyRing, kind: string, normalised: string, version?: number): Buffer {
  // Neither is quoted: where the two were swapped the kind is the identifier.
  if (!KIND.test(kind)) throw new TypeError("a kind of identifier has lower-case letters, digits and hyphens");
  // UTF-8 would make one and the same of them all.
  if (!normalised.isWellFormed()) throw new TypeError("an identifier with a lone surrogate");
  return ring.mac("lookup", `${DOMAIN}${kind}\0${normalised}`, version);
}

/** The hashes of an identifier under every version that is not retired, newest first: under any of them its person may stand. */
export function allLookupHashes(ring: KeyRing, kind: string, normalised: string): readonly LookupHash[] {
  return ring
    .versions("lookup")
    .filter(({ state }) => state !== "retired")
    .map(({ version }) => ({ version, hash: lookupHash(ring, kind, normalised, version) }));
}
