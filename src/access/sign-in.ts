import type { Context } from "hono";
import { sql } from "kysely";
import { act, type Desk, type Step } from "../act/index.ts";
import { loadDataKeys, openJson } from "../database/index.ts";
import { type Id, idOf } from "../wire/index.ts";
import { accountByEmail, accountUuid, staffEmail } from "./accounts.ts";
import {
  countFailure,
  countWrongCode,
  forgetFailures,
  markDevice,
  mayTryCode,
  secondsToWait,
  trierOf,
} from "./attempts.ts";
import { dropCookie, giveCookie, readCookie } from "./cookies.ts";
import { recoveryCodeUsed } from "./events.ts";
import { tokenHash } from "./links.ts";
import { recoveryCode, totpStep } from "./one-time-codes.ts";
import { isPassword, PASSWORD_MOST } from "./password.ts";
import { checkAttempts, countRefusal } from "./refusals.ts";
import { beginSession, confirmSession, fromOf, type Method, type Session, type SessionLimits } from "./sessions.ts";
import type { AccessTables } from "./tables.ts";
import { z } from "zod";

const SESSION_COOKIE = "yakusoku-session";

export function sessionToken(c: Context): string | undefined {
  return readCookie(c, SESSION_COOKIE);
}

export function giveSession(c: Context, token: string): void {
  giveCookie(c, SESSION_COOKIE, token);
}

export function dropSession(c: Context): void {
  dropCookie(c, SESSION_COOKIE);
}

/** That somebody has shown who they are. What it was shown by is spent with it, so that nothing counts twice. */
export interface Proof {
  readonly account: Id<"account">;
  readonly email: string;
  readonly method: Method;
  /** Within the command that lets them in, after its first event. False where it was spent before. */
  readonly spend: (step: Step) => Promise<boolean>;
}

/** A code or key that was spent before: somebody else has seen it, or a button was pressed twice. */
class SpentError extends Error {}

/** Lets somebody in: a session of this browser, in place of one that it had. False where the proof was spent before. */
export async function signIn(c: Context, desk: Desk, proof: Proof, limits: SessionLimits): Promise<boolean> {
  const { account, method } = proof;
  const token = await whileUnspent(
    act(
      desk,
      {
        name: "session.begin",
        input: { account, method },
        run: async (step) => {
          const beginning = { account, method, limits, from: fromOf(c, desk), replaces: sessionToken(c) };
          const made = await beginSession(step, beginning);
          if (!(await proof.spend(step))) throw new SpentError();
          return made;
        },
      },
      { actor: { kind: "staff", id: account } },
    ),
  );
  if (token === undefined) return false;
  giveSession(c, token);
  markDevice(c, desk, proof.email);
  return true;
}

/** Notes that whoever is signed in has just shown again who they are. The session's token is another from here on. */
export async function confirm(c: Context, desk: Desk, session: Session, proof: Proof): Promise<boolean> {
  if (proof.account !== session.account) return false;
  const token = await whileUnspent(
    act(
      desk,
      {
        name: "session.confirm",
        input: { session: session.id, method: proof.method },
        run: async (step) => {
          const made = await confirmSession(step, session.id, session.account, proof.method);
          if (!(await proof.spend(step))) throw new SpentError();
          return made;
        },
      },
      { actor: { kind: "staff", id: session.account } },
    ),
  );
  if (token === undefined) return false;
  giveSession(c, token);
  return true;
}

async function whileUnspent(work: Promise<string>): Promise<string | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof SpentError) return undefined;
    throw error;
  }
}

export interface Given {
  readonly email: string;
  readonly password: string;
  /** Of the authenticator app, or a recovery code. */
  readonly code: string;
}

/**
 * Password and code, looked at together: nobody learns which of them was wrong, nor whether there is such an account, and it takes as
 * long either way.
 * @returns undefined where they are not right; the seconds to wait where too many were wrong
 * @throws {ProblemError} `too-many-attempts` from a source that sends wrong ones for many accounts
 */
