import type { OpenAPIHono, RouteConfig } from "@hono/zod-openapi";
import { Hono } from "hono";
import { every } from "hono/combine";
import { z } from "zod";
import {
  allowedCaller,
  aroundOf,
  type Door,
  MAX_RETRY_KEY,
  requires,
  requiresFresh,
  type Scope,
} from "../access/index.ts";
import { act, type Command } from "../act/index.ts";
import type { House } from "../room/index.ts";
import { readJson } from "../web/index.ts";
import { describeSent, idOf, ProblemError } from "../wire/index.ts";
import { Faults } from "./faults.ts";
import { personUuid } from "./person-key.ts";
import { type InSight, personInSight, type Sight, sightOf } from "./sight.ts";

/** What the handler of a route has in hand. */
export interface Asked<Body, Query> {
  readonly house: House;
  readonly door: Door;
  /** What the caller sees by. */
  readonly sight: Sight;
  /** Whom the path names; @throws {TypeError} where it names nobody: a slip of ours. */
  readonly seen: () => InSight;
  readonly body: Body;
  readonly query: Query;
  readonly param: (name: string) => string;
  /** Carries out a command for whoever asks, under their idempotency key. */
  readonly doing: <Output>(command: Command<Output>) => Promise<Output>;
}

/** A route of the API, said once for the server and for the document. */
export interface ApiRoute {
  readonly method: "get" | "post" | "patch" | "delete";
  /** As Hono writes it: `/v1/people/:person`. */
  readonly path: string;
  readonly scope: Scope;
  /** Staff show again who they are before it. */
  readonly fresh?: boolean;
  readonly status: 200 | 201;
  readonly summary: string;
  readonly description: string;
  readonly shown: {
    readonly body?: z.ZodType | undefined;
    readonly example?: unknown;
    readonly query?: z.ZodObject | undefined;
    readonly answer: z.ZodType;
  };
  readonly handle: (asked: Asked<unknown, unknown>) => Promise<unknown>;
}

/**
 * A route whose body and query are read by schemas before it is handled.
 * @param route.body what is read; `shownBody` what the document shows, where something else reads the rest of it
 */
export function apiRoute<Body = undefined, Query = undefined>(
  route: Omit<ApiRoute, "shown" | "handle"> & {
    readonly body?: z.ZodType<Body>;
    readonly shownBody?: z.ZodType;
    /** A body, as the document shows it. */
    readonly example?: unknown;
    readonly query?: z.ZodObject & z.ZodType<Query>;
    readonly answer: z.ZodType;
    readonly handle: (asked: Asked<Body, Query>) => Promise<unknown>;
  },
): ApiRoute {
  const { body, shownBody = body, example, query, answer, handle, ...rest } = route;
  return {
    ...rest,
    shown: { body: shownBody, example, query, answer },
    handle: (asked) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- without a schema nothing is read, and undefined is meant
      const readBody = (body === undefined ? undefined : parsed(body, asked.body)) as Body;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      const readQuery = (query === undefined ? undefined : parsed(query, asked.query)) as Query;
      return handle({ ...asked, body: readBody, query: readQuery });
    },
  };
}

function parsed<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const faults = new Faults();
  for (const { path, message } of describeSent(read.error, value, "body"))
    faults.add(
      path.map((part) => (typeof part === "number" ? part : String(part))),
      message,
    );
  faults.check();
  throw new TypeError("a value was refused without an issue");
}

/** Mounts the routes, each behind its scope; other methods of a path are refused by name. */
export function mount(routes: readonly ApiRoute[], house: House, door: Door): Hono {
  const app = new Hono();
  for (const { method, path, scope, fresh = false, status, shown, handle } of routes) {
    const guard = requires(door, scope);
    app.on(method.toUpperCase(), path, fresh ? every(guard, requiresFresh(door)) : guard, async (c) => {
      // What stands on record of people is kept by nobody on the way.
      c.header("Cache-Control", "no-store");
      const body = shown.body === undefined ? undefined : await readJson(c);
      const around = aroundOf(c);
      const sight = sightOf(allowedCaller(c), house);
      const named = c.req.param("person");
      // Of whom the caller is not to know, nothing is told and nothing is done.
      const seen =
        named === undefined ? undefined : await personInSight(door.desk, sight, idOf("person", personUuid(named)));
      const answer = await handle({
        house,
        door,
        sight,
        seen: () => {
          if (seen === undefined) throw new TypeError(`${path} names no person`);
          return seen;
        },
        body,
        query: c.req.query(),
        param: (name) => c.req.param(name) ?? "",
        doing: (command) => act(door.desk, command, around),
      });
      return c.body(JSON.stringify(answer), status, { "Content-Type": "application/json" });
    });
  }
  for (const [path, those] of Map.groupBy(routes, (route) => route.path)) {
    const allowed = those.map(({ method }) => method.toUpperCase()).join(", ");
    app.all(path, (c) => {
      throw new ProblemError("method-not-allowed", { path: c.req.path, method: c.req.method, allowed });
    });
  }
  return app;
}

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});

/** Describes routes for the OpenAPI document, from the schemas that validate. */
export function describeRoutes(api: OpenAPIHono["openAPIRegistry"], routes: readonly ApiRoute[]): void {
  const bearer = api.registerComponent("securitySchemes", "apiKey", {
    type: "http",
    scheme: "bearer",
    description: "An API key with the scope that the route names",
  });
  for (const { method, path, scope, status, summary, description, shown } of routes) {
    const names = [...path.matchAll(/:([a-z]+)/g)].map(([, name = ""]) => name);
    const refused = (why: string): RouteConfig["responses"][string] => {
      return { description: why, content: { "application/problem+json": { schema: problem } } };
    };
    const writes = method !== "get";
    const examples = { example: { value: shown.example } };
    api.registerPath({
      method,
      path: path.replaceAll(/:([a-z]+)/g, "{$1}"),
      summary,
      description: `${description} Scope: \`${scope}\`.`,
      security: [{ [bearer.name]: [] }],
      request: {
        ...(names.length === 0
          ? {}
          : { params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }),
        ...(shown.query === undefined ? {} : { query: shown.query }),
        ...(writes
          ? {
              headers: z.object({
                "idempotency-key": z.string().max(MAX_RETRY_KEY).optional().meta({
                  description: "Of your choosing; the same request under it gives the first answer again, for a day",
                }),
              }),
            }
          : {}),
        ...(shown.body === undefined
          ? {}
          : { body: { required: true, content: { "application/json": { schema: shown.body, examples } } } }),
      },
      responses: {
        [status]: { description: summary, content: { "application/json": { schema: shown.answer } } },
        401: refused("No valid API key"),
        403: refused("The key lacks the scope"),
        ...(names.length === 0 ? {} : { 404: refused("There is no such person, or no such entry") }),
        ...(writes ? { 409: refused("It cannot be, as things stand: see the code") } : {}),
        422: refused("What was sent is not well formed; `errors` says where"),
      },
    });
  }
}
