import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import type { Desk } from "../act/index.ts";
import type { Actor } from "../evidence/index.ts";
import { isLanguage, type Language, ProblemError } from "../wire/index.ts";
import { hasActiveAccount } from "./accounts.ts";
import { findApiKey } from "./api-key.ts";
import { isLoopback } from "./cookies.ts";
import type { ProviderSettings } from "./provider-settings.ts";
import { checkAttempts, countRefusal } from "./refusals.ts";
import { EVERYONE, type Reach } from "./reach.ts";
import { isRole, type Role, ROLES, scopesOf } from "./roles.ts";
import { isScope, type Scope, SCOPES } from "./scopes.ts";
import { findSession, FRESH_MINUTES, type Session, SESSION_LIMITS, type SessionLimits } from "./sessions.ts";
import { sessionToken } from "./sign-in.ts";
import { isLoopbackAddress } from "./source.ts";

/** Who sent a request, and what they may do. */
export interface Caller {
  readonly actor: Actor;
  readonly scopes: ReadonlySet<Scope>;
  /** As what somebody of the staff works; a key works as nothing. */
  readonly roles: readonly Role[];
  readonly reach: Reach;
  /** Of somebody who signed in; absent for a key, and for whoever sits at the machine. */
  readonly session?: Session | undefined;
}

/** Holds the local access token in a browser that opened the address printed at start. */
export const ACCESS_COOKIE = "yakusoku-access";

/** The page that gives access, and says how to get it; without its language. */
export const ACCESS_PATH = "/access";

/** The page on which staff sign in; without its language. */
export const SIGN_IN_PATH = "/sign-in";

/** The page that asks somebody who is signed in to show again who they are. */
export const CONFIRM_PATH = "/confirm";

/** What the guards need of the house. */
export interface Door {
  readonly desk: Desk;
  /** Opens the pages to whoever sits at this machine, until somebody of the staff can sign in; a new one at each start. */
  readonly accessToken: string;
  /** `always`: the access token goes on working beside accounts. */
  readonly localAccess?: "until-accounts" | "always" | undefined;
  /** Opens the page on which the first account is made, while there is none; a new one at each start. */
  readonly setUpToken?: string | undefined;
  readonly sessions?: SessionLimits | undefined;
  /** The company's own provider of identities. */
  readonly provider?: ProviderSettings | undefined;
}

export function limitsOf({ sessions = SESSION_LIMITS }: Door): SessionLimits {
  return sessions;
}

/** Once there is an account that can sign in, there always is: the last administrator cannot be suspended. */
const open = new WeakSet<Desk>();

/** Whether somebody of the staff can sign in. */
export async function staffCanSignIn(desk: Desk): Promise<boolean> {
  if (open.has(desk)) return true;
  const found = await hasActiveAccount(desk);
  if (found) open.add(desk);
  return found;
}

/**
 * Who calls: by an API key, signed in, or by the access token of whoever sits at the machine.
 * @returns undefined where none is there
 * @throws {ProblemError} `not-authorized` for a key that is unknown or revoked, `too-many-attempts` after too many of them
 */
export async function callerOf(c: Context, door: Door): Promise<Caller | undefined> {
  const { desk } = door;
  const header = c.req.header("Authorization");
  if (header !== undefined) {
    checkAttempts(c, desk);
    const key = await findApiKey(desk, /^Bearer (\S+)$/i.exec(header)?.[1] ?? "");
    if (key === undefined) {
      countRefusal(c, desk);
      throw new ProblemError("not-authorized");
    }
    return { actor: { kind: "key", id: key.id }, scopes: new Set(key.scopes), roles: [], reach: key.reach };
  }
  const session = await sessionOf(c, door);
  if (session?.stage === "full") {
    const { account, roles, reach } = session;
    return { actor: { kind: "staff", id: account }, scopes: scopesOf(roles), roles, reach, session };
  }
  if (!(await hasLocalAccess(c, door))) return undefined;
  return {
    actor: { kind: "staff", id: "local" },
    scopes: new Set(Object.keys(SCOPES).filter(isScope)),
    roles: Object.keys(ROLES).filter(isRole),
    reach: EVERYONE,
  };
}

/** The session of a request, that of somebody who is still setting up how they sign in among them. */
export async function sessionOf(c: Context, door: Door): Promise<Session | undefined> {
  const token = sessionToken(c);
  return token === undefined ? undefined : await findSession(door.desk, token, limitsOf(door));
}

async function hasLocalAccess(c: Context, { desk, accessToken, localAccess }: Door): Promise<boolean> {
  const cookie = getCookie(c, ACCESS_COOKIE);
  if (cookie === undefined || !isSame(cookie, accessToken)) return false;
  return await isLocalAccessOpen(c, { desk, localAccess });
}

/** Whether the access token opens anything: at the machine itself, and while nobody can sign in, unless it was set otherwise. */
export async function isLocalAccessOpen(
  c: Context,
  { desk, localAccess }: Pick<Door, "desk" | "localAccess">,
): Promise<boolean> {
  if (!isLoopback(c) || !isLoopbackAddress(c)) return false;
  return localAccess === "always" || !(await staffCanSignIn(desk));
}

/** By context: counting a body puts another request in place of the first. */
const callers = new WeakMap<Context, Caller>();
/** The name that the page's header shows. */
const names = new WeakMap<Context, { readonly name?: string }>();

