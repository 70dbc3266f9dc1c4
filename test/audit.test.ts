import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { after, before, describe, test } from "node:test";
import { sql } from "kysely";
import { ACCESS_COOKIE, ACCESS_MIGRATIONS, makeApiKey } from "../src/access/index.ts";
import { act, type Desk, rewrapDataKeys, rotateKey } from "../src/act/index.ts";
import { createApp } from "../src/app.ts";
import { runCommand } from "../src/cli.ts";
import {
  type Keeper,
  leafHash,
  parseCheckpoint,
  parseNote,
  verifierLines,
  verifyConsistency,
  verifyInclusion,
  verifyStored,
} from "../src/evidence/index.ts";
import { createIdFactory } from "../src/wire/index.ts";
import { onEachDatabase } from "./databases.ts";
import { deskOn, noted, SYSTEM, WORK_MIGRATIONS } from "./desk.ts";
import { keeperOf, noteMany } from "./kept-log.ts";
import { REFERENCE_FOLDER, referencePack } from "./reference.ts";
import { testClock } from "./served.ts";

async function command(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await runCommand(
    args,
    {
      clock: testClock,
      ids: createIdFactory(testClock),
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      stdin: () => Promise.resolve(""),
      environment: { LANG: "en_US.UTF-8", ...environment },
      defaultPack: REFERENCE_FOLDER,
    },
    "0.0.0-test",
  );
  return { code, out, err };
}

