import { OpenAPIHono } from "@hono/zod-openapi";
import { Hono } from "hono";
import { contextStorage } from "hono/context-storage";
import { type Door, forwarding } from "./access/index.ts";
import { allMigrations, expireAnswers } from "./act/index.ts";
import { askRoom } from "./ask/index.ts";
import { auditRoom } from "./audit/index.ts";
import { callsRoom } from "./calls/index.ts";
import { cookiesRoom } from "./cookies/index.ts";
import { knownPeople, peopleRoom, recordSeen, sightOf, subjectsOf } from "./people/index.ts";
import { HOSTS, MOST_BULK, MOST_REQUESTS, operationsRoom, TRUSTED_PROXIES } from "./operations/index.ts";
import type { Extension, Pack } from "./policy/index.ts";
import { promisesRoom } from "./promises/index.ts";
import { provisionRoom } from "./provision/index.ts";
import { publishRoom } from "./publish/index.ts";
import { requestsRoom } from "./requests/index.ts";
import { type House, migrationsOf, observeAll, type Room, type Running, runningUnset } from "./room/index.ts";
import { safeguardsRoom } from "./safeguards/index.ts";
import { sampleRoom } from "./sample/index.ts";
import { staffRoom } from "./staff/index.ts";
import { UPLOAD_JOBS } from "./uploads/index.ts";
import {
  admission,
  assetRoutes,
  delivery,
  hostGuard,
  notFound,
  observed,
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
  operationsRoom,
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
  readonly clock?: Clock;
  readonly ids?: IdFactory;
  readonly version: string;
  /** By which settings, and who is told; absent: by none, and nobody but of errors. */
  readonly running?: Running;
  /** Given only by tests of a room that stands on another. */
  readonly rooms?: readonly Room[];
}

/** Puts the house together: guards first, then each room's routes, then what answers when nothing else did. */
export function createApp(options: AppOptions): Hono {
  const clock = options.clock ?? systemClock;
  const rooms = options.rooms ?? ROOMS;
  const running = options.running ?? runningUnset(rooms, options.version);
  const house: House = {
    running,
    migrations: allMigrations(migrationsOf(rooms)).map(({ name }) => name),
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
    jobs: [expireAnswers, ...UPLOAD_JOBS, ...rooms.flatMap((room) => room.jobs ?? [])],
    mails: rooms.flatMap((room) => room.mails ?? []),
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
  app.onError(onError(house, running.log));
  app.notFound(notFound(house));
  const { settings, log, metrics, loop } = running;
  app.use(
    contextStorage(),
    forwarding(settings.get(TRUSTED_PROXIES)),
    observed(house.ids, log, metrics),
    securityHeaders(),
    hostGuard(settings.get(HOSTS)),
    originGuard(),
    admission({
      most: settings.get(MOST_REQUESTS),
      mostBulk: settings.get(MOST_BULK),
      bulk: rooms.flatMap((room) => room.bulk ?? []),
      loop,
      metrics,
    }),
    delivery(),
  );
  app.route("/", assetRoutes());
  app.route("/", problemRoutes(house));
  app.route(
    "/",
    referenceRoutes(house, () => openApi(rooms, options.version)),
  );
  for (const room of rooms) if (room.routes !== undefined) app.route("/", room.routes(house));
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
