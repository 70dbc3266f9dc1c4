import { sql } from "kysely";
import { act, type Desk } from "../act/index.ts";
import { idOf, ProblemError } from "../wire/index.ts";
import { erasePerson } from "./erase-person.ts";

/**
 * Erases whoever's key was shredded and who is on record all the same: the server was killed between the list of shredded keys and its
 * commit, or a backup of before was restored. Without the key nothing of theirs opens; facts, roles and hashes would stand there still.
 */
export async function finishErasures(desk: Desk): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select p.id from data_key k join person p on p.key_id = k.id
    where k.purpose = 'person' and k.wrapped is null and p.erased_at is null order by p.id`.execute(
    desk.database.kysely,
  );
  for (const { id } of rows) {
    try {
      await act(desk, erasePerson({ person: idOf("person", id) }), { actor: { kind: "system", id: "yakusoku" } });
    } catch (error) {
      // Another process was in the middle of it, and is done.
      if (!(error instanceof ProblemError)) throw error;
    }
  }
}
