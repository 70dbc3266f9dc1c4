import { randomUUID } from "node:crypto";
import { after, afterEach, beforeEach, describe } from "node:test";
import { sql } from "kysely";
import {
  type Database,
  databaseOn,
  type Engine,
  migrate,
  type Migration,
  openPGlite,
  openPostgreSQL,
} from "../src/database/index.ts";
import { postgresqlPrograms, postgresqlServer } from "./postgresql.ts";
import { NOW } from "./served.ts";

/*
 * One suite over both databases. Each opening is a database of its own, made from a prepared one, so that the tables are made once
 * for a process and not once for a test.
 */

export type Kind = Engine["kind"];
const KINDS: readonly Kind[] = ["pglite", "postgresql"];

/** Opens an empty database with these tables. It is closed when the test ends, or the suite where it was opened before the tests. */
export type Open = <Tables>(migrations: readonly Migration[]) => Promise<Database<Tables>>;

/** Runs a suite once for each kind of database. Without PostgreSQL its half is skipped, which CI does not let pass. */
export function onEachDatabase(name: string, suite: (open: Open, kind: Kind) => void): void {
  for (const kind of KINDS) {
    const skip = kind === "postgresql" && postgresqlPrograms() === undefined ? "PostgreSQL is not installed" : false;
    describe(`${name} (${kind})`, { skip }, () => {
      const opened: { close: () => Promise<void> }[] = [];
      const close = async (from: number): Promise<void> => {
        for (const database of opened.splice(from)) await database.close();
      };
      let before = 0;
      beforeEach(() => {
        before = opened.length;
      });
      afterEach(() => close(before));
      after(() => close(0));
      suite(async <Tables>(migrations: readonly Migration[]) => {
        const database = databaseOn<Tables>(await OPENERS[kind](migrations));
        opened.push(database);
        return database;
      }, kind);
    });
  }
}

const OPENERS: Readonly<Record<Kind, (migrations: readonly Migration[]) => Promise<Engine>>> = {
  pglite: openEmbedded,
  postgresql: openOnServer,
};

const templates = new Map<string, Promise<unknown>>();

/** What is made once for a list of migrations, by a kind of database. */
async function template<Made>(kind: Kind, migrations: readonly Migration[], make: () => Promise<Made>): Promise<Made> {
  const key = [kind, ...migrations.map(({ name }) => name)].join(" ");
  const made = templates.get(key) ?? make();
  templates.set(key, made);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the key names the kind, and each kind makes one type
  return (await made) as Made;
}

async function openEmbedded(migrations: readonly Migration[]): Promise<Engine> {
  const from = await template("pglite", migrations, async () => {
    const engine = await openPGlite();
    const database = databaseOn(engine);
    await migrate(database, migrations, NOW);
    const dump = await engine.pglite.dumpDataDir("none");
    await database.close();
    return dump;
  });
  return await openPGlite({ from });
}

async function openOnServer(migrations: readonly Migration[]): Promise<Engine> {
  const { url } = await postgresqlServer();
  const base = await template("postgresql", migrations, async () => {
    const name = `base_${randomUUID().replaceAll("-", "")}`;
    await administer(`create database ${name}`);
    const database = databaseOn(openPostgreSQL(url(name)));
    await migrate(database, migrations, NOW);
    await database.close();
    return name;
  });
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(`create database ${name} template ${base}`);
  return openPostgreSQL(url(name));
}

async function administer(statement: string): Promise<void> {
  const { url } = await postgresqlServer();
  const database = databaseOn(openPostgreSQL(url("postgres"), 1));
  await sql.raw(statement).execute(database.kysely);
  await database.close();
}
