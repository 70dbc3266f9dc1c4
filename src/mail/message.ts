import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Desk } from "../act/index.ts";
import { type DataKey, type DataKeyTables, loadDataKeys, openJson, sealJson } from "../database/index.ts";
import { type Id, idOf, ProblemError, uuidOf } from "../wire/index.ts";
import { isReason, type Reason } from "./reasons.ts";
import type { MessageRow, MessageState } from "./tables.ts";
import type { MailKind } from "./template.ts";

/** What of a message stands in clear. */
export interface Message {
  readonly id: Id<"message">;
  readonly kind: MailKind;
  readonly template: string;
  readonly templateVersion: number;
  readonly language: string;
  readonly state: MessageState;
  readonly reason: Reason | undefined;
  readonly status: string | undefined;
  readonly queuedAt: Temporal.Instant;
  readonly stateAt: Temporal.Instant;
  /** Whom it is about, where that is somebody on record. */
  readonly about: Id<"person"> | undefined;
  /** Whether its content is still there. */
  readonly kept: boolean;
}

const contentSchema = z.strictObject({
  to: z.strictObject({ address: z.string(), name: z.string() }),
  subject: z.string(),
  text: z.string(),
  unsubscribe: z.string().optional(),
  attachments: z.array(z.strictObject({ name: z.string(), type: z.string(), content: z.string() })),
  /** Of the commitment that the event holds, base64url. */
  salt: z.string(),
});

/** What of a message is sealed. */
export type Content = z.infer<typeof contentSchema>;

export function sealContent(key: DataKey, uuid: string, content: Content): Uint8Array {
  return sealJson(key, content, placeOf(uuid));
}

function placeOf(row: string): { table: string; column: string; row: string } {
  return { table: "mail_message", column: "sealed", row };
}

/** @throws {ProblemError} `no-such-message` where the text names none */
export function messageUuid(id: string): string {
  const uuid = uuidOf("message", id);
  if (uuid === undefined) throw new ProblemError("no-such-message");
  return uuid;
}

/** @throws {ProblemError} `no-such-message` */
export async function messageRow<Tables>(db: Kysely<Tables>, id: string): Promise<MessageRow> {
  const { rows } = await sql<MessageRow>`select * from mail_message where id = ${messageUuid(id)}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new ProblemError("no-such-message");
  return row;
}

export function messageOf(row: MessageRow): Message {
  return {
    id: idOf("message", row.id),
    kind: row.kind,
    template: row.template,
    templateVersion: row.template_version,
    language: row.language,
    state: row.state,
    reason: row.reason !== null && isReason(row.reason) ? row.reason : undefined,
    status: row.status ?? undefined,
    queuedAt: row.queued_at,
    stateAt: row.state_at,
    about: row.person_id === null ? undefined : idOf("person", row.person_id),
    kept: row.sealed !== null && !row.erased,
  };
}

/** What these say, by identifier; without those that nobody can open any more. In one query. */
export async function contentsOf(
  { database, keys }: Pick<Desk, "database" | "keys">,
  rows: readonly MessageRow[],
): Promise<ReadonlyMap<Id<"message">, Content>> {
  const db: Kysely<DataKeyTables> = database.kysely;
  const open = rows.filter(({ sealed, erased }) => sealed !== null && !erased);
  const found = await loadDataKeys(
    db,
    keys,
    open.map(({ key_id }) => key_id),
  );
  return new Map(
    open.flatMap(({ id, key_id, sealed }) => {
      const key = found.get(key_id);
      if (key === undefined || sealed === null) return [];
      return [[idOf("message", id), contentSchema.parse(openJson(key, sealed, placeOf(id)))] as const];
    }),
  );
}
