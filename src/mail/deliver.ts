import { sql } from "kysely";
import { z } from "zod";
import { act, type Command, type RoomJob } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { contentsOf, messageRow, messageUuid } from "./message.ts";
import { postOf } from "./post.ts";
import { failureOf, type Reason } from "./reasons.ts";
import type { MessageState } from "./tables.ts";

export const SEND = "mail.send";

/** With a minute before the first, doubled up to an hour: about a day. */
const RETRIES = 28;
const RETRY_SECONDS = 60;

const message = z.string();
const reason = z.string();
const status = z.string().optional();
const KINDS = {
  sent: eventKind("mail.sent", z.strictObject({ message }), {
    ja: "メールをメールサーバーに渡した",
    en: "A mail was handed to the mail server",
  }),
  deferred: eventKind("mail.deferred", z.strictObject({ message, reason, status }), {
    ja: "メールを送れず、あとでやり直す",
    en: "A mail could not be sent and is tried again",
  }),
  failed: eventKind("mail.failed", z.strictObject({ message, reason, status }), {
    ja: "メールを送れなかった",
    en: "A mail could not be sent",
  }),
  held: eventKind("mail.held", z.strictObject({ message }), {
    ja: "メールを送らずに残した",
    en: "A mail was kept and not sent",
  }),
} as const;

type Settled =
  | { readonly state: "sent" | "held" }
  | { readonly state: "deferred" | "failed"; readonly reason: Reason; readonly status: string | undefined };

/** What became of an attempt. That it was sent is recorded as often as it was; a state that is final stays. */
function settle(id: string, settled: Settled): Command<null> {
  const { state } = settled;
  const why: { reason: Reason | null; status: string | null } =
    "reason" in settled
      ? { reason: settled.reason, status: settled.status ?? null }
      : { reason: state === "held" ? "not-set-up" : null, status: null };
  return {
    name: `mail.${state}`,
    input: { id, ...settled },
    run: async ({ tx, at, append }) => {
      const { reason: class_, status: given } = why;
      await append(
        "reason" in settled
          ? {
              kind: KINDS[settled.state],
              body: { message: id, reason: class_ ?? "other", ...(given === null ? {} : { status: given }) },
            }
          : { kind: KINDS[settled.state], body: { message: id } },
      );
      await sql`update mail_message set state = ${state}, reason = ${class_}, status = ${given}, state_at = ${at}
        where id = ${messageUuid(id)} and state in ('queued', 'deferred')`.execute(tx);
      return null;
    },
  };
}

const OPEN: ReadonlySet<MessageState> = new Set(["queued", "deferred"]);

/**
 * Hands a message to the mail server, outside every transaction, and records what became of it. After a crash between the two the next
 * attempt hands over the same message under the same Message-ID.
 */
export const deliverMail: RoomJob = {
  name: SEND,
  says: { ja: "メールを送る", en: "Send a mail" },
  retries: RETRIES,
  retrySeconds: RETRY_SECONDS,
  run: async ({ data, attempt, signal }, { desk, around }) => {
    const id = String(data["message"]);
    const row = await messageRow(desk.database.kysely, id);
    if (!OPEN.has(row.state)) return;
    // Each attempt is an act of its own: what one recorded is no answer to the next.
    const record = (settled: Settled) => act(desk, settle(id, settled), { actor: around.actor });
    const [content] = [...(await contentsOf(desk, [row])).values()];
    if (content === undefined) {
      await record({ state: "failed", reason: "erased", status: undefined });
      return;
    }
    const { transport, notice } = postOf(desk);
    if (transport === undefined) {
      await record({ state: "held" });
      return;
    }
    const { to, subject, unsubscribe, attachments } = content;
    const text = withNotice(content.text, notice(row.language));
    try {
      const letter = { id, at: row.queued_at, to, subject, text, language: row.language, unsubscribe, attachments };
      await transport.send(letter, signal);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.permanent) {
        await record({ state: "failed", reason: failure.reason, status: failure.status });
        return;
      }
      if (attempt > RETRIES) await record({ state: "failed", reason: "gave-up", status: failure.status });
      // One event for a change, not for each attempt: a mail server that is away for a day would fill the log.
      else if (row.state !== "deferred" || row.reason !== failure.reason)
        await record({ state: "deferred", ...failure });
      throw error;
    }
    await record({ state: "sent" });
  },
};

/** A text with what stands at the foot of every page. */
export function withNotice(text: string, notice: string): string {
  return notice === "" ? text : `${text.trimEnd()}\n\n----------\n${notice}\n`;
}
