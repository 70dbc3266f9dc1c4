import type { Context } from "hono";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import { act, type Around, type Desk, type RoomJob, type Step, type WorkTables } from "../act/index.ts";
import { loadDataKeys, lookupHash, openJson, sealJson, unwrapDataKey } from "../database/index.ts";
import { type Id, idOf, isLanguage, type Language, uuidOf } from "../wire/index.ts";
import { aboutSchema, accountPlace, accountUuid } from "./accounts.ts";
import { sessionBegun, sessionConfirmed, sessionEnded } from "./events.ts";
import { newToken, tokenHash } from "./links.ts";
import { type Reach, reachSchema } from "./reach.ts";
import { isRole, type Role } from "./roles.ts";
import { addressOf } from "./source.ts";
import type { AccessTables } from "./tables.ts";

/** How somebody signed in. */
export type Method = "passkey" | "password" | "recovery-code" | "provider" | "link";

export interface SessionLimits {
  /** Minutes without a request after which a session ends. */
  readonly idleMinutes: number;
  /** Hours after which it ends whatever happens. */
  readonly hours: number;
}

export const SESSION_LIMITS: SessionLimits = { idleMinutes: 30, hours: 12 };
/** Setting up a way of signing in takes no longer. */
const ENROLLING_MINUTES = 30;
/** How old an authentication may be before something dangerous. */
export const FRESH_MINUTES = 10;
/** That a session is in use is written once in so long. */
const TOUCH_SECONDS = 60;

/** Who is signed in, as a request finds them. */
export interface Session {
  readonly id: Id<"session">;
  readonly account: Id<"account">;
  readonly stage: "enrolling" | "full";
  readonly method: string;
  readonly authenticatedAt: Temporal.Instant;
  readonly roles: readonly Role[];
  readonly reach: Reach;
  readonly language: Language;
  /** Opens the account's name: not every request shows it. */
  readonly name: () => Promise<string>;
}

/** What is said of the browser. */
const fromSchema = z.object({ browser: z.string(), place: z.string() });
export interface From {
  /** As in “Firefox, Windows”: what tells one's own browsers apart, and no more. */
  readonly browser: string;
  /** A keyed hash of the address: whether it was this one, not which. */
  readonly place: string;
}

/** Where a request comes from, as a session keeps it. */
export function fromOf(c: Context, { keys }: Pick<Desk, "keys">): From {
  const place = lookupHash(keys, "address", addressOf(c)).toString("base64url").slice(0, 16);
  return { browser: browserOf(c.req.header("User-Agent") ?? ""), place };
}

const BROWSERS = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;
const SYSTEMS = [
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["Linux", "Linux"],
] as const;

function browserOf(agent: string): string {
  const browser = BROWSERS.find(([mark]) => agent.includes(mark))?.[1];
  const system = SYSTEMS.find(([mark]) => agent.includes(mark))?.[1];
  return [browser, system].filter((part) => part !== undefined).join(", ");
}

export interface Beginning {
  readonly account: Id<"account">;
  readonly method: Method;
  readonly from: From;
  /** Of a link: opens only the pages of enrolment, and closes the link once they are done. */
  readonly link?: Uint8Array | undefined;
  readonly limits: SessionLimits;
  /** The token that this browser had before: whoever knew it knows nothing now. */
  readonly replaces?: string | undefined;
}

/** Begins a session within a command. @returns the token for the browser; only its hash is kept */
export async function beginSession(
  step: Step,
  { account, method, from, link, limits, replaces }: Beginning,
): Promise<string> {
  const { tx, at, ids } = step;
  const id = ids("session", at.epochMilliseconds);
  const uuid = uuidOf("session", id) ?? "";
  const token = newToken();
  await step.append({ kind: sessionBegun, body: { session: id, method }, values: { account } });
  if (replaces !== undefined) await sql`delete from session where hash = ${tokenHash(replaces)}`.execute(tx);
  const expiresAt = link === undefined ? at.add({ hours: limits.hours }) : at.add({ minutes: ENROLLING_MINUTES });
  const stage = link === undefined ? "full" : "enrolling";
  const key = await accountKey(tx, step, account);
  await sql`insert into session
      (id, hash, account_id, stage, method, link_hash, made_at, seen_at, authenticated_at, expires_at, sealed)
    values (${uuid}, ${tokenHash(token)}, ${accountUuid(account)}, ${stage}, ${method}, ${link ?? null}, ${at}, ${at},
      ${at}, ${expiresAt}, ${sealJson(key, from, placeOf(uuid))})`.execute(tx);
  return token;
}

async function accountKey(tx: Kysely<WorkTables>, { keys }: Pick<Step, "keys">, account: Id<"account">) {
  const { rows } = await sql<{ key_id: string }>`
    select key_id from account where id = ${accountUuid(account)}`.execute(tx);
  const id = rows[0]?.key_id ?? "";
  const key = (await loadDataKeys(tx, keys, [id])).get(id);
  if (key === undefined) throw new TypeError("an account without its key");
  return key;
}

function placeOf(uuid: string): { readonly table: string; readonly column: string; readonly row: string } {
  return { table: "session", column: "sealed", row: uuid };
}

type Found = AccessTables["session"] &
  Pick<AccessTables["account"], "roles" | "reach" | "language"> & {
    about: Uint8Array;
    key_id: string;
    version: number;
    wrapped: Uint8Array | null;
  };

