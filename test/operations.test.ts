import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { sql } from "kysely";
import { z } from "zod";
import { onEachDatabase } from "./databases.ts";
import { type Kept, keptApp } from "./kept.ts";
import type { Scope } from "../src/access/index.ts";
import { createApp, ROOMS } from "../src/app.ts";
import { runningUnset, settingsOf } from "../src/room/index.ts";
import { readSettings } from "../src/settings/index.ts";
import { createLog } from "../src/telemetry/index.ts";

const readySchema = z.object({ status: z.string(), checks: z.record(z.string(), z.string()) });

async function ready(app: Kept["app"]): Promise<{ readonly code: number } & z.infer<typeof readySchema>> {
  const answer = await app.request("/readyz");
  return { code: answer.status, ...readySchema.parse(await answer.json()) };
}

onEachDatabase("a server that is watched", (open) => {
  let kept: Kept;
  before(async () => {
    kept = await keptApp(open);
  });

  test("is alive, and ready while database, tables, keys and log are in order", async () => {
    const alive = await kept.app.request("/healthz");
    assert.equal(alive.status, 200);
    assert.equal(alive.headers.get("Cache-Control"), "no-store");
    assert.match(
      await alive.text(),
      /^\{"status":"(ok|degraded)","version":"0\.0\.0-test","eventLoop":\{"worstMs":\d+\}\}$/,
    );
    assert.deepEqual(await ready(kept.app), {
      code: 200,
      status: "ready",
      checks: { database: "ok", tables: "ok", keys: "ok", evidence: "ok" },
    });
  });

  test("is not ready while an event waits longer for its place in the log than ordering takes", async () => {
    kept.hands.now = kept.hands.now.add({ seconds: 119 });
    assert.equal((await ready(kept.app)).code, 200);
    kept.hands.now = kept.hands.now.add({ seconds: 2 });
    const late = await ready(kept.app);
    assert.deepEqual([late.code, late.status, late.checks["evidence"]], [503, "not-ready", "failed"]);
    kept.hands.now = kept.hands.now.subtract({ seconds: 121 });
  });

  test("is not ready on tables that a newer program brought further", async () => {
    const { kysely } = kept.door.desk.database;
    await sql`insert into migration (name, checksum, applied_at) values ('29991231T0000_later', '', now())`.execute(
      kysely,
    );
    const newer = await ready(kept.app);
    await sql`delete from migration where name = '29991231T0000_later'`.execute(kysely);
    assert.deepEqual([newer.code, newer.checks["tables"]], [503, "failed"]);
    assert.equal((await ready(kept.app)).code, 200);
  });

  test("shows its numbers to a key of the scope metrics:read and to nobody else", async () => {
    const withKey = async (...scopes: readonly Scope[]): Promise<Response> =>
      await kept.app.request("/metrics", { headers: { Authorization: `Bearer ${await kept.token(...scopes)}` } });
    assert.equal((await kept.app.request("/metrics")).status, 401);
    assert.equal((await withKey("people:read", "jobs:read")).status, 403);
    const answer = await withKey("metrics:read");
    assert.equal(answer.status, 200);
    const text = await answer.text();
    for (const line of [
      /^yakusoku_looked_up 1$/m,
      /^yakusoku_evidence_waiting_seconds \d/m,
      /^yakusoku_jobs_failed 0$/m,
      /^yakusoku_http_requests_total\{method="GET",route="\/readyz",status="200"\} \d+$/m,
      /^yakusoku_http_requests_total\{method="GET",route="\/metrics",status="401"\} 1$/m,
    ])
      assert.match(text, line);
  });

  test("counts decisions by outcome, and paths that nobody answers as one", async () => {
    const question = {
      operator: "lp21",
      person: "customer",
      act: "use",
      items: ["name"],
      purpose: "customer.inquiries",
    };
    assert.equal((await kept.ask("POST", "/v1/decisions", question)).status, 200);
    assert.equal((await kept.ask("POST", "/v1/decisions", { questions: [question, question] })).status, 200);
    for (const path of ["/MARKED/one", "/v1/MARKED?who=MARKED", "/ja/MARKED/山田"]) await kept.app.request(path);
    await kept.app.request("/healthz", { method: "MARKED" });
    const text = await (await kept.ask("GET", "/metrics")).text();
    assert.match(text, /^yakusoku_decisions_total\{outcome="permit"\} 3$/m);
    assert.match(text, /^yakusoku_http_requests_total\{method="GET",route="none",status="404"\} 3$/m);
    assert.doesNotMatch(text, /MARKED/);
  });
});

