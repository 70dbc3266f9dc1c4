import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";

/* What stands between a program and the real server on its way: a proxy that can be told to fail as networks and servers do. */

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Milliseconds, by a clock that only goes forward. */
  readonly at: number;
}

/** What happens to one request. `passed` asks the real server and gives its answer. */
export type Mishap = (
  passed: () => Promise<Response>,
  answer: ServerResponse,
  request: IncomingMessage,
) => Promise<Response | undefined>;

export interface Front {
  readonly url: string;
  /** Every request, in the order it came. */
  readonly seen: Seen[];
  /** What happens to the next requests, one each; those after them pass. */
  readonly next: Mishap[];
  /** Where requests are passed on to; changes when the server is started again elsewhere. */
  to: string;
  readonly close: () => Promise<void>;
}

/** The answer is lost: the server gave it, and the connection breaks before it is here. */
export const answerLost: Mishap = async (passed, answer) => {
  await (await passed()).arrayBuffer();
  answer.destroy();
  return undefined;
};

/** The server cannot now, and says when to come back. */
export function refusing(status: 429 | 503, retryAfter: string): Mishap {
  return () => Promise.resolve(new Response(null, { status, headers: { "Retry-After": retryAfter } }));
}

export async function frontOf(to: string): Promise<Front> {
  const server = createServer((request, answer) => {
    pass(front, request, answer).catch(() => answer.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("a front listens on a port");
  const front: Front = {
    url: `http://127.0.0.1:${address.port}`,
    seen: [],
    next: [],
    to,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return front;
}

async function pass(front: Front, request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const { method = "", url: path = "", headers } = request;
  const body = (await buffer(request)).toString();
  front.seen.push({ method, path, headers, body, at: performance.now() });
  const passed = (): Promise<Response> =>
    fetch(`${front.to}${path}`, {
      method,
      redirect: "manual",
      headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
        typeof value === "string" && !/^(?:host|connection|content-length)$/.test(name) ? [[name, value]] : [],
      ),
      ...(body === "" ? {} : { body }),
    });
  const mishap = front.next.shift();
  const response = mishap === undefined ? await passed() : await mishap(passed, answer, request);
  if (response === undefined) return;
  const bytes = Buffer.from(await response.arrayBuffer());
  const kept = [...response.headers].filter(
    ([name]) => !/^(?:content-encoding|content-length|transfer-encoding|connection)$/.test(name),
  );
  answer.writeHead(response.status, Object.fromEntries(kept)).end(bytes);
}

/** An app on a loopback port of its own. */
export async function onPort(app: Hono): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("an app listens on a port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      if ("closeAllConnections" in server) server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
