import assert from "node:assert/strict";
import { before, test } from "node:test";
import { sql } from "kysely";
import { onEachDatabase } from "../../test/databases.ts";
import { deskOn, noted, SYSTEM, WORK_MIGRATIONS } from "../../test/desk.ts";
import type { Desk } from "../act/index.ts";
import { guarded } from "../evidence/index.ts";
import type { Id } from "../wire/index.ts";
import {
  beginImport,
  dropImport,
  importProgress,
  openSheet,
  publishImport,
  rejectedRows,
  SHEET_MIGRATIONS,
  type SheetKind,
  stageRows,
  suggestMapping,
} from "./index.ts";

const THING = {
  name: "20300101T0000_thing_create",
  statements: ["create table thing (line int8 primary key, name text not null)", ...guarded("thing")],
};
const around = { actor: SYSTEM };

/** Records names; the one in `failing` fails. */
function kindOf(failing = ""): SheetKind {
  return {
    name: "things",
    words: { ja: "物", en: "Things" },
    columns: [
      { key: "name", words: { ja: "名前", en: "Name" }, required: true, parse: (value) => ({ value }) },
      {
        key: "count",
        words: { ja: "数", en: "Count" },
        parse: (text) =>
          /^\d+$/.test(text)
            ? { value: Number(text) }
            : { wrong: { ja: "「{column}」が数ではありません。", en: "“{column}” is no number." } },
      },
    ],
    record: async (step, rows, lines) => {
      await step.append({ kind: noted, body: { number: rows.length } });
      const names = rows.map(({ name }) => String(name));
      if (names.includes(failing)) throw new Error("the importer fails");
      await sql`insert into thing (line, name) select * from unnest(${lines}::int8[], ${names}::text[])`.execute(
        step.tx,
      );
    },
  };
}

/** Rows with every hundredth wrong. */
function sheetText(rows: number): string {
  const lines = Array.from({ length: rows }, (_none, at) => `MARKED-${at},${at % 100 === 7 ? "=x" : at}`);
  return `名前,数\r\n${lines.join("\r\n")}\r\n`;
}

onEachDatabase("the import of a sheet", (open) => {
  const held: { desk?: Desk } = {};
  const desk = (): Desk => held.desk ?? assert.fail("not opened");
  before(async () => {
    held.desk = (await deskOn(open, [...WORK_MIGRATIONS, ...SHEET_MIGRATIONS, THING])).desk;
  });

  const begin = async (text: string): Promise<{ id: Id<"import">; sheet: Awaited<ReturnType<typeof openSheet>> }> => {
    const bytes = Buffer.from(text);
    const sheet = await openSheet(async function* pieces() {
      for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000);
    });
    const { heads } = sheet;
    const id = await beginImport(desk(), { kind: kindOf(), heads, mapping: suggestMapping(kindOf(), heads) }, around);
    return { id, sheet };
  };
  const things = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from thing`.execute(desk().database.kysely);
    return rows[0]?.count ?? -1;
  };
  const rejected = async (id: Id<"import">): Promise<string> =>
    (await Array.fromAsync(rejectedRows(desk(), id, "en"))).join("");

  test("killed on the way it goes on where it was, and records every good row once, all of them or none", async () => {
    const { id, sheet } = await begin(sheetText(3_500));
    // As after a kill in the middle: two batches were staged.
    const broken = {
      ...sheet,
      rows: async function* rows() {
        let count = 0;
        for await (const some of sheet.rows()) {
          yield some;
          count += some.length;
          if (count > 2_500) throw new Error("killed");
        }
      },
    };
    await assert.rejects(stageRows(desk(), { id, kind: kindOf(), sheet: broken }, around), /killed/);
    assert.deepEqual(await importProgress(desk(), id), { state: "staging", good: 1_980, bad: 20, line: 2_001 });
    await assert.rejects(publishImport(desk(), id, kindOf(), around), { code: "no-such-import" });
    await stageRows(desk(), { id, kind: kindOf(), sheet }, around);
    assert.deepEqual(await importProgress(desk(), id), { state: "staged", good: 3_465, bad: 35, line: 3_501 });
    const { rows } = await sql<{ all: string }>`select (select string_agg(sheet_batch::text, '') from sheet_batch)
      || (select string_agg(sheet_import::text, '') from sheet_import)
      || (select string_agg(entry, '') from event) as all`.execute(desk().database.kysely);
    assert.doesNotMatch(rows[0]?.all ?? "", /MARKED|4d41524b4544/);

    await assert.rejects(publishImport(desk(), id, kindOf("MARKED-3499"), around), /the importer fails/);
    assert.equal(await things(), 0);
    const file = await rejected(id);
    const [head, first, ...rest] = file.split("\r\n");
    assert.equal(head, "\uFEFF名前,数,Why it was not imported");
    assert.equal(first, "MARKED-7,'=x,“Count” is no number.");
    assert.equal(rest.length, 35);

    assert.equal(await publishImport(desk(), id, kindOf(), around), 3_465);
    assert.equal(await things(), 3_465);
    assert.equal((await importProgress(desk(), id)).state, "published");
    await assert.rejects(publishImport(desk(), id, kindOf(), around), { code: "no-such-import" });
    await assert.rejects(rejected(id), { code: "no-such-import" });
  });

  test("one that is given up leaves nothing that was staged", async () => {
    const { id, sheet } = await begin(sheetText(10));
    await stageRows(desk(), { id, kind: kindOf(), sheet }, around);
    const had = await things();
    await dropImport(desk(), id, around);
    const { rows } = await sql<{ batches: number; open: number }>`select (select count(*) from sheet_batch) as batches,
      (select count(*) from sheet_import i join data_key k on k.id = i.key_id where k.wrapped is not null) as open`.execute(
      desk().database.kysely,
    );
    assert.deepEqual(rows[0], { batches: 0, open: 0 });
    assert.equal(await things(), had);
    await stageRows(desk(), { id, kind: kindOf(), sheet }, around);
    assert.equal((await importProgress(desk(), id)).state, "dropped");
  });
});
