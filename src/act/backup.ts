import { type QueryExecutorProvider, sql, type Transaction } from "kysely";
import { z } from "zod";
import {
  BackupError,
  type Database,
  type KeyRing,
  type Migration,
  migrateWithin,
  migrationsIn,
  readBackupFile,
  type StoredDataKey,
  unwrapDataKey,
  writeBackupFile,
} from "../database/index.ts";
import { currentLog, head } from "../evidence/index.ts";
import type { Words } from "../wire/index.ts";
import type { Desk, WorkTables } from "./act.ts";

/*
 * The whole database, table by table, in the text form that PostgreSQL gives its values: what one kind of database wrote the other
 * reads. Left out is what means nothing elsewhere: numbers of transactions, the lease. The key ring is no part of it.
 */

/** Columns that mean nothing in another database, and the order that they stood for. */
const OWN: Readonly<Record<string, { readonly without: readonly string[]; readonly order?: string }>> = {
  event: { without: ["xid", "position"], order: "xid, position" },
  sequencer: { without: ["holder", "until", "below", "token"] },
};
/** Its rows are made by migrating. */
const LEDGER = "migration";
/** Rows fetched, and inserted, at once. */
const BATCH = 500;

export const NOT_EMPTY: Words = {
  ja: "復元先のデータベースが空ではありません。空のデータベース（新しい YAKUSOKU_DATA か DATABASE_URL）を指定してください。",
  en: "The database to restore into is not empty. Name an empty one, by a new YAKUSOKU_DATA or DATABASE_URL.",
};

const FAULTS = {
  form: {
    ja: "「{path}」の中身が、バックアップの形になっていません。何も復元していません。",
    en: "What “{path}” holds is not of the form of a backup. Nothing was restored.",
  },
} as const satisfies Record<string, Words>;

const headSchema = z.strictObject({
  made: z.string(),
  origin: z.string(),
  generation: z.int(),
  checkpoint: z.string().nullable(),
  migrations: z.array(z.strictObject({ name: z.string(), checksum: z.string() })),
});
const tableSchema = z.strictObject({ table: z.string(), columns: z.array(z.string()) });
const rowSchema = z.array(z.string().nullable());

/** What a backup says of itself. */
export interface BackupHead {
  /** ISO 8601, UTC. */
  readonly made: string;
  readonly origin: string;
  readonly events: number;
  readonly sha256: string;
}

/** Writes the whole database into a new file, as it was at one instant. @throws {BackupError} */
export async function backUp({ database, clock }: Pick<Desk, "database" | "clock">, path: string): Promise<BackupHead> {
  const made = clock.now().toString();
  return await database.snapshot(async (tx) => {
    await sql`set local timezone = 'UTC'`.execute(tx);
    await sql`set local datestyle = 'ISO'`.execute(tx);
    await sql`set local bytea_output = 'hex'`.execute(tx);
    const { origin, generation } = await currentLog(tx);
    const { rows: counted } = await sql<{ events: number }>`select count(*) as events from event`.execute(tx);
    const { rows: migrations } = await sql<{ name: string; checksum: string }>`
      select name, checksum from migration order by name`.execute(tx);
    const checkpoint = (await head(tx))?.note ?? null;
    const lines = async function* (): AsyncGenerator {
      yield { made, origin, generation, checkpoint, migrations };
      for (const table of await tablesOf(tx)) yield* rowsOf(tx, table);
    };
    const sha256 = await writeBackupFile(path, lines());
    return { made, origin, events: counted[0]?.events ?? 0, sha256 };
  });
}

/** The tables, events first and then whatever others refer to: in this order they can be filled again. */
async function tablesOf(db: QueryExecutorProvider): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string; needs: string[] }>`
    select pg_class.relname::text as name, array(
      select referred.relname::text from pg_constraint join pg_class as referred on referred.oid = confrelid
      where conrelid = pg_class.oid and contype = 'f' and confrelid <> conrelid) as needs
    from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' order by relname`.execute(db);
  const done: string[] = [];
  const take = (name: string): void => {
    if (done.includes(name) || name === LEDGER) return;
    for (const needed of rows.find((row) => row.name === name)?.needs ?? []) take(needed);
    if (!done.includes(name)) done.push(name);
  };
  for (const name of ["event", ...rows.map((row) => row.name)]) take(name);
  return done;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly identity: boolean;
}

