import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { onEachDatabase } from "../../test/databases.ts";
import { NOW } from "../../test/served.ts";
import { migrate, type Migration, SchemaError } from "./index.ts";

const FIRST: Migration = { name: "20260101T0000_a_create", statements: ["create table a (id int4 primary key)"] };
const SECOND: Migration = {
  name: "20260201T0000_a_widen",
  statements: ["alter table a add column word text", "insert into a (id, word) values (1, 'one')"],
};

onEachDatabase("tables are brought up to date", (open) => {
  test("in the order of the names, each once, also when two processes begin at the same time", async () => {
    const database = await open([]);
    const both = await Promise.all([migrate(database, [SECOND, FIRST], NOW), migrate(database, [FIRST, SECOND], NOW)]);
    assert.deepEqual(both.flat(), [FIRST.name, SECOND.name]);
    assert.deepEqual(await migrate(database, [FIRST, SECOND], NOW), []);
    const { rows } = await sql`select * from a`.execute(database.kysely);
    assert.deepEqual(rows, [{ id: 1, word: "one" }]);
  });

  test("all or nothing: where the second fails, the first is undone", async () => {
    const database = await open([]);
    const broken: Migration = { name: SECOND.name, statements: ["alter table a add column word nonsense"] };
    await assert.rejects(migrate(database, [FIRST, broken], NOW), /nonsense/);
    const { rows } = await sql<{ found: string | null }>`select to_regclass('a')::text as found`.execute(
      database.kysely,
    );
    assert.deepEqual(rows, [{ found: null }]);
    assert.deepEqual(await migrate(database, [FIRST, SECOND], NOW), [FIRST.name, SECOND.name]);
  });

  test("a database of a newer program is refused, by the name of what is not known", async () => {
    const database = await open([FIRST, SECOND]);
    await assert.rejects(migrate(database, [FIRST], NOW), (error) => {
      assert.ok(error instanceof SchemaError);
      assert.match(error.words.en, /newer Yakusoku.*20260201T0000_a_widen/);
      return true;
    });
  });

  test("a migration that was applied in other words is refused", async () => {
    const database = await open([FIRST]);
    const other: Migration = { name: FIRST.name, statements: ["create table a (id int8 primary key)"] };
    await assert.rejects(migrate(database, [other], NOW), SchemaError);
  });
});
