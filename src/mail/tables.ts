import type { Migration } from "../database/index.ts";
import { guarded, insertOnly } from "../evidence/index.ts";
import type { MailKind, TemplateWords } from "./template.ts";

/** Where a message stands: docs/mail.md says what leads from one to the next. */
export type MessageState = "queued" | "deferred" | "held" | "sent" | "failed" | "bounced";

export interface MessageRow {
  id: string;
  kind: MailKind;
  template: string;
  template_version: number;
  language: string;
  /** Whom it is about: what is on record of a person goes with them. */
  person_id: string | null;
  key_id: string;
  /** The person it is about was erased: nobody reads it any more, and its key is about to go. */
  erased: boolean;
  /** Null once it was shredded. */
  sealed: Uint8Array | null;
  state: MessageState;
  /** Why it stands there, one of `REASONS`. */
  reason: string | null;
  /** What the server answered, as class, subject and detail (RFC 3463): 5.1.1. */
  status: string | null;
  queued_at: Temporal.Instant;
  state_at: Temporal.Instant;
}

export interface TemplateRow {
  template: string;
  version: number;
  /** Null: the words that it came with. */
  words: Readonly<Record<string, TemplateWords>> | null;
  made_at: Temporal.Instant;
}

export const MAIL_MIGRATIONS: readonly Migration[] = [
  {
    name: "20261123T1800_mail_create",
    statements: [
      `create table mail_message (
         id uuid primary key,
         kind text not null,
         template text not null,
         template_version int4 not null,
         language text not null,
         person_id uuid,
         key_id uuid not null references data_key,
         sealed bytea,
         erased boolean not null default false,
         state text not null,
         reason text,
         status text,
         queued_at timestamptz not null,
         state_at timestamptz not null)`,
      "create index mail_message_by_person on mail_message (person_id) where person_id is not null",
      "create index mail_message_by_state on mail_message (state, id)",
      "create index mail_message_by_age on mail_message (queued_at) where sealed is not null",
      ...guarded("mail_message"),
      `create table mail_template (
         template text not null,
         version int4 not null,
         words jsonb,
         made_at timestamptz not null,
         primary key (template, version))`,
      ...guarded("mail_template"),
      ...insertOnly("mail_template"),
    ],
  },
];
