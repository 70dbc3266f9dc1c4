import assert from "node:assert/strict";
import { copyFile, mkdtemp, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { type QueryExecutorProvider, sql } from "kysely";
import { z } from "zod";
import { act, backUp, type Desk, openRecords, restore, restoreRecords, type WorkTables } from "../src/act/index.ts";
import {
  type Database,
  databaseOn,
  openKeyRing,
  openPGlite,
  openShredList,
  shredDataKeys,
} from "../src/database/index.ts";
import {
  compareKept,
  head,
  leafHash,
  proveConsistency,
  proveEvent,
  verifyConsistency,
  verifyInclusion,
  verifyStored,
} from "../src/evidence/index.ts";
import { createIdFactory } from "../src/wire/index.ts";
import { onEachDatabase, type Open } from "./databases.ts";
import { deskOn, noted, SYSTEM, WORK_MIGRATIONS } from "./desk.ts";
import { keeperOf, noteMany } from "./kept-log.ts";
import { NOW } from "./served.ts";

const restoring = { migrations: WORK_MIGRATIONS, now: NOW };

/** A database without any table. */
async function empty(open: Open): Promise<Database<WorkTables>> {
  const database = await open<WorkTables>([]);
  await sql`drop table migration`.execute(database.kysely);
  return database;
}

/** Every table as text, without what means nothing in another database. */
async function contents(db: QueryExecutorProvider): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows } = await sql<{ name: string }>`select relname::text as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> 'migration' order by 1`.execute(
    db,
  );
  const all: Record<string, readonly string[]> = {};
  for (const { name } of rows) {
    const found = await sql<{
      row: string;
    }>`select (to_jsonb(each) - 'xid' - 'position' - 'holder' - 'until' - 'token' - 'below')::text as row
      from ${sql.table(name)} as each order by 1`.execute(db);
    all[name] = found.rows.map(({ row }) => row);
  }
  return all;
}

async function proven(db: QueryExecutorProvider, id: string): Promise<boolean> {
  const found = await proveEvent(db, id);
  const inclusion = found?.inclusion;
  assert.ok(found !== undefined && inclusion !== undefined);
  return verifyInclusion(
    leafHash(Buffer.from(found.entry)),
    inclusion.index,
    inclusion.size,
    inclusion.proof,
    inclusion.root,
  );
}

