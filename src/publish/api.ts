import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { Hono } from "hono";
import { CHANGE_CLASSES, type Program, summarize } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { ProblemError } from "../wire/index.ts";
import { askedOf } from "./asked.ts";
import { packOf, publishedChanges, versionOf } from "./versions.ts";

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

const words = z.object({ ja: z.string(), en: z.string() });
const article = z.string().meta({ description: "As decisions cite it", examples: ["21(3)", "General 3-6-3"] });
const changeClass = z.enum(CHANGE_CLASSES).meta({
  description:
    "What is asked for, from nothing to what is not allowed. `judgement`: a human answers the question first.",
});

const change = z
  .object({
    kind: z.enum(["added", "removed", "changed", "renamed"]),
    section: z.string(),
    id: z.string().optional().meta({ description: "Of the object in the section" }),
    clause: z.string().optional(),
    says: words.meta({ description: "What changed, in a line" }),
    class: changeClass.meta({ description: "The gravest of what is asked for; `judgement` while a question is open" }),
    question: z.object({ article, says: words }).optional(),
    asks: z.array(
      z.object({
        class: changeClass,
        article: article.optional(),
        says: words,
        answer: z.enum(["yes", "no"]).optional().meta({ description: "To which answer of the question it belongs" }),
      }),
    ),
    asked: z
      .array(words)
      .meta({ description: "The question and what is asked for, in lines with their articles, as the page says them" }),
    pointers: z
      .array(z.string())
      .meta({ description: "JSON Pointers of what it tells of, sections of rooms beside the others" }),
  })
  .meta({ title: "Change of a policy" });

const difference = z.object({
  pack: z.string(),
  from: z.string(),
  to: z.string(),
  summary: z.object({
    gravest: changeClass.optional(),
    counts: z.record(changeClass, z.int()),
    inForceFrom: z.string(),
    before: z
      .enum(["nothing", "notice", "judgement", "consent", "another-change"])
      .meta({ description: "What has to come before the day on which the later version comes into force" }),
    says: words,
    promised: z
      .object({ clause: z.string(), says: words })
      .optional()
      .meta({ description: "What the earlier version itself promises about changes, beyond the Act" }),
  }),
  changes: z.array(change),
});

type Version = z.infer<typeof version>;

/** `GET /v1/policies`, `GET /v1/policies/PACK/VERSION` and `GET /v1/policies/PACK/diff`. */
export function policyApi(house: House): Hono {
  const app = new Hono();
  app.get("/v1/policies", (c) => {
    const policies = [...house.packs.values()].map((pack) => ({
      pack: pack.id,
      versions: pack.versions.map(describe),
    }));
    return c.json({ policies } satisfies z.infer<typeof listing>);
  });
  for (const path of ["/v1/policies", "/v1/policies/:pack/diff", "/v1/policies/:pack/:version"]) {
    app.on(["POST", "PUT", "PATCH", "DELETE"], path, (c) => {
      c.header("Allow", "GET");
      throw new ProblemError("method-not-allowed", { path: c.req.path, method: c.req.method, allowed: "GET" });
    });
  }
  app.get("/v1/policies/:pack/diff", (c) => {
    const pack = packOf(c, house);
    const [from, to] = (["from", "to"] as const).map((key) => {
      const asked = c.req.query(key);
      const program = pack.versions.find((one) => one.version === asked);
      if (program === undefined) {
        throw new ProblemError("no-such-version", {
          key,
          given: asked ?? "",
          known: pack.versions.map((one) => one.version).join(", "),
        });
      }
      return program;
    });
    if (from === undefined || to === undefined) throw new ProblemError("not-found", { path: c.req.path });
    return c.json(publicDiff(pack.id, from, to));
  });
  app.get("/v1/policies/:pack/:version", (c) => {
    const program = versionOf(c, packOf(c, house), c.req.param("version"));
    // What rooms and the office need to operate is the pack's, and not the published policy's.
    const { settings: _settings, rooms: _rooms, ...policy } = program.policy;
    return c.json({ pack: program.pack, ...describe(program), policy } satisfies z.infer<typeof document>);
  });
  return app;
}

function publicDiff(pack: string, from: Program, to: Program): z.infer<typeof difference> {
  const changes = publishedChanges(from, to);
  return {
    pack,
    from: from.version,
    to: to.version,
    summary: summarize(changes, from.content, to.content),
    changes: changes.map(({ published: _published, asks, pointers, ...one }) => ({
      ...one,
      asks: [...asks],
      asked: [...askedOf({ ...one, asks })],
      pointers: pointers.filter((place) => !place.startsWith("/settings/")),
    })),
  };
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

/** Adds all of them to the OpenAPI document. */
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
  api.registerPath({
    method: "get",
    path: "/v1/policies/{pack}/diff",
    summary: "What changed between two versions of a policy, and what each change asks for",
    request: {
      params: z.object({ pack: z.string().meta({ examples: ["leopalace21"] }) }),
      query: z.object({
        from: z.string().meta({ description: "The earlier version", examples: ["2023-05-01"] }),
        to: z.string().meta({ description: "The later version", examples: ["2026-04-01"] }),
      }),
    },
    responses: {
      200: {
        description: "The changes, by sections. The operating settings are left out.",
        content: { "application/json": { schema: difference } },
      },
      404: { description: "No such policy or version", content: { "application/problem+json": { schema: problem } } },
    },
  });
}