/** The columns whose values are carried over. */
async function columnsOf(db: QueryExecutorProvider, table: string): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select attname::text as name, format_type(atttypid, atttypmod) as type, attidentity <> '' as identity
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = current_schema()::regnamespace and relname = ${table} and attnum > 0 and not attisdropped
      and attgenerated = '' order by attnum`.execute(db);
  return rows.filter(({ name }) => OWN[table]?.without.includes(name) !== true);
}

async function* rowsOf(tx: Transaction<WorkTables>, table: string): AsyncGenerator {
  const columns = (await columnsOf(tx, table)).map(({ name }) => name);
  yield { table, columns };
  const texts = sql.join(columns.map((name) => sql`${sql.ref(name)}::text`));
  const order = OWN[table]?.order;
  await sql`declare backup no scroll cursor for
    select json_build_array(${texts})::text as row from ${sql.table(table)} ${order === undefined ? sql`` : sql`order by ${sql.raw(order)}`}`.execute(
    tx,
  );
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch ${sql.raw(String(BATCH))} from backup`.execute(tx);
    for (const { row } of rows) yield JSON.parse(row);
    if (rows.length < BATCH) break;
  }
  await sql`close backup`.execute(tx);
}

export interface Restoring {
  readonly database: Database<WorkTables>;
  readonly keys: KeyRing;
  readonly migrations: readonly Migration[];
  readonly now: Temporal.Instant;
}

/**
 * Fills an empty database from a backup: all of it in one transaction, or nothing. The tables are as they were when it was made;
 * opening it brings them up to date, and drops again the keys that were shredded since.
 * @throws {BackupError} {SchemaError} {SealError} where the file, the program or the key ring does not fit
 */
export async function restore(path: string, { database, keys, migrations, now }: Restoring): Promise<BackupHead> {
  return await database.transaction(async (tx) => {
    const { rows: there } = await sql<{ count: number }>`
      select count(*) as count from pg_class where relnamespace = current_schema()::regnamespace`.execute(tx);
    if (there[0]?.count !== 0) throw new BackupError(NOT_EMPTY);
    const fault = new BackupError(FAULTS.form, { path });
    let begun: z.infer<typeof headSchema> | undefined;
    let filling: Filling | undefined;
    let events = 0;
    for await (const line of readBackupFile(path)) {
      if (begun === undefined) {
        const { data } = headSchema.safeParse(line);
        if (data === undefined) throw fault;
        begun = data;
        await migrateWithin(tx, migrationsIn(data.migrations, migrations), now);
      } else if (Array.isArray(line)) {
        const { data: row } = rowSchema.safeParse(line);
        if (row === undefined || filling === undefined || row.length !== filling.columns.length) throw fault;
        if (filling.table === "event") events += 1;
        await filling.add(row);
      } else {
        await filling?.end();
        filling = await fillingOf(tx, line, fault);
      }
    }
    await filling?.end();
    if (begun === undefined || events === 0) throw fault;
    // Whatever waits for its place in the tree has the number of this transaction.
    await sql`update sequencer set holder = null, until = null, below = pg_current_xact_id()`.execute(tx);
    const { rows: standing } = await sql<StoredDataKey>`
      select data_key.* from standing_key join data_key on data_key.id = key_id`.execute(tx);
    if (standing.length === 0) throw fault;
    // Throws where the ring is not the one that these were wrapped under.
    for (const key of standing) await unwrapDataKey(keys, key);
    return { made: begun.made, origin: begun.origin, events, sha256: "" };
  });
}

interface Filling {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly add: (row: readonly (string | null)[]) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Fills one table. Its name and columns are those that the database itself has: the file only chooses among them. */
async function fillingOf(tx: Transaction<WorkTables>, line: unknown, fault: BackupError): Promise<Filling> {
  const { data } = tableSchema.safeParse(line);
  if (data === undefined || data.table === LEDGER) throw fault;
  const { table } = data;
  const columns = await columnsOf(tx, table);
  if (columns.length === 0 || columns.map(({ name }) => name).join(" ") !== data.columns.join(" ")) throw fault;
  // A migration may have put rows there, which the backup has as they became.
  const { rows } = await sql`select from ${sql.table(table)} limit 1`.execute(tx);
  if (rows.length > 0) await sql`delete from ${sql.table(table)}`.execute(tx);
  const names = sql.join(columns.map(({ name }) => sql.ref(name)));
  const values = sql.join(columns.map(({ type }, at) => sql`(row ->> ${sql.lit(at)})::${sql.raw(type)}`));
  let waiting: (readonly (string | null)[])[] = [];
  const insert = async (): Promise<void> => {
    if (waiting.length === 0) return;
    await sql`insert into ${sql.table(table)} (${names}) overriding system value
      select ${values} from json_array_elements(${JSON.stringify(waiting)}::json) with ordinality as given (row, place)
      order by place`.execute(tx);
    waiting = [];
  };
  return {
    table,
    columns,
    add: async (row) => {
      waiting.push(row);
      if (waiting.length === BATCH) await insert();
    },
    end: async () => {
      await insert();
      for (const { name } of columns.filter(({ identity }) => identity))
        await sql`select setval(pg_get_serial_sequence(${table}, ${name}), max(${sql.ref(name)})) from ${sql.table(table)}`.execute(
          tx,
        );
    },
  };
}
