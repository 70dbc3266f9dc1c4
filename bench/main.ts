import { fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import autocannon, { type Result } from "autocannon";
import { z } from "zod";
import { decide, questionSchema } from "../src/decision/index.ts";
import { systemClock } from "../src/wire/index.ts";
import { referencePack } from "./pack.ts";
import { SHAPES } from "./questions.ts";

/*
 * How fast a decision is: in process, and over HTTP beside a peer that does everything but decide. The ratio is what
 * counts; absolute numbers belong to the machine they were measured on.
 */

const { values: flags } = parseArgs({ options: { smoke: { type: "boolean", default: false } } });

/** Work in each round; the first of each is a warm-up. A smoke run only shows that everything still runs. */
const PLAN = flags.smoke
  ? { rounds: 1, decisions: 20_000, single: 400, batches: { 1_000: 1, 10_000: 1 } }
  : { rounds: 5, decisions: 200_000, single: 12_000, batches: { 1_000: 15, 10_000: 3 } };
const CONNECTIONS = 16;
const JSON_BODY = { "Content-Type": "application/json" };

type Side = "app" | "peer";
/** What one load is made of: requests that are sent in turn, so many times. */
interface Load {
  readonly connections: number;
  readonly requests: readonly { readonly path: string; readonly body: string }[];
  readonly amount: number;
}

async function main(): Promise<void> {
  const [cpu] = cpus();
  console.log(
    `Node ${process.versions.node}, ${availableParallelism()} × ${cpu?.model ?? "unknown"}; medians of ${PLAN.rounds}`,
  );
  await measureInProcess();
  await measureHttp();
}

async function measureInProcess(): Promise<void> {
  const pack = await referencePack();
  const now = systemClock.now();
  const questions = SHAPES.map(({ question }) => questionSchema.parse(question));
  const mix: Record<string, number> = {};
  for (const [index, question] of questions.entries()) {
    const { outcome } = decide(pack, question, now);
    if (outcome !== SHAPES[index]?.expect)
      throw new Error(`question ${index} is answered ${outcome}; mend bench/questions.ts`);
    mix[outcome] = (mix[outcome] ?? 0) + 1;
  }
  const rates: number[] = [];
  for (let round = 0; round <= PLAN.rounds; round += 1) {
    const start = performance.now();
    for (let count = 0; count < PLAN.decisions; count += questions.length) {
      for (const question of questions) decide(pack, question, now);
    }
    rates.push((PLAN.decisions / (performance.now() - start)) * 1_000);
  }
  const rate = median(rates.slice(1));
  const said = Object.entries(mix).map(([outcome, count]) => `${count} ${outcome}`);
  console.log(`\nIn process, ${questions.length} kinds of question (${said.join(", ")})`);
  console.log(`  decide                ${whole(rate)} decisions/s   ${(1e6 / rate).toFixed(2)} µs each`);
}

async function measureHttp(): Promise<void> {
  const server = fork(new URL("server.ts", import.meta.url));
  const ended = once(server, "exit").then(() => Promise.reject(new Error("the server ended before it listened")));
  const [message] = z.array(z.unknown()).parse(await Promise.race([once(server, "message"), ended]));
  const ports = z.object({ app: z.int(), peer: z.int() }).parse(message);
  try {
    const bodies = SHAPES.map(({ question }) => JSON.stringify(question));
    console.log(`\nOver HTTP, questions/s             Yakusoku        peer   ratio`);
    await compare(`one, ${CONNECTIONS} connections`, ports, 1, (side) => ({
      connections: CONNECTIONS,
      requests: bodies.map((body, shape) => ({ path: side === "app" ? "/v1/decisions" : `/one/${shape}`, body })),
      amount: PLAN.single,
    }));
    for (const [key, amount] of Object.entries(PLAN.batches)) {
      const size = Number(key);
      const body = `{"questions":[${Array.from({ length: size }, (_, index) => bodies[index % bodies.length]).join(",")}]}`;
      await compare(`batches of ${whole(size).trim()}, one connection`, ports, size, (side) => ({
        connections: 1,
        requests: [{ path: side === "app" ? "/v1/decisions" : "/batch", body }],
        amount,
      }));
    }
    console.log(
      "The peer parses the same bytes, validates with the same schema and writes as many bytes; it decides nothing.",
    );
  } finally {
    server.disconnect();
    await once(server, "exit");
  }
}

/** Runs both sides in turns, first one first and then the other, so that a drift of the machine meets both. */
async function compare(
  name: string,
  ports: Record<Side, number>,
  size: number,
  load: (side: Side) => Load,
): Promise<void> {
  const rates: Record<Side, number[]> = { app: [], peer: [] };
  const [ours, theirs] = [await answerLength(ports.app, load("app")), await answerLength(ports.peer, load("peer"))];
  if (ours !== theirs) throw new Error(`${name}: the peer answers with ${theirs} bytes, not ${ours}`);
  for (let round = 0; round <= PLAN.rounds; round += 1) {
    for (const side of round % 2 === 0 ? (["app", "peer"] as const) : (["peer", "app"] as const)) {
      const requests = await run(ports[side], load(side));
      if (round > 0) rates[side].push(requests * size);
    }
  }
  const [app, peer] = [median(rates.app), median(rates.peer)];
  console.log(`  ${name.padEnd(32)}${whole(app)} ${whole(peer)}    ${(app / peer).toFixed(2)}`);
}

/** Bytes of the answers to each request of a load, sent once. */
async function answerLength(port: number, { requests }: Load): Promise<number> {
  let bytes = 0;
  for (const { path, body } of requests) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", headers: JSON_BODY, body });
    bytes += (await response.arrayBuffer()).byteLength;
  }
  return bytes;
}

/** Requests answered per second, from the start to the last answer. */
async function run(port: number, { connections, requests, amount }: Load): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const options = {
    url: `http://127.0.0.1:${port}`,
    connections,
    amount,
    timeout: 60,
    sampleInt: 20,
    requests: requests.map(({ path, body }) => ({ method: "POST", path, body, headers: JSON_BODY }) as const),
  };
  const load = autocannon(options, (error: unknown, result) =>
    error instanceof Error ? reject(error) : resolve(result),
  );
  const start = performance.now();
  let last = start;
  load.on("response", () => {
    last = performance.now();
  });
  const result = await promise;
  if (result.errors > 0 || result.non2xx > 0 || result["2xx"] < amount) {
    throw new Error(`of ${amount} requests ${result.errors} failed and ${result.non2xx} were refused`);
  }
  return (amount / (last - start)) * 1_000;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en").padStart(11);
}

await main();
