import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { Hono } from "hono";
import { allowedCaller, type Door, requires } from "../../access/index.ts";
import { OUTCOMES } from "../../decision/index.ts";
import { mayKnowOf, sightOf } from "../../people/index.ts";
import type { House } from "../../room/index.ts";
import { idOf, ProblemError, uuidOf } from "../../wire/index.ts";
import { type DecisionOnRecord, decisionInSight, decisionsAbout, replayDecision } from "./replay.ts";

const PAGE = 50;
const MOST = 200;

export function recordedDecisionRoutes(house: House, door: Door): Hono {
  const app = new Hono();
  app.get("/v1/decisions", requires(door, "people:read"), async (c) => {
    const { person = "", cursor, limit } = c.req.query();
    const uuid = uuidOf("person", person);
    if (uuid === undefined) throw new ProblemError("no-such-person", { person: "–" });
    if (!(await mayKnowOf(door.desk, sightOf(allowedCaller(c), house), idOf("person", uuid)))) {
      throw new ProblemError("no-such-person", { person: idOf("person", uuid) });
    }
    const size = Math.min(MOST, Math.max(1, Math.trunc(Number(limit ?? PAGE)) || PAGE));
    const found = await decisionsAbout(door.desk, idOf("person", uuid), { before: cursor, limit: size });
    const last = found.length === size ? found.at(-1)?.id : undefined;
    return c.json({ items: found.map(written), ...(last === undefined ? {} : { next: last }) });
  });
  app.get("/v1/decisions/:id", requires(door, "people:read"), async (c) =>
    c.json(written(await decisionInSight(door.desk, sightOf(allowedCaller(c), house), c.req.param("id")))),
  );
  app.get("/v1/decisions/:id/replay", requires(door, "people:read"), async (c) => {
    const decision = await decisionInSight(door.desk, sightOf(allowedCaller(c), house), c.req.param("id"));
    return c.json({ decision: written(decision), replay: await replayDecision(door.desk, house.packs, decision) });
  });
  return app;
}

function written({ at, decidedAt, ...rest }: DecisionOnRecord): Record<string, unknown> {
  return { ...rest, at: at.toString(), decidedAt: decidedAt.toString() };
}

const onRecord = z.object({
  id: z.string(),
  event: z.string(),
  person: z.string(),
  at: z.string(),
  decidedAt: z.string(),
  operator: z.string(),
  act: z.string(),
  purpose: z.string(),
  outcome: z.enum(OUTCOMES),
  pack: z.string(),
  fingerprint: z.string().optional(),
  engine: z.string(),
});

export function describeRecordedDecisions(api: OpenAPIHono["openAPIRegistry"]): void {
  const decision = api.register("DecisionOnRecord", onRecord);
  const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
    description,
    content: { "application/json": { schema } },
  });
  const id = z.object({ id: z.string().meta({ examples: ["dec_019ab3f0-6d2e-7c41-9f3a-2b8f8f5f2c10"] }) });
  api.registerPath({
    method: "get",
    path: "/v1/decisions",
    summary: "Decisions about a person, the newest first",
    request: { query: z.object({ person: z.string(), cursor: z.string().optional(), limit: z.string().optional() }) },
    responses: {
      200: json("A page of decisions", z.object({ items: z.array(decision), next: z.string().optional() })),
    },
  });
  api.registerPath({
    method: "get",
    path: "/v1/decisions/{id}",
    summary: "A decision on record",
    request: { params: id },
    responses: { 200: json("The decision, without what is sealed", decision) },
  });
  api.registerPath({
    method: "get",
    path: "/v1/decisions/{id}/replay",
    summary: "Decide again on the facts of then, and compare",
    request: { params: id },
    responses: {
      200: json(
        "Whether the answer is the same; where a later engine differs, in what",
        z.object({ decision, replay: z.looseObject({ state: z.string() }) }),
      ),
    },
  });
}
