import { sql } from "kysely";
import type { RoomJob } from "./act.ts";

/** Takes away the answers that were kept for a retry and have expired. They hold nothing that is evidence, so no event says so. */
export const expireAnswers: RoomJob = {
  name: "answers.expire",
  says: { ja: "再送のために残した答えを、期限が過ぎたら消す", en: "Remove answers kept for a retry once they expire" },
  every: "17 * * * *",
  run: async (_job, { desk: { database, clock } }) => {
    await database.transaction(async (tx) => {
      await sql`delete from idempotency where expires_at <= ${clock.now()}`.execute(tx);
    });
  },
};
