import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { z } from "zod";
import { ROOMS } from "../src/app.ts";
import { expireAnswers } from "../src/act/index.ts";
import { databaseOn, openPostgreSQL } from "../src/database/index.ts";
import { openJobs } from "../src/jobs/index.ts";
import { createIdFactory, systemClock } from "../src/wire/index.ts";
import { type Api, apiOf, type Population, type Write, writeUntilGone } from "./crash/load.ts";
import { timesOnRecord } from "./crash/records.ts";
import { halfWritten } from "./crash/tables.ts";
import { newServer, postgresqlPrograms } from "./postgresql.ts";
import { runProcess, startServer, startWorker } from "./running.ts";

/*
 * Two servers without work and two workers on one PostgreSQL and one data folder. One of each is killed under load; the others go on.
 * (Sessions of staff belong here too, once there is sign-in.)
 */

const SCOPES =
  "decide,people:read,people:write,provision:read,provision:write,parties:write,people:erase,evidence:read,metrics:read";
const JOBS = 1_000;
const LOAD_MS = 6_000;
/** The lease of a worker that was killed, and what is left to do then. */
const PATIENCE_MS = 90_000;

const skip = postgresqlPrograms() === undefined ? "PostgreSQL is not installed" : false;

describe("two servers and two workers on one PostgreSQL", { skip }, () => {
  test("of which one each is killed lose nothing, do each job, and keep one log", async () => {
    const folder = await mkdtemp(join(tmpdir(), "yakusoku-several-"));
    const postgresql = await newServer();
    const url = postgresql.url("postgres");
    const environment = { YAKUSOKU_DATA: folder, DATABASE_URL: url };
    const started: { readonly kill: () => Promise<void> }[] = [];
    try {
      // All at once, on a database that has no tables yet.
      const [first, second, worker, other] = await Promise.all([
        startServer(environment, ["--no-work"]),
        startServer({ ...environment, YAKUSOKU_WORK: "no" }),
        startWorker(environment),
        startWorker(environment),
      ]);
      started.push(first, second, worker, other);
      const made = await runProcess(["api-keys", "make", "--name", "two", "--scopes", SCOPES, "--json"], environment);
      const { token } = z.object({ token: z.string() }).parse(JSON.parse(made.out));
      const [one, two] = [first, second].map((server) => apiOf(server.url, token));
      assert.ok(one !== undefined && two !== undefined);

      const writes: Write[] = [];
      const load = async (api: Api, serial: number, ms: number): Promise<void> => {
        const party = await api.ask("POST", "/v1/parties", { kind: "company", name: "みどり不動産" });
        const population: Population = {
          party: z.object({ id: z.string() }).parse(party.body).id,
          people: [],
          erasing: new Set(),
          serial,
        };
        const end = performance.now() + ms;
        const ending: Api = {
          ...api,
          ask: async (...asked) => {
            if (performance.now() > end) throw new Error("the load is over");
            return await api.ask(...asked);
          },
        };
        const { all } = writeUntilGone(ending, population);
        writes.push(...(await all).filter(({ answer }) => answer !== undefined && answer.status < 300));
      };
      const loads = Promise.all([load(one, 0, LOAD_MS), load(two, 1_000_000, 2 * LOAD_MS)]);
      const database = databaseOn(openPostgreSQL(url, 2));
      started.push({ kill: () => database.close() });
      await enqueueMany(database);
      // They are found at the next look, within five seconds.
      await until(async () => (await jobsBy(database))["completed"] !== undefined);
      await worker.kill();
      await wait(LOAD_MS / 2);
      await first.kill();
      await loads;

      // The server that is left has everything that either acknowledged.
      const acknowledged = writes.filter(({ kind }) => kind !== "erasures");
      const erased = new Set(writes.filter(({ kind }) => kind === "erasures").map(({ person }) => person));
      assert.ok(acknowledged.length > 50, String(acknowledged.length));
      const lost: string[] = [];
      for (const write of acknowledged) {
        if (erased.has(write.person)) continue;
        const times = await timesOnRecord(two, write);
        const gone = write.kind === "people" ? times?.some((count) => count > 1) : times?.some((count) => count !== 1);
        if (gone === true) lost.push(`${write.kind} ${write.key}: ${times?.join(", ")}`);
      }
      assert.deepEqual(lost, []);
      assert.deepEqual(await halfWritten({ folder, url }, [...erased]), []);

      // The worker that is left takes the lease over, orders every event, and does what the other left.
      await until(async () => {
        const metrics = await (
          await fetch(`${second.url}/metrics`, { headers: { Authorization: `Bearer ${token}` } })
        ).text();
        return /^yakusoku_evidence_waiting_seconds 0$/m.test(metrics);
      });
      assert.equal((await fetch(`${second.url}/readyz`)).status, 200);
      // What the worker that was killed had begun is tried again once it was silent for a minute, which is not waited for here.
      await until(async () => {
        await sql`update pgboss.job set heartbeat_on = now() - interval '10 minutes' where state = 'active'
          and heartbeat_on < now() - interval '40 seconds'`.execute(database.kysely);
        await sql`update pgboss.job set start_after = now() where state = 'retry'`.execute(database.kysely);
        return (await jobsBy(database))["completed"] === JOBS;
      });
      const { rows } = await sql<{ failed: number; waiting: number; twice: number }>`
        select (select count(*) from pgboss.job where name = 'dead-letters') as failed,
          (select count(*) from event where not exists (select 1 from leaf where leaf.event_id = event.id)) as waiting,
          (select count(*) from (select event_id from leaf group by event_id having count(*) > 1) as doubled) as twice`.execute(
        database.kysely,
      );
      assert.deepEqual(rows, [{ failed: 0, waiting: 0, twice: 0 }]);
      assert.equal(await second.stop(), 0, second.said());
      assert.equal(await other.stop(), 0, other.said());
      const verified = await runProcess(["verify", "--json"], environment);
      assert.equal(verified.code, 0, verified.out + verified.err);
    } finally {
      for (const process of started) await process.kill();
      await postgresql.kill();
      await rm(folder, { recursive: true, force: true });
    }
  });

  test("on the embedded database are refused, with what to do", async () => {
    const folder = await mkdtemp(join(tmpdir(), "yakusoku-several-"));
    for (const [command, says] of [
      [["work"], /one process.*DATABASE_URL/],
      [["start", "--no-work"], /one process.*DATABASE_URL/],
    ] as const) {
      const { code, err } = await runProcess(command, { YAKUSOKU_DATA: folder });
      assert.equal(code, 2);
      assert.match(err, says);
    }
    await rm(folder, { recursive: true });
  });
});

/** Jobs that do no harm when they come again. */
async function enqueueMany(database: ReturnType<typeof databaseOn>): Promise<void> {
  const handlers = [expireAnswers, ...ROOMS.flatMap((room) => room.jobs ?? [])];
  const jobs = await openJobs(database, { handlers, ids: createIdFactory(systemClock) });
  await database.transaction(async (tx) => {
    for (let count = 0; count < JOBS; count += 1) await jobs.enqueue(tx, { name: expireAnswers.name, data: { count } });
  });
  await jobs.stop();
}

/** How many of them there are in each state. */
async function jobsBy(database: ReturnType<typeof databaseOn>): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ state: string; jobs: number }>`
    select state::text, count(*) as jobs from pgboss.job
    where name = ${expireAnswers.name} and data ? 'count' group by state`.execute(database.kysely);
  return Object.fromEntries(rows.map(({ state, jobs }) => [state, jobs]));
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    assert.ok(performance.now() < end, "it took too long");
    await wait(250);
  }
}
