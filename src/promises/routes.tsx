import { type Context, Hono } from "hono";
import type { Pack } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { LANGUAGE_PATH, pageLanguage } from "../web/index.ts";
import { ProblemError } from "../wire/index.ts";
import { currentVersion, PromisesPage } from "./page.tsx";

/** `/ja/promises` for the first policy served, `/ja/promises/PACK` for any. */
export function promisesRoutes(house: House): Hono {
  const app = new Hono();
  const board = (c: Context, pack: Pack | undefined, path: string): Response | Promise<Response> => {
    const program = pack === undefined ? undefined : currentVersion(pack, house.clock.now());
    if (pack === undefined || program === undefined) throw new ProblemError("not-found", { path: c.req.path });
    return c.html(<PromisesPage house={house} pack={pack} program={program} path={path} lang={pageLanguage(c)} />);
  };
  app.get(`${LANGUAGE_PATH}/promises`, (c) => board(c, [...house.packs.values()][0], "/promises"));
  app.get(`${LANGUAGE_PATH}/promises/:pack`, (c) => {
    const id = c.req.param("pack");
    return board(c, house.packs.get(id), `/promises/${id}`);
  });
  return app;
}
