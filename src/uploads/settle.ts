import { sql } from "kysely";
import { act, type Command, type Desk } from "../act/index.ts";
import { type Id, idOf, ProblemError } from "../wire/index.ts";
import { refuse, shredAgain } from "./commands.ts";
import { settingsOf } from "./settings.ts";
import type { StoredFile } from "./files.ts";
import type { UploadTables } from "./tables.ts";

const SYSTEM = { actor: { kind: "system", id: "uploads" } } as const;

/**
 * Brings rows and files together again, as after a kill or a restored backup: what was being received is refused, of what was shredded
 * nothing is left, and a file that no row keeps is removed. Beside other processes on the same database, what they may be receiving is
 * left to them until its time is up.
 */
export async function settleUploads(desk: Desk): Promise<void> {
  const { files, alone } = settingsOf(desk);
  const listed = await files.list();
  const { kysely } = desk.database;
  const { rows: left } = await sql<{ id: string }>`select id from upload
    where state = 'receiving' and (${alone} or until_at <= ${desk.clock.now()}) order by id`.execute(kysely);
  for (const { id } of left) await tried(desk, (upload) => refuse(upload, "interrupted"), id);
  const { rows: gone } = await sql<{ id: string }>`
    select u.id from upload u join data_key k on k.id = u.key_id
    where u.state in ('stored', 'unscanned') and k.wrapped is null order by u.id`.execute(kysely);
  for (const { id } of gone) await tried(desk, shredAgain, id);
  await removeUnkept(desk, listed);
}

/** Removes files of a list that no row keeps. */
export async function removeUnkept(desk: Desk, listed: readonly StoredFile[]): Promise<void> {
  const { files } = settingsOf(desk);
  const ids = [...new Set(listed.map(({ id }) => id))];
  for (let from = 0; from < ids.length; from += BATCH) {
    const some = ids.slice(from, from + BATCH);
    const { rows } = await sql<Pick<UploadTables["upload"], "id" | "state" | "part">>`
      select id, state, part from upload where id = any(${some}::uuid[])`.execute(desk.database.kysely);
    const known = new Map(rows.map((row) => [row.id, row]));
    for (const file of listed.filter(({ id }) => some.includes(id))) {
      const row = known.get(file.id);
      if (row?.state === "receiving" || row?.part === file.part) continue;
      await files.remove(file);
    }
  }
}

const BATCH = 1_000;

async function tried(desk: Desk, command: (id: Id<"upload">) => Command<void>, uuid: string): Promise<void> {
  try {
    await act(desk, command(idOf("upload", uuid)), SYSTEM);
  } catch (error) {
    // Another process was in the middle of it, and is done.
    if (!(error instanceof ProblemError)) throw error;
  }
}
