import { type Kysely, sql, type Transaction } from "kysely";
import type { Migration } from "./migrate.ts";
import {
  type DataKey,
  type KeyService,
  newDataKey,
  SealError,
  type StoredDataKey,
  unwrapDataKey,
} from "./sealing/index.ts";

export interface DataKeyTables {
  data_key: {
    id: string;
    /** What it seals: `person`, `provision`, `actors`. */
    purpose: string;
    version: number;
    /** Null once it was shredded. */
    wrapped: Uint8Array | null;
  };
  standing_key: { name: string; key_id: string };
}

/** Guarded by the room `evidence`, which knows what an event is. */
export const DATA_KEY_MIGRATIONS: readonly Migration[] = [
  {
    name: "20261123T0800_database_create",
    statements: [
      "create table data_key (id uuid primary key, purpose text not null, version int4 not null, wrapped bytea)",
      "create table standing_key (name text primary key, key_id uuid not null references data_key)",
    ],
  },
];

/** A new data key, stored wrapped in this transaction. */
export async function makeDataKey(
  tx: Transaction<DataKeyTables>,
  service: KeyService,
  purpose: string,
): Promise<DataKey> {
  const { key, stored } = await newDataKey(service);
  await tx
    .insertInto("data_key")
    .values({ ...stored, purpose })
    .execute();
  return key;
}

/** Many at once, in the order of the list. */
export async function makeDataKeys(
  tx: Transaction<DataKeyTables>,
  service: KeyService,
  purpose: string,
  count: number,
): Promise<readonly DataKey[]> {
  const made = await Promise.all(Array.from({ length: count }, () => newDataKey(service)));
  await storeDataKeys(tx, purpose, made);
  return made.map(({ key }) => key);
}

/** Stores keys that were made before the event that they seal values of; the event stands first in its transaction. */
export async function storeDataKeys(
  tx: Transaction<DataKeyTables>,
  purpose: string,
  made: readonly { readonly key: DataKey; readonly stored: StoredDataKey }[],
): Promise<void> {
  await sql`insert into data_key (id, purpose, version, wrapped)
    select id, ${purpose}, version, wrapped from unnest(${made.map(({ key }) => key.id)}::uuid[],
      ${made.map(({ stored }) => stored.version)}::int4[], ${made.map(({ stored }) => stored.wrapped)}::bytea[])
      as given (id, version, wrapped)`.execute(tx);
}

/**
 * Data keys by identifier. One that was shredded, or that is not there, is missing from the map.
 * @throws {SealError} where a key that is there does not open
 */
export async function loadDataKeys(
  db: Kysely<DataKeyTables>,
  service: KeyService,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DataKey>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<DataKeyTables["data_key"]>`
    select * from data_key where id = any(${[...new Set(ids)]}::uuid[]) and wrapped is not null`.execute(db);
  const keys = await Promise.all(rows.map((row) => unwrapDataKey(service, row)));
  return new Map(keys.map((key) => [key.id, key]));
}

/** @throws {SealError} shredded, where it is gone */
export async function loadDataKey(db: Kysely<DataKeyTables>, service: KeyService, id: string): Promise<DataKey> {
  const key = (await loadDataKeys(db, service, [id])).get(id);
  if (key === undefined) throw new SealError("shredded", { key: id });
  return key;
}

/** Takes the keys away for good: what they sealed opens no more. The rows stay, so that the values are known to be gone and not lost. */
export async function shredDataKeys(tx: Transaction<DataKeyTables>, ids: readonly string[]): Promise<void> {
  await sql`update data_key set wrapped = null where id = any(${[...ids]}::uuid[])`.execute(tx);
}

/**
 * Keys that the installation itself has, by name, such as the one that seals who acted: made once, loaded at every start.
 */
export async function standingKey(
  db: Kysely<DataKeyTables>,
  service: KeyService,
  name: string,
): Promise<DataKey | undefined> {
  const row = await db.selectFrom("standing_key").select("key_id").where("name", "=", name).executeTakeFirst();
  return row === undefined ? undefined : await loadDataKey(db, service, row.key_id);
}
