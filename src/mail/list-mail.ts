import { sql } from "kysely";
import type { Desk } from "../act/index.ts";
import type { Words } from "../wire/index.ts";
import { maskAddress } from "./address.ts";
import { contentsOf, type Message, messageOf, messageRow } from "./message.ts";
import type { MessageRow, MessageState } from "./tables.ts";

export const MESSAGE_STATES = {
  queued: { ja: "送信待ち", en: "Queued" },
  deferred: { ja: "送れず、やり直し待ち", en: "Not sent yet, to be tried again" },
  held: { ja: "送らずに残した", en: "Kept, not sent" },
  sent: { ja: "送った", en: "Sent" },
  failed: { ja: "送れなかった", en: "Failed" },
  bounced: { ja: "届かずに戻った", en: "Came back" },
} as const satisfies Readonly<Record<MessageState, Words>>;

export function isMessageState(text: string): text is MessageState {
  return Object.hasOwn(MESSAGE_STATES, text);
}

/** A message as the outbox shows it. */
export interface ListedMessage extends Message {
  /** Masked; absent where its content is gone. */
  readonly to: string | undefined;
}

export interface MessagePage {
  readonly items: readonly ListedMessage[];
  /** Where the next page begins; absent on the last. */
  readonly next: string | undefined;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The outbox, the newest first.
 * @param asked.before `next` of the page before; what is no such thing begins from the start
 */
export async function listMail(
  desk: Pick<Desk, "database" | "keys">,
  asked: { readonly state?: MessageState | undefined; readonly limit: number; readonly before?: string | undefined },
): Promise<MessagePage> {
  const { state = null, limit } = asked;
  const given = Buffer.from(asked.before ?? "", "base64url").toString();
  const before = UUID.test(given) ? given : null;
  const { rows } = await sql<MessageRow>`
    select * from mail_message
    where (${state}::text is null or state = ${state}) and (${before}::uuid is null or id < ${before}::uuid)
    order by id desc limit ${limit + 1}`.execute(desk.database.kysely);
  const shown = rows.slice(0, limit);
  const items = await listed(desk, shown);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items, next: last === undefined ? undefined : Buffer.from(last.id).toString("base64url") };
}

/** One of them. @throws {ProblemError} `no-such-message` */
export async function findMail(desk: Pick<Desk, "database" | "keys">, id: string): Promise<ListedMessage> {
  const row = await messageRow(desk.database.kysely, id);
  const [found] = await listed(desk, [row]);
  if (found === undefined) throw new TypeError("a row is one message");
  return found;
}

async function listed(
  desk: Pick<Desk, "database" | "keys">,
  rows: readonly MessageRow[],
): Promise<readonly ListedMessage[]> {
  const contents = await contentsOf(desk, rows);
  return rows.map((row) => {
    const message = messageOf(row);
    const content = contents.get(message.id);
    return { ...message, to: content === undefined ? undefined : maskAddress(content.to.address) };
  });
}