/**
 * Lets a request through that may do something. Whoever opens a page without access is sent to sign in, and comes back after it.
 * @throws {ProblemError} `not-authorized` without a key, `scope-missing` with a key or account that may not
 */
export function requires(door: Door, scope: Scope): MiddlewareHandler {
  return guard(door, ({ scopes }) => {
    if (!scopes.has(scope)) throw new ProblemError("scope-missing", { scope });
  });
}

/**
 * Lets only staff through, and no API key whatever its scopes.
 * @param scope what their roles have to let them do
 * @throws {ProblemError} `not-authorized`, `scope-missing`
 */
export function requiresStaff(door: Door, scope?: Scope): MiddlewareHandler {
  return guard(door, ({ actor, scopes }) => {
    if (actor.kind !== "staff") throw new ProblemError("not-authorized");
    if (scope !== undefined && !scopes.has(scope)) throw new ProblemError("scope-missing", { scope });
  });
}

function guard(door: Door, check: (caller: Caller) => void): MiddlewareHandler {
  return async (c, next) => {
    const caller = await callerOf(c, door);
    if (caller === undefined) {
      const language = pageLanguage(c);
      if (language !== undefined) return c.redirect(await whereToEnter(c, door, language), 303);
      throw new ProblemError("not-authorized");
    }
    await rememberCaller(c, caller);
    check(caller);
    await next();
    return undefined;
  };
}

/** The language of a page's path; undefined for a path of the API. */
function pageLanguage(c: Context): Language | undefined {
  const [, language] = c.req.path.split("/");
  return isLanguage(language) ? language : undefined;
}

async function whereToEnter(c: Context, door: Door, language: Language): Promise<string> {
  if (!(await staffCanSignIn(door.desk))) return `/${language}${ACCESS_PATH}`;
  return `/${language}${SIGN_IN_PATH}?${new URLSearchParams({ to: pageAsked(c) }).toString()}`;
}

/** The page that somebody wanted: of a form that was sent, the one that it stood on. */
function pageAsked(c: Context): string {
  if (c.req.method === "GET" || c.req.method === "HEAD") {
    const { pathname, search } = new URL(c.req.url);
    return `${pathname}${search}`;
  }
  const from = URL.parse(c.req.header("Referer") ?? "");
  const host = c.req.header("Host") ?? new URL(c.req.url).host;
  return from !== null && from.host === host ? `${from.pathname}${from.search}` : "";
}

/** A page of ours to go on to: never another host. @returns the page of records where it is none */
export function safeReturn(to: string | undefined, language: Language): string {
  // Neither // nor a backslash, which browsers read as one: both lead elsewhere.
  return to !== undefined && /^\/(?:ja|en)(?:\/(?![/\\])[^\\\p{Cc}]*)?$/u.test(to) ? to : `/${language}/records`;
}

/**
 * Before something dangerous: whoever is signed in has shown who they are within the last ten minutes, or is asked to first. Stands
 * after the guard that let them through. A key has shown its secret with the request itself.
 * @throws {ProblemError} `step-up-needed` to a program
 */
export function requiresFresh(door: Door): MiddlewareHandler {
  return async (c, next) => {
    const { session } = allowedCaller(c);
    if (session !== undefined && !isFresh(door, session)) {
      const language = pageLanguage(c);
      if (language === undefined) throw new ProblemError("step-up-needed", { minutes: FRESH_MINUTES });
      if (c.req.method === "GET" || c.req.method === "HEAD") {
        return c.redirect(`/${language}${CONFIRM_PATH}?${new URLSearchParams({ to: pageAsked(c) }).toString()}`, 303);
      }
      // 307 has the browser send the form along, to the page that asks and offers it again afterwards.
      const { pathname, search } = new URL(c.req.url);
      const asked = new URLSearchParams({ to: pageAsked(c), form: `${pathname}${search}` });
      return c.redirect(`/${language}${CONFIRM_PATH}/form?${asked.toString()}`, 307);
    }
    await next();
    return undefined;
  };
}

function isFresh({ desk }: Pick<Door, "desk">, { authenticatedAt }: Session): boolean {
  return authenticatedAt.until(desk.clock.now()).total("minutes") < FRESH_MINUTES;
}

/** Who was let through by `requires`. @throws {TypeError} on a route without it: a slip of ours */
export function allowedCaller(c: Context): Caller {
  const caller = callers.get(c);
  if (caller === undefined) throw new TypeError(`${c.req.path} is not guarded by a scope`);
  return caller;
}

/** What kind of caller was let through: for logs, which say no more of anybody. */
export function callerKind(c: Context): Actor["kind"] | "none" {
  return callers.get(c)?.actor.kind ?? "none";
}

async function rememberCaller(c: Context, caller: Caller): Promise<void> {
  callers.set(c, caller);
  if (pageLanguage(c) === undefined || caller.actor.kind !== "staff") return;
  const name = await caller.session?.name();
  names.set(c, name === undefined ? {} : { name });
}

/** Whom the header of a page names: somebody by name, or whoever sits at the machine. Undefined on pages that nobody guards. */
export function signedIn(c: Context): { readonly name?: string } | undefined {
  return names.get(c);
}

/** Compares in constant time, whatever the lengths. */
export function isSame(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
