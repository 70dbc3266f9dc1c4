import { monitorEventLoopDelay } from "node:perf_hooks";
import { Hono } from "hono";

/** How often the loop is looked at, in milliseconds. */
const EVERY_MS = 20;
/** A turn of the event loop that took longer than this kept everybody waiting. */
const LATE_MS = 1_000;
/** A database that has not answered by then is taken not to answer. */
const PATIENCE_MS = 2_000;
const NANOSECONDS = 1_000_000;

export interface HealthOptions {
  readonly version: string;
  /** Asks the database for something small; absent where nothing is kept. */
  readonly probe?: (() => Promise<unknown>) | undefined;
}

/**
 * `GET /healthz`: `{status, version, eventLoop: {worstMs}, database?}`. `degraded` where the event loop was late since it was last
 * asked, and with status 503 where the database does not answer.
 */
export function healthRoutes({ version, probe }: HealthOptions): Hono {
  const app = new Hono();
  const loop = monitorEventLoopDelay({ resolution: EVERY_MS });
  loop.enable();
  app.get("/healthz", async (c) => {
    const worstMs = Math.max(0, Math.round(loop.max / NANOSECONDS - EVERY_MS));
    loop.reset();
    const reached = probe === undefined ? undefined : await answers(probe);
    const status = reached === false || worstMs > LATE_MS ? "degraded" : "ok";
    c.header("Cache-Control", "no-store");
    const database = reached === undefined ? {} : { database: reached ? "reachable" : "unreachable" };
    return c.json({ status, version, eventLoop: { worstMs }, ...database }, reached === false ? 503 : 200);
  });
  return app;
}

async function answers(probe: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const asked = probe().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