onEachDatabase("backup and restore", (open, kind) => {
  let desk: Desk;
  let folder = "";
  let file = "";
  let event = "";
  before(async () => {
    ({ desk, folder } = await deskOn(open));
    const keeper = keeperOf(desk, folder);
    await noteMany(desk, 0, 700);
    await keeper.run();
    // Without a place in the tree when the backup is made.
    await noteMany(desk, 700, 3);
    await keeper.stop().then(() => noteMany(desk, 703, 5));
    file = join(folder, "backup.gz");
    await backUp(desk, file);
    const { rows } = await sql<{ id: string }>`select event_id as id from leaf where index = 333`.execute(
      desk.database.kysely,
    );
    event = `evt_${rows[0]?.id ?? ""}`;
  });

  test("what is restored is what was backed up, and its log is whole and goes on", async () => {
    const database = await empty(open);
    const done = await restore(file, { database, keys: desk.keys, ...restoring });
    assert.equal(done.events, 709);
    assert.deepEqual(await contents(database.kysely), await contents(desk.database.kysely));
    const newest = await head(database.kysely);
    assert.equal(newest?.size, 704);
    const restored: Desk = { ...desk, database };
    const keeper = keeperOf(restored, await mkdtemp(join(tmpdir(), "yakusoku-restored-")));
    await noteMany(restored, 800, 10);
    assert.equal((await keeper.run())?.size, 719);
    await keeper.stop();
    const result = await verifyStored(database.kysely, {
      keys: desk.keys,
      kept: [{ name: "before", bytes: Buffer.from(newest.note) }],
    });
    assert.ok(result.ok, JSON.stringify([...result.findings, ...result.stored]));
    assert.ok(await proven(database.kysely, event));
    const { from, to, rootFrom, rootTo, proof } = await proveConsistency(database.kysely, 704, 719);
    assert.ok(verifyConsistency(from, to, proof, rootFrom, rootTo));
  });

  if (kind === "postgresql") {
    test("a backup moves between the two kinds of database and back", async () => {
      const embedded = databaseOn<WorkTables>(await openPGlite());
      try {
        await restore(file, { database: embedded, keys: desk.keys, ...restoring });
        assert.deepEqual(await contents(embedded.kysely), await contents(desk.database.kysely));
        assert.ok((await verifyStored(embedded.kysely, { keys: desk.keys })).ok);
        assert.ok(await proven(embedded.kysely, event));
        const again = join(folder, "again.gz");
        await backUp({ ...desk, database: embedded }, again);
        const back = await empty(open);
        await restore(again, { database: back, keys: desk.keys, ...restoring });
        assert.deepEqual(await contents(back.kysely), await contents(desk.database.kysely));
        assert.ok((await verifyStored(back.kysely, { keys: desk.keys })).ok);
      } finally {
        await embedded.close();
      }
    });
  }

  test("a file that is cut, damaged, foreign or newer is refused in words, and leaves nothing", async () => {
    const database = await empty(open);
    const lines = gunzipSync(await readFile(file))
      .toString("utf8")
      .split("\n");
    const written = async (name: string, content: Uint8Array): Promise<string> => {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    };
    const cut = join(folder, "cut.gz");
    await copyFile(file, cut);
    await truncate(cut, 20_000);
    const altered = lines.map((line) => line.replace('"test.noted"', '"test.other"'));
    const cases: readonly (readonly [string, RegExp, RegExp])[] = [
      [cut, /cut short\. Nothing was restored/, /途中で切れています/],
      [await written("lines.gz", gzipSync(lines.slice(0, -5).join("\n"))), /cut short/, /途中/],
      [await written("altered.gz", gzipSync(altered.join("\n"))), /damaged: its checksum/, /壊れています/],
      [await written("plain.txt", Buffer.from("hello\n")), /is no backup of Yakusoku/, /バックアップではありません/],
      [
        await written("other.gz", gzipSync('{"some":"json"}\n')),
        /is no backup of Yakusoku/,
        /バックアップではありません/,
      ],
      [
        await written("newer.gz", gzipSync('{"form":"yakusoku-backup","version":2}\n')),
        /newer form \(2\)/,
        /新しい形式/,
      ],
      [
        await written(
          "schema.gz",
          gzipSync(lines.map((line) => line.replace("20261123T0930_act_create", "20991231T0000_act_new")).join("\n")),
        ),
        /newer Yakusoku/,
        /新しい版/,
      ],
    ];
    for (const [path, en, ja] of cases) {
      await assert.rejects(restore(path, { database, keys: desk.keys, ...restoring }), (error: unknown) => {
        assert.ok(error instanceof Error && "words" in error);
        const words: unknown = error.words;
        assert.ok(typeof words === "object" && words !== null && "ja" in words && "en" in words);
        assert.match(String(words.en), en);
        assert.match(String(words.ja), ja);
        return true;
      });
      const { rows } = await sql<{ count: number }>`select count(*) as count from pg_class
        where relnamespace = current_schema()::regnamespace`.execute(database.kysely);
      assert.equal(rows[0]?.count, 0, path);
    }
  });

  test("a database that holds something is refused, and so is a backup under another key ring", async () => {
    await assert.rejects(restore(file, { database: desk.database, keys: desk.keys, ...restoring }), /not empty/);
    const other = await openKeyRing(join(folder, "other-keys.json"), { clock: desk.clock, ifMissing: "create" });
    const database = await empty(open);
    await assert.rejects(restore(file, { database, keys: other, ...restoring }), { code: "tampered" });
  });

  test("an older backup beside a newer checkpoint is a loss", async () => {
    const keeper = keeperOf(desk, folder);
    await keeper.run();
    await keeper.stop();
    const database = await empty(open);
    await restore(file, { database, keys: desk.keys, ...restoring });
    // The last events have no leaf yet and will come to the same tree: nothing is lost.
    const path = join(folder, "checkpoint");
    assert.equal((await compareKept(database.kysely, desk.keys, path, NOW)).outcome, "goes-on");
    await noteMany(desk, 900, 4);
    const later = keeperOf(desk, folder);
    await later.run();
    await later.stop();
    const compared = await compareKept(database.kysely, desk.keys, path, NOW);
    assert.ok(compared.outcome === "lost");
    assert.deepEqual(
      [compared.loss.known.size, compared.loss.found.size, compared.loss.found.shorter],
      [713, 704, true],
    );
  });
});

