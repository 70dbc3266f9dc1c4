import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { createApp } from "../src/app.ts";
import { questionSchema } from "../src/decision/index.ts";
import { referencePack } from "./pack.ts";
import { SHAPES } from "./questions.ts";

/*
 * The server under load, in a process of its own: the load generator must not share its loop. On one port it serves the
 * whole app with a peer among its routes, so that both stand behind the same guards; on another a bare peer. A peer is a
 * plain route that parses the same bytes, validates them with the same schema and serialises an answer of the same length,
 * but decides nothing.
 */

/** What the server tells its parent once both ports are open. */
interface Ports {
  readonly app: number;
  readonly bare: number;
}

const batchSchema = z.object({ questions: z.array(questionSchema) });

/** The app's own answers, so that a peer writes as many bytes. */
const answers: unknown[] = [];

const app = withPeer(createApp({ packs: [await referencePack()], version: "bench" }));
const bare = withPeer(new Hono());
for (const { question } of SHAPES) {
  const headers = { "Content-Type": "application/json" };
  const response = await app.request("/v1/decisions", { method: "POST", headers, body: JSON.stringify(question) });
  if (response.status !== 200) throw new Error(await response.text());
  answers.push(await response.json());
}
await requireGuards();

const ports: Ports = { app: await listen(app.fetch), bare: await listen(bare.fetch) };
process.send?.(ports);

/** Adds the peer's routes, which whatever guards were put up before apply to. */
function withPeer(host: Hono): Hono {
  host.post("/bench/one/:shape", async (c) => {
    questionSchema.parse(await c.req.json());
    return c.json(answers[Number(c.req.param("shape"))]);
  });
  host.post("/bench/batch", async (c) => {
    const { questions } = batchSchema.parse(await c.req.json());
    return c.json({ answers: questions.map((_, index) => ({ decision: answers[index % answers.length] })) });
  });
  return host;
}

/** A peer that the guards do not apply to would be no measure of them. */
async function requireGuards(): Promise<void> {
  const body = JSON.stringify(SHAPES[0]?.question);
  const response = await app.request("http://elsewhere.example/bench/one/0", { method: "POST", body });
  if (response.ok) throw new Error("the guards do not apply to the peer");
}

async function listen(fetch: (request: Request) => Response | Promise<Response>): Promise<number> {
  return await new Promise((resolve) => {
    const server: ServerType = serve({ fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => resolve(port));
    process.once("disconnect", () => server.close());
  });
}
