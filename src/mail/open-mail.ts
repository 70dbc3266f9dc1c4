import { z } from "zod";
import type { Command, Desk } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, idOf, ProblemError } from "../wire/index.ts";
import { type Content, contentsOf, messageRow, messageUuid } from "./message.ts";

const opened = eventKind("mail.opened", z.strictObject({ message: z.string() }), {
  ja: "メールの宛先と内容を見た",
  en: "Whom a mail is for, and what it says, was seen",
});

/**
 * Records that somebody looks at a message; `mailContent` gives it, so that no answer kept for a retry holds it.
 * @param asked.reason why it has to be seen; free text, sealed
 * @throws {ProblemError} when run: `no-such-message`, also for one whose content is gone
 */
export function openMail(asked: { readonly message: string; readonly reason: string }): Command<Id<"message">> {
  return {
    name: "mail.open",
    input: asked,
    run: async ({ tx, append }) => {
      const row = await messageRow(tx, asked.message);
      if (row.sealed === null || row.erased) throw new ProblemError("no-such-message");
      const id = idOf("message", messageUuid(asked.message));
      await append({ kind: opened, body: { message: id }, values: { reason: asked.reason } });
      return id;
    },
  };
}

/** What a message says, once it is on record that it is seen; undefined where its content is gone. */
export async function mailContent(
  desk: Pick<Desk, "database" | "keys">,
  id: Id<"message">,
): Promise<Content | undefined> {
  const row = await messageRow(desk.database.kysely, id);
  return (await contentsOf(desk, [row])).get(id);
}
