import { v7 } from "uuid";
import type { Clock } from "./clock.ts";

/** What an identifier names, and the prefix that says so in front of it. */
const PREFIXES = { decision: "dec", request: "req" } as const;

export type IdKind = keyof typeof PREFIXES;
export type Id<Kind extends IdKind> = `${(typeof PREFIXES)[Kind]}_${string}`;

/** Makes identifiers such as `dec_019b…`: a typed prefix and a UUIDv7 (RFC 9562, 5.7) of the injected clock. */
export interface IdFactory {
  <Kind extends IdKind>(kind: Kind): Id<Kind>;
}

/** @param random fills 16 bytes; given only by tests that need the same identifiers twice */
export function createIdFactory(clock: Clock, random?: () => Uint8Array): IdFactory {
  return (kind) => {
    const msecs = clock.now().epochMilliseconds;
    return `${PREFIXES[kind]}_${v7(random === undefined ? { msecs } : { msecs, random: random() })}`;
  };
}
