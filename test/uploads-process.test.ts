import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { largePhoto, pdfOf, photo } from "./hostile-files.ts";
import { newServer, postgresqlPrograms } from "./postgresql.ts";

/* Uploads in a process of their own: killed in the middle, and measured while many come in at once. */

const PROGRAM = fileURLToPath(new URL("upload-server.ts", import.meta.url));
const MEGABYTE = 1_000_000;

const children = new Set<ChildProcess>();
after(() => {
  for (const child of children) child.kill("SIGKILL");
});

interface Running {
  readonly port: number;
  readonly kill: () => Promise<void>;
  /** Bytes that are alive in it. */
  readonly alive: () => Promise<number>;
}

async function start(folder: string, url?: string): Promise<Running> {
  const child = fork(PROGRAM, [folder, ...(url === undefined ? [] : [url])], {
    execArgv: ["--expose-gc", "--import", "tsx"],
  });
  children.add(child);
  const [said] = z.array(z.unknown()).parse(await once(child, "message"));
  const { port } = z.object({ port: z.number() }).parse(said);
  return {
    port,
    kill: async () => {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
      children.delete(child);
    },
    alive: async () => {
      const answer = once(child, "message");
      child.send("memory");
      const [told] = z.array(z.unknown()).parse(await answer);
      return z.object({ bytes: z.number() }).parse(told).bytes;
    },
  };
}

interface Sending {
  /** The first part is on its way into the server. */
  readonly first: Promise<void>;
  readonly rest: () => void;
  readonly answer: Promise<{ readonly status: number; readonly body: string }>;
}

/** Sends a file in two parts. */
function sending({ port }: Running, bytes: Uint8Array, firstBytes: number, owner: string): Sending {
  const sent = request({
    host: "127.0.0.1",
    port,
    path: `/of/${owner}`,
    method: "PUT",
    headers: { "Content-Length": bytes.length },
  });
  const answer = new Promise<{ status: number; body: string }>((resolve, reject) => {
    sent.on("error", reject);
    sent.on("response", (response) => {
      let body = "";
      response.on("data", (piece: Buffer) => void (body += piece.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
  });
  answer.catch(() => undefined);
  const first = new Promise<void>((resolve) => void sent.write(bytes.subarray(0, firstBytes), () => resolve()));
  return { first, rest: () => void sent.end(bytes.subarray(firstBytes)), answer };
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, "uploads"), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** On the disk, of what is being received. */
async function receivedBytes(folder: string): Promise<number> {
  const entries = await readdir(join(folder, "uploads"), { recursive: true, withFileTypes: true });
  const received = entries.filter(({ name }) => name.endsWith(".received"));
  const sizes = await Promise.all(
    received.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

const listSchema = z.array(z.object({ id: z.string(), state: z.string() }));

async function listed({ port }: Running, owner: string): Promise<z.infer<typeof listSchema>> {
  return listSchema.parse(await (await fetch(`http://127.0.0.1:${port}/of/${owner}`)).json());
}

for (const kind of ["pglite", "postgresql"] as const) {
  const skip = kind === "postgresql" && postgresqlPrograms() === undefined ? "PostgreSQL is not installed" : false;
  describe(`a server of uploads (${kind})`, { skip }, () => {
    test("killed while files come in: what it had said is taken in is there, of the others nothing", async () => {
      const folder = await mkdtemp(join(tmpdir(), "yakusoku-uploads-"));
      const url = kind === "postgresql" ? (await newServer()).url("postgres") : undefined;
      const running = await start(folder, url);
      const whole = await photo();
      const kept = sending(running, whole, whole.length, "case");
      kept.rest();
      const { status, body } = await kept.answer;
      assert.equal(status, 201);
      const { id } = z.object({ id: z.string() }).parse(JSON.parse(body));
      const large = await largePhoto(2 * MEGABYTE);
      const begun = [1, 2, 3].map(() => sending(running, large, MEGABYTE, "case"));
      await Promise.all(begun.map(({ first }) => first));
      while ((await filesIn(folder)).length < 4) await pause(5);
      await running.kill();
      assert.equal((await filesIn(folder)).length, 4);

      const again = await start(folder, url);
      const states = (await listed(again, "case")).map(({ state }) => state).toSorted();
      if (kind === "pglite") {
        assert.deepEqual(states, ["refused", "refused", "refused", "stored"]);
        assert.deepEqual(await filesIn(folder), [`${id.slice(4)}.remade`]);
      } else {
        // Another process may be receiving them: they are refused once their time is up, and shown to nobody.
        assert.deepEqual(states, ["receiving", "receiving", "receiving", "stored"]);
      }
      const response = await fetch(`http://127.0.0.1:${again.port}/${id}`);
      assert.equal(response.status, 200);
      assert.ok((await response.arrayBuffer()).byteLength > 500);
      await again.kill();
      await rm(folder, { recursive: true, force: true });
    });
  });
}

test("16 files of 5 MB at once are never in memory together", async () => {
  const folder = await mkdtemp(join(tmpdir(), "yakusoku-uploads-"));
  const running = await start(folder);
  const large = await largePhoto(5 * MEGABYTE);
  const noise = [Buffer.from("<<>>\nstream\n"), randomBytes(5 * MEGABYTE), Buffer.from("\nendstream")];
  const scan = pdfOf("", Buffer.concat(noise));
  const warm = sending(running, large, large.length, "warm");
  warm.rest();
  assert.equal((await warm.answer).status, 201);
  const before = await running.alive();
  const all = Array.from({ length: 16 }, (_none, index) =>
    sending(running, index < 4 ? large : scan, 5 * MEGABYTE - 1_000, `case-${index}`),
  );
  await Promise.all(all.map(({ first }) => first));
  // All but their last bytes are here, and on the disk.
  while ((await receivedBytes(folder)) < 16 * (5 * MEGABYTE - 300_000)) await pause(20);
  // What is alive for a moment only is none of theirs.
  let least = await running.alive();
  for (let sample = 0; sample < 10; sample += 1) least = Math.min(least, await pause(100).then(running.alive));
  assert.ok(least - before < 24 * MEGABYTE, `${Math.round((least - before) / MEGABYTE)} MB of 80 were in memory`);
  let most = least;
  for (const { rest } of all) rest();
  const done = Promise.all(all.map(({ answer }) => answer));
  const isDone = done.then(() => true);
  while (!(await Promise.race([isDone, pause(50, false)]))) most = Math.max(most, await running.alive());
  for (const { status } of await done) assert.equal(status, 201);
  assert.ok(most - before < 60 * MEGABYTE, `${Math.round((most - before) / MEGABYTE)} MB of 80 were in memory`);
  await running.kill();
  await rm(folder, { recursive: true, force: true });
});
