import { sql } from "kysely";
import { z } from "zod";
import { act, type Command, type Desk, type Reaction, type RoomJob } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { postOf } from "./post.ts";

const SHRED = "mail.shred";

const shredded = eventKind("mail.shredded", z.strictObject({ count: z.int().nonnegative() }), {
  ja: "保存期間を過ぎたメールの宛先と内容を消した",
  en: "Whom mails were for, and what they said, was shredded when its time was over",
});

/** Messages that one transaction takes: more would hold the embedded database's one connection too long. */
const BATCH = 500;
const DAY_HOURS = 24;

function shredBatch(ids: readonly string[]): Command<number> {
  return {
    name: SHRED,
    input: { ids },
    run: async (step) => {
      const { tx } = step;
      const { rows } = await sql<{ id: string; key_id: string }>`
        select id, key_id from mail_message where id = any(${[...ids]}::uuid[]) and sealed is not null
        order by id for update`.execute(tx);
      await step.append({ kind: shredded, body: { count: rows.length } });
      await sql`update mail_message set sealed = null, person_id = null,
          state = case when state in ('queued', 'deferred') then 'failed' else state end,
          reason = case when state in ('queued', 'deferred') then case when erased then 'erased' else 'gave-up' end else reason end
        where id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx);
      await step.shred(rows.map(({ key_id }) => key_id));
      return rows.length;
    },
  };
}

/** Takes away the content of every message whose time is over. @returns how many */
export async function shredMail(desk: Desk, actor: Parameters<typeof act>[2]["actor"]): Promise<number> {
  const before = desk.clock.now().subtract({ hours: postOf(desk).keepDays * DAY_HOURS });
  for (let count = 0; ; ) {
    const { rows } = await sql<{ id: string }>`
      select id from mail_message where sealed is not null and (queued_at < ${before} or erased)
      order by queued_at limit ${BATCH}`.execute(desk.database.kysely);
    if (rows.length === 0) return count;
    const ids = rows.map(({ id }) => id);
    count += await act(desk, shredBatch(ids), { actor });
  }
}

export const shredOldMail: RoomJob = {
  name: SHRED,
  says: {
    ja: "保存期間を過ぎたメールの宛先と内容を消す",
    en: "Shred what mails said and whom they were for, once their time is over",
  },
  every: "41 3 * * *",
  run: async (_job, { desk, around }) => {
    await shredMail(desk, around.actor);
  },
};

/** What is kept of mails about somebody goes with them: at once nobody reads it, and its keys go right after the commit. */
export const shredOnErasure: Reaction = {
  to: "person.erased",
  run: async ({ tx, enqueue }, events) => {
    const people = events.flatMap(({ draft }) => draft.concerns ?? []);
    const { rows } = await sql`update mail_message set erased = true, person_id = null
      where person_id = any(${people}::uuid[]) returning id`.execute(tx);
    if (rows.length > 0) await enqueue({ name: SHRED, data: {}, singletonKey: "erased" });
  },
};
