import { sql } from "kysely";
import { z } from "zod";
import type { Command } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, idOf, ProblemError } from "../wire/index.ts";
import { SEND } from "./deliver.ts";
import { messageUuid } from "./message.ts";
import type { MessageRow, MessageState } from "./tables.ts";

const retried = eventKind("mail.retried", z.strictObject({ message: z.string() }), {
  ja: "メールをもう一度送信待ちにした",
  en: "A mail was queued again",
});

const STATES: ReadonlySet<MessageState> = new Set(["held", "failed", "bounced"]);

/** Direct mail is not: since it was decided upon, whoever gets it may have had it stopped. */
export function isRetriable({ kind, state, kept }: { kind: string; state: MessageState; kept: boolean }): boolean {
  return kept && kind !== "direct-mail" && STATES.has(state);
}

/**
 * Queues a message again that was held, failed or came back.
 * @throws {ProblemError} when run: `no-such-message`, `mail-not-retried`
 */
export function retryMail(asked: { readonly message: string }): Command<{ readonly message: Id<"message"> }> {
  return {
    name: "mail.retry",
    input: asked,
    run: async ({ tx, at, append, enqueue }) => {
      const uuid = messageUuid(asked.message);
      const { rows } = await sql<MessageRow>`select * from mail_message where id = ${uuid} for update`.execute(tx);
      const [row] = rows;
      if (row === undefined) throw new ProblemError("no-such-message");
      const { kind, state, sealed, erased } = row;
      if (!isRetriable({ kind, state, kept: sealed !== null && !erased })) throw new ProblemError("mail-not-retried");
      const id = idOf("message", uuid);
      await append({ kind: retried, body: { message: id } });
      await sql`update mail_message set state = 'queued', reason = null, status = null, state_at = ${at}
        where id = ${uuid}`.execute(tx);
      await enqueue({ name: SEND, data: { message: id }, singletonKey: id });
      return { message: id };
    },
  };
}
