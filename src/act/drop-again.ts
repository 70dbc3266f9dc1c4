import { sql } from "kysely";
import { z } from "zod";
import { shredDataKeys, type ShredList } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { act, type Desk } from "./act.ts";

const droppedAgain = eventKind("data-keys.dropped-again", z.strictObject({ count: z.int().positive() }), {
  ja: "復元で戻った破棄済みの鍵を、もう一度破棄した",
  en: "Shredded keys that a restored database brought back were dropped again",
});

/** Keys dropped in one transaction. */
const BATCH = 5_000;

/**
 * Drops every key on the list of shredded ones that the database holds again, as after an older copy was put back.
 * @returns how many there were
 */
export async function dropAgain(desk: Desk, list: Pick<ShredList, "read">): Promise<number> {
  const ids = (await list.read()).keys.map(({ dataKey }) => dataKey);
  let dropped = 0;
  for (let at = 0; at < ids.length; at += BATCH) {
    const { rows } = await sql<{ id: string }>`select id from data_key
      where id = any(${ids.slice(at, at + BATCH)}::uuid[]) and wrapped is not null`.execute(desk.database.kysely);
    if (rows.length === 0) continue;
    const back = rows.map(({ id }) => id);
    await act(
      desk,
      {
        name: "data-keys.drop-again",
        input: { back },
        run: async ({ append, tx }) => {
          await append({ kind: droppedAgain, body: { count: back.length } });
          await shredDataKeys(tx, back);
        },
      },
      { actor: { kind: "system", id: "yakusoku" } },
    );
    dropped += back.length;
  }
  return dropped;
}
