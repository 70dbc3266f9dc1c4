import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { onEachDatabase } from "../../test/databases.ts";
import { postgresqlServer } from "../../test/postgresql.ts";
import { testClock } from "../../test/served.ts";
import { type Database, databaseOn, openPostgreSQL } from "../database/index.ts";
import { createLog } from "../telemetry/index.ts";
import { createIdFactory } from "../wire/index.ts";
import { type JobHandler, type Jobs, listJobs, openJobs } from "./index.ts";

const ids = createIdFactory(testClock);

/** Jobs carried out as they come, by attempt. */
interface Seen {
  readonly id: string;
  readonly attempt: number;
  readonly data: unknown;
}

interface Counting {
  readonly handler: JobHandler<null>;
  readonly seen: Seen[];
}

function counting(
  name: string,
  run: (seen: Seen) => Promise<void> | void = () => undefined,
  more: object = {},
): Counting {
  const seen: Seen[] = [];
  const handler: JobHandler<null> = {
    name,
    says: { ja: "試験", en: "A test" },
    retrySeconds: 1,
    ...more,
    run: async ({ id, attempt, data }) => {
      seen.push({ id, attempt, data });
      await run({ id, attempt, data });
    },
  };
  return { handler, seen };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(10);
}

const noHands = (): null => null;

async function opened(
  database: Database<unknown>,
  handlers: readonly JobHandler<null>[],
  log: (line: string) => void = () => undefined,
): Promise<Jobs<null>> {
  return await openJobs(database, { handlers, ids, log: createLog({ write: log }), pollSeconds: 0.5 });
}

