import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { connectionOf } from "./connection.ts";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Whether the browser came by TLS. */
function isSecure(c: Context): boolean {
  return connectionOf(c).secure;
}

/** The name that the browser asked for, in lower case and without its port. */
export function hostName(c: Context): string {
  const host = (c.req.header("Host") ?? new URL(c.req.url).host).toLowerCase();
  return host.replace(/:\d+$/, "");
}

/** What the browser has as its origin: scheme, name and port. */
export function originOf(c: Context): string {
  const host = (c.req.header("Host") ?? new URL(c.req.url).host).toLowerCase();
  return new URL(`${isSecure(c) ? "https" : "http"}://${host}`).origin;
}

export function isLoopback(c: Context): boolean {
  return LOOPBACK.has(hostName(c));
}

/** Whether somebody may sign in here: not where whoever is in between could read along. */
export function isPrivate(c: Context): boolean {
  return isSecure(c) || isLoopback(c);
}

/** `__Host-` has the browser hold a cookie to this host and to TLS; on loopback there is none. */
function nameOf(c: Context, name: string): string {
  return isSecure(c) ? `__Host-${name}` : name;
}

/*
 * SameSite=Lax: whoever comes from a link in a mail, or back from the company's provider, is still signed in. No GET changes anything,
 * and every other method is held to its origin.
 */
export function giveCookie(c: Context, name: string, value: string, seconds?: number): void {
  setCookie(c, nameOf(c, name), value, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: isSecure(c),
    ...(seconds === undefined ? {} : { maxAge: seconds }),
  });
}

export function readCookie(c: Context, name: string): string | undefined {
  return getCookie(c, nameOf(c, name));
}

export function dropCookie(c: Context, name: string): void {
  deleteCookie(c, nameOf(c, name), { path: "/", secure: isSecure(c) });
}
