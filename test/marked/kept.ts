import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type QueryExecutorProvider, sql } from "kysely";
import { z } from "zod";
import { type Desk, openRecords } from "../../src/act/index.ts";
import { ROOMS } from "../../src/app.ts";
import { dataKeyOf, loadDataKeys, openJson } from "../../src/database/index.ts";
import { leafHash, proveEvent, verifyInclusion } from "../../src/evidence/index.ts";
import { migrationsOf } from "../../src/room/index.ts";
import { createIdFactory, idOf, systemClock } from "../../src/wire/index.ts";

/* Everything that is kept: as whoever has the database and the data folder reads it, and as whoever has the keys besides. */

const rowSchema = z.record(z.string(), z.unknown());

export interface Column {
  /** `table.column`, of the schema of the jobs `pgboss.table.column`. */
  readonly column: string;
  readonly row: string;
  readonly text: string;
}

export async function withDesk<Output>(
  { folder, url }: { readonly folder: string; readonly url: string | undefined },
  work: (desk: Desk) => Promise<Output>,
): Promise<Output> {
  const ids = createIdFactory(systemClock);
  const opening = { folder, url, clock: systemClock, ids, migrations: migrationsOf(ROOMS), keep: false };
  const records = await openRecords(opening);
  try {
    return await work(records.desk);
  } finally {
    await records.close();
  }
}

/** Every column of every row, as text; bytes as hexadecimal. */
export async function everyColumn(db: QueryExecutorProvider): Promise<readonly Column[]> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema in (current_schema(), 'pgboss') and table_type = 'BASE TABLE' order by 1, 2`.execute(db);
  const all: Column[] = [];
  for (const { schema, name } of tables) {
    const table = schema === "pgboss" ? `pgboss.${name}` : name;
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(each)::text as row from ${sql.table(table)} as each`.execute(db);
    for (const { row } of rows)
      for (const [column, value] of Object.entries(rowSchema.parse(JSON.parse(row))))
        all.push({
          column: `${table}.${column}`,
          row,
          text: typeof value === "string" ? value : JSON.stringify(value),
        });
  }
  return all;
}

/** Where sealed values stand, and what of a row goes into their seal. */
const SEALED: Readonly<Record<string, string>> = {
  "event_secret.sealed": "event_id::text",
  "event_actor.sealed": "act_id::text",
  "identifier.sealed": "id::text",
  "fact.sealed": "id::text",
  "representative.sealed": "id::text",
  "mail_message.sealed": "id::text",
  "idempotency.sealed": "encode(actor, 'hex') || ' ' || key",
};

/**
 * Every sealed value that opens with the keys that are here: of people, of events, of answers kept for a retry. Records of provision are
 * left out: the Act has them kept.
 */
export async function everySealed({ database: { kysely }, keys }: Desk): Promise<readonly Column[]> {
  const opened: Column[] = [];
  for (const [column, place] of Object.entries(SEALED)) {
    const [table = ""] = column.split(".");
    const { rows } = await sql<{ row: string; sealed: Uint8Array }>`
      select ${sql.raw(place)} as row, sealed from ${sql.table(table)} where sealed is not null`.execute(kysely);
    const loaded = await loadDataKeys(
      kysely,
      keys,
      rows.map(({ sealed }) => dataKeyOf(sealed)),
    );
    for (const { row, sealed } of rows) {
      const key = loaded.get(dataKeyOf(sealed));
      if (key === undefined) continue;
      opened.push({ column, row, text: JSON.stringify(openJson(key, sealed, { table, column: "sealed", row })) });
    }
  }
  return opened;
}

/** Proofs that are looked at, evenly spread; that the whole tree holds is for `yakusoku verify`. */
const PROOFS = 400;

/** Of how many events the proof of inclusion was looked at, and holds. */
export async function provenEvents({ database: { kysely } }: Desk): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select id from (select id, row_number() over (order by id) as place, count(*) over () as number from event) as numbered
    where place % greatest(1, number / ${PROOFS}) = 0`.execute(kysely);
  for (const { id } of rows) {
    const proven = await proveEvent(kysely, idOf("event", id));
    const { index, size, proof, root } = proven?.inclusion ?? assert.fail(`no proof of ${id}`);
    assert.ok(verifyInclusion(leafHash(Buffer.from(proven?.entry ?? "")), index, size, proof, root), id);
  }
  return rows.length;
}

/** Files of the data folder, but for the database's own. */
export async function everyFile(folder: string): Promise<readonly Column[]> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((one) => one.isFile()).map(({ name }) => name);
  return await Promise.all(
    names.map(async (name) => ({ column: name, row: "", text: await readFile(join(folder, name), "utf8") })),
  );
}
