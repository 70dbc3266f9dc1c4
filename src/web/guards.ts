import type { Context, MiddlewareHandler } from "hono";
import { connectionOf } from "../access/index.ts";
import { SANDBOXED } from "../uploads/index.ts";
import { ProblemError } from "../wire/index.ts";

/*
 * Listening on loopback is not authentication: a page anywhere can make a browser on this machine send requests
 * here, and can point a name of its own at 127.0.0.1 (DNS rebinding). Hence the host and origin guards.
 */

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "script-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/** Half a year, for this host alone: what else stands under its domain is not known here (RFC 6797). */
const TRANSPORT_SECURITY = "max-age=15768000";

/** Sets the security headers on every answer, and `Cache-Control: no-cache` where the route said nothing. */
export function securityHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    // A page whose own address is a secret says so itself, and names itself to nobody.
    const silent = c.res.headers.get("Referrer-Policy");
    // What somebody sent may do even less than a page of ours.
    const sandboxed = c.res.headers.get("Content-Security-Policy") === SANDBOXED;
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
    if (sandboxed) c.res.headers.set("Content-Security-Policy", SANDBOXED);
    if (silent === "no-referrer" || silent === "strict-origin") c.res.headers.set("Referrer-Policy", silent);
    if (connectionOf(c).secure) c.res.headers.set("Strict-Transport-Security", TRANSPORT_SECURITY);
    if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-cache");
  };
}

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/;

/**
 * Answers only under known names. Loopback names are always known, on any port.
 * @param allowed further names; one without a port (`yakusoku.example`) stands for every port
 * @throws {ProblemError} `host-not-allowed`
 */
export function hostGuard(allowed: readonly string[]): MiddlewareHandler {
  const known = new Set([...LOOPBACK, ...allowed.map((name) => name.toLowerCase())]);
  return async (c, next) => {
    const host = requestHost(c);
    const name = HOST.exec(host)?.[1];
    if (name === undefined || !(known.has(name) || known.has(host))) {
      throw new ProblemError("host-not-allowed", { host: host.slice(0, 100), allowed: [...known].join(", ") });
    }
    await next();
  };
}

/**
 * Refuses writes that a page of another site makes a browser send. A request without `Origin` and without
 * `Sec-Fetch-Site` comes from a server and passes.
 * @throws {ProblemError} `origin-not-allowed`
 */
export function originGuard(): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header("Origin");
    const site = c.req.header("Sec-Fetch-Site");
    if (c.req.method !== "GET" && c.req.method !== "HEAD") {
      const foreign =
        origin === undefined ? site === "cross-site" || site === "same-site" : !isSameHost(origin, requestHost(c));
      if (foreign) throw new ProblemError("origin-not-allowed", { origin: (origin ?? site ?? "").slice(0, 100) });
    }
    await next();
  };
}

function requestHost(c: Context): string {
  return (c.req.header("Host") ?? new URL(c.req.url).host).toLowerCase();
}

/** Behind a server that ends TLS the schemes differ, so only hosts are compared, each without its default port. */
function isSameHost(origin: string, host: string): boolean {
  const given = URL.parse(origin);
  return given !== null && given.host !== "" && given.host === URL.parse(`${given.protocol}//${host}`)?.host;
}
