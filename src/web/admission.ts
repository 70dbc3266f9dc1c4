import type { Context, MiddlewareHandler } from "hono";
import type { Loop, Metrics } from "../telemetry/index.ts";
import { ProblemError } from "../wire/index.ts";
import { routePattern } from "./requests.ts";

export interface AdmissionOptions {
  /** Requests answered at once. */
  readonly most: number;
  /** Of them, those that take long by what they ask for. Four times as many may wait for their turn. */
  readonly mostBulk: number;
  /** Patterns of routes that take long, as in `GET /v1/provisions.csv`. */
  readonly bulk: readonly string[];
  readonly loop: Pick<Loop, "lateMs">;
  readonly metrics: Pick<Metrics, "turnedAway">;
}

/** A body that is larger makes a request one in bulk; so does one that does not say how large it is. */
const BULK_BYTES = 65_536;
/** How late the event loop is when requests in bulk are turned away, and when all others are. */
const BULK_LATE_MS = 250;
const LATE_MS = 1_000;
/** A loop that is late is no reason to turn away one who comes alone: it was late for the work of one before. */
const FEW = 64;
const FEW_BULK = 1;
const WAITING_FOR_EACH = 4;
const RETRY_SECONDS = { busy: 2, late: 2, bulk: 5 } as const;
/** What watches over the server is answered, whatever the load; so are files that are in memory. */
const ALWAYS = /^\/(healthz|readyz|metrics|assets\/)/;

/**
 * Turns requests away while there is more to do than can be done, those in bulk first, so that what was begun is finished.
 * @throws {ProblemError} `overloaded`
 */
export function admission({ most, mostBulk, bulk, loop, metrics }: AdmissionOptions): MiddlewareHandler {
  const patterns = new Set(bulk);
  const waiting: (() => void)[] = [];
  let underWay = 0;
  let bulkUnderWay = 0;

  const turnAway = (why: keyof typeof RETRY_SECONDS): never => {
    metrics.turnedAway(why);
    throw new ProblemError("overloaded", { seconds: RETRY_SECONDS[why] });
  };
  const takeTurn = async (): Promise<void> => {
    if (bulkUnderWay < mostBulk) {
      bulkUnderWay += 1;
      return;
    }
    if (waiting.length >= mostBulk * WAITING_FOR_EACH) turnAway("bulk");
    // Whoever gives up a turn hands it over, so the count stays.
    await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const endTurn = (): void => {
    const next = waiting.shift();
    if (next === undefined) bulkUnderWay -= 1;
    else next();
  };

  return async (c, next) => {
    if (ALWAYS.test(c.req.path)) {
      await next();
      return;
    }
    if (underWay >= most) turnAway("busy");
    const late = loop.lateMs();
    if (late > LATE_MS && underWay >= FEW) turnAway("late");
    const isBulk = isLarge(c) || patterns.has(`${c.req.method} ${routePattern(c)}`);
    if (isBulk && late > BULK_LATE_MS && bulkUnderWay >= FEW_BULK) turnAway("bulk");
    underWay += 1;
    try {
      if (isBulk) await takeTurn();
      try {
        await next();
      } finally {
        if (isBulk) endTurn();
      }
    } finally {
      underWay -= 1;
    }
  };
}

function isLarge(c: Context): boolean {
  if (c.req.method === "GET" || c.req.method === "HEAD") return false;
  const length = c.req.header("Content-Length");
  if (length !== undefined) return Number(length) > BULK_BYTES;
  return c.req.header("Transfer-Encoding") !== undefined;
}
