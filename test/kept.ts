import assert from "node:assert/strict";
import type { Hono } from "hono";
import {
  ACCESS_COOKIE,
  ACCESS_MIGRATIONS,
  type Door,
  KEY_SCOPES,
  makeApiKey,
  type Scope,
} from "../src/access/index.ts";
import { type DeskOptions, expireAnswers, type JobHands } from "../src/act/index.ts";
import { createApp, ROOMS } from "../src/app.ts";
import { type Jobs, type JobSender, openJobs } from "../src/jobs/index.ts";
import type { Migration } from "../src/database/index.ts";
import { SHEET_MIGRATIONS } from "../src/sheets/index.ts";
import { openUploads, UPLOAD_JOBS, UPLOAD_MIGRATIONS } from "../src/uploads/index.ts";
import type { Open } from "./databases.ts";
import { deskOn, type Hands, SYSTEM, WORK_MIGRATIONS } from "./desk.ts";
import { referencePack } from "./reference.ts";

const TOKEN = "the-access-token";

/** The tables of the whole house. */
export const ALL_MIGRATIONS: readonly Migration[] = [
  ...WORK_MIGRATIONS,
  ...ACCESS_MIGRATIONS,
  ...UPLOAD_MIGRATIONS,
  ...SHEET_MIGRATIONS,
  ...ROOMS.flatMap((room) => room.migrations ?? []),
];

/** The whole house over a database: what a browser with access sends is in `cookie`. */
export interface Kept {
  readonly app: Hono;
  readonly door: Door;
  /** Holds the key ring. */
  readonly folder: string;
  readonly hands: Hands;
  /** Opened and not at work. Their timers let the process end. */
  readonly jobs: Jobs<JobHands>;
  readonly cookie: string;
  /** Sends a form as a browser with access does. */
  readonly send: (path: string, fields: readonly (readonly [string, string])[]) => Promise<Response>;
  /** Asks the API with a key that has every scope; a body goes as JSON. */
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>;
  /** A key with these scopes only. */
  readonly token: (...scopes: readonly Scope[]) => Promise<string>;
  /** Opens a page as a browser with access does. */
  readonly see: (path: string) => Promise<Response>;
}

export async function keptApp(open: Open, more: Partial<DeskOptions> = {}): Promise<Kept> {
  const later: { sender?: JobSender } = {};
  const jobs: JobSender = {
    enqueue: async (tx, job) => await (later.sender ?? assert.fail("not opened yet")).enqueue(tx, job),
    wake: (names) => later.sender?.wake(names),
  };
  const { desk, hands, folder } = await deskOn(open, ALL_MIGRATIONS, {
    reactions: ROOMS.flatMap((room) => room.reactions ?? []),
    jobs,
    ...more,
  });
  const handlers = [expireAnswers, ...UPLOAD_JOBS, ...ROOMS.flatMap((room) => room.jobs ?? [])];
  const opened = await openJobs(desk.database, { handlers, ids: desk.ids });
  later.sender = opened;
  await openUploads({ folder })(desk);
  const { pack } = await referencePack();
  const door: Door = { desk, accessToken: TOKEN };
  const app = createApp({ packs: [pack], clock: desk.clock, ids: desk.ids, door, version: "0.0.0-test" });
  const token = async (...scopes: readonly Scope[]): Promise<string> =>
    (await makeApiKey(desk, { name: "test", scopes }, { actor: SYSTEM })).token;
  let whole: Promise<string> | undefined;
  const cookie = `${ACCESS_COOKIE}=${TOKEN}`;
  return {
    app,
    door,
    folder,
    hands,
    jobs: opened,
    cookie,
    token,
    ask: async (method, path, body, headers) => {
      whole ??= token(...KEY_SCOPES);
      return await app.request(path, {
        method,
        headers: { Authorization: `Bearer ${await whole}`, "Content-Type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    },
    see: async (path) => await app.request(path, { headers: { Cookie: cookie } }),
    send: async (path, fields) =>
      await app.request(path, {
        method: "POST",
        headers: { Cookie: cookie, "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
      }),
  };
}
