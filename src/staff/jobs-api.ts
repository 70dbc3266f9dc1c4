import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Context, Hono } from "hono";
import { type Door, requires } from "../access/index.ts";
import { isJobState, JOB_STATES, type JobState, type ListedJob, listJobs } from "../jobs/index.ts";
import type { House } from "../room/index.ts";
import { ProblemError } from "../wire/index.ts";

export const JOBS_LIMIT = 50;
const JOBS_LIMIT_MOST = 200;

const STATES = Object.keys(JOB_STATES).filter(isJobState);

const jobSchema = z.object({
  id: z.string().openapi({ example: "job_019ab3f0-6d2e-7c41-9f3a-2b8f8f5f2c10" }),
  name: z.string().openapi({ example: "answers.expire" }),
  state: z.enum(STATES),
  enqueuedAt: z.iso.datetime(),
  startAfter: z.iso.datetime().openapi({ description: "Not before this instant" }),
  finishedAt: z.iso.datetime().optional(),
  attempts: z.int().nonnegative(),
  error: z.string().optional().openapi({ description: "The name of the error of the last attempt that failed" }),
});

/** `GET /v1/jobs`: `{items, next?}`. What a job carries is not given. */
export function jobRoutes(_house: House, door: Door): Hono {
  const app = new Hono();
  app.get("/v1/jobs", requires(door, "jobs:read"), async (c) => {
    const limit = c.req.query("limit") ?? String(JOBS_LIMIT);
    if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > JOBS_LIMIT_MOST) {
      throw new ProblemError("not-found", { path: `limit=${limit.slice(0, 20)}` });
    }
    const page = await listJobs(door.desk.database, {
      state: stateAsked(c),
      limit: Number(limit),
      before: c.req.query("cursor"),
    });
    c.header("Cache-Control", "no-store");
    return c.json({ items: page.items.map(written), ...(page.next === undefined ? {} : { next: page.next }) });
  });
  return app;
}

/** @throws {ProblemError} `not-found` for a state that there is not */
export function stateAsked(c: Context): JobState | undefined {
  const state = c.req.query("state");
  if (state === undefined || state === "") return undefined;
  if (!isJobState(state)) throw new ProblemError("not-found", { path: `state=${state.slice(0, 20)}` });
  return state;
}

function written({ enqueuedAt, startAfter, finishedAt, error, ...job }: ListedJob): z.infer<typeof jobSchema> {
  return {
    ...job,
    enqueuedAt: enqueuedAt.toString(),
    startAfter: startAfter.toString(),
    ...(finishedAt === undefined ? {} : { finishedAt: finishedAt.toString() }),
    ...(error === undefined ? {} : { error }),
  };
}

export function describeJobs(registry: OpenAPIHono["openAPIRegistry"]): void {
  registry.registerPath({
    method: "get",
    path: "/v1/jobs",
    summary: "List background work, the newest first",
    request: {
      query: z.object({
        state: z.enum(STATES).optional(),
        limit: z.int().min(1).max(JOBS_LIMIT_MOST).optional(),
        cursor: z.string().optional().openapi({ description: "`next` of the page before" }),
      }),
    },
    responses: {
      200: {
        description: "Jobs: those done within a day, those failed for good within a year, and all others",
        content: {
          "application/json": { schema: z.object({ items: z.array(jobSchema), next: z.string().optional() }) },
        },
      },
    },
  });
}
