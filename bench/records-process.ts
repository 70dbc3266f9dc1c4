import { randomUUID } from "node:crypto";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServerType, serve } from "@hono/node-server";
import autocannon, { type Result } from "autocannon";
import { Hono } from "hono";
import { sql } from "kysely";
import { z } from "zod";
import { KEY_SCOPES, makeApiKey } from "../src/access/index.ts";
import { act, openRecords } from "../src/act/index.ts";
import { createApp, ROOMS } from "../src/app.ts";
import { makeDataKey } from "../src/database/index.ts";
import {
  eventKind,
  exportLog,
  folderSource,
  leafHash,
  parseVerifierKey,
  rightEdge,
  sequence,
  verifyLog,
} from "../src/evidence/index.ts";
import { provisionsOf } from "../src/provision/index.ts";
import { migrationsOf } from "../src/room/index.ts";
import { createIdFactory, type Id, idOf, systemClock, uuidOf } from "../src/wire/index.ts";
import { postgresqlServer } from "../test/postgresql.ts";
import { median } from "./measure.ts";
import { referencePack } from "./pack.ts";
import type { RecordsPlan } from "./plan.ts";
import type { RecordsReport } from "./records.ts";

/* Measures records in a process of its own: the database beside it, and the load with it, since what counts are ratios. */

const planSchema = z.object({
  rounds: z.int(),
  batch: z.int(),
  http: z.int(),
  people: z.array(z.int()),
  asked: z.int(),
  imported: z.int(),
});
const plan: RecordsPlan = planSchema.parse(JSON.parse(process.argv[2] ?? "{}"));

const { url } = await postgresqlServer();
const ids = createIdFactory(systemClock);
const records = await openRecords({
  folder: await mkdtemp(join(tmpdir(), "yakusoku-bench-")),
  url: url("postgres"),
  clock: systemClock,
  ids,
  migrations: migrationsOf(ROOMS),
});
const { desk } = records;
const db = desk.database.kysely;
const pack = await referencePack();
const app = createApp({
  packs: [pack],
  clock: systemClock,
  ids,
  door: { desk, accessToken: randomUUID() },
  version: "bench",
});
const system = { actor: { kind: "system", id: "bench" } } as const;
const { token } = await makeApiKey(desk, { name: "bench", scopes: KEY_SCOPES }, system);
const HEADERS = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };

/** Milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const kind = eventKind(
  "bench.made",
  z.strictObject({
    decision: z.string(),
    outcome: z.string(),
    operator: z.string(),
    purpose: z.string(),
    items: z.array(z.string()),
  }),
  { ja: "計測", en: "Measured" },
);
const body = (): z.infer<typeof kind.body> => ({
  decision: ids("decision"),
  outcome: "permit",
  operator: "lp21",
  purpose: "customer.inquiries",
  items: ["name", "phone"],
});

async function measureEvents(): Promise<
  Pick<RecordsReport, "events" | "bare" | "appended" | "aboutPeople" | "sequenced">
> {
  const { batch, rounds } = plan;
  await sql`create table bench_bare (id uuid primary key, kind text not null, at timestamptz not null, entry text not null,
    hash bytea not null, position int8 generated always as identity)`.execute(db);
  const { rows: like } = await sql<{ entry: string }>`select entry from event limit 1`.execute(db);
  const entry = (like[0]?.entry ?? "").padEnd(420, " ");
  const hash = leafHash(Buffer.from(entry));
  const at = systemClock.now();
  const about = await act(
    desk,
    {
      name: "bench.key",
      input: {},
      run: async ({ append, tx, keys }) => {
        await append({ kind, body: body() });
        return { person: randomUUID(), key: await makeDataKey(tx, keys, "person") };
      },
    },
    system,
  );
  const append = (one?: typeof about): Promise<null> =>
    act(
      desk,
      {
        name: "bench.append",
        input: {},
        run: async (step) => {
          await step.append(...Array.from({ length: batch }, () => ({ kind, body: body(), about: one })));
          return null;
        },
      },
      system,
    );
  const order = (): Promise<unknown> =>
    sequence(desk.database, {
      holder: "00000000-0000-0000-0000-0000000000be",
      sign: (size, root) => `${size} ${Buffer.from(root).toString("hex")}`,
      now: () => systemClock.now(),
    });
  const taken = {
    bare: Array.of<number>(),
    append: Array.of<number>(),
    order: Array.of<number>(),
    about: Array.of<number>(),
  };
  for (let round = 0; round <= rounds; round += 1) {
    const bare = await timed(() =>
      desk.database.transaction(async (tx) => {
        const rows = Array.from({ length: batch }, () => randomUUID());
        await sql`insert into bench_bare (id, kind, at, entry, hash) select id, ${kind.name}, ${at}, entry, hash
          from unnest(${rows}::uuid[], ${rows.map(() => entry)}::text[], ${rows.map(() => hash)}::bytea[])
          as given (id, entry, hash)`.execute(tx);
      }),
    );
    const appended = await timed(() => append());
    const ordered = await timed(order);
    const abouts = await timed(() => append(about));
    await order();
    if (round === 0) continue;
    taken.bare.push(bare);
    taken.append.push(appended);
    taken.order.push(appended + ordered);
    taken.about.push(abouts);
  }
  const rate = (list: readonly number[]): number => (batch / median(list)) * 1_000;
  return {
    events: batch * rounds,
    bare: rate(taken.bare),
    appended: rate(taken.append),
    sequenced: rate(taken.order),
    aboutPeople: rate(taken.about),
  };
}

async function measureVerify(): Promise<Pick<RecordsReport, "hashing" | "verifying">> {
  await records.keeper?.run();
  const folder = await mkdtemp(join(tmpdir(), "yakusoku-bench-log-"));
  await exportLog(db, desk.keys, folder);
  const lines = (await readFile(join(folder, "key.txt"), "utf8")).split("\n").filter((line) => line !== "");
  const keys = lines.map(parseVerifierKey);
  const { rows } = await sql<{ entry: string }>`select entry from event`.execute(db);
  const entries = rows.map(({ entry }) => Buffer.from(entry));
  const hashing: number[] = [];
  const verifying: number[] = [];
  for (let round = 0; round <= plan.rounds; round += 1) {
    const start = performance.now();
    const edge = rightEdge();
    for (const entry of entries) edge.append(leafHash(entry));
    edge.root();
    const hashed = performance.now() - start;
    const verified = await timed(async () => {
      const { size } = await verifyLog(folderSource(folder), { keys });
      if (size < entries.length) throw new Error(`the log has ${size} of ${entries.length} events`);
    });
    if (round === 0) continue;
    hashing.push((hashed * 1_000) / entries.length);
    verifying.push((verified * 1_000) / entries.length);
  }
  return { hashing: median(hashing), verifying: median(verifying) };
}

const QUESTION = { operator: "lp21", act: "contact", items: ["email"], purpose: "customer.direct-mail" };

/** People with facts, by API. */
async function record(count: number): Promise<readonly string[]> {
  const stamp = randomUUID().slice(0, 8).toUpperCase();
  const people = Array.from({ length: count }, (_, index) => ({
    identifiers: [
      { kind: "customer-number", value: `B${stamp}${index}` },
      { kind: "email", value: `p${index}.${stamp.toLowerCase()}@example.jp` },
    ],
    roles: [{ operator: "lp21", kind: "customer" }],
  }));
  const send = async (path: string, value: unknown): Promise<unknown> => {
    const response = await app.request(path, { method: "POST", headers: HEADERS, body: JSON.stringify(value) });
    if (!response.ok) throw new Error(`${path} answers ${response.status}: ${(await response.text()).slice(0, 300)}`);
    return await response.json();
  };
  const made = z.object({ ids: z.array(z.string()) }).parse(await send("/v1/people", { people }));
  const at = "2026-01-01T00:00:00Z";
  await send("/v1/facts", {
    entries: made.ids.map((person, index) => ({
      person,
      facts: [
        { kind: "notice", at, how: "stated", operators: ["lp21"], purposes: [QUESTION.purpose] },
        { kind: "acquisition", at, source: "direct-writing" },
        ...(index % 3 === 0 ? [{ kind: "objection", at, to: "direct-mail" }] : []),
      ],
    })),
  });
  return made.ids;
}

async function measureImport(): Promise<RecordsReport["imported"]> {
  const memory = (): number => process.memoryUsage().rss;
  await record(500);
  globalThis.gc?.();
  const before = memory();
  let most = before;
  const step = 500;
  const taken = await timed(async () => {
    for (let done = 0; done < plan.imported; done += step) {
      await record(step);
      most = Math.max(most, memory());
    }
  });
  return { people: plan.imported, perSecond: (plan.imported / taken) * 1_000, before, most };
}

