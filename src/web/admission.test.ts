import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Hono } from "hono";
import { createIdFactory, systemClock } from "../wire/index.ts";
import { admission, onError } from "./index.ts";

const site = { ids: createIdFactory(systemClock), packs: new Map(), navigation: [] };

interface Load {
  readonly send: (path: string, init?: RequestInit) => Promise<Response>;
  /** Lets everything that waits at the gate go on. */
  readonly release: () => void;
  readonly turnedAway: string[];
  late: number;
}

/** A server whose work waits until it is released. */
function loaded({ most, mostBulk }: { readonly most: number; readonly mostBulk: number }): Load {
  let held: (() => void)[] = [];
  const turnedAway: string[] = [];
  const load = { late: 0 };
  const app = new Hono();
  app.onError(onError(site));
  app.use(
    admission({
      most,
      mostBulk,
      bulk: ["GET /v1/export/:id"],
      loop: { lateMs: () => load.late },
      metrics: { turnedAway: (why) => turnedAway.push(why) },
    }),
  );
  const work = async (): Promise<Response> => {
    await new Promise<void>((resolve) => held.push(resolve));
    return new Response("done");
  };
  app.get("/work", work);
  app.post("/work", work);
  app.get("/v1/export/:id", work);
  app.get("/healthz", () => new Response("ok"));
  return Object.assign(load, {
    send: async (path: string, init: RequestInit = {}) => await app.request(path, init),
    release: () => {
      for (const go of held) go();
      held = [];
    },
    turnedAway,
  });
}

const LARGE = { method: "POST", body: "x", headers: { "Content-Length": "70000" } };
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** Sends so many at once, and gives the statuses of those that were answered before anything was released. */
async function answeredAtOnce(load: Load, count: number, path: string, init?: RequestInit) {
  const done: number[] = [];
  const all = Array.from({ length: count }, async () => {
    const { status } = await load.send(path, init);
    done.push(status);
    return status;
  });
  await settle();
  return { early: [...done], all };
}

async function finish(load: Load, all: readonly Promise<number>[]): Promise<number[]> {
  const ended = Promise.all(all);
  for (let round = 0; round < 20; round += 1) {
    load.release();
    await settle();
  }
  return (await ended).toSorted((a, b) => a - b);
}

describe("a server with more to do than it takes on", () => {
  test("turns away what is too much with 503 and Retry-After, and goes on when there is room again", async () => {
    const load = loaded({ most: 3, mostBulk: 1 });
    const { early, all } = await answeredAtOnce(load, 5, "/work");
    assert.deepEqual(early, [503, 503]);
    const away = await load.send("/work", { headers: { Accept: "application/json" } });
    assert.equal(away.headers.get("Retry-After"), "2");
    assert.partialDeepStrictEqual(await away.json(), { code: "overloaded", status: 503 });
    assert.equal((await load.send("/healthz")).status, 200);
    assert.deepEqual(await finish(load, all), [200, 200, 200, 503, 503]);
    const later = await answeredAtOnce(load, 3, "/work");
    assert.deepEqual(later.early, []);
    assert.deepEqual(await finish(load, later.all), [200, 200, 200]);
    assert.deepEqual(load.turnedAway, ["busy", "busy", "busy"]);
  });

  for (const [what, path, init] of [
    ["with a large body", "/work", LARGE],
    ["for a route that takes long", "/v1/export/1", undefined],
  ] as const) {
    test(`has requests ${what} wait for their turn, so many, while others are answered`, async () => {
      const load = loaded({ most: 100, mostBulk: 2 });
      const { early, all } = await answeredAtOnce(load, 2 + 8 + 3, path, init);
      assert.deepEqual(early, [503, 503, 503]);
      const small = await answeredAtOnce(load, 5, "/work");
      assert.deepEqual(small.early, []);
      const statuses = await finish(load, [...all, ...small.all]);
      assert.deepEqual(
        statuses.filter((status) => status !== 200),
        [503, 503, 503],
      );
      assert.deepEqual(load.turnedAway, ["bulk", "bulk", "bulk"]);
    });
  }

  test("whose event loop is late turns bulk away first, then the rest, and never one who comes alone", async () => {
    const load = loaded({ most: 100, mostBulk: 4 });
    load.late = 5_000;
    const alone = await answeredAtOnce(load, 1, "/work", LARGE);
    assert.deepEqual(alone.early, []);
    assert.equal((await load.send("/work", LARGE)).status, 503);
    const others = await answeredAtOnce(load, 68, "/work");
    assert.equal(others.early.length, 5);
    assert.deepEqual(new Set(others.early), new Set([503]));
    load.late = 300;
    const mild = await answeredAtOnce(load, 4, "/work");
    assert.deepEqual(mild.early, []);
    assert.equal((await load.send("/work", LARGE)).status, 503);
    await finish(load, [...alone.all, ...others.all, ...mild.all]);
    assert.deepEqual(new Set(load.turnedAway), new Set(["bulk", "late"]));
  });

  test("gives a place back where the work fails", async () => {
    const app = new Hono();
    app.onError(onError(site, { debug: noLog, info: noLog, warn: noLog, error: noLog }));
    const metrics = { turnedAway: () => assert.fail("turned away") };
    app.use(admission({ most: 1, mostBulk: 1, bulk: [], loop: { lateMs: () => 0 }, metrics }));
    app.post("/work", () => {
      throw new Error("broken");
    });
    for (let count = 0; count < 3; count += 1) assert.equal((await app.request("/work", LARGE)).status, 500);
  });
});

function noLog(): void {
  // Nobody reads it.
}
