import { timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import type { Desk } from "../act/index.ts";
import { lookupHash } from "../database/index.ts";
import { giveCookie, readCookie } from "./cookies.ts";
import { newToken } from "./links.ts";
import { addressOf } from "./source.ts";

/*
 * How often somebody may try a password. No stranger can shut anybody out by trying: failures are counted for an account AND the source
 * they come from, a browser that its owner has signed in with before is counted apart by a cookie that strangers do not have, and a
 * passkey is never delayed. In memory, for each process.
 */

/** Slips that cost nothing. */
const FREE = 4;
const LONGEST_SECONDS = 15 * 60;
/** Wrong codes after the right password, from browsers not known, after which no code is taken from such for a while. */
const CODES = 10;
const CODES_SECONDS = 15 * 60;
/** Remembered at once; the oldest gives way. */
const REMEMBERED = 10_000;

interface Count {
  failures: number;
  /** Epoch milliseconds. */
  until: number;
}

const counts = new WeakMap<Desk, Map<string, Count>>();

function countsOf(desk: Desk): Map<string, Count> {
  const found = counts.get(desk) ?? new Map<string, Count>();
  counts.set(desk, found);
  return found;
}

const COOKIE = "yakusoku-device";
const DEVICE_SECONDS = 400 * 24 * 60 * 60;

/** Marks a browser as one that somebody has signed in with. Nobody else can make the mark, and it opens nothing by itself. */
export function markDevice(c: Context, desk: Pick<Desk, "keys">, email: string): void {
  const nonce = newToken().slice(0, 22);
  giveCookie(c, COOKIE, `${nonce}.${deviceMac(desk, email, nonce).toString("base64url")}`, DEVICE_SECONDS);
}

function deviceMac({ keys }: Pick<Desk, "keys">, email: string, nonce: string, version?: number): Buffer {
  return lookupHash(keys, "device", `${nonce} ${email}`, version);
}

/** The mark of this browser, where it is one for this address. */
function deviceOf(c: Context, desk: Pick<Desk, "keys">, email: string): string | undefined {
  const [nonce = "", mac = ""] = (readCookie(c, COOKIE) ?? "").split(".");
  const given = Buffer.from(mac, "base64url");
  const live = desk.keys.versions("lookup").filter(({ state }) => state !== "retired");
  const known = live.some(({ version }) => {
    const expected = deviceMac(desk, email, nonce, version);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return known ? nonce : undefined;
}

/** Who tries: an address from a source, or from a browser that is known. */
export interface Trier {
  readonly bucket: string;
  readonly known: boolean;
}

export function trierOf(c: Context, desk: Desk, email: string): Trier {
  const device = deviceOf(c, desk, email);
  const hash = lookupHash(desk.keys, "attempt", email).toString("base64url");
  return device === undefined
    ? { bucket: `${addressOf(c)} ${hash}`, known: false }
    : { bucket: `device ${device} ${hash}`, known: true };
}

/** Seconds for which nothing is tried from there any more; 0 where it may be. The same whether or not there is such an account. */
export function secondsToWait(desk: Desk, { bucket }: Trier): number {
  const until = countsOf(desk).get(bucket)?.until ?? 0;
  return Math.max(0, Math.ceil((until - desk.clock.now().epochMilliseconds) / 1_000));
}

export function countFailure(desk: Desk, { bucket }: Trier): void {
  const failures = (countsOf(desk).get(bucket)?.failures ?? 0) + 1;
  const seconds = failures <= FREE ? 0 : Math.min(LONGEST_SECONDS, 2 ** (failures - FREE));
  remember(desk, bucket, { failures, until: desk.clock.now().epochMilliseconds + seconds * 1_000 });
}

export function forgetFailures(desk: Desk, { bucket }: Trier): void {
  countsOf(desk).delete(bucket);
}

/** Whether a code may be taken from a browser that is not known: after the right password, guesses from anywhere count together. */
export function mayTryCode(desk: Desk, account: string): boolean {
  const found = countsOf(desk).get(`code ${account}`);
  return found === undefined || found.failures < CODES || found.until <= desk.clock.now().epochMilliseconds;
}

export function countWrongCode(desk: Desk, account: string): void {
  const bucket = `code ${account}`;
  const now = desk.clock.now().epochMilliseconds;
  const found = countsOf(desk).get(bucket);
  const failures = found !== undefined && found.until > now ? found.failures + 1 : 1;
  remember(desk, bucket, { failures, until: now + CODES_SECONDS * 1_000 });
}

function remember(desk: Desk, bucket: string, count: Count): void {
  const all = countsOf(desk);
  all.delete(bucket);
  if (all.size >= REMEMBERED) {
    const [oldest] = all.keys();
    if (oldest !== undefined) all.delete(oldest);
  }
  all.set(bucket, count);
}
