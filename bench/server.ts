import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { createApp } from "../src/app.ts";
import { questionSchema } from "../src/decision/index.ts";
import { referencePack } from "./pack.ts";
import { SHAPES } from "./questions.ts";

/*
 * The server under load, in a process of its own: the load generator must not share its loop. It serves the whole
 * app on one port, and on another the peer: a plain route that parses the same bytes, validates them with the same
 * schema and serialises an answer of the same length, but decides nothing.
 */

/** What the server tells its parent once both ports are open. */
interface Ports {
  readonly app: number;
  readonly peer: number;
}

const app = createApp({ packs: [await referencePack()], version: "bench" });

/** The app's own answers, so that the peer writes as many bytes. */
const answers: unknown[] = [];
for (const { question } of SHAPES) {
  const headers = { "Content-Type": "application/json" };
  const response = await app.request("/v1/decisions", { method: "POST", headers, body: JSON.stringify(question) });
  if (response.status !== 200) throw new Error(await response.text());
  answers.push(await response.json());
}

const batchSchema = z.object({ questions: z.array(questionSchema) });
const peer = new Hono();
peer.post("/one/:shape", async (c) => {
  questionSchema.parse(await c.req.json());
  return c.json(answers[Number(c.req.param("shape"))]);
});
peer.post("/batch", async (c) => {
  const { questions } = batchSchema.parse(await c.req.json());
  return c.json({ answers: questions.map((_, index) => ({ decision: answers[index % answers.length] })) });
});

async function listen(fetch: (request: Request) => Response | Promise<Response>): Promise<number> {
  return await new Promise((resolve) => {
    const server: ServerType = serve({ fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => resolve(port));
    process.once("disconnect", () => server.close());
  });
}

const ports: Ports = { app: await listen(app.fetch), peer: await listen(peer.fetch) };
process.send?.(ports);
