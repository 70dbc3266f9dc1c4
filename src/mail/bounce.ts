import { sql } from "kysely";
import PostalMime from "postal-mime";
import { z } from "zod";
import { act, type Around, type Command, type Desk } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, idOf, uuidOf } from "../wire/index.ts";
import { type Reason, reasonOf } from "./reasons.ts";
import type { MessageRow } from "./tables.ts";

/** What came of a report: `delayed` and `relayed` change nothing, `unknown` is about no message of ours, `unreadable` is no report. */
export type BounceOutcome =
  | { readonly outcome: "bounced"; readonly message: Id<"message">; readonly reason: Reason }
  | { readonly outcome: "already" | "delayed"; readonly message: Id<"message"> }
  | { readonly outcome: "unknown" | "unreadable" };

const bounced = eventKind(
  "mail.bounced",
  z.strictObject({ message: z.string(), reason: z.string(), status: z.string().optional() }),
  { ja: "メールが届かずに戻った", en: "A mail came back" },
);

/** A report with the whole message in it is larger than that only where something is wrong. */
const MOST_BYTES = 30_000_000;
/** The identifier that we gave, as ENVID (RFC 3461) and before the @ of the Message-ID. */
const OURS = /msg_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/**
 * Reads a delivery status notification (RFC 3464) and marks the message that it is about. Found by the envelope's identifier, else by
 * the Message-ID of what was returned. Nothing of the report is kept but the class of the failure and its status code.
 */
export async function recordBounce(desk: Desk, report: Uint8Array, around: Around): Promise<BounceOutcome> {
  const read = await readReport(report);
  if (read === undefined) return { outcome: "unreadable" };
  const uuid = read.message === undefined ? undefined : uuidOf("message", read.message);
  if (uuid === undefined) return { outcome: "unknown" };
  const { rows } = await sql<Pick<MessageRow, "state">>`
    select state from mail_message where id = ${uuid}`.execute(desk.database.kysely);
  const [row] = rows;
  if (row === undefined) return { outcome: "unknown" };
  const message = idOf("message", uuid);
  if (read.action !== "failed") return { outcome: "delayed", message };
  if (row.state === "bounced") return { outcome: "already", message };
  const reason = reasonOf(read.status);
  await act(desk, markBounced(message, uuid, reason, read.status), around);
  return { outcome: "bounced", message, reason };
}

function markBounced(message: Id<"message">, uuid: string, reason: Reason, status: string | undefined): Command<null> {
  return {
    name: "mail.bounce",
    input: { message, reason, status: status ?? null },
    run: async ({ tx, at, append }) => {
      await append({ kind: bounced, body: { message, reason, ...(status === undefined ? {} : { status }) } });
      await sql`update mail_message set state = 'bounced', reason = ${reason}, status = ${status ?? null}, state_at = ${at}
        where id = ${uuid}`.execute(tx);
      return null;
    },
  };
}

interface Report {
  /** `failed`, `delayed`, `relayed` … (RFC 3464, 2.3.3). */
  readonly action: string;
  readonly status: string | undefined;
  /** The identifier of ours that it names. */
  readonly message: string | undefined;
}

/** @returns undefined for what is no delivery status notification */
async function readReport(report: Uint8Array): Promise<Report | undefined> {
  if (report.length > MOST_BYTES) return undefined;
  const parsed = await PostalMime.parse(report, { forceRfc822Attachments: true }).catch(() => undefined);
  const parts = (parsed?.attachments ?? []).map(({ mimeType, content }) => ({
    type: mimeType,
    text: typeof content === "string" ? content : Buffer.from(new Uint8Array(content)).toString("utf8"),
  }));
  const status = parts.find(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type));
  if (status === undefined) return undefined;
  // Fields of the message, then for each recipient; of several what failed counts.
  const groups = status.text.split(/\r?\n[ \t]*\r?\n/).map(fieldsOf);
  const recipients = groups.filter((fields) => fields.has("action"));
  const told = recipients.find((fields) => fields.get("action")?.toLowerCase() === "failed") ?? recipients[0];
  if (told === undefined) return undefined;
  const returned = parts.find(({ type }) =>
    /^(?:message\/(?:rfc822|global|global-headers)|text\/rfc822-headers)$/.test(type),
  );
  const named = [
    groups.map((fields) => fields.get("original-envelope-id")).find((id) => id !== undefined),
    returned === undefined ? undefined : fieldsOf(returned.text.split(/\r?\n\r?\n/)[0] ?? "").get("message-id"),
  ];
  return {
    action: told.get("action")?.toLowerCase() ?? "",
    status: /^[245]\.\d{1,3}\.\d{1,3}/.exec(told.get("status") ?? "")?.[0],
    message: named.map((id) => OURS.exec(id ?? "")?.[0]).find((id) => id !== undefined),
  };
}

/** Fields by their names in small letters; a line that begins with a blank goes on with the one before. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const { name, value } = /^(?<name>[!-9;-~]+):[ \t]*(?<value>.*)$/.exec(line)?.groups ?? {};
    if (name !== undefined && value !== undefined && !fields.has(name.toLowerCase())) {
      fields.set(name.toLowerCase(), value.trim());
    }
  }
  return fields;
}
