import { sql } from "kysely";
import type { Context } from "hono";
import { act, type Around, type Command, type Desk, type Step } from "../act/index.ts";
import { sealJson } from "../database/index.ts";
import { type Id, ProblemError, uuidOf } from "../wire/index.ts";
import { accountOf, accountUuid, takeAccount } from "./accounts.ts";
import { markDevice } from "./attempts.ts";
import { activated, passwordRemoved, passwordSet, recoveryCodesMade } from "./events.ts";
import { findLink } from "./links.ts";
import { newRecoveryCodes, recoveryCode } from "./one-time-codes.ts";
import { hashPassword } from "./password.ts";
import { beginSession, endSessionsOf, fromOf, type Session, type SessionLimits } from "./sessions.ts";
import { giveSession, recoveryHash, sessionToken, totpPlace } from "./sign-in.ts";

/**
 * Opens the pages of enrolment to whoever has a link. The link stays open until something is set up: a closed browser costs nobody
 * their account.
 * @returns false for a link that is unknown, used or expired
 */
export async function openLink(c: Context, desk: Desk, token: string, limits: SessionLimits): Promise<boolean> {
  const link = await findLink(desk, token);
  if (link === undefined) return false;
  const { account, hash } = link;
  const made = await act(
    desk,
    {
      name: "session.begin",
      input: { account, method: "link" },
      run: async (step) =>
        await beginSession(step, {
          account,
          method: "link",
          limits,
          from: fromOf(c, desk),
          link: hash,
          replaces: sessionToken(c),
        }),
    },
    { actor: { kind: "staff", id: account } },
  );
  giveSession(c, made);
  return true;
}

/**
 * Once a way of signing in is set up with a link: the account is active, the link is used, and the browser signed in. Part of the
 * command that set it up, after its event.
 * @throws {ProblemError} `link-not-valid` where the link was used meanwhile, or somebody else was the first
 */
async function finishLink(step: Step, { account, id }: Pick<Session, "account" | "id">): Promise<void> {
  const { tx, at } = step;
  const uuid = accountUuid(account);
  await sql`lock table account in share row exclusive mode`.execute(tx);
  const { rows } = await sql<{ state: string }>`
    update account_link l set used_at = ${at} from session s join account a on a.id = s.account_id
    where s.id = ${uuidOf("session", id) ?? null} and s.stage = 'enrolling' and s.link_hash = l.hash and l.used_at is null
      and l.account_id = ${uuid} and l.expires_at > ${at} and a.state <> 'suspended'
      and (l.purpose <> 'set-up' or not exists (select 1 from account o where o.state <> 'invited' and o.id <> a.id))
    returning a.state`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new ProblemError("link-not-valid");
  await endSessionsOf(step, account, "replaced", { but: id });
  if (row.state !== "invited") return;
  await step.append({ kind: activated, body: {}, values: { account } });
  await sql`update account set state = 'active' where id = ${uuid}`.execute(tx);
}

/** The browser that came by a link is signed in from here on. */
async function finishSession(
  c: Context,
  desk: Desk,
  step: Step,
  session: Pick<Session, "account">,
  limits: SessionLimits,
): Promise<string> {
  const { account } = session;
  const beginning = { account, method: "link", limits, from: fromOf(c, desk), replaces: sessionToken(c) } as const;
  return await beginSession(step, beginning);
}

/** Carries out what sets up a way of signing in, and where it came by a link finishes that. */
export async function enrol<Made>(
  c: Context,
  desk: Desk,
  { session, limits }: { readonly session: Session; readonly limits: SessionLimits },
  command: Command<Made>,
): Promise<Made> {
  const around: Around = { actor: { kind: "staff", id: session.account } };
  const done = await act(
    desk,
    {
      ...command,
      run: async (step) => {
        const made = await command.run(step);
        if (session.stage === "full") return { made, token: undefined };
        await finishLink(step, session);
        return { made, token: await finishSession(c, desk, step, session, limits) };
      },
    },
    around,
  );
  if (done.token !== undefined) {
    giveSession(c, done.token);
    markDevice(c, desk, (await accountOf(desk, session.account)).email);
  }
  return done.made;
}

/**
 * Sets password and authenticator app, both new. Other sessions of the account end.
 * @param secret of the app, whose code was checked
 * @returns ten recovery codes, of which only hashes are kept
 */
