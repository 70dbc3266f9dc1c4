import { type Context, Hono } from "hono";
import { callerOf } from "../access/index.ts";
import type { Pack } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { LANGUAGE_PATH, pageLanguage } from "../web/index.ts";
import { ProblemError } from "../wire/index.ts";
import { endOfDay, lookByMinute } from "./look.ts";
import { PromisesPage } from "./page.tsx";

/** `/ja/promises` for the first policy served, `/ja/promises/PACK` for any; `?at=2026-11-22` as of the end of a day. */
export function promisesRoutes(house: House): Hono {
  const app = new Hono();
  const { door, mechanisms, observe = () => Promise.resolve([]) } = house;
  const lookAt = lookByMinute({ mechanisms, observe, database: door?.desk.database });
  const board = async (c: Context, pack: Pack | undefined, path: string): Promise<Response> => {
    const now = house.clock.now();
    const given = c.req.query("at") ?? "";
    const asked = given === "" ? now : endOfDay(given, now);
    const found = pack === undefined ? undefined : await lookAt(pack, asked ?? now, now);
    if (pack === undefined || found === undefined) throw new ProblemError("not-found", { path: c.req.path });
    const caller = door === undefined ? undefined : await callerOf(c, door);
    const day = given === "" ? undefined : { given: given.slice(0, 40), wrong: asked === undefined };
    return c.html(
      <PromisesPage
        house={house}
        pack={pack}
        board={found}
        path={path}
        lang={pageLanguage(c)}
        access={caller?.scopes.has("evidence:read") === true}
        day={day}
      />,
      day?.wrong === true ? 422 : 200,
      // Whoever has access sees more than the next reader may.
      { Vary: "Cookie, Authorization" },
    );
  };
  app.get(`${LANGUAGE_PATH}/promises`, (c) => board(c, [...house.packs.values()][0], "/promises"));
  app.get(`${LANGUAGE_PATH}/promises/:pack`, (c) => {
    const id = c.req.param("pack");
    return board(c, house.packs.get(id), `/promises/${id}`);
  });
  return app;
}