onEachDatabase("a database that is gone", (open) => {
  test("makes a server that lives not ready", async () => {
    const { app, door, jobs } = await keptApp(open);
    await jobs.stop();
    await door.desk.database.close();
    assert.equal((await app.request("/healthz")).status, 200);
    const { code, status, checks } = await ready(app);
    assert.deepEqual([code, status], [503, "not-ready"]);
    assert.deepEqual([checks["database"], checks["keys"]], ["failed", "ok"]);
  });
});

onEachDatabase("a key ring that is gone", (open, kind) => {
  if (kind === "postgresql") return;
  test("makes a server not ready", async () => {
    const { app, folder } = await keptApp(open);
    await rm(join(folder, "keys.json"));
    const { code, checks } = await ready(app);
    assert.deepEqual([code, checks["keys"], checks["database"]], [503, "failed", "ok"]);
  });
});

/** The house without records, by these settings. */
function served(environment: Readonly<Record<string, string>>, more: Partial<ReturnType<typeof runningUnset>> = {}) {
  const { settings, faults } = readSettings(settingsOf(ROOMS), environment);
  assert.ok(settings !== undefined, JSON.stringify(faults));
  const running = { ...runningUnset(ROOMS, "0.0.0-test"), settings, ...more };
  return createApp({ packs: [], version: "0.0.0-test", running });
}

describe("a server", () => {
  test("that was asked to stop answers, and is not ready", async () => {
    const app = served({}, { stopping: () => true });
    const answer = await app.request("/readyz");
    assert.equal(answer.status, 503);
    assert.deepEqual(await answer.json(), { status: "stopping", checks: {} });
    assert.equal((await app.request("/healthz")).status, 200);
  });

  test("names whom to tell of a weakness where somebody was named, and otherwise has no such file", async () => {
    assert.equal((await served({}).request("/.well-known/security.txt")).status, 404);
    const app = served({ YAKUSOKU_SECURITY_CONTACT: "mailto:security@example.jp,https://example.jp/report" });
    const answer = await app.request("/.well-known/security.txt");
    assert.match(answer.headers.get("Content-Type") ?? "", /^text\/plain/);
    const [first, second, expires = "", languages, ...rest] = (await answer.text()).split("\n");
    assert.deepEqual([first, second], ["Contact: mailto:security@example.jp", "Contact: https://example.jp/report"]);
    assert.deepEqual([languages, rest], ["Preferred-Languages: ja, en", [""]]);
    const until = Temporal.Instant.from(expires.replace("Expires: ", ""));
    const days = until.since(Temporal.Now.instant()).total("hours") / 24;
    assert.ok(days > 170 && days < 366, expires);
  });

  test("promises TLS where a trusted proxy ended it, and nowhere else", async () => {
    const behind = { incoming: { socket: { remoteAddress: "10.0.0.9" } } };
    const headers = { "X-Forwarded-Proto": "https" };
    const trusting = served({ YAKUSOKU_TRUSTED_PROXIES: "10.0.0.0/24" });
    const answers = await Promise.all([
      trusting.request("/healthz", { headers }, behind),
      trusting.request("/healthz", {}, behind),
      served({}).request("/healthz", { headers }, behind),
    ]);
    assert.deepEqual(
      answers.map((answer) => answer.headers.get("Strict-Transport-Security")),
      ["max-age=15768000", null, null],
    );
  });

  test("logs a line for each request, with its number and pattern, and nothing of what was sent", async () => {
    const lines: string[] = [];
    const app = served({}, { log: createLog({ write: (line) => void lines.push(line) }) });
    const answer = await app.request("/problems/MARKED?who=MARKED", {
      headers: { "User-Agent": "MARKED", Authorization: "Bearer MARKED", Host: "localhost" },
    });
    const id = answer.headers.get("X-Request-Id") ?? "";
    assert.match(id, /^req_[0-9a-f-]{36}$/);
    const {
      time: _time,
      pid: _pid,
      ms,
      ...line
    } = z.looseObject({ ms: z.unknown() }).parse(JSON.parse(lines[0] ?? ""));
    assert.equal(typeof ms, "number");
    assert.deepEqual(line, {
      level: "info",
      event: "request",
      method: "GET",
      route: "/problems/:code",
      status: 404,
      request: id,
      caller: "none",
    });
    assert.doesNotMatch(lines.join(""), /MARKED/);
  });
});
