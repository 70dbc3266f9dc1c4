import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { onEachDatabase } from "../../test/databases.ts";
import { type Database, json, type Migration, OuterHandleError } from "./index.ts";

const VALUES: Migration = {
  name: "20260101T0000_contract_create",
  statements: [
    `create table sample (id int8 primary key, day date, at timestamptz, raw bytea, doc jsonb, yes boolean, small int4,
       words text, unique_id uuid, list text[], xid xid8 default pg_current_xact_id())`,
  ],
};

interface Row {
  readonly id: number;
  readonly day: Temporal.PlainDate | null;
  readonly at: Temporal.Instant | null;
  readonly raw: Uint8Array | null;
  readonly doc: unknown;
  readonly yes: boolean | null;
  readonly small: number | null;
  readonly words: string | null;
  readonly unique_id: string | null;
  readonly list: string[] | null;
  readonly xid: string;
}

onEachDatabase("what a database gives and takes", (open, kind) => {
  let database: Database<unknown>;
  before(async () => {
    database = await open([VALUES]);
  });
  const one = async (id: number): Promise<Row> => {
    const { rows } = await sql<Row>`select * from sample where id = ${id}`.execute(database.kysely);
    const [row] = rows;
    assert.ok(row);
    return row;
  };

  test("every type comes back as it was put in", async () => {
    const day = Temporal.PlainDate.from("2026-11-23");
    const at = Temporal.Instant.from("2026-11-23T00:00:00.123Z");
    const raw = Uint8Array.of(0, 1, 92, 34, 255);
    const doc = { 名: ["髙橋", null, 1.5], nested: { a: true } };
    const uuid = "019ab3f0-6d2e-7c41-9f3a-2b8f8f5f2c10";
    const list = ['a "quoted" one', "back\\slash", "コンマ, と {かっこ}", "", "NULL"];
    await sql`insert into sample (id, day, at, raw, doc, yes, small, words, unique_id, list)
      values (${Number.MAX_SAFE_INTEGER}, ${day}, ${at}, ${raw}, ${doc}, ${true}, ${7}, ${"言葉"}, ${uuid}, ${list})`.execute(
      database.kysely,
    );
    const row = await one(Number.MAX_SAFE_INTEGER);
    assert.equal(row.id, Number.MAX_SAFE_INTEGER);
    assert.ok(row.day?.equals(day));
    assert.ok(row.at?.equals(at));
    assert.deepEqual(row.raw, raw);
    assert.deepEqual(row.doc, doc);
    assert.equal(row.yes, true);
    assert.equal(row.small, 7);
    assert.equal(row.words, "言葉");
    assert.equal(row.unique_id, uuid);
    assert.deepEqual(row.list, list);
    assert.match(row.xid, /^\d+$/);
  });

  test("a midnight in Japan stays that instant, and a day that day, whatever the time zone of the machine", async () => {
    const at = Temporal.Instant.from("2026-11-23T00:00:00+09:00");
    await sql`insert into sample (id, day, at) values (1, '0001-01-01', ${at})`.execute(database.kysely);
    const row = await one(1);
    assert.equal(row.at?.toString(), "2026-11-22T15:00:00Z");
    assert.equal(row.day?.toString(), "0001-01-01");
  });

  test("nothing is null, in every column, and undefined is put in as null", async () => {
    await sql`insert into sample (id, day, raw, doc) values (2, ${undefined}, ${null}, ${null})`.execute(
      database.kysely,
    );
    const { day, raw, doc, at, list } = await one(2);
    assert.deepEqual([day, raw, doc, at, list], [null, null, null, null, null]);
  });

  test("arrays of bytes, instants and JSON go in by one statement", async () => {
    const raws = [Uint8Array.of(1, 255), Uint8Array.of()];
    const instants = [Temporal.Instant.from("2020-01-01T00:00Z"), Temporal.Instant.from("2021-01-01T00:00Z")];
    const docs = [json(["a"]), json({ b: 'c"\\' })];
    await sql`insert into sample (id, raw, at, doc)
      select * from unnest(${[10, 11]}::int8[], ${raws}::bytea[], ${instants}::timestamptz[], ${docs}::jsonb[])`.execute(
      database.kysely,
    );
    const first = await one(10);
    const second = await one(11);
    assert.deepEqual([first.raw, second.raw], raws);
    assert.deepEqual([first.doc, second.doc], [["a"], { b: 'c"\\' }]);
    assert.ok(second.at?.equals(Temporal.Instant.from("2021-01-01T00:00Z")));
  });

  test("counts are numbers, and an integer beyond the exact ones is refused instead of rounded", async () => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from sample where id = 0`.execute(
      database.kysely,
    );
    assert.deepEqual(rows, [{ count: 0 }]);
    await assert.rejects(sql`select 9007199254740993::int8 as big`.execute(database.kysely), /beyond the integers/);
  });

  test("what a transaction wrote is gone when it fails, and the database goes on", async () => {
    await assert.rejects(
      database.transaction(async (tx) => {
        await sql`insert into sample (id) values (3)`.execute(tx);
        throw new Error("in the middle");
      }),
      /in the middle/,
    );
    const { rows } = await sql`select id from sample where id = 3`.execute(database.kysely);
    assert.deepEqual(rows, []);
  });

  test("a script of several statements gives the rows of all, and leaves nothing open where it fails", async () => {
    const rows = await database.script(
      "begin; insert into sample (id) values (400) returning id; select 2 as id; commit; select count(*) as id from sample where id = 400",
    );
    assert.deepEqual(rows, [{ id: 400 }, { id: 2 }, { id: 1 }]);
    const failing = database.script("begin; insert into sample (id) values (401); select 1 / 0; commit");
    const after = database.transaction(
      async (tx) =>
        (await sql<{ found: boolean }>`select exists (select 1 from sample where id = 401) as found`.execute(tx)).rows,
    );
    await assert.rejects(failing, { code: "22012" });
    assert.deepEqual(await after, [{ found: false }], "whoever waited behind it finds the connection clean");
    assert.deepEqual(await database.script("select $1::int4 as id", [7]), [{ id: 7 }]);
    await assert.rejects(
      database.transaction(() => database.script("select 1")),
      OuterHandleError,
    );
  });

  test("an error that was caught inside a transaction is not passed off as a commit", async () => {
    await assert.rejects(
      database.transaction(async (tx) => {
        await sql`insert into sample (id) values (4)`.execute(tx);
        await assert.rejects(sql`insert into sample (id) values (4)`.execute(tx), { code: "23505" });
      }),
      { name: "AbortedTransactionError" },
    );
    const { rows } = await sql`select 1 as works`.execute(database.kysely);
    assert.deepEqual(rows, [{ works: 1 }]);
  });

  test("the outer handle inside an open transaction is refused, and works again after it", async () => {
    const late = Promise.withResolvers<unknown>();
    await database.transaction(async (tx) => {
      await sql`insert into sample (id) values (5)`.execute(tx);
      await assert.rejects(sql`select 1`.execute(database.kysely), OuterHandleError);
      await assert.rejects(
        database.transaction(() => Promise.resolve()),
        OuterHandleError,
      );
      // Started inside, running after the end: no longer in the transaction.
      setTimeout(() => {
        late.resolve(sql`select 1`.execute(database.kysely));
      }, 20);
    });
    await late.promise;
  });

  test("a hundred transactions at once all come through, and timers still run beside them", async () => {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 1);
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        database.transaction(async (tx) => {
          await sql`insert into sample (id) values (${1000 + index})`.execute(tx);
          const { rows } = await sql`select 1 from sample where id = ${1000 + index}`.execute(tx);
          assert.equal(rows.length, 1);
        }),
      ),
    );
    await wait(0);
    clearInterval(timer);
    const { rows } = await sql<{
      count: number;
    }>`select count(*) as count from sample where id between 1000 and 1099`.execute(database.kysely);
    assert.equal(rows[0]?.count, 100);
    assert.ok(ticks > 0, `no timer ran (${kind})`);
  });
});
