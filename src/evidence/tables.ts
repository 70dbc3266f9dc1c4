import type { Migration } from "../database/index.ts";

/** Columns as they are read; what is written is checked by the database. Instants come as Temporal.Instant, bytes as Uint8Array. */
export interface EvidenceTables {
  event: {
    id: string;
    kind: string;
    at: Temporal.Instant;
    /** Canonical JSON: the bytes of the leaf. */
    entry: string;
    hash: Uint8Array;
    act_id: string;
    xid: string;
    position: number;
  };
  /** Who acted, sealed once for all events of an act. */
  event_actor: { act_id: string; sealed: Uint8Array };
  /**
   * What the commitments of an event were made from, sealed under the key of the person it is about, whose erasure takes the row away;
   * of an event about nobody, under that of the actor.
   */
  event_secret: { person_id: string; event_id: string; sealed: Uint8Array };
  leaf: { index: number; event_id: string; hash: Uint8Array };
  tile_hash: { level: number; index: number; hash: Uint8Array };
  checkpoint: { size: number; note: string; at: Temporal.Instant };
  log: { generation: number; origin: string; opened_at: Temporal.Instant };
  sequencer: {
    id: number;
    holder: string | null;
    token: number;
    until: Temporal.Instant | null;
    below: string;
    size: number;
    edge: Uint8Array;
  };
}

/** Stands in `event_secret` for an event about nobody. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";

/** SQLSTATE of a write without an event before it in its transaction. Class YK is nobody else's. */
const WITHOUT_EVENT = "YK001";
/** SQLSTATE of a change to what is only ever added to. */
const INSERT_ONLY = "YK002";

/**
 * Statements that refuse every write to a table before its transaction has appended an event, one that touches no row too. Every
 * table is guarded, or stands with its reason in `EXEMPT` of the room `act`.
 */
export function guarded(table: string): readonly string[] {
  return [
    `create trigger require_event before insert or update or delete or truncate on ${table}
       for each statement execute function require_event()`,
  ];
}

/** Statements that refuse to change or take away rows of a table. */
export function insertOnly(table: string): readonly string[] {
  return [
    `create trigger insert_only before update or delete or truncate on ${table}
       for each statement execute function refuse_change()`,
  ];
}

/*
 * Events are ordered by the transaction that wrote them (`xid`), then by `position`. The tree is not kept in `event`: an event is never
 * written to again, not even to say that it has a leaf.
 */
export const EVIDENCE_MIGRATIONS: readonly Migration[] = [
  {
    name: "20261123T0900_evidence_create",
    statements: [
      `create function require_event() returns trigger language plpgsql as $$
       begin
         if not exists (select 1 from event where xid = pg_current_xact_id()) then
           raise exception 'a write to % before its transaction has appended an event', tg_table_name
             using errcode = '${WITHOUT_EVENT}';
         end if;
         return null;
       end $$`,
      `create function refuse_change() returns trigger language plpgsql as $$
       begin
         raise exception '% is only ever added to', tg_table_name using errcode = '${INSERT_ONLY}';
       end $$`,
      `create table event (
         id uuid primary key,
         kind text not null,
         at timestamptz not null,
         entry text not null,
         hash bytea not null,
         act_id uuid not null,
         xid xid8 not null default pg_current_xact_id(),
         position int8 generated always as identity)`,
      "create index event_by_transaction on event (xid, position)",
      "create index event_by_kind on event (kind, at)",
      ...insertOnly("event"),
      "create table event_actor (act_id uuid primary key, sealed bytea not null)",
      ...guarded("event_actor"),
      `create table event_secret (
         person_id uuid not null,
         event_id uuid not null,
         sealed bytea not null,
         primary key (person_id, event_id))`,
      ...guarded("event_secret"),
      `create table leaf (
         index int8 primary key,
         event_id uuid not null unique,
         hash bytea not null)`,
      ...insertOnly("leaf"),
      `create table tile_hash (
         level int4 not null,
         index int8 not null,
         hash bytea not null,
         primary key (level, index))`,
      ...insertOnly("tile_hash"),
      "create table checkpoint (size int8 primary key, note text not null, at timestamptz not null)",
      ...insertOnly("checkpoint"),
      `create table sequencer (
         id int4 primary key check (id = 1),
         holder uuid,
         token int8 not null default 0,
         until timestamptz,
         below xid8 not null default '0',
         size int8 not null default 0,
         edge bytea not null default '')`,
      "insert into sequencer (id) values (1)",
      // One log is one promise of an order. After a restored backup another generation begins, under another name.
      "create table log (generation int4 primary key, origin text not null unique, opened_at timestamptz not null)",
      ...guarded("log"),
      ...guarded("data_key"),
      ...guarded("standing_key"),
    ],
  },
];
