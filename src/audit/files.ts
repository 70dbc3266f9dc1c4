import { type Context, Hono } from "hono";
import { type Door, requires } from "../access/index.ts";
import { CHECKPOINT_FILE, head, KEY_FILE, storedLog, type Tile, TILE_WIDTH, tilePath } from "../evidence/index.ts";
import { ProblemError } from "../wire/index.ts";

/** Where the log's files are served. */
export const LOG_PATH = "/evidence";

/**
 * The log as C2SP lays it out, out of the database. Everybody may have its checkpoint and its key: they say nothing of what happened,
 * and whoever keeps them can tell later whether the log was changed.
 */
export function logFiles(door: Door): Hono {
  const { desk } = door;
  const source = storedLog(desk.database.kysely, desk.keys);
  const app = new Hono();
  const missing = (c: Context): ProblemError => new ProblemError("not-found", { path: c.req.path });
  app.get(`${LOG_PATH}/${CHECKPOINT_FILE}`, async (c) => {
    const bytes = await source.checkpoint();
    if (bytes === undefined) throw missing(c);
    return c.body(Buffer.from(bytes).toString("utf8"), 200, TEXT);
  });
  app.get(`${LOG_PATH}/${KEY_FILE}`, async (c) => c.body((await source.key()) ?? "", 200, TEXT));
  app.get(`${LOG_PATH}/tile/*`, requires(door, "evidence:read"), async (c) => {
    const tile = readTilePath(c.req.path.slice(LOG_PATH.length + 1));
    const newest = await head(desk.database.kysely);
    if (tile === undefined || newest === undefined || !isSigned(tile, newest.size)) throw missing(c);
    const { level, index, width } = tile;
    const bytes = level === "entries" ? await source.entries(index, width) : await source.tile(level, index, width);
    if (bytes === undefined) throw missing(c);
    return c.body(Uint8Array.from(bytes), 200, {
      "Content-Type": "application/octet-stream",
      // Not for caches that others share: it takes a key to read them.
      "Cache-Control": width === TILE_WIDTH ? "private, max-age=31536000, immutable" : "private, no-cache",
    });
  });
  return app;
}

const TEXT = { "Content-Type": "text/plain; charset=utf-8" };

const PATH = /^tile\/(?<level>entries|[0-5]?\d)\/(?<index>(?:x\d{3}\/)*\d{3})(?:\.p\/(?<width>\d{1,3}))?$/;

/** The tile of a path; undefined where it is not written as it would be. */
function readTilePath(path: string): Tile | undefined {
  const { level = "", index = "", width } = PATH.exec(path)?.groups ?? {};
  const tile: Tile = {
    level: level === "entries" ? level : Number(level),
    index: Number(index.replaceAll(/[x/]/g, "")),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  return Number.isSafeInteger(tile.index) && tile.width > 0 && tilePath(tile) === path ? tile : undefined;
}

/** Whether the newest checkpoint covers all of it. */
function isSigned({ level, index, width }: Tile, size: number): boolean {
  return (index * TILE_WIDTH + width) * TILE_WIDTH ** (level === "entries" ? 0 : level) <= size;
}
