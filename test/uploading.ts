import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Hono } from "hono";
import { sql } from "kysely";
import { z } from "zod";
import { act, type Desk, type JobHands } from "../src/act/index.ts";
import { type Jobs, type JobSender, openJobs } from "../src/jobs/index.ts";
import {
  type Caps,
  downloadOf,
  listUploads,
  openUpload,
  openUploads,
  receiveUploads,
  requireTaken,
  shredUpload,
  UPLOAD_JOBS,
  UPLOAD_MIGRATIONS,
} from "../src/uploads/index.ts";
import { securityHeaders } from "../src/web/index.ts";
import { idOf, ProblemError, uuidOf } from "../src/wire/index.ts";
import type { Open } from "./databases.ts";
import { deskOn, type Hands, WORK_MIGRATIONS } from "./desk.ts";

/* What a room does with uploads, as routes: the room of uploads has none of its own. */

const around = { actor: { kind: "staff", id: "local" } } as const;

/** Files of an owner are sent to `/of/OWNER`, as a form or one with PUT, and opened and shredded at `/UPLOAD`. */
export function uploadApp(desk: Desk, caps: Partial<Caps> = {}): Hono {
  const app = new Hono();
  app.use(securityHeaders());
  app.onError((error, c) => {
    if (!(error instanceof ProblemError)) throw error;
    const problem = error.in(c.req.header("Accept-Language") === "ja" ? "ja" : "en");
    return c.json(problem, { status: problem.status === 404 ? 404 : problem.status === 400 ? 400 : 422 });
  });
  app.post("/of/:owner", async (c) => {
    const owner = { room: "test", id: c.req.param("owner") };
    const { fields, uploads } = await receiveUploads(c, { desk, owner, around, caps });
    return c.json({
      fields: Object.fromEntries(fields),
      uploads: uploads.map((one) =>
        one.state === "refused"
          ? { state: one.state, name: one.name, code: one.refusal.code, words: one.refusal.words }
          : one,
      ),
    });
  });
  app.put("/of/:owner", async (c) => {
    const owner = { room: "test", id: c.req.param("owner") };
    const [id] = requireTaken(await receiveUploads(c, { desk, owner, around, caps }));
    return c.json({ id }, 201);
  });
  app.get("/of/:owner", async (c) => {
    const listed = await listUploads(desk, { room: "test", id: c.req.param("owner") });
    return c.json(listed.map(({ begunAt, ...rest }) => ({ ...rest, begunAt: begunAt.toString() })));
  });
  app.get("/:id", async (c) => downloadOf(await openUpload(desk, uploadId(c.req.param("id")))));
  app.delete("/:id", async (c) => {
    const id = uploadId(c.req.param("id"));
    await act(desk, { name: "test.shred", input: { id }, run: (step) => shredUpload(step, id) }, around);
    return c.body(null, 204);
  });
  return app;
}

function uploadId(text: string): ReturnType<typeof idOf<"upload">> {
  return idOf("upload", uuidOf("upload", text) ?? "00000000-0000-0000-0000-000000000000");
}

const sentSchema = z.object({
  fields: z.record(z.string(), z.string()),
  uploads: z.array(
    z.object({
      state: z.enum(["stored", "unscanned", "refused"]),
      id: z.string().default(""),
      name: z.string().optional(),
      kind: z.string().optional(),
      bytes: z.number().optional(),
      code: z.string().optional(),
      words: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
export type Sent = z.infer<typeof sentSchema>;

/** A desk with uploads, and an app over it. */
export interface UploadHouse {
  readonly desk: Desk;
  readonly app: Hono;
  readonly jobs: Jobs<JobHands>;
  readonly hands: Hands;
  readonly folder: string;
  /** The files on the disk. */
  readonly files: () => Promise<readonly string[]>;
  readonly stateOf: (id: string) => Promise<string | undefined>;
}

export async function housed(
  open: Open,
  { caps = {}, clamd }: { readonly caps?: Partial<Caps>; readonly clamd?: string } = {},
): Promise<UploadHouse> {
  const later: { sender?: JobSender } = {};
  const sender: JobSender = {
    enqueue: async (tx, job) => await (later.sender ?? assert.fail("not opened yet")).enqueue(tx, job),
    wake: (names) => later.sender?.wake(names),
  };
  const { desk, hands, folder } = await deskOn(open, [...WORK_MIGRATIONS, ...UPLOAD_MIGRATIONS], { jobs: sender });
  const jobs: Jobs<JobHands> = await openJobs(desk.database, { handlers: UPLOAD_JOBS, ids: desk.ids });
  later.sender = jobs;
  await openUploads({ folder, clamd })(desk);
  const files = async (): Promise<readonly string[]> =>
    (await readdir(join(folder, "uploads"), { recursive: true, withFileTypes: true }).catch(() => []))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const stateOf = async (id: string): Promise<string | undefined> => {
    const { rows } = await sql<{ state: string }>`select state from upload where id = ${uuidOf("upload", id)}`.execute(
      desk.database.kysely,
    );
    return rows[0]?.state;
  };
  return { desk, app: uploadApp(desk, caps), jobs, hands, folder, files, stateOf };
}

export async function send(
  app: Hono,
  files: readonly (readonly [name: string, bytes: Uint8Array])[],
  owner = "case",
): Promise<Sent> {
  const form = new FormData();
  form.set("note", "メモ");
  for (const [name, bytes] of files)
    form.append("file", new Blob([Uint8Array.from(bytes)], { type: "image/jpeg" }), name);
  const response = await app.request(`/of/${owner}`, { method: "POST", body: form });
  assert.equal(response.status, 200);
  return sentSchema.parse(await response.json());
}

/** Sends one file that has to be taken in. @returns its identifier */
export async function taken(app: Hono, bytes: Uint8Array, name = "a.jpg", owner = "case"): Promise<string> {
  const { uploads } = await send(app, [[name, bytes]], owner);
  const [one] = uploads;
  assert.ok(one?.state === "stored", one?.code ?? "nothing came in");
  return one.id;
}

/** Sends a form byte for byte. */
export async function sendRaw(app: Hono, body: Buffer, type: string): Promise<Sent> {
  const response = await app.request("/of/case", {
    method: "POST",
    headers: { "Content-Type": type },
    body: Uint8Array.from(body),
  });
  assert.equal(response.status, 200);
  return sentSchema.parse(await response.json());
}