export async function passwordCommand(
  account: Id<"account">,
  {
    password,
    secret,
    step: usedStep,
    keep,
  }: { readonly password: string; readonly secret: string; readonly step: number; readonly keep: string },
): Promise<Command<readonly string[]>> {
  const hash = await hashPassword(password);
  const codes = newRecoveryCodes();
  return {
    name: "password.set",
    input: { account },
    run: async (step) => {
      const { tx, at } = step;
      const { uuid, key } = await takeAccount(step, account);
      await step.append({ kind: passwordSet, body: {}, values: { account } });
      await sql`insert into account_password (account_id, hash, set_at) values (${uuid}, ${hash}, ${at})
        on conflict (account_id) do update set hash = excluded.hash, set_at = excluded.set_at`.execute(tx);
      await sql`insert into account_totp (account_id, sealed, last_step, set_at)
        values (${uuid}, ${sealJson(key, { secret }, totpPlace(uuid))}, ${usedStep}, ${at})
        on conflict (account_id) do update
          set sealed = excluded.sealed, last_step = excluded.last_step, set_at = excluded.set_at`.execute(tx);
      await replaceCodes(step, account, codes);
      await endSessionsOf(step, account, "changed", { but: keep });
      return codes;
    },
  };
}

/** Ten new recovery codes in place of those there were. @returns them; only hashes are kept */
export function recoveryCodesCommand(account: Id<"account">): Command<readonly string[]> {
  return {
    name: "recovery-codes.make",
    input: { account },
    run: async (step) => {
      const codes = newRecoveryCodes();
      await takeAccount(step, account);
      await replaceCodes(step, account, codes);
      return codes;
    },
  };
}

async function replaceCodes(step: Step, account: Id<"account">, codes: readonly string[]): Promise<void> {
  const uuid = accountUuid(account);
  await step.append({ kind: recoveryCodesMade, body: { count: codes.length }, values: { account } });
  await sql`delete from recovery_code where account_id = ${uuid}`.execute(step.tx);
  const hashes = codes.map((code) => recoveryHash(uuid, recoveryCode(code) ?? ""));
  await sql`insert into recovery_code (account_id, hash)
    select ${uuid}, hash from unnest(${hashes}::bytea[]) as given (hash)`.execute(step.tx);
}

/**
 * Takes password, app and recovery codes away from somebody who has a passkey.
 * @throws {ProblemError} when run: `last-way-in`
 */
export function removePassword(account: Id<"account">): Command<null> {
  return {
    name: "password.remove",
    input: { account },
    run: async (step) => {
      const { uuid } = await takeAccount(step, account);
      await step.append({ kind: passwordRemoved, body: {}, values: { account } });
      for (const table of ["account_password", "account_totp", "recovery_code"]) {
        await sql`delete from ${sql.table(table)} where account_id = ${uuid}`.execute(step.tx);
      }
      await keepWayIn(step, uuid);
      return null;
    },
  };
}

/** Somebody who took away their last way of signing in could never come back. @throws {ProblemError} `last-way-in` */
export async function keepWayIn({ tx }: Step, uuid: string): Promise<void> {
  const { rows } = await sql`select 1 from passkey where account_id = ${uuid}
    union all select 1 from account_password where account_id = ${uuid}
    union all select 1 from account_identity where account_id = ${uuid}`.execute(tx);
  if (rows.length === 0) throw new ProblemError("last-way-in");
}

/** What somebody has set up. */
export interface WaysIn {
  readonly password: boolean;
  readonly recoveryCodes: number;
  readonly provider: boolean;
}

export async function waysIn({ database }: Pick<Desk, "database">, account: Id<"account">): Promise<WaysIn> {
  const uuid = accountUuid(account);
  const { rows } = await sql<{ password: boolean; codes: number; provider: boolean }>`select
    exists (select 1 from account_password where account_id = ${uuid}) as password,
    (select count(*) from recovery_code where account_id = ${uuid} and used_at is null) as codes,
    exists (select 1 from account_identity where account_id = ${uuid}) as provider`.execute(database.kysely);
  const [row] = rows;
  return { password: row?.password ?? false, recoveryCodes: row?.codes ?? 0, provider: row?.provider ?? false };
}
