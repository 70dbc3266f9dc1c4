import type { Context } from "hono";
import { z } from "zod";
import { act, type Desk } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { ProblemError } from "../wire/index.ts";
import { addressOf } from "./source.ts";

/** Wrong keys and tokens that one address may send in a minute. A slip costs a few; guessing needs more than there are atoms. */
export const REFUSALS_A_MINUTE = 20;
/** Addresses counted apart; the rest share one count, so that a flood of them fills no memory. */
const ADDRESSES = 10_000;
const MINUTE_MS = 60_000;

const refused = eventKind("access.refused", z.strictObject({ count: z.int().positive() }), {
  ja: "誤ったキー・アドレス・サインインによるアクセスを断った",
  en: "Access with wrong keys, addresses or sign-ins was refused",
});

interface Minute {
  readonly number: number;
  readonly byAddress: Map<string, number>;
  total: number;
}

const minutes = new WeakMap<Desk, Minute>();

/**
 * Before a key or token is looked at.
 * @throws {ProblemError} `too-many-attempts` where this address has sent too many wrong ones in this minute
 */
export function checkAttempts(c: Context, desk: Desk): void {
  const { minute, instant } = now(desk);
  const counted = minutes.get(desk);
  if (counted?.number !== minute) return;
  if ((counted.byAddress.get(bucketOf(counted, c)) ?? 0) < REFUSALS_A_MINUTE) return;
  throw new ProblemError("too-many-attempts", { seconds: Math.ceil((MINUTE_MS - (instant % MINUTE_MS)) / 1_000) });
}

/** Counts a wrong key or token. The evidence gets one event for a minute, once it is over, and no address. */
export function countRefusal(c: Context, desk: Desk): void {
  const { minute } = now(desk);
  let counted = minutes.get(desk);
  if (counted?.number !== minute) {
    if (counted !== undefined) recordRefusals(desk).catch(() => undefined);
    counted = { number: minute, byAddress: new Map(), total: 0 };
    minutes.set(desk, counted);
    setTimeout(() => {
      recordRefusals(desk, minute).catch(() => undefined);
    }, MINUTE_MS).unref();
  }
  const address = bucketOf(counted, c);
  counted.byAddress.set(address, (counted.byAddress.get(address) ?? 0) + 1);
  counted.total += 1;
}

/** Writes what was counted and not yet written; of one minute, where one is named. A database that is gone loses the count. */
export async function recordRefusals(desk: Desk, minute?: number): Promise<void> {
  const counted = minutes.get(desk);
  if (counted === undefined || (minute !== undefined && counted.number !== minute)) return;
  const count = counted.total;
  counted.total = 0;
  if (count === 0) return;
  const command = {
    name: "access.count-refusals",
    input: { count },
    run: async ({ append }: Parameters<Parameters<typeof act>[1]["run"]>[0]) => {
      await append({ kind: refused, body: { count } });
      return null;
    },
  };
  try {
    await act(desk, command, { actor: { kind: "system", id: "access" } });
  } catch {
    // Nobody waits for this; the next request to the database says what is wrong with it.
  }
}

function now({ clock }: Desk): { readonly minute: number; readonly instant: number } {
  const instant = clock.now().epochMilliseconds;
  return { minute: Math.floor(instant / MINUTE_MS), instant };
}

function bucketOf({ byAddress }: Minute, c: Context): string {
  const address = addressOf(c);
  return byAddress.has(address) || byAddress.size < ADDRESSES ? address : "";
}
