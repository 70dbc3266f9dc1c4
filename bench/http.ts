import { fork } from "node:child_process";
import { once } from "node:events";
import autocannon, { type Result } from "autocannon";
import { z } from "zod";
import { median } from "./measure.ts";
import type { Plan } from "./plan.ts";
import { SHAPES } from "./questions.ts";
import { atLeast, heading, note, ratio, table, whole } from "./report.ts";

/* The route beside two peers that do everything but decide: one in the same app, behind its guards, and one on its own. */

const BAR_RATIO = 0.8;
const CONNECTIONS = 16;
const JSON_BODY = { "Content-Type": "application/json" };

const SIDES = ["ours", "guarded", "bare"] as const;
type Side = (typeof SIDES)[number];

/** What one load is made of: requests that are sent in turn, so many in all, with as many questions in each. */
interface Load {
  readonly name: string;
  readonly connections: number;
  readonly bodies: readonly string[];
  readonly amount: number;
  readonly questions: number;
}

/** Where a side listens, and the path of each request of a load. */
interface Place {
  readonly port: number;
  path(load: Load, index: number): string;
}

export async function measureHttp({ http, rounds }: Plan): Promise<void> {
  const server = fork(new URL("server.ts", import.meta.url));
  const ended = once(server, "exit").then(() => Promise.reject(new Error("the server ended before it listened")));
  const [message] = z.array(z.unknown()).parse(await Promise.race([once(server, "message"), ended]));
  const ports = z.object({ app: z.int(), bare: z.int() }).parse(message);
  try {
    const places = placesOf(ports);
    const rows: string[][] = [];
    for (const load of loads(http)) rows.push(rowOf(load, await compareRates(places, load, rounds)));
    heading("Over HTTP, questions a second");
    table(["", "Yakusoku", "guarded peer", "ratio", "bare peer", "ratio", "bar, beside the guarded peer"], rows);
    note("The peers parse the same bytes, validate with the same schema and write as many bytes; they decide nothing.");
    note("The guarded one is a route of the same app, behind the same guards; the bare one has an app to itself.");
  } finally {
    server.disconnect();
    await once(server, "exit");
  }
}

function placesOf({ app, bare }: { readonly app: number; readonly bare: number }): Record<Side, Place> {
  const path = ({ questions }: Load, index: number): string =>
    questions === 1 ? `/bench/one/${index}` : "/bench/batch";
  return {
    ours: { port: app, path: () => "/v1/decisions" },
    guarded: { port: app, path },
    bare: { port: bare, path },
  };
}

function loads({ single, batches }: Plan["http"]): Load[] {
  const bodies = SHAPES.map(({ question }) => JSON.stringify(question));
  const batch = (size: number): string =>
    `{"questions":[${Array.from({ length: size }, (_, index) => bodies[index % bodies.length]).join(",")}]}`;
  return [
    { name: `one, ${CONNECTIONS} connections`, connections: CONNECTIONS, bodies, amount: single, questions: 1 },
    ...batches.map(({ size, requests }) => ({
      name: `batches of ${whole(size)}, one connection`,
      connections: 1,
      bodies: [batch(size)],
      amount: requests,
      questions: size,
    })),
  ];
}

function rowOf({ name }: Load, { ours, guarded, bare }: Record<Side, number>): string[] {
  const met = atLeast(ours / guarded >= BAR_RATIO, String(BAR_RATIO));
  return [name, whole(ours), whole(guarded), ratio(ours / guarded), whole(bare), ratio(ours / bare), met];
}

/** Puts the load on all sides in turns, another one first in each round. Median questions per second. */
async function compareRates(places: Record<Side, Place>, load: Load, rounds: number): Promise<Record<Side, number>> {
  const length = await answerLength(places.ours, load);
  for (const side of ["guarded", "bare"] as const) {
    const theirs = await answerLength(places[side], load);
    if (theirs !== length)
      throw new Error(`${load.name}: the ${side} peer answers with ${theirs} bytes, not ${length}`);
  }
  const rates: Record<Side, number[]> = { ours: [], guarded: [], bare: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const turn of SIDES.keys()) {
      const side = SIDES[(round + turn) % SIDES.length] ?? "ours";
      const requests = await run(places[side], load);
      if (round > 0) rates[side].push(requests * load.questions);
    }
  }
  return { ours: median(rates.ours), guarded: median(rates.guarded), bare: median(rates.bare) };
}

/** Bytes of the answers to each request of a load, sent once. */
async function answerLength({ port, path }: Place, load: Load): Promise<number> {
  let bytes = 0;
  for (const [index, body] of load.bodies.entries()) {
    const url = `http://127.0.0.1:${port}${path(load, index)}`;
    const response = await fetch(url, { method: "POST", headers: JSON_BODY, body });
    if (!response.ok) throw new Error(`${url} answers ${response.status}`);
    bytes += (await response.arrayBuffer()).byteLength;
  }
  return bytes;
}

/** Requests answered per second, from the start to the last answer. */
async function run({ port, path }: Place, load: Load): Promise<number> {
  const { connections, amount } = load;
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const options = {
    url: `http://127.0.0.1:${port}`,
    connections,
    amount,
    timeout: 60,
    sampleInt: 20,
    requests: load.bodies.map(
      (body, index) => ({ method: "POST", path: path(load, index), body, headers: JSON_BODY }) as const,
    ),
  };
  const sending = autocannon(options, (error: unknown, result) =>
    error instanceof Error ? reject(error) : resolve(result),
  );
  const start = performance.now();
  let last = start;
  sending.on("response", () => {
    last = performance.now();
  });
  const result = await promise;
  if (result.errors > 0 || result.non2xx > 0 || result["2xx"] < amount) {
    throw new Error(`of ${amount} requests ${result.errors} failed and ${result.non2xx} were refused`);
  }
  return (amount / (last - start)) * 1_000;
}
