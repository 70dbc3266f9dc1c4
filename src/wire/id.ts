import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";
import type { Clock } from "./clock.ts";

/** What an identifier names, and the prefix that says so in front of it. */
const PREFIXES = {
  decision: "dec",
  request: "req",
  event: "evt",
  person: "per",
  fact: "fct",
  identifier: "idn",
  role: "rol",
  representative: "rep",
  party: "pty",
  provision: "prv",
  receipt: "rcp",
  series: "srs",
  telling: "tel",
  check: "chk",
  apiKey: "key",
  account: "acc",
  session: "ses",
  passkey: "psk",
  job: "job",
  message: "msg",
  upload: "upl",
  import: "imp",
} as const;

export type IdKind = keyof typeof PREFIXES;
export type Id<Kind extends IdKind> = `${(typeof PREFIXES)[Kind]}_${string}`;

/** Makes identifiers such as `dec_019b…`: a typed prefix and a UUIDv7 (RFC 9562, 5.7) of the injected clock. */
export interface IdFactory {
  /** @param at epoch milliseconds; absent: now by the clock */
  <Kind extends IdKind>(kind: Kind, at?: number): Id<Kind>;
}

/** The bare UUID of an identifier, as a database keeps it; undefined where the text is no identifier of that kind. */
export function uuidOf(kind: IdKind, id: string): string | undefined {
  const [prefix, uuid = ""] = id.split("_", 2);
  return prefix === PREFIXES[kind] && UUID.test(uuid) ? uuid : undefined;
}

/** The identifier of a bare UUID. */
export function idOf<Kind extends IdKind>(kind: Kind, uuid: string): Id<Kind> {
  return `${PREFIXES[kind]}_${uuid}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @param random fills 16 bytes; given only by tests that need the same identifiers twice */
export function createIdFactory(clock: Clock, random: () => Uint8Array = pooledRandom()): IdFactory {
  return (kind, at = clock.now().epochMilliseconds) => `${PREFIXES[kind]}_${v7({ msecs: at, random: random() })}`;
}

const RANDOM_BYTES = 16;
const POOL_BYTES = 256 * RANDOM_BYTES;

/** Asks the system for randomness in bulk: one call for each identifier would cost more than a decision does. */
function pooledRandom(): () => Uint8Array {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return () => {
    if (used === POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    used += RANDOM_BYTES;
    return pool.slice(used - RANDOM_BYTES, used);
  };
}