test("a restore into a data folder: shredded keys stay shredded, the loss is said, the next generation goes on", async () => {
  const clock = { now: () => NOW };
  const options = { clock, ids: createIdFactory(clock), migrations: [] };
  const first = await mkdtemp(join(tmpdir(), "yakusoku-first-"));
  const records = await openRecords({ ...options, folder: first });
  const { desk } = records;
  await noteMany(desk, 0, 10);
  const file = join(first, "backup.gz");
  await records.keeper?.run();
  await backUp(desk, file);
  const { rows } = await sql<{ id: string }>`select id from data_key where purpose = 'person'`.execute(
    desk.database.kysely,
  );
  const ids = rows.map(({ id }) => id);
  assert.equal(ids.length, 1);
  await openShredList(join(first, "shredded.log"), desk.keys, clock).append(ids);
  await act(
    desk,
    {
      name: "test.shred",
      input: {},
      run: async ({ append, tx }) => {
        await append({ kind: noted, body: { number: 1 } });
        await shredDataKeys(tx, ids);
      },
    },
    { actor: SYSTEM },
  );
  await records.close();
  const size = Number((await readFile(join(first, "checkpoint"), "utf8")).split("\n")[1]);
  assert.equal(size, 12);

  const second = await mkdtemp(join(tmpdir(), "yakusoku-second-"));
  await assert.rejects(restoreRecords(file, { ...options, folder: second }), { code: "ring-missing" });
  for (const name of ["keys.json", "shredded.log", "checkpoint"]) await copyFile(join(first, name), join(second, name));
  await truncateCopy(file, join(second, "cut.gz"));
  await assert.rejects(restoreRecords(join(second, "cut.gz"), { ...options, folder: second }), { name: "BackupError" });
  assert.ok(!(await readdir(second)).includes("database"));
  await restoreRecords(file, { ...options, folder: second });
  await assert.rejects(restoreRecords(file, { ...options, folder: second }), /not empty/);

  const restored = await openRecords({ ...options, folder: second });
  const again = restored.desk.database.kysely;
  assert.equal(restored.droppedAgain, 1);
  const { rows: left } = await sql`select from data_key where purpose = 'person' and wrapped is not null`.execute(
    again,
  );
  assert.equal(left.length, 0);
  assert.ok(restored.kept.outcome === "lost");
  const { known, found } = restored.kept.loss;
  assert.deepEqual([known.size, found.size, found.shorter], [12, 11, true]);
  const { rows: logs } = await sql<{ origin: string }>`select origin from log order by generation`.execute(again);
  assert.equal(logs[1]?.origin, `${logs[0]?.origin ?? ""}/2`);
  const { rows: said } = await sql<{ entry: string }>`select entry from event where kind = 'log.reopened'`.execute(
    again,
  );
  const body = z.object({ body: z.unknown() }).parse(JSON.parse(said[0]?.entry ?? "{}"));
  assert.deepEqual(body.body, {
    origin: logs[1]?.origin,
    generation: 2,
    known: { origin: logs[0]?.origin, size: 12, root: Buffer.from(known.root).toString("base64") },
    found: { size: 11 },
  });
  // What was kept elsewhere of the first generation, up to where the backup was made, is still a beginning.
  const { rows: notes } = await sql<{ note: string }>`select note from checkpoint where size = 11`.execute(again);
  const verified = await verifyStored(again, {
    keys: restored.desk.keys,
    kept: [
      { name: "eleven", bytes: Buffer.from(notes[0]?.note ?? "") },
      { name: "twelve", bytes: await readFile(join(first, "checkpoint")) },
    ],
  });
  assert.deepEqual(
    verified.findings.map(({ code, checkpoint, from, to }) => [code, checkpoint, from, to]),
    [["fork", "twelve", 11, 12]],
  );
  await restored.close();
  const third = await openRecords({ ...options, folder: second });
  assert.equal(third.kept.outcome, "goes-on");
  assert.equal(third.droppedAgain, 0);
  await third.close();
});

async function truncateCopy(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  await truncate(to, 500);
}
