import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { after, before, describe, test } from "node:test";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { decisionOf as expressDecision, guardRoute as guardExpress } from "../client/express.ts";
import { decisionOf as fastifyDecision, guardRoute as guardFastify } from "../client/fastify.ts";
import { decisionOf as honoDecision, guardRoute as guardHono } from "../client/hono.ts";
import { type Client, createClient, type Question, type YakusokuError } from "../client/index.ts";
import { onPort } from "./front.ts";
import { servedApp } from "./served.ts";

/** What the path asks: contact by e-mail is permitted, provision without consent is not. */
function questionOf(path: string): Question {
  if (path === "/broken") throw new RangeError("no such customer");
  const common = { operator: "lp21", person: "customer" };
  if (path === "/wrong") return { ...common, act: "contact", items: [], purpose: "customer.direct-mail" };
  return path === "/mail"
    ? { ...common, act: "contact", items: ["email"], purpose: "customer.direct-mail" }
    : {
        ...common,
        act: "provide",
        items: ["name"],
        purpose: "customer.credit-inquiry",
        recipient: { class: "credit-agency", party: "サンプル信用情報" },
      };
}

const refusedSchema = z.object({
  code: z.literal("not-permitted"),
  title: z.string(),
  sentence: z.object({ ja: z.string(), en: z.string() }),
  needs: z.array(z.looseObject({ code: z.string() })),
  decision: z.string(),
});

interface Framework {
  readonly name: string;
  /** An app whose one handler answers with the number of the permit, and is counted. */
  readonly app: (client: Client, handled: () => void, failed: (error: YakusokuError) => void) => Started;
}
type Started = Promise<{ readonly url: string; readonly close: () => Promise<void> }>;

async function onNode(listener: RequestListener): Started {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Hono is the real one. Express and Fastify are not installed here: node:http in their order of calls stands in. */
const FRAMEWORKS: readonly Framework[] = [
  {
    name: "Hono",
    app: (client, handled, failed) => {
      const app = new Hono();
      app.onError((error, c) => c.text(error.message, 500));
      app.use(guardHono(client, (c: Context) => questionOf(c.req.path), { onError: failed }));
      app.all("*", (c) => {
        handled();
        return c.json({ decision: honoDecision(c).id });
      });
      return onPort(app);
    },
  },
  {
    name: "the order of Express",
    app: (client, handled, failed) => {
      const guard = guardExpress(client, (request: IncomingMessage) => questionOf(request.url ?? ""), {
        onError: failed,
      });
      return onNode((request, response) => {
        guard(request, response, (error) => {
          if (error !== undefined) {
            response.writeHead(500).end(error instanceof Error ? error.message : "");
            return;
          }
          handled();
          response.end(JSON.stringify({ decision: expressDecision(request).id }));
        }).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
      });
    },
  },
  {
    name: "the order of Fastify",
    app: (client, handled, failed) => {
      const guard = guardFastify(client, (request: IncomingMessage) => questionOf(request.url ?? ""), {
        onError: failed,
      });
      return onNode((request, response) => {
        const reply = {
          code: (status: number) => {
            response.statusCode = status;
          },
          header: (name: string, value: string) => response.setHeader(name, value),
          send: (body: string) => response.end(body),
        };
        const work = async (): Promise<void> => {
          // A hook that gives the reply back has answered (Fastify, Hooks: Respond to a request from a hook).
          if ((await guard(request, reply)) === reply) return;
          handled();
          response.end(JSON.stringify({ decision: fastifyDecision(request).id }));
        };
        work().catch((error: unknown) => response.writeHead(500).end(String(error)));
      });
    },
  },
];

for (const { name, app } of FRAMEWORKS) {
  describe(`a guarded route: ${name}`, () => {
    let yakusoku: Awaited<Started>;
    let guarded: Awaited<Started>;
    let cut: Awaited<Started>;
    let handled = 0;
    const errors: YakusokuError[] = [];
    before(async () => {
      yakusoku = await onPort(await servedApp());
      const client = createClient({ url: yakusoku.url, language: "ja" });
      const away = createClient({ url: "http://127.0.0.1:1", retries: 0 });
      const count = (): void => {
        handled += 1;
      };
      const note = (error: YakusokuError): void => {
        errors.push(error);
      };
      guarded = await app(client, count, note);
      cut = await app(away, count, note);
    });
    after(async () => {
      await guarded.close();
      await cut.close();
      await yakusoku.close();
    });

    test("goes on with a permit, which the handler finds", async () => {
      handled = 0;
      const response = await fetch(`${guarded.url}/mail`);
      assert.equal(response.status, 200);
      assert.match(await response.text(), /^\{"decision":"dec_/);
      assert.equal(handled, 1);
    });

    test("answers what is needed where the answer is not permit, and the handler is not reached", async () => {
      handled = 0;
      const response = await fetch(`${guarded.url}/provide`, { method: "POST" });
      assert.equal(response.status, 403);
      assert.equal(response.headers.get("Content-Type"), "application/problem+json");
      const { title, sentence, needs } = refusedSchema.parse(await response.json());
      assert.equal(title, sentence.ja);
      assert.deepEqual(
        needs.map(({ code }) => code),
        ["consent-recipient"],
      );
      assert.equal(handled, 0);
    });

    test("without an answer nothing goes on, and the operator of the service is told why", async () => {
      handled = 0;
      errors.length = 0;
      const response = await fetch(`${cut.url}/mail`);
      assert.equal(response.status, 503);
      assert.match(await response.text(), /"code":"no-decision"/);
      assert.deepEqual([handled, errors.map(({ code }) => code)], [0, ["unreachable"]]);
      // A question that is wrong stays so: nobody is invited to come back.
      assert.equal((await fetch(`${guarded.url}/wrong`)).status, 500);
      assert.deepEqual([handled, errors.at(-1)?.code], [0, "invalid-question"]);
    });

    test("where the question cannot be made, the error goes to the framework and nothing goes on", async () => {
      handled = 0;
      const response = await fetch(`${guarded.url}/broken`);
      assert.equal(response.status, 500);
      assert.match(await response.text(), /no such customer/);
      assert.equal(handled, 0);
    });
  });
}

test("a handler that stands on no guard finds no permit", () => {
  assert.throws(() => honoDecision({}), /is not guarded/);
});
