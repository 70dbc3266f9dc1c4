import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import type { Desk } from "../act/index.ts";
import type { Actor } from "../evidence/index.ts";
import { isLanguage, ProblemError } from "../wire/index.ts";
import { findApiKey } from "./api-key.ts";
import { checkAttempts, countRefusal } from "./refusals.ts";
import { EVERYONE, type Reach } from "./reach.ts";
import { isRole, type Role, ROLES } from "./roles.ts";
import { isScope, type Scope, SCOPES } from "./scopes.ts";

/** Who sent a request, and what they may do. */
export interface Caller {
  readonly actor: Actor;
  readonly scopes: ReadonlySet<Scope>;
  /** As what somebody of the staff works; a key works as nothing. */
  readonly roles: readonly Role[];
  readonly reach: Reach;
}

/** Holds the local access token in a browser that opened the address printed at start. */
export const ACCESS_COOKIE = "yakusoku-access";

/** The page that gives access, and says how to get it; without its language. */
export const ACCESS_PATH = "/access";

/** What the guards need of the house. */
export interface Door {
  readonly desk: Desk;
  /** Opens the pages to whoever sits at this machine, until staff can sign in; a new one at each start. */
  readonly accessToken: string;
}

/**
 * Who calls: by an API key, or by the access token of whoever sits at the machine.
 * @returns undefined where neither is there
 * @throws {ProblemError} `not-authorized` for a key that is unknown or revoked, `too-many-attempts` after too many of them
 */
export async function callerOf(c: Context, { desk, accessToken }: Door): Promise<Caller | undefined> {
  const header = c.req.header("Authorization");
  if (header !== undefined) {
    checkAttempts(c, desk);
    const key = await findApiKey(desk, /^Bearer (\S+)$/i.exec(header)?.[1] ?? "");
    if (key === undefined) {
      countRefusal(c, desk);
      throw new ProblemError("not-authorized");
    }
    return { actor: { kind: "key", id: key.id }, scopes: new Set(key.scopes), roles: [], reach: EVERYONE };
  }
  const cookie = getCookie(c, ACCESS_COOKIE);
  if (cookie === undefined || !isSame(cookie, accessToken)) return undefined;
  return {
    actor: { kind: "staff", id: "local" },
    scopes: new Set(Object.keys(SCOPES).filter(isScope)),
    roles: Object.keys(ROLES).filter(isRole),
    reach: EVERYONE,
  };
}

/** By context: counting a body puts another request in place of the first. */
const callers = new WeakMap<Context, Caller>();

/**
 * Lets a request through that may do something. Whoever opens a page without access is sent to the page that says how to get it.
 * @throws {ProblemError} `not-authorized` without a key, `scope-missing` with a key that may not
 */
export function requires(door: Door, scope: Scope): MiddlewareHandler {
  return guard(door, ({ scopes }) => {
    if (!scopes.has(scope)) throw new ProblemError("scope-missing", { scope });
  });
}

/**
 * Lets only staff through, and no API key whatever its scopes: a key must not make another that may do more.
 * @throws {ProblemError} `not-authorized`
 */
export function requiresStaff(door: Door): MiddlewareHandler {
  return guard(door, ({ actor }) => {
    if (actor.kind !== "staff") throw new ProblemError("not-authorized");
  });
}

function guard(door: Door, check: (caller: Caller) => void): MiddlewareHandler {
  return async (c, next) => {
    const caller = await callerOf(c, door);
    if (caller === undefined) {
      const [, language] = c.req.path.split("/");
      if (isLanguage(language)) return c.redirect(`/${language}${ACCESS_PATH}`, 303);
      throw new ProblemError("not-authorized");
    }
    check(caller);
    callers.set(c, caller);
    await next();
    return undefined;
  };
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

/** Compares in constant time, whatever the lengths. */
export function isSame(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
