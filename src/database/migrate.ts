import { createHash } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import { fillWords, type Words } from "../wire/index.ts";
import type { Database } from "./database.ts";

/** One step of a room's tables. Written once; what it says is never changed after it has run somewhere. */
export interface Migration {
  /** `20261123T0900_evidence_create`: when it was written, the room, what it does. They run in the order of their names. */
  readonly name: string;
  /** One statement each, in PostgreSQL's dialect as of version 15. */
  readonly statements: readonly string[];
}

interface Ledger {
  migration: { name: string; checksum: string; applied_at: Temporal.Instant | string };
}

const FAULTS = {
  newer: {
    ja: "データベースは、この Yakusoku より新しい版で作られています（不明な移行: {name}）。新しい版の Yakusoku で起動してください。",
    en: "The database was made by a newer Yakusoku than this one (unknown migration: {name}). Start the newer version.",
  },
  changed: {
    ja: "移行「{name}」の内容が、このデータベースに適用されたものと違います。同じ版の Yakusoku で起動するか、バックアップから復元してください。",
    en: "The migration “{name}” is not the one that was applied to this database. Start the version that made it, or restore a backup.",
  },
} as const satisfies Record<string, Words>;

/** The database does not fit this program. Nothing was changed. */
export class SchemaError extends Error {
  readonly words: Words;
  constructor(words: Words) {
    super(words.en);
    this.name = "SchemaError";
    this.words = words;
  }
}

/**
 * Brings the tables up to date: all of what is missing in one transaction, or nothing. A second process waits and finds nothing to do.
 * @param now written beside each migration that is applied
 * @returns the names that were applied
 * @throws {SchemaError} for a database of a newer program, or one where a migration was applied in other words
 */
export async function migrate<Tables>(
  database: Database<Tables>,
  migrations: readonly Migration[],
  now: Temporal.Instant,
): Promise<readonly string[]> {
  return await database.transaction((tx) => migrateWithin(tx, migrations, now));
}

/** The same within a transaction that is under way. */
export async function migrateWithin<Tables>(
  outer: Transaction<Tables>,
  migrations: readonly Migration[],
  now: Temporal.Instant,
): Promise<readonly string[]> {
  const wanted = [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the ledger is this file's own table, beside those of the rooms
  const tx = outer as unknown as Kysely<Ledger>;
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
  await sql`create table if not exists migration (
      name text primary key, checksum text not null, applied_at timestamptz not null)`.execute(tx);
  const applied = new Map(
    (await tx.selectFrom("migration").select(["name", "checksum"]).execute()).map((row) => [row.name, row.checksum]),
  );
  const known = new Set(wanted.map(({ name }) => name));
  for (const name of applied.keys()) if (!known.has(name)) throw new SchemaError(fillWords(FAULTS.newer, { name }));
  const done: string[] = [];
  for (const migration of wanted) {
    const { name, statements } = migration;
    const checksum = checksumOf(migration);
    const before = applied.get(name);
    if (before !== undefined && before !== checksum) throw new SchemaError(fillWords(FAULTS.changed, { name }));
    if (before !== undefined) continue;
    for (const statement of statements) await sql.raw(statement).execute(tx);
    await tx.insertInto("migration").values({ name, checksum, applied_at: now.toString() }).execute();
    done.push(name);
  }
  return done;
}

/** The names of all migrations that a database has had. */
export async function appliedMigrations<Tables>({
  kysely,
}: Pick<Database<Tables>, "kysely">): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(kysely);
  return rows.map(({ name }) => name);
}

/** The migrations of a list that a ledger names, for making a database as it was. @throws {SchemaError} as `migrate` */
export function migrationsIn(
  ledger: readonly { readonly name: string; readonly checksum: string }[],
  migrations: readonly Migration[],
): readonly Migration[] {
  return ledger.map(({ name, checksum }) => {
    const found = migrations.find((migration) => migration.name === name);
    if (found === undefined) throw new SchemaError(fillWords(FAULTS.newer, { name }));
    if (checksumOf(found) !== checksum) throw new SchemaError(fillWords(FAULTS.changed, { name }));
    return found;
  });
}

/** Any number that nobody else of this database uses. */
const LOCK = 8_350_001;

function checksumOf({ statements }: Migration): string {
  return createHash("sha256").update(statements.join("\0")).digest("hex");
}
