import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes, routePath } from "hono/route";
import { callerKind } from "../access/index.ts";
import type { Log, Metrics } from "../telemetry/index.ts";
import type { Id, IdFactory } from "../wire/index.ts";

const numbers = new WeakMap<Context, Id<"request">>();

/** The number of a request, as its answer carries it in `X-Request-Id`. */
export function requestNumber(c: Context, ids: IdFactory): Id<"request"> {
  const known = numbers.get(c);
  if (known !== undefined) return known;
  const made = ids("request");
  numbers.set(c, made);
  return made;
}

/** Stands for requests that no route answers: their paths are without bound, and somebody else's. */
const NO_ROUTE = "none";
/** RFC 9110, 9, and PATCH. A method is the caller's own word, so any other is counted as one. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]);

/** The pattern of the route that answers, such as `/v1/people/:id`; never the path itself, which names somebody. */
export function routePattern(c: Context): string {
  const pattern = routePath(c);
  if (!pattern.endsWith("*")) return pattern;
  return matchedRoutes(c).findLast(({ path }) => !path.endsWith("*"))?.path ?? NO_ROUTE;
}

/**
 * Numbers, counts, measures and logs each request: method, pattern of the route, status, milliseconds, the kind of caller. No address, no
 * path, no query, no name of anybody.
 */
export function observed(ids: IdFactory, log: Log, metrics: Metrics): MiddlewareHandler {
  let underWay = 0;
  return async (c, next) => {
    const began = performance.now();
    const request = requestNumber(c, ids);
    metrics.inFlight((underWay += 1));
    try {
      await next();
    } finally {
      metrics.inFlight((underWay -= 1));
    }
    c.res.headers.set("X-Request-Id", request);
    const ms = performance.now() - began;
    const method = METHODS.has(c.req.method) ? c.req.method : "other";
    const route = routePattern(c);
    const { status } = c.res;
    metrics.answered({ method, route, status, seconds: ms / 1_000 });
    const fields = { method, route, status, ms: Math.round(ms * 10) / 10, request, caller: callerKind(c) };
    if (status >= 500) log.warn("request", fields);
    else log.info("request", fields);
  };
}