onEachDatabase("jobs", (open, kind) => {
  test("a job of a transaction that is rolled back never comes; one that is committed comes once", async () => {
    const database = await open<unknown>([]);
    const { handler, seen } = counting("test.count");
    const jobs = await opened(database, [handler]);
    await jobs.work(noHands);
    await assert.rejects(
      database.transaction(async (tx) => {
        await jobs.enqueue(tx, { name: "test.count", data: { number: 1 } });
        throw new Error("undone");
      }),
      /undone/,
    );
    const id = await database.transaction((tx) => jobs.enqueue(tx, { name: "test.count", data: { number: 2 } }));
    jobs.wake(["test.count"]);
    await until(() => seen.length > 0);
    await wait(1_200);
    assert.deepEqual(seen, [{ id, attempt: 1, data: { number: 2 } }]);
    const { items } = await listJobs(database, { limit: 10 });
    assert.deepEqual(
      items.map(({ id: listed, name, state, attempts }) => ({ listed, name, state, attempts })),
      [{ listed: id, name: "test.count", state: "done", attempts: 1 }],
    );
    await jobs.stop();
  });

  test("one that fails is tried again and then lies among those failed for good, with no word of its message", async () => {
    const database = await open<unknown>([]);
    const lines: string[] = [];
    const fail = (): never => {
      throw new RangeError("MARKED 高橋");
    };
    const failing = counting("test.fail", fail, { retries: 2 });
    const mended = counting("test.mend", ({ attempt }) => (attempt === 1 ? fail() : undefined));
    const jobs = await opened(database, [failing.handler, mended.handler], (line) => void lines.push(line));
    await database.transaction(async (tx) => {
      await jobs.enqueue(tx, { name: "test.fail", data: { of: "x" } });
      await jobs.enqueue(tx, { name: "test.mend", data: {} });
    });
    await jobs.work(noHands);
    await until(async () => (await listJobs(database, { state: "failed", limit: 10 })).items.length > 0);
    await until(() => mended.seen.length === 2);
    assert.deepEqual(
      failing.seen.map(({ attempt }) => attempt),
      [1, 2, 3],
    );
    assert.equal(new Set(failing.seen.map(({ id }) => id)).size, 1, "the same job at every attempt");
    const { items } = await listJobs(database, { state: "failed", limit: 10 });
    assert.deepEqual(
      items.map(({ id, name, state, attempts, error }) => ({ id, name, state, attempts, error })),
      [{ id: failing.seen[0]?.id, name: "test.fail", state: "failed", attempts: 3, error: "RangeError" }],
    );
    await until(async () =>
      (await listJobs(database, { limit: 10 })).items.every(({ state }) => /failed|done/.test(state)),
    );
    assert.equal((await listJobs(database, { limit: 10 })).items.length, 2, "each job stands there once");
    await jobs.stop();
    assert.doesNotMatch(lines.join("\n"), /MARKED/);
    assert.match(lines[0] ?? "", /"name":"test\.(fail|mend)","attempt":1,"error":"RangeError","at":\[/);
    const { rows } = await sql<{ all: string }>`select string_agg(job::text, ' ') as all from pgboss.job`.execute(
      database.kysely,
    );
    assert.doesNotMatch(rows[0]?.all ?? "MARKED", /MARKED/);
  });

  test("stopping waits for a job that runs, and takes no other", async () => {
    const database = await open<unknown>([]);
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = counting("test.slow", () => gate);
    const jobs = await opened(database, [slow.handler]);
    await jobs.work(noHands);
    const send = async (): Promise<void> => {
      await database.transaction((tx) => jobs.enqueue(tx, { name: "test.slow", data: {} }));
      jobs.wake(["test.slow"]);
    };
    await send();
    await until(() => slow.seen.length === 1);
    await send();
    let stopped = false;
    const stopping = jobs.stop().finally(() => {
      stopped = true;
    });
    await wait(300);
    assert.equal(stopped, false);
    release();
    await stopping;
    const states = (await listJobs(database, { limit: 10 })).items.map(({ state }) => state);
    assert.deepEqual(states, ["waiting", "done"]);
    assert.equal(slow.seen.length, 1);
  });

  test("of jobs with one key one waits; one that is put off does not begin; an unknown name is refused", async () => {
    const database = await open<unknown>([]);
    const { handler, seen } = counting("test.once");
    const jobs = await opened(database, [handler]);
    const later = Temporal.Now.instant().add({ hours: 1 });
    const given = await database.transaction(async (tx) => [
      await jobs.enqueue(tx, { name: "test.once", data: {}, singletonKey: "a", startAfter: later }),
      await jobs.enqueue(tx, { name: "test.once", data: {}, singletonKey: "a" }),
      await jobs.enqueue(tx, { name: "test.once", data: {}, singletonKey: "b", startAfter: later }),
    ]);
    assert.deepEqual(
      given.map((id) => typeof id),
      ["string", "undefined", "string"],
    );
    await jobs.work(noHands);
    await wait(800);
    assert.deepEqual(seen, []);
    await assert.rejects(
      database.transaction((tx) => jobs.enqueue(tx, { name: "test.unknown", data: {} })),
      /no handler/,
    );
    await jobs.stop();
  });

  test("the list goes on where the page before ended, and begins anew for a cursor that is none", async () => {
    const database = await open<unknown>([]);
    const { handler } = counting("test.list");
    const jobs = await opened(database, [handler]);
    for (let n = 0; n < 5; n += 1)
      await database.transaction((tx) => jobs.enqueue(tx, { name: "test.list", data: { n } }));
    const all = (await listJobs(database, { limit: 10 })).items.map(({ id }) => id);
    assert.equal(all.length, 5);
    const found: string[] = [];
    let before: string | undefined;
    do {
      const page = await listJobs(database, { limit: 2, before });
      found.push(...page.items.map(({ id }) => id));
      before = page.next;
    } while (before !== undefined);
    assert.deepEqual(found, all);
    assert.equal((await listJobs(database, { limit: 10, before: "nonsense" })).items.length, 5);
    assert.deepEqual((await listJobs(database, { limit: 10, state: "done" })).items, []);
    await jobs.stop();
  });

  test("timers keep running beside a tight loop of jobs", async () => {
    const database = await open<unknown>([]);
    const many = 300;
    const { handler, seen } = counting("test.tight", async () => {
      await database.transaction((tx) => sql`select 1`.execute(tx));
    });
    const jobs = await opened(database, [handler]);
    await database.transaction(async (tx) => {
      for (let n = 0; n < many; n += 1) await jobs.enqueue(tx, { name: "test.tight", data: { n } });
    });
    let worst = 0;
    let last = performance.now();
    const ticking = setInterval(() => {
      worst = Math.max(worst, performance.now() - last);
      last = performance.now();
    }, 5);
    await jobs.work(noHands);
    await until(() => seen.length === many);
    clearInterval(ticking);
    await jobs.stop();
    assert.ok(worst < 500, `a timer came ${Math.round(worst)} ms late`);
  });

  if (kind === "postgresql") {
    test("two processes do each job once", async () => {
      const { url } = await postgresqlServer();
      const name = (
        await sql<{ name: string }>`select current_database() as name`.execute((await open<unknown>([])).kysely)
      ).rows[0]?.name;
      const databases = [1, 2].map(() => databaseOn<unknown>(openPostgreSQL(url(name ?? ""))));
      const both = [counting("test.share", () => wait(2)), counting("test.share", () => wait(2))];
      const jobs = await Promise.all(
        databases.map((database, n) =>
          opened(
            database,
            [both[n]?.handler].filter((one) => one !== undefined),
          ),
        ),
      );
      const [first] = jobs;
      const [database] = databases;
      assert.ok(first !== undefined && database !== undefined);
      await database.transaction(async (tx) => {
        for (let n = 0; n < 60; n += 1) await first.enqueue(tx, { name: "test.share", data: { n } });
      });
      await Promise.all(jobs.map((one) => one.work(noHands)));
      await until(() => both.flatMap(({ seen }) => seen).length >= 60);
      await wait(700);
      const done = both.flatMap(({ seen }) => seen.map(({ id }) => id));
      assert.equal(done.length, 60);
      assert.equal(new Set(done).size, 60);
      assert.ok(
        both.every(({ seen }) => seen.length > 0),
        "both took part",
      );
      await Promise.all(jobs.map((one) => one.stop()));
      for (const one of databases) await one.close();
    });
  }
});