/** The session of a token, in one query; undefined where it is unknown, over, or its account suspended. */
export async function findSession(
  { database, keys, clock }: Pick<Desk, "database" | "keys" | "clock">,
  token: string,
  { idleMinutes }: SessionLimits,
): Promise<Session | undefined> {
  const now = clock.now();
  const { rows } = await sql<Found>`
    select s.*, a.roles, a.reach, a.language, a.sealed as about, k.id as key_id, k.version, k.wrapped
    from session s join account a on a.id = s.account_id join data_key k on k.id = a.key_id
    where s.hash = ${tokenHash(token)} and s.expires_at > ${now} and s.seen_at > ${now.subtract({ minutes: idleMinutes })}
      and (a.state = 'active' or (s.stage = 'enrolling' and a.state = 'invited'))`.execute(database.kysely);
  const [row] = rows;
  if (row === undefined) return undefined;
  if (row.seen_at.until(now).total("seconds") >= TOUCH_SECONDS) {
    await sql`update session set seen_at = ${now} where id = ${row.id}`.execute(database.kysely);
  }
  return {
    id: idOf("session", row.id),
    account: idOf("account", row.account_id),
    stage: row.stage === "full" ? "full" : "enrolling",
    method: row.method,
    authenticatedAt: row.authenticated_at,
    roles: row.roles.filter(isRole),
    reach: reachSchema.parse(row.reach),
    language: isLanguage(row.language) ? row.language : "ja",
    name: async () => {
      const key = await unwrapDataKey(keys, { id: row.key_id, version: row.version, wrapped: row.wrapped });
      return aboutSchema.parse(openJson(key, row.about, accountPlace(row.account_id))).name;
    },
  };
}

/** Says that whoever is signed in has shown again who they are. @returns the token that takes the place of the one before */
export async function confirmSession(
  step: Step,
  session: Id<"session">,
  account: Id<"account">,
  method: Method,
): Promise<string> {
  const token = newToken();
  await step.append({ kind: sessionConfirmed, body: { session, method }, values: { account } });
  await sql`update session set hash = ${tokenHash(token)}, authenticated_at = ${step.at}, seen_at = ${step.at}
    where id = ${uuidOf("session", session) ?? ""}`.execute(step.tx);
  return token;
}

/** One's own session, as it is listed. */
export interface ListedSession {
  readonly id: Id<"session">;
  readonly browser: string;
  readonly place: string;
  readonly method: string;
  readonly madeAt: Temporal.Instant;
  readonly seenAt: Temporal.Instant;
}

/** The sessions of an account that are not over, the newest first. */
export async function listSessions(
  { database, keys, clock }: Pick<Desk, "database" | "keys" | "clock">,
  account: Id<"account">,
  { idleMinutes }: SessionLimits,
): Promise<readonly ListedSession[]> {
  const now = clock.now();
  const { rows } = await sql<AccessTables["session"]>`
    select * from session where account_id = ${accountUuid(account)} and stage = 'full' and expires_at > ${now}
      and seen_at > ${now.subtract({ minutes: idleMinutes })} order by made_at desc, id`.execute(database.kysely);
  if (rows.length === 0) return [];
  const key = await accountKey(database.kysely, { keys }, account);
  return rows.map(({ id, sealed, method, made_at, seen_at }) => ({
    id: idOf("session", id),
    ...fromSchema.parse(openJson(key, sealed, placeOf(id))),
    method,
    madeAt: made_at,
    seenAt: seen_at,
  }));
}

type Reason = "signed-out" | "revoked" | "replaced" | "suspended" | "changed";

/** Ends sessions of an account: the one named, or all of them but one that may be kept. */
export async function endSessions(
  desk: Desk,
  account: Id<"account">,
  which: { readonly only?: string; readonly but?: string; readonly reason: Reason },
  around: Around,
): Promise<void> {
  await act(
    desk,
    {
      name: "sessions.end",
      input: { account, ...which },
      run: async (step) => {
        await endSessionsOf(step, account, which.reason, which);
        return null;
      },
    },
    around,
  );
}

/** The same within a command. */
export async function endSessionsOf(
  step: Step,
  account: Id<"account">,
  reason: Reason,
  { only, but }: { readonly only?: string; readonly but?: string } = {},
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from session where account_id = ${accountUuid(account)}`.execute(step.tx);
  const ended = rows
    .map(({ id }) => idOf("session", id))
    .filter((id) => (only === undefined || id === only) && id !== but);
  await step.append({ kind: sessionEnded, body: { sessions: ended, reason }, values: { account } });
  const uuids = ended.map((id) => uuidOf("session", id));
  await sql`delete from session where id = any(${uuids}::uuid[])`.execute(step.tx);
}

/** Takes away what is over. Nothing of it is evidence: that a session was begun stands in the log, and how long it may last. */
export const expireSessions: RoomJob = {
  name: "sessions.expire",
  says: { ja: "期限が過ぎたサインインの状態を消す", en: "Remove sessions that are over" },
  every: "23 * * * *",
  run: async (_job, { desk: { database, clock } }) => {
    await database.transaction(async (tx) => {
      await sql`delete from session where expires_at <= ${clock.now()}`.execute(tx);
      await sql`delete from ceremony where expires_at <= ${clock.now()}`.execute(tx);
    });
  },
};
