import { OpenAPIHono } from "@hono/zod-openapi";
import { Hono } from "hono";
import { sql } from "kysely";
import type { Door } from "./access/index.ts";
import { expireAnswers } from "./act/index.ts";
import { askRoom } from "./ask/index.ts";
import { auditRoom } from "./audit/index.ts";
import { callsRoom } from "./calls/index.ts";
import { cookiesRoom } from "./cookies/index.ts";
import { knownPeople, peopleRoom, recordSeen, sightOf, subjectsOf } from "./people/index.ts";
import type { Extension, Pack } from "./policy/index.ts";
import { promisesRoom } from "./promises/index.ts";
import { provisionRoom } from "./provision/index.ts";
import { publishRoom } from "./publish/index.ts";
import { requestsRoom } from "./requests/index.ts";
import { type House, observeAll, type Room } from "./room/index.ts";
import { safeguardsRoom } from "./safeguards/index.ts";
import { sampleRoom } from "./sample/index.ts";
import { staffRoom } from "./staff/index.ts";
import {
  assetRoutes,
  delivery,
  healthRoutes,
  hostGuard,
  notFound,
  onError,
  originGuard,
  problemRoutes,
  referenceRoutes,
  securityHeaders,
} from "./web/index.ts";
import { type Clock, createIdFactory, type IdFactory, systemClock } from "./wire/index.ts";

/** Every room of the house. A new capability is a new folder and one line here. */
export const ROOMS: readonly Room[] = [
  publishRoom,
  askRoom,
  peopleRoom,
  provisionRoom({
    subjects: subjectsOf,
    known: (desk, caller, house, people) => knownPeople(desk, sightOf(caller, house), people),
    seen: async (desk, caller, house, people) => {
      const seen = people.map((person) => ({ person, parts: ["provisions" as const] }));
      await recordSeen(desk, sightOf(caller, house), "provisions", seen);
    },
  }),
  requestsRoom,
  cookiesRoom,
  callsRoom,
  safeguardsRoom,
  promisesRoom,
  staffRoom,
  auditRoom,
  sampleRoom,
];

/** What all rooms together add to the policy language. */
export const EXTENSION: Extension = {
  sections: ROOMS.flatMap((room) => room.sections ?? []),
  rules: ROOMS.flatMap((room) => room.rules ?? []),
};

export interface AppOptions {
  readonly packs: readonly Pack[];
  readonly door?: Door | undefined;
  /** Host names answered to besides the loopback ones. */
  readonly hosts?: readonly string[];
  readonly clock?: Clock;
  readonly ids?: IdFactory;
  readonly version: string;
  /** Given only by tests of a room that stands on another. */
  readonly rooms?: readonly Room[];
}

/** Puts the house together: guards first, then each room's routes, then what answers when nothing else did. */
export function createApp(options: AppOptions): Hono {
  const clock = options.clock ?? systemClock;
  const rooms = options.rooms ?? ROOMS;
  const house: House = {
    clock,
    ids: options.ids ?? createIdFactory(clock),
    packs: new Map(options.packs.map((pack) => [pack.id, pack])),
    navigation: rooms
      .flatMap((room) => room.navigation ?? [])
      .filter(({ whereKept = false }) => options.door !== undefined || !whereKept),
    records: rooms.flatMap((room) => room.records ?? []),
    notices: async () => {
      const { door } = options;
      if (door === undefined) return [];
      return (await Promise.all(rooms.map(async (room) => (await room.notices?.(door)) ?? []))).flat();
    },
    jobs: [expireAnswers, ...rooms.flatMap((room) => room.jobs ?? [])],
    mechanisms: (pack) => rooms.flatMap((room) => room.mechanisms?.(pack) ?? []),
    timeline: async (people) => {
      const { door } = options;
      if (door === undefined) return [];
      const all = await Promise.all(rooms.map(async ({ timeline }) => (await timeline?.(door, people)) ?? []));
      return all.flat().toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
    },
    find: async (caller, word) => {
      const { door } = options;
      if (door === undefined) return [];
      return (await Promise.all(rooms.map(async ({ find }) => (await find?.(house, door, caller, word)) ?? []))).flat();
    },
    observe: (from) => observeAll(rooms, from),
    door: options.door,
  };
  const app = new Hono();
  app.onError(onError(house));
  app.notFound(notFound(house));
  app.use(securityHeaders(), hostGuard(options.hosts ?? []), originGuard(), delivery());
  app.route("/", assetRoutes());
  app.route("/", problemRoutes(house));
  app.route(
    "/",
    referenceRoutes(house, () => openApi(rooms, options.version)),
  );
  for (const room of rooms) if (room.routes !== undefined) app.route("/", room.routes(house));
  const database = options.door?.desk.database;
  const probe = database === undefined ? undefined : () => sql`select 1`.execute(database.kysely);
  app.route("/", healthRoutes({ version: options.version, probe }));
  app.get("/openapi.json", (c) => c.json(openApi(rooms, options.version)));
  return app;
}

/** The API as OpenAPI 3.1, from what each room says of its own routes. */
function openApi(rooms: readonly Room[], version: string): unknown {
  const api = new OpenAPIHono();
  for (const room of rooms) room.describe?.(api.openAPIRegistry);
  return api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Yakusoku",
      version,
      description:
        "Decides uses of personal data by a published privacy policy and the Act on the Protection of Personal Information.",
      license: { name: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
  });
}
