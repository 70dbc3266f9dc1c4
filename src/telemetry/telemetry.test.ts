import assert from "node:assert/strict";
import { test } from "node:test";
import { createLog, createMetrics, errorFields } from "./index.ts";

const clock = { now: () => Temporal.Instant.from("2026-11-22T01:00:00.123456789Z") };

test("a line is one JSON object with its level, time and event, from the level on that was asked for", () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => void lines.push(line), clock, level: "warn" });
  log.info("request", { status: 200 });
  log.warn("request", { method: "GET", route: "/v1/people/:id", status: 503 });
  assert.equal(lines.length, 1);
  assert.ok(lines[0]?.endsWith("}\n"));
  assert.deepEqual(JSON.parse(lines[0] ?? ""), {
    level: "warn",
    time: "2026-11-22T01:00:00.123Z",
    pid: process.pid,
    method: "GET",
    route: "/v1/people/:id",
    status: 503,
    event: "request",
  });
});

test("people read a line without braces, and the words where there are some", () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => void lines.push(line), clock, form: "human" });
  log.info("request", { method: "GET", status: 200 });
  log.error("evidence.failed", { says: "The evidence log cannot be kept." });
  log.error("request.failed", { error: "TypeError", at: ["one", "two"] });
  assert.match(lines[0] ?? "", /^\d\d:\d\d:\d\d request method=GET status=200\n$/);
  assert.match(lines[1] ?? "", /^\d\d:\d\d:\d\d error: The evidence log cannot be kept\.\n$/);
  assert.match(lines[2] ?? "", /error: request\.failed error=TypeError at:\n {4}one\n {4}two\n$/);
});

test("of an error its name, its code, its causes and where it was thrown are said, and no word of its message", () => {
  const cause = Object.assign(new Error("MARKED 高橋\n    at MARKED"), { code: "23505" });
  const error = new TypeError("MARKED\n    at MARKED (山田)", { cause });
  const said = errorFields(error);
  assert.equal(said.error, "TypeError < Error 23505");
  assert.ok(said.at.length > 0);
  assert.match(said.at[0] ?? "", /telemetry\.test\.ts/);
  assert.doesNotMatch(JSON.stringify(said), /MARKED/);
  assert.deepEqual(errorFields("MARKED"), { error: "string", at: [] });
});

test("metrics count by pattern and status, look things up at each scrape, and say where they could not", async () => {
  const metrics = createMetrics();
  metrics.answered({ method: "GET", route: "/v1/people/:id", status: 404, seconds: 0.02 });
  metrics.turnedAway("bulk");
  metrics.decided("deny");
  let waiting: Readonly<Record<string, number>> = { "letter.send": 3 };
  metrics.looks(() =>
    Promise.resolve({
      yakusoku_jobs_waiting: waiting,
      yakusoku_jobs_oldest_waiting_seconds: 7.5,
      yakusoku_jobs_running: 0,
      yakusoku_jobs_failed: 0,
      yakusoku_evidence_leaves: 12,
      yakusoku_evidence_waiting_seconds: 0,
      yakusoku_evidence_checkpoint_age_seconds: undefined,
    }),
  );
  const { text, type } = await metrics.page();
  assert.match(type, /^text\/plain/);
  for (const line of [
    'yakusoku_http_requests_total{method="GET",route="/v1/people/:id",status="404"} 1',
    'yakusoku_http_request_duration_seconds_bucket{le="0.025",method="GET",route="/v1/people/:id"} 1',
    'yakusoku_http_turned_away_total{why="bulk"} 1',
    'yakusoku_decisions_total{outcome="deny"} 1',
    'yakusoku_jobs_waiting{job="letter.send"} 3',
    "yakusoku_jobs_oldest_waiting_seconds 7.5",
    "yakusoku_evidence_leaves 12",
    "yakusoku_looked_up 1",
  ])
    assert.ok(text.split("\n").includes(line), `${line}\n${text}`);
  waiting = {};
  assert.doesNotMatch((await metrics.page()).text, /letter\.send/);
  metrics.looks(() => Promise.reject(new Error("gone")));
  assert.match((await metrics.page()).text, /^yakusoku_looked_up 0$/m);
});
