import type { Hono } from "hono";
import { ACCESS_COOKIE, ACCESS_MIGRATIONS, type Door } from "../src/access/index.ts";
import type { DeskOptions } from "../src/act/index.ts";
import { createApp, ROOMS } from "../src/app.ts";
import type { Migration } from "../src/database/index.ts";
import type { Open } from "./databases.ts";
import { deskOn, type Hands, WORK_MIGRATIONS } from "./desk.ts";
import { referencePack } from "./reference.ts";

const TOKEN = "the-access-token";

/** The tables of the whole house. */
export const ALL_MIGRATIONS: readonly Migration[] = [
  ...WORK_MIGRATIONS,
  ...ACCESS_MIGRATIONS,
  ...ROOMS.flatMap((room) => room.migrations ?? []),
];

/** The whole house over a database: what a browser with access sends is in `cookie`. */
export interface Kept {
  readonly app: Hono;
  readonly door: Door;
  readonly hands: Hands;
  readonly cookie: string;
  /** Sends a form as a browser with access does. */
  readonly send: (path: string, fields: readonly (readonly [string, string])[]) => Promise<Response>;
  /** Opens a page as a browser with access does. */
  readonly see: (path: string) => Promise<Response>;
}

export async function keptApp(open: Open, more: Partial<DeskOptions> = {}): Promise<Kept> {
  const { desk, hands } = await deskOn(open, ALL_MIGRATIONS, {
    reactions: ROOMS.flatMap((room) => room.reactions ?? []),
    ...more,
  });
  const { pack } = await referencePack();
  const door: Door = { desk, accessToken: TOKEN };
  const app = createApp({ packs: [pack], clock: desk.clock, ids: desk.ids, door, version: "0.0.0-test" });
  const cookie = `${ACCESS_COOKIE}=${TOKEN}`;
  return {
    app,
    door,
    hands,
    cookie,
    see: async (path) => await app.request(path, { headers: { Cookie: cookie } }),
    send: async (path, fields) =>
      await app.request(path, {
        method: "POST",
        headers: { Cookie: cookie, "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
      }),
  };
}