async function measureHttp(): Promise<RecordsReport["http"]> {
  const people = await record(500);
  const uuids = people.map((id) => uuidOf("person", id) ?? "");
  await sql`create table bench_peer (id uuid primary key, person_id uuid not null, answer text not null)`.execute(db);
  const peer = new Hono();
  peer.post("/peer", async (c) => {
    const { person } = z.object({ person: z.object({ id: z.string() }) }).parse(await c.req.json());
    const uuid = uuidOf("person", person.id) ?? "";
    const answer = await desk.database.transaction(async (tx) => {
      const { rows } = await sql`select * from fact where person_id = ${uuid}`.execute(tx);
      await sql`insert into bench_peer values (${randomUUID()}, ${uuid}, ${JSON.stringify(rows)})`.execute(tx);
      return { facts: rows.length };
    });
    return c.json(answer);
  });
  peer.route("/", app);
  const server = await new Promise<{ readonly port: number; readonly server: ServerType }>((resolve) => {
    const made = serve({ fetch: peer.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => {
      resolve({ port, server: made });
    });
  });
  const bodies = uuids.map((uuid) => JSON.stringify({ ...QUESTION, person: { id: idOf("person", uuid) } }));
  const run = (path: string, connections: number): Promise<Result> =>
    new Promise((resolve, reject) => {
      autocannon(
        {
          url: `http://127.0.0.1:${server.port}`,
          connections,
          // One connection waits for each commit: a part of the requests tells as much.
          amount: Math.ceil(plan.http * Math.min(1, connections / 16)),
          requests: bodies.map((text) => ({ method: "POST" as const, path, headers: HEADERS, body: text })),
        },
        (error: Error | null, result) => {
          if (error !== null) reject(error);
          else if (result.non2xx > 0 || result.errors > 0) reject(new Error(`${path}: ${result.non2xx} refused`));
          else resolve(result);
        },
      );
    });
  const perSecond = (result: Result): number => result.requests.total / result.duration;
  const rows: RecordsReport["http"] = [];
  for (const connections of [1, 16, 64]) {
    const ours: number[] = [];
    const theirs: number[] = [];
    let p99 = 0;
    for (let round = 0; round <= plan.rounds; round += 1) {
      const mine = await run("/v1/decisions", connections);
      const other = await run("/peer", connections);
      if (round === 0) continue;
      ours.push(perSecond(mine));
      theirs.push(perSecond(other));
      ({ p99 } = mine.latency);
    }
    rows.push({ connections, ours: median(ours), peer: median(theirs), p99 });
  }
  server.server.close();
  return rows;
}

/** Fills the tables to so many people by SQL: what is measured is how questions to people among them grow, and not who is added. */
async function fillTo(count: number): Promise<void> {
  const statements = [
    sql`insert into data_key (id, purpose, version, wrapped) select '00000000-0000-4000-8000-0000000000f1', 'bench', 1, ''
      on conflict do nothing`,
    sql`insert into person (id, key_id, able, living, made_at)
      select gen_random_uuid(), '00000000-0000-4000-8000-0000000000f1', true, true, now()
      from generate_series(1, ${count} - (select count(*) from person))`,
    sql`insert into person_role (person_id, id, operator, kind)
      select id, gen_random_uuid(), 'lp21', 'customer' from person p
      where key_id = '00000000-0000-4000-8000-0000000000f1'
        and not exists (select 1 from person_role r where r.person_id = p.id)`,
    sql`insert into fact (person_id, id, kind, at, recorded_at, fact)
      select p.id, gen_random_uuid(), 'acquisition', now(), now(),
        '{"kind":"acquisition","at":1767225600000,"source":"direct-writing","byOptOut":false}'
      from person p cross join generate_series(1, 3)
      where key_id = '00000000-0000-4000-8000-0000000000f1'
        and not exists (select 1 from fact f where f.person_id = p.id)`,
    sql`insert into provision (person_id, id, at, recorded_at, operator, party_id, basis, items, channel, method, due, article,
        kept_through, key_id, sealed)
      select p.id, gen_random_uuid(), now(), now(), 'lp21', gen_random_uuid(), 'consent', '{name}', 'paper', 'single', true, '29',
        current_date, '00000000-0000-4000-8000-0000000000f1', ''
      from person p cross join generate_series(1, 2)
      where key_id = '00000000-0000-4000-8000-0000000000f1'
        and not exists (select 1 from provision v where v.person_id = p.id)`,
  ];
  await desk.database.transaction(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    for (const statement of statements) await statement.execute(tx);
  });
  // What a server does by and by after so many rows is done before anything is timed.
  await sql`vacuum (analyze)`.execute(db);
  await sql`checkpoint`.execute(db);
}

async function measureGrowth(): Promise<RecordsReport["growth"]> {
  const people = await record(plan.asked);
  const growth: RecordsReport["growth"] = [];
  for (const count of plan.people) {
    await fillTo(count);
    const decide: number[] = [];
    const provisions: number[] = [];
    // All of them once as a warm-up, and then once more.
    for (const [index, person] of [...people, ...people].entries()) {
      const text = JSON.stringify({ ...QUESTION, person: { id: person } });
      const decided = await timed(async () => {
        const response = await app.request("/v1/decisions", { method: "POST", headers: HEADERS, body: text });
        if (!response.ok) throw new Error(await response.text());
      });
      const id: Id<"person"> = idOf("person", uuidOf("person", person) ?? "");
      const shown = await timed(() => provisionsOf(desk, id));
      if (index < people.length) continue;
      decide.push(decided);
      provisions.push(shown);
    }
    growth.push({
      people: count,
      decide: { median: median(decide), count: decide.length },
      provisions: { median: median(provisions), count: provisions.length },
    });
  }
  return growth;
}

const events = await measureEvents();
const verify = await measureVerify();
const imported = await measureImport();
const http = await measureHttp();
const growth = await measureGrowth();
const report: RecordsReport = { ...events, ...verify, imported, http, growth };
await new Promise((resolve) => process.send?.(report, undefined, undefined, resolve));
await records.close();
process.exit(0);
