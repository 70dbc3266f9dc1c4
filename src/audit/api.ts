import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { Hono } from "hono";
import { type Door, requires } from "../access/index.ts";
import { head, proveConsistency, proveEvent } from "../evidence/index.ts";
import { ProblemError } from "../wire/index.ts";

const hash = z.string().meta({ description: "32 bytes, Base64" });

const event = z
  .object({
    id: z.string().meta({ description: "`evt_…`" }),
    kind: z.string(),
    at: z.string().meta({ description: "ISO 8601, UTC" }),
    state: z.enum(["included", "pending"]).meta({
      description: "`pending`: recorded, and about to have its place in the tree; ask again in a second",
    }),
    entry: z.string().meta({ description: "Canonical JSON (RFC 8785). Its UTF-8 bytes are what the leaf is made of" }),
    leafHash: hash.meta({ description: "SHA-256 of a zero byte and the entry (RFC 6962, 2.1); 32 bytes, Base64" }),
    inclusion: z
      .object({
        index: z.int().meta({ description: "Counted from 0" }),
        size: z.int().meta({ description: "Number of events of the checkpoint" }),
        root: hash,
        proof: z.array(hash).meta({ description: "From the leaf up (RFC 6962, 2.1.1)" }),
        checkpoint: z.string().meta({ description: "Signed note (C2SP tlog-checkpoint)" }),
      })
      .optional(),
  })
  .meta({ title: "Event with its proof" });

const consistency = z
  .object({
    from: z.int(),
    to: z.int(),
    rootFrom: hash,
    rootTo: hash,
    proof: z.array(hash).meta({ description: "RFC 6962, 2.1.2" }),
  })
  .meta({ title: "Proof that the log goes on from what it was" });

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** Proofs, for whoever may read the evidence. */
export function evidenceApi(door: Door): Hono {
  const { database } = door.desk;
  const app = new Hono();
  app.get("/v1/evidence/events/:event", requires(door, "evidence:read"), async (c) => {
    const found = await proveEvent(database.kysely, c.req.param("event"));
    if (found === undefined) throw new ProblemError("not-found", { path: c.req.path });
    const { id, kind, at, entry, inclusion } = found;
    return c.json({
      id,
      kind,
      at: at.toString(),
      state: inclusion === undefined ? "pending" : "included",
      entry,
      leafHash: base64(found.hash),
      ...(inclusion === undefined
        ? {}
        : { inclusion: { ...inclusion, root: base64(inclusion.root), proof: inclusion.proof.map(base64) } }),
    } satisfies z.infer<typeof event>);
  });
  app.get("/v1/evidence/consistency", requires(door, "evidence:read"), async (c) => {
    const size = (await head(database.kysely))?.size ?? 0;
    const from = countOf(c.req.query("from"));
    const to = c.req.query("to") === undefined ? size : countOf(c.req.query("to"));
    if (from === undefined || to === undefined || from < 1 || from > to || to > size)
      throw new ProblemError("no-such-size", { size });
    const { rootFrom, rootTo, proof } = await proveConsistency(database.kysely, from, to);
    return c.json({
      from,
      to,
      rootFrom: base64(rootFrom),
      rootTo: base64(rootTo),
      proof: proof.map(base64),
    } satisfies z.infer<typeof consistency>);
  });
  return app;
}

function countOf(given: string | undefined): number | undefined {
  return given !== undefined && /^\d{1,15}$/.test(given) ? Number(given) : undefined;
}

/** Describes the routes above. */
export function describeEvidenceApi(api: OpenAPIHono["openAPIRegistry"]): void {
  const refused = { description: "Why not", content: { "application/problem+json": { schema: problem } } };
  api.registerPath({
    method: "get",
    path: "/v1/evidence/events/{event}",
    summary: "An event of the evidence log, with the proof that it is in it",
    description: "Takes the scope `evidence:read`. The event holds no personal value, only commitments to some.",
    request: { params: z.object({ event: z.string() }) },
    responses: {
      200: { description: "The event", content: { "application/json": { schema: event } } },
      401: refused,
      403: refused,
      404: refused,
    },
  });
  api.registerPath({
    method: "get",
    path: "/v1/evidence/consistency",
    summary: "The proof that the evidence log goes on from what it was at a size",
    description: "Takes the scope `evidence:read`.",
    request: {
      query: z.object({
        from: z.string().meta({ description: "Number of events, from 1" }),
        to: z.string().optional().meta({ description: "Number of events; absent: that of the newest checkpoint" }),
      }),
    },
    responses: {
      200: { description: "The proof", content: { "application/json": { schema: consistency } } },
      401: refused,
      403: refused,
      422: refused,
    },
  });
}
