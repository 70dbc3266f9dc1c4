import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { Hono } from "hono";
import type { Program } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { ProblemError } from "../wire/index.ts";

const version = z
  .object({
    version: z.string().meta({ description: "The date by which the version is called", examples: ["2023-05-01"] }),
    inForceFrom: z.string().meta({
      description: "Midnight in Japan at the start of the day it comes into force, ISO 8601",
      examples: ["2023-05-01T00:00:00+09:00"],
    }),
    fingerprint: z.string().meta({ description: "SHA-256 of the RFC 8785 form of the pack in this version" }),
    links: z.object({
      self: z.string().meta({ description: "This version as JSON" }),
      ja: z.string().meta({ description: "The page in Japanese" }),
      en: z.string().meta({ description: "The page in English" }),
    }),
  })
  .meta({ title: "Version of a policy" });

const listing = z.object({
  policies: z.array(z.object({ pack: z.string(), versions: z.array(version) })),
});

const document = version.extend({
  pack: z.string(),
  policy: z.record(z.string(), z.unknown()).meta({
    description:
      "What is published and how it is read, with item sets and mirrors written out. The operating settings are not part of it.",
  }),
});

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
});

type Version = z.infer<typeof version>;

/** `GET /v1/policies` and `GET /v1/policies/PACK/VERSION`. */
export function policyApi(house: House): Hono {
  const app = new Hono();
  app.get("/v1/policies", (c) => {
    const policies = [...house.packs.values()].map((pack) => ({
      pack: pack.id,
      versions: pack.versions.map(describe),
    }));
    return c.json({ policies } satisfies z.infer<typeof listing>);
  });
  for (const path of ["/v1/policies", "/v1/policies/:pack/:version"]) {
    app.on(["POST", "PUT", "PATCH", "DELETE"], path, (c) => {
      c.header("Allow", "GET");
      throw new ProblemError("method-not-allowed", { path: c.req.path, method: c.req.method, allowed: "GET" });
    });
  }
  app.get("/v1/policies/:pack/:version", (c) => {
    const pack = house.packs.get(c.req.param("pack"));
    const program = pack?.versions.find((one) => one.version === c.req.param("version"));
    if (program === undefined) throw new ProblemError("not-found", { path: c.req.path });
    // What rooms and the office need to operate is the pack's, and not the published policy's.
    const { settings: _settings, rooms: _rooms, ...policy } = program.policy;
    return c.json({ pack: program.pack, ...describe(program), policy } satisfies z.infer<typeof document>);
  });
  return app;
}

function describe(program: Program): Version {
  const path = `/policies/${program.pack}/${program.version}`;
  const inForceFrom = Temporal.Instant.fromEpochMilliseconds(program.inForceFrom).toString({ timeZone: "Asia/Tokyo" });
  return {
    version: program.version,
    inForceFrom,
    fingerprint: program.fingerprint,
    links: { self: `/v1${path}`, ja: `/ja${path}`, en: `/en${path}` },
  };
}

/** Adds both to the OpenAPI document. */
export function describePolicyApi(api: OpenAPIHono["openAPIRegistry"]): void {
  api.registerPath({
    method: "get",
    path: "/v1/policies",
    summary: "The policies served here, with all their versions",
    responses: {
      200: { description: "Every policy and version", content: { "application/json": { schema: listing } } },
    },
  });
  api.registerPath({
    method: "get",
    path: "/v1/policies/{pack}/{version}",
    summary: "One version of a policy",
    request: {
      params: z.object({
        pack: z.string().meta({ examples: ["leopalace21"] }),
        version: z.string().meta({ examples: ["2023-05-01"] }),
      }),
    },
    responses: {
      200: {
        description: "The version. Send its ETag back as If-None-Match to learn whether it has changed.",
        content: { "application/json": { schema: document } },
      },
      304: { description: "It has not changed" },
      404: { description: "No such policy or version", content: { "application/problem+json": { schema: problem } } },
    },
  });
}
