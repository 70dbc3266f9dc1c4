import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { Hono } from "hono";
import { type Door, requires } from "../access/index.ts";
import { logStanding } from "../evidence/index.ts";
import { queueStanding } from "../jobs/index.ts";
import type { House } from "../room/index.ts";
import type { Looked } from "../telemetry/index.ts";
import { readinessOf } from "./readiness.ts";
import { securityText } from "./security-text.ts";
import { SECURITY_CONTACT } from "./settings.ts";

/** A turn of the event loop that took longer than this kept everybody waiting. */
const LATE_MS = 1_000;

/** For whoever watches the server: `/healthz`, `/readyz`, `/metrics`, and `/.well-known/security.txt` where somebody is named. */
export function operationsRoutes(house: House): Hono {
  const app = new Hono();
  const { running, door, clock } = house;
  app.get("/healthz", (c) => {
    const worstMs = running.loop.worstMs();
    c.header("Cache-Control", "no-store");
    return c.json({ status: worstMs > LATE_MS ? "degraded" : "ok", version: running.version, eventLoop: { worstMs } });
  });
  app.get("/readyz", async (c) => {
    const checks = door === undefined ? {} : await readinessOf(door.desk, house.migrations);
    const said = Object.fromEntries(Object.entries(checks).map(([name, holds]) => [name, holds ? "ok" : "failed"]));
    const ready = !running.stopping() && Object.values(checks).every((holds) => holds);
    c.header("Cache-Control", "no-store");
    const status = ready ? "ready" : running.stopping() ? "stopping" : "not-ready";
    return c.json({ status, checks: said }, ready ? 200 : 503);
  });
  if (door !== undefined) {
    running.metrics.looks(() => lookUp(door));
    app.get("/metrics", requires(door, "metrics:read"), async (c) => {
      const { type, text } = await running.metrics.page();
      return c.body(text, 200, { "Content-Type": type, "Cache-Control": "no-store" });
    });
  }
  const contacts = running.settings.get(SECURITY_CONTACT);
  if (contacts.length > 0) {
    app.get("/.well-known/security.txt", (c) => c.text(securityText(contacts, clock.now())));
  }
  return app;
}

async function lookUp({ desk: { database, clock } }: Door): Promise<Looked> {
  const [queue, log] = await Promise.all([queueStanding(database), logStanding(database.kysely)]);
  const since = (at: Temporal.Instant | undefined): number | undefined =>
    at === undefined ? undefined : Math.max(0, clock.now().since(at).total("seconds"));
  return {
    yakusoku_jobs_waiting: queue.waiting,
    yakusoku_jobs_oldest_waiting_seconds: queue.oldestSeconds,
    yakusoku_jobs_running: queue.running,
    yakusoku_jobs_failed: queue.failed,
    yakusoku_evidence_leaves: log.leaves,
    yakusoku_evidence_waiting_seconds: since(log.waitingSince) ?? 0,
    yakusoku_evidence_checkpoint_age_seconds: since(log.checkpointAt),
  };
}

const checkWord = z.enum(["ok", "failed"]);

export function describeOperations(api: OpenAPIHono["openAPIRegistry"]): void {
  const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
    description,
    content: { "application/json": { schema } },
  });
  const readiness = z.object({
    status: z.enum(["ready", "not-ready", "stopping"]),
    checks: z.object({ database: checkWord, tables: checkWord, keys: checkWord, evidence: checkWord }).partial(),
  });
  api.registerPath({
    method: "get",
    path: "/healthz",
    summary: "Whether the process lives, and how late its event loop was since this was last asked",
    responses: {
      200: json(
        "It lives",
        z.object({
          status: z.enum(["ok", "degraded"]),
          version: z.string(),
          eventLoop: z.object({ worstMs: z.int() }),
        }),
      ),
    },
  });
  api.registerPath({
    method: "get",
    path: "/readyz",
    summary: "Whether it can do its work: database, tables, keys, evidence log",
    responses: { 200: json("Send requests", readiness), 503: json("Send them elsewhere", readiness) },
  });
  api.registerPath({
    method: "get",
    path: "/metrics",
    summary: "How the system runs, for Prometheus; with a key of the scope metrics:read",
    responses: { 200: { description: "Metrics", content: { "text/plain": { schema: z.string() } } } },
  });
}
