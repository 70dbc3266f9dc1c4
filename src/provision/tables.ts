import type { Migration } from "../database/index.ts";
import { guarded, insertOnly } from "../evidence/index.ts";

/*
 * Columns as they are read. A person is a bare UUID that nothing here refers to: the room `people` knows who that is. What names someone
 * stands sealed; of a party that is a company, name and country do not.
 */

export interface PartyRow {
  id: string;
  kind: string;
  /** Null where the party is a natural person: then it is sealed. */
  name: string | null;
  country: string;
  database_in_japan: boolean;
  /** The operator of the policy that this party is. */
  operator: string | null;
  key_id: string;
  sealed: Uint8Array;
  at: Temporal.Instant;
}

export interface PartyFactRow {
  id: string;
  party_id: string | null;
  operator: string | null;
  kind: string;
  fact: Readonly<Record<string, unknown>>;
  document: string | null;
  at: Temporal.Instant;
  recorded_at: Temporal.Instant;
  ended_at: Temporal.Instant | null;
  end_recorded_at: Temporal.Instant | null;
  reviewed_as: string | null;
}

/** Stands for the person in the record of 31(3), which names none. */
export const NO_PERSON = "00000000-0000-0000-0000-000000000000";

export const PROVISION_MIGRATIONS: readonly Migration[] = [
  {
    name: "20261123T1200_provision_create",
    statements: [
      `create table party (
         id uuid primary key,
         kind text not null,
         name text,
         country text not null,
         database_in_japan boolean not null,
         operator text,
         key_id uuid not null references data_key,
         sealed bytea not null,
         at timestamptz not null)`,
      ...guarded("party"),
      // Names and numbers by their hashes: a party may be a natural person, such as somebody who lets a flat.
      `create table party_lookup (
         kind text not null,
         hash bytea not null,
         party_id uuid not null references party,
         version int4 not null,
         primary key (kind, hash, party_id))`,
      "create index party_lookup_by_party on party_lookup (party_id)",
      ...guarded("party_lookup"),
      `create table party_fact (
         id uuid primary key,
         party_id uuid references party,
         operator text,
         kind text not null,
         fact jsonb not null,
         document text,
         at timestamptz not null,
         recorded_at timestamptz not null,
         check ((party_id is null) <> (operator is null)))`,
      "create index party_fact_by_party on party_fact (party_id)",
      "create index party_fact_by_operator on party_fact (operator)",
      ...guarded("party_fact"),
      ...insertOnly("party_fact"),
      `create table party_fact_end (
         fact_id uuid primary key references party_fact,
         at timestamptz not null,
         recorded_at timestamptz not null)`,
      ...guarded("party_fact_end"),
      ...insertOnly("party_fact_end"),
      `create table party_fact_review (
         fact_id uuid primary key references party_fact,
         reviewed_as text not null,
         at timestamptz not null)`,
      ...guarded("party_fact_review"),
      ...insertOnly("party_fact_review"),
      `create table party_check (
         id uuid primary key,
         party_id uuid not null references party,
         of text not null,
         checked_on date not null,
         result text not null,
         next_on date not null,
         sealed bytea not null,
         recorded_at timestamptz not null)`,
      "create index party_check_by_party on party_check (party_id, of, checked_on)",
      ...guarded("party_check"),
      ...insertOnly("party_check"),
      // What is recorded together: in lump, or by the contract that stands in the place of records.
      `create table provision_series (
         id uuid primary key,
         side text not null,
         method text not null,
         operator text not null,
         party_id uuid not null references party,
         class text,
         form text not null,
         circumstances jsonb not null,
         document text,
         first_on date,
         last_on date,
         kept_through date,
         key_id uuid not null references data_key,
         recorded_at timestamptz not null)`,
      "create index provision_series_by_end on provision_series (kept_through)",
      ...guarded("provision_series"),
      `create table provision (
         person_id uuid not null,
         id uuid not null,
         at timestamptz not null,
         recorded_at timestamptz not null,
         operator text not null,
         party_id uuid not null references party,
         class text,
         basis text not null,
         within text,
         items text[] not null,
         channel text not null,
         decision text,
         method text not null,
         series_id uuid references provision_series,
         due boolean not null,
         article text not null,
         consent_fact uuid,
         kept_through date,
         key_id uuid not null references data_key,
         sealed bytea not null,
         primary key (person_id, id),
         check ((series_id is null) = (kept_through is not null)))`,
      "create index provision_by_time on provision (at desc, id desc)",
      "create index provision_by_party on provision (party_id, at desc, id desc)",
      "create index provision_by_end on provision (kept_through) where kept_through is not null",
      "create index provision_by_series on provision (series_id) where series_id is not null",
      ...guarded("provision"),
      `create table receipt (
         person_id uuid not null,
         id uuid not null,
         at timestamptz not null,
         recorded_at timestamptz not null,
         operator text not null,
         party_id uuid not null references party,
         basis text not null,
         items text[] not null,
         method text not null,
         series_id uuid references provision_series,
         due boolean not null,
         article text not null,
         confirmed_at timestamptz,
         kept_through date,
         key_id uuid not null references data_key,
         sealed bytea not null,
         background bytea,
         primary key (person_id, id),
         check ((series_id is null) = (kept_through is not null)))`,
      "create index receipt_by_time on receipt (at desc, id desc)",
      "create index receipt_by_end on receipt (kept_through) where kept_through is not null",
      "create index receipt_by_series on receipt (series_id) where series_id is not null",
      ...guarded("receipt"),
      // What a recipient that holds data of a person is to be told, that it was, and that it said it acted.
      `create table telling (
         person_id uuid not null,
         id uuid not null,
         party_id uuid not null references party,
         operator text not null,
         what text not null,
         items text[],
         since timestamptz not null,
         told_at timestamptz,
         told_by text,
         acknowledged_at timestamptz,
         primary key (person_id, id))`,
      "create index telling_open on telling (since, id) where acknowledged_at is null",
      ...guarded("telling"),
    ],
  },
];