export async function proveByPassword(
  c: Context,
  desk: Desk,
  given: Given,
): Promise<Proof | { readonly wait: number } | undefined> {
  const email = staffEmail(given.email) ?? "";
  const trier = trierOf(c, desk, email);
  const wait = secondsToWait(desk, trier);
  if (wait > 0) return { wait };
  if (!trier.known) checkAttempts(c, desk);
  const proof = await readPassword(desk, email, given, trier.known);
  if (proof !== undefined) {
    forgetFailures(desk, trier);
    return proof;
  }
  countFailure(desk, trier);
  countRefusal(c, desk);
  return undefined;
}

const secretSchema = z.object({ secret: z.string() });

interface PasswordRow extends Pick<AccessTables["account_password"], "hash"> {
  readonly sealed: Uint8Array | null;
  readonly last_step: number | null;
  readonly key_id: string;
}

async function readPassword(
  desk: Desk,
  email: string,
  { password, code }: Given,
  known: boolean,
): Promise<Proof | undefined> {
  const account = await accountByEmail(desk, email);
  const uuid = account?.state === "active" ? accountUuid(account.id) : undefined;
  const { rows } = await sql<PasswordRow>`
    select p.hash, t.sealed, t.last_step, a.key_id from account_password p join account a on a.id = p.account_id
    left join account_totp t on t.account_id = a.id where p.account_id = ${uuid ?? null}`.execute(desk.database.kysely);
  const [row] = rows;
  // Before any transaction: it takes tens of milliseconds, with an account or without.
  const right = password.length <= PASSWORD_MOST && (await isPassword(password, row?.hash));
  if (!right || account === undefined || uuid === undefined || row === undefined) return undefined;
  if (!known && !mayTryCode(desk, uuid)) return undefined;
  const spend = await readCode(desk, { uuid, code, ...row });
  if (spend === undefined) {
    countWrongCode(desk, uuid);
    return undefined;
  }
  return { account: account.id, email, ...spend };
}

async function readCode(
  desk: Desk,
  { uuid, code, sealed, last_step, key_id }: PasswordRow & { readonly uuid: string; readonly code: string },
): Promise<Pick<Proof, "method" | "spend"> | undefined> {
  if (sealed === null || last_step === null) return undefined;
  const written = recoveryCode(code);
  if (written !== undefined) return await readRecoveryCode(desk, uuid, written);
  const key = (await loadDataKeys(desk.database.kysely, desk.keys, [key_id])).get(key_id);
  if (key === undefined) return undefined;
  const { secret } = secretSchema.parse(openJson(key, sealed, totpPlace(uuid)));
  const step = totpStep(secret, code, desk.clock.now());
  if (step === undefined || step <= last_step) return undefined;
  return {
    method: "password",
    spend: async ({ tx }) => {
      const { rows } = await sql`update account_totp set last_step = ${step}
        where account_id = ${uuid} and last_step < ${step} returning account_id`.execute(tx);
      return rows.length === 1;
    },
  };
}

async function readRecoveryCode(
  desk: Desk,
  uuid: string,
  code: string,
): Promise<Pick<Proof, "method" | "spend"> | undefined> {
  const hash = recoveryHash(uuid, code);
  const { rows } = await sql`select 1 from recovery_code
    where account_id = ${uuid} and hash = ${hash} and used_at is null`.execute(desk.database.kysely);
  if (rows.length === 0) return undefined;
  return {
    method: "recovery-code",
    spend: async ({ tx, at, append }) => {
      const { rows: used } = await sql`update recovery_code set used_at = ${at}
        where account_id = ${uuid} and hash = ${hash} and used_at is null returning account_id`.execute(tx);
      if (used.length === 0) return false;
      const { rows: left } = await sql`
        select 1 from recovery_code where account_id = ${uuid} and used_at is null`.execute(tx);
      const account = idOf("account", uuid);
      await append({ kind: recoveryCodeUsed, body: { left: left.length }, values: { account } });
      return true;
    },
  };
}

/** Of an account's own: the same code of another account is another hash. */
export function recoveryHash(uuid: string, code: string): Buffer {
  return tokenHash(`recovery ${uuid} ${code}`);
}

export function totpPlace(uuid: string): { readonly table: string; readonly column: string; readonly row: string } {
  return { table: "account_totp", column: "sealed", row: uuid };
}