/** A field of an answer, by its path. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (from, name) => (typeof from === "object" && from !== null ? Reflect.get(from, name) : undefined),
    value,
  );
}

const bytes = (base64: unknown): Buffer => Buffer.from(String(base64), "base64");
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

onEachDatabase("the evidence over HTTP", (open) => {
  let desk: Desk;
  let keeper: Keeper;
  let folder = "";
  let app: ReturnType<typeof createApp>;
  let token = "";
  let other = "";
  let server: Server;
  let url = "";
  let event = "";
  const cookie = { Cookie: `${ACCESS_COOKIE}=of-this-machine` };
  const get = (path: string, headers: Readonly<Record<string, string>> = { Authorization: `Bearer ${token}` }) =>
    app.request(path, { headers });
  before(async () => {
    ({ desk, folder } = await deskOn(open, [...WORK_MIGRATIONS, ...ACCESS_MIGRATIONS]));
    keeper = keeperOf(desk, folder);
    ({ token } = await makeApiKey(desk, { name: "auditor", scopes: ["evidence:read"] }, { actor: SYSTEM }));
    ({ token: other } = await makeApiKey(desk, { name: "other", scopes: ["decide"] }, { actor: SYSTEM }));
    await noteMany(desk, 0, 400);
    await keeper.run();
    await noteMany(desk, 400, 197);
    // From here on the log goes on only where a test says so.
    await keeper.stop();
    const { rows } = await sql<{ id: string }>`select event_id as id from leaf where index = 100`.execute(
      desk.database.kysely,
    );
    event = `evt_${rows[0]?.id ?? ""}`;
    const { pack } = await referencePack();
    app = createApp({
      packs: [pack],
      clock: desk.clock,
      version: "0.0.0-test",
      door: { desk, accessToken: "of-this-machine" },
    });
    const listener = getRequestListener(app.fetch);
    server = createServer((request, response) => void listener(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/evidence`;
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test("checkpoint and key are for everybody, tiles and entries for whoever may read the evidence", async () => {
    const note = await (await get("/evidence/checkpoint", {})).text();
    assert.equal(parseCheckpoint(parseNote(Buffer.from(note)).text).size, 600);
    assert.equal((await get("/evidence/key.txt", {})).status, 200);
    for (const path of [
      "/evidence/tile/0/000",
      "/evidence/tile/entries/000",
      `/v1/evidence/events/${event}`,
      "/v1/evidence/consistency?from=1",
      "/ja/records/evidence",
    ]) {
      // A page leads to the page that says how to get in.
      assert.equal((await get(path, {})).status, path.startsWith("/ja") ? 303 : 401, path);
      assert.equal((await get(path, { Authorization: `Bearer ${other}` })).status, 403, path);
      assert.equal((await get(path)).status, 200, path);
      assert.equal((await get(path, cookie)).status, 200, path);
    }
    const full = await get("/evidence/tile/0/001");
    assert.equal((await full.arrayBuffer()).byteLength, 256 * 32);
    assert.equal(full.headers.get("Cache-Control"), "private, max-age=31536000, immutable");
    const partial = await get("/evidence/tile/0/002.p/88");
    assert.equal((await partial.arrayBuffer()).byteLength, 88 * 32);
    assert.equal(partial.headers.get("Cache-Control"), "private, no-cache");
    for (const path of [
      "0/002",
      "0/002.p/89",
      "0/002.p/0",
      "0/x000/001",
      "0/1",
      "00/000",
      "1/000",
      "entries/999",
      "x/000",
      "0/000.p/256",
    ])
      assert.equal((await get(`/evidence/tile/${path}`)).status, 404, path);
  });

  test("an event comes with a proof that holds; one that waits says so", async () => {
    const answer: unknown = await (await get(`/v1/evidence/events/${event}`)).json();
    const inclusion = at(answer, "inclusion");
    const leaf = leafHash(Buffer.from(String(at(answer, "entry"))));
    assert.deepEqual(bytes(at(answer, "leafHash")), Buffer.from(leaf));
    assert.ok(verifyInclusion(leaf, 100, 600, list(at(inclusion, "proof")).map(bytes), bytes(at(inclusion, "root"))));
    const [waiting = ""] = await act(
      desk,
      { name: "test.note", input: {}, run: ({ append }) => append({ kind: noted, body: { number: 1 } }) },
      { actor: SYSTEM },
    );
    const pending: unknown = await (await get(`/v1/evidence/events/${waiting}`)).json();
    assert.deepEqual([at(pending, "state"), at(pending, "inclusion")], ["pending", undefined]);
    assert.match(await (await get(`/en/records/evidence/${waiting}`)).text(), /Waiting for its place/);
    for (const id of ["evt_01900000-0000-7000-8000-000000000000", "evt_x", "per_01900000-0000-7000-8000-000000000000"])
      assert.equal((await get(`/v1/evidence/events/${id}`)).status, 404, id);
  });

  test("the log is proven to go on from what it was, and other sizes are refused", async () => {
    const answer: unknown = await (await get("/v1/evidence/consistency?from=403&to=600")).json();
    const [from, to] = [bytes(at(answer, "rootFrom")), bytes(at(answer, "rootTo"))];
    assert.ok(verifyConsistency(403, 600, list(at(answer, "proof")).map(bytes), from, to));
    for (const query of ["", "from=0", "from=601", "from=2&to=1", "from=1&to=9999", "from=one", "from=1&to=-1"]) {
      const refused = await get(`/v1/evidence/consistency?${query}`);
      assert.equal(refused.status, 422, query);
      assert.equal(at(await refused.json(), "code"), "no-such-size");
    }
  });

  test("yakusoku verify reads the running server, with a token", async () => {
    const key = join(folder, "key.txt");
    await writeFile(key, `${(await verifierLines(desk.database.kysely, desk.keys)).join("\n")}\n`);
    const { code, out, err } = await command(["verify", url, "--key", key, "--token", token]);
    assert.equal(code, 0, err);
    assert.match(out, /^The log is whole\. Events: 600\./);
    const without = await command(["verify", url, "--key", key]);
    assert.equal(without.code, 2);
    assert.match(without.err, /answered 401/);
  });

  test("the page lists events by kind and day, and shows no value that was sealed", async () => {
    const page = await (await get("/en/records/evidence", cookie)).text();
    assert.match(page, /<h1>The evidence log<\/h1>/);
    assert.match(page, /Number of events<\/dt><dd>600<\/dd>/);
    const kinds = await (await get("/en/records/evidence?kind=api-key.made", cookie)).text();
    assert.equal([...kinds.matchAll(/<th scope="row">/g)].length, 2);
    assert.match(await (await get("/en/records/evidence?day=2001-01-01", cookie)).text(), /There are no such events/);
    assert.match(await (await get("/ja/records/evidence?day=yesterday", cookie)).text(), /日付として読めません/);
    const next = /href="([^"]*after=[^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const older = await (await get(next, cookie)).text();
    const idsOf = (html: string): readonly string[] =>
      [...html.matchAll(/evidence\/(evt_[0-9a-f-]+)"/g)].map(([, id = ""]) => id);
    assert.equal(new Set([...idsOf(page), ...idsOf(older)]).size, 100);
    const one = await (await get(`/ja/records/evidence/${event}`, cookie)).text();
    assert.match(one, /葉ハッシュ/);
    for (const html of [page, older, one]) assert.doesNotMatch(html, /人 \d+|auditor/);
  });

  test("the whole log is verified from the page, which refreshes until it is done", async () => {
    assert.match(
      await (await get("/en/records/evidence/verification", cookie)).text(),
      /Nothing has been verified yet/,
    );
    const started = await app.request("/en/records/evidence/verification", { method: "POST", headers: cookie });
    assert.equal(started.status, 303);
    let page = "";
    do {
      page = await (await get("/en/records/evidence/verification", cookie)).text();
    } while (page.includes('http-equiv="refresh"'));
    assert.match(page, /The log is whole\./);
    assert.match(page, /Number of events<\/dt><dd>600<\/dd>/);
  });

  test("after a rotation of the log's key one checkpoint has both signatures, the next only the new", async () => {
    const around = { actor: SYSTEM };
    const signatures = async (): Promise<number> =>
      parseNote(Buffer.from((await keeper.run())?.note ?? "")).signatures.length;
    await rotateKey(desk, "log", around);
    assert.equal(await signatures(), 2);
    await noteMany(desk, 0, 1);
    assert.equal(await signatures(), 1);
    assert.equal((await verifierLines(desk.database.kysely, desk.keys)).length, 2);
  });

  test("after a rotation of the wrapping key every data key is wrapped anew, and the old version can be retired", async () => {
    const around = { actor: SYSTEM };
    await noteMany(desk, 0, 2);
    await rotateKey(desk, "wrap", around);
    const { rows: older } = await sql<{
      count: number;
    }>`select count(*) as count from data_key where version = 1`.execute(desk.database.kysely);
    assert.equal(await rewrapDataKeys(desk, around), older[0]?.count);
    assert.equal(await rewrapDataKeys(desk, around), 0);
    const { rows } = await sql`select from data_key where version <> 2`.execute(desk.database.kysely);
    assert.equal(rows.length, 0);
    await desk.keys.retire("wrap", 1, async () => rows.length > 0);
    await keeper.run();
    assert.ok((await verifyStored(desk.database.kysely, { keys: desk.keys })).ok);
  });
});

describe("the commands of the audit", () => {
  let folder = "";
  let data = "";
  const kept = (): Readonly<Record<string, string>> => ({ YAKUSOKU_DATA: data });
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "yakusoku-audit-"));
    data = join(folder, "data");
    assert.equal((await command(["keys", "rotate", "lookup"], kept())).code, 0);
  });
  after(() => rm(folder, { recursive: true }));

  test("make nothing where nothing is kept", async () => {
    const nowhere = join(folder, "nowhere");
    for (const args of [["verify"], ["export-evidence", join(folder, "x")], ["backup", join(folder, "x.gz")]]) {
      const { code, err } = await command(args, { YAKUSOKU_DATA: nowhere });
      assert.equal(code, 2);
      assert.match(err, /Nothing is kept in “.*nowhere” yet/);
    }
    assert.ok(!(await readdir(folder)).includes("nowhere"));
  });

  test("export what is new, and refuse a folder that holds something else", async () => {
    const target = join(folder, "exported");
    const first: unknown = JSON.parse((await command(["export-evidence", target, "--json"], kept())).out);
    assert.deepEqual([at(first, "before"), at(first, "size")], [0, 2]);
    const key = await readFile(join(target, "key.txt"), "utf8");
    const checkpoint = join(folder, "kept-elsewhere");
    await writeFile(checkpoint, await readFile(join(target, "checkpoint")));
    await command(["keys", "rotate", "log"], kept());
    const second: unknown = JSON.parse((await command(["export-evidence", target, "--json"], kept())).out);
    assert.deepEqual([at(second, "before"), at(second, "size")], [2, 3]);
    // The key that an auditor has from before the rotation still fits: one checkpoint carries both signatures.
    const verified = await command(["verify", target, "--key", key.trim(), "--checkpoint", checkpoint]);
    assert.equal(verified.code, 0, verified.out + verified.err);
    assert.match(verified.out, /goes on from 1 of the 1/);

    const strange = join(folder, "strange");
    await command(["keys", "rotate", "lookup"], { YAKUSOKU_DATA: strange });
    for (const [place, environment, why] of [
      [target, { YAKUSOKU_DATA: strange }, /holds another log/],
      [folder, kept(), /holds other files/],
      [data, kept(), /holds other files/],
    ] as const) {
      const { code, err } = await command(["export-evidence", place], environment);
      assert.equal(code, 2, place);
      assert.match(err, why);
    }
  });

  test("verify what is here, and a checkpoint kept elsewhere", async () => {
    const { code, out } = await command(["verify"], kept());
    assert.equal(code, 0, out);
    assert.match(out, /^The log is whole\. Events: \d+\..*\nSealed values that fit their commitments: \d+/);
    const wrong = await command(["verify", "--key", "x"], kept());
    assert.equal(wrong.code, 2);
  });

  test("say at the next start that the last events are gone, and verify says it before", async () => {
    const backup = join(folder, "before.gz");
    const backedUp = await command(["backup", backup], kept());
    assert.equal(backedUp.code, 0);
    assert.match(backedUp.out, /It holds no keys[^]*keys\.json[^]*shredded\.log[^]*checkpoint/);
    await command(["keys", "rotate", "lookup"], kept());
    // A power cut, or an older copy put back: the database is of before, the checkpoint is not.
    await rm(join(data, "database"), { recursive: true });
    const restored = await command(["restore", backup], { ...kept(), LANG: "ja_JP.UTF-8" });
    assert.equal(restored.code, 0, restored.err);
    assert.match(
      restored.err,
      /記録が失われています。.*の時点でイベントは 4 件ありましたが、データベースには 3 件しかありません/,
    );
    assert.match(restored.err, /新しい世代を始めました/);
    const { code, out } = await command(["verify"], kept());
    assert.equal(code, 0, out);
    assert.match(out, /\/2\+/);
    assert.equal((await command(["restore", backup], kept())).code, 2);
  });
});
