import type { Migration } from "../database/index.ts";

export interface ActTables {
  idempotency: {
    actor: Uint8Array;
    /** HMAC-SHA-256 of what the caller chose, base64url. */
    key: string;
    request: Uint8Array;
    sealed: Uint8Array | null;
    expires_at: Temporal.Instant;
  };
}

export const ACT_MIGRATIONS: readonly Migration[] = [
  {
    name: "20261123T0930_act_create",
    statements: [
      `create table idempotency (
         actor bytea not null,
         key text not null,
         request bytea not null,
         sealed bytea,
         expires_at timestamptz not null,
         primary key (actor, key))`,
      "create index idempotency_by_expiry on idempotency (expires_at)",
    ],
  },
];

/** Tables that take a write without an event, and why that hides nothing. Every other table is guarded; a test reads them all. */
export const EXEMPT: Readonly<Record<string, string>> = {
  migration: "says which tables there are; written before there are any",
  event: "is the evidence; it is only ever added to",
  leaf: "follows from the events, and is only ever added to",
  tile_hash: "follows from the leaves, and is only ever added to",
  checkpoint: "follows from the tree, and is only ever added to",
  sequencer: "the lease of whoever puts events in order, and how far that has come",
  idempotency: "answers kept for a retry; they expire",
};
