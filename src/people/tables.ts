import type { Migration } from "../database/index.ts";
import { guarded } from "../evidence/index.ts";
import type { IdentifierKind } from "./identifiers/index.ts";

/** How an identifier is looked up: by its exact form, by its loose one, or, of a name in kana, by a part of it. */
export type LookupForm = "exact" | "loose" | "gram";

export interface PeopleTables {
  person: {
    id: string;
    /** Its data key; shredded when the person is erased. */
    key_id: string;
    able: boolean;
    living: boolean;
    made_at: Temporal.Instant;
    erased_at: Temporal.Instant | null;
    version: number;
  };
  identifier: {
    person_id: string;
    id: string;
    /** Empty: not one of a single operator. */
    operator: string;
    kind: IdentifierKind;
    /** Text and exact form; null where only its hashes are kept. */
    sealed: Uint8Array | null;
    from_at: Temporal.Instant;
    until_at: Temporal.Instant | null;
  };
  identifier_lookup: {
    hash: Uint8Array;
    person_id: string;
    identifier_id: string;
    form: LookupForm;
    operator: string;
    key_version: number;
    /** Nobody else may have it at this operator. */
    alone: boolean;
  };
  person_role: {
    person_id: string;
    id: string;
    operator: string;
    kind: string;
    department: string | null;
    since_at: Temporal.Instant | null;
    until_at: Temporal.Instant | null;
  };
  fact: {
    person_id: string;
    id: string;
    kind: string;
    at: Temporal.Instant;
    recorded_at: Temporal.Instant;
    /** As the engine takes it, without `id`, `recordedAt` and what is `named`. */
    fact: Record<string, unknown>;
    sealed: Uint8Array | null;
    /** Its party and its deal, which may name anybody; null where it has neither. */
    named: Uint8Array | null;
  };
  fact_ending: { person_id: string; fact_id: string; at: Temporal.Instant; recorded_at: Temporal.Instant };
  person_link: {
    person_id: string;
    other_id: string;
    since_at: Temporal.Instant;
    until_at: Temporal.Instant | null;
  };
  representative: {
    person_id: string;
    id: string;
    capacity: string;
    /** Where the representative is a person on record too. */
    representative_id: string | null;
    sealed: Uint8Array;
    from_at: Temporal.Instant;
    until_at: Temporal.Instant | null;
  };
}

const ROOM_TABLES = [
  "person",
  "identifier",
  "identifier_lookup",
  "person_role",
  "fact",
  "fact_ending",
  "person_link",
  "representative",
] as const satisfies readonly (keyof PeopleTables)[];

/*
 * What belongs to a person begins with the person's key, so that it can be spread over machines by person. Not so the lookup: it is
 * asked before anyone knows the person (docs/adr/0009-people-by-keyed-hashes.md). A link stands twice, once from each side.
 */
export const PEOPLE_MIGRATIONS: readonly Migration[] = [
  {
    name: "20261123T1100_people_create",
    statements: [
      `create table person (
         id uuid primary key,
         key_id uuid not null references data_key,
         able boolean not null,
         living boolean not null,
         made_at timestamptz not null,
         erased_at timestamptz,
         version int4 not null default 1)`,
      `create table identifier (
         person_id uuid not null references person,
         id uuid not null,
         operator text not null,
         kind text not null,
         sealed bytea,
         from_at timestamptz not null,
         until_at timestamptz,
         primary key (person_id, id))`,
      `create table identifier_lookup (
         hash bytea not null,
         person_id uuid not null,
         identifier_id uuid not null,
         form text not null check (form in ('exact', 'loose', 'gram')),
         operator text not null,
         key_version int4 not null,
         alone boolean not null,
         primary key (hash, person_id, identifier_id),
         foreign key (person_id, identifier_id) references identifier)`,
      "create unique index identifier_lookup_alone on identifier_lookup (hash, operator) where alone",
      "create index identifier_lookup_by_identifier on identifier_lookup (person_id, identifier_id)",
      "create index identifier_lookup_by_version on identifier_lookup (key_version, person_id, identifier_id)",
      "create index identifier_lookup_operators on identifier_lookup (operator) where form = 'gram'",
      `create table person_role (
         person_id uuid not null references person,
         id uuid not null,
         operator text not null,
         kind text not null,
         since_at timestamptz,
         until_at timestamptz,
         primary key (person_id, id))`,
      `create table fact (
         person_id uuid not null references person,
         id uuid not null,
         kind text not null,
         at timestamptz not null,
         recorded_at timestamptz not null,
         fact jsonb not null,
         sealed bytea,
         primary key (person_id, id))`,
      "create unique index fact_by_id on fact (id)",
      `create table fact_ending (
         person_id uuid not null,
         fact_id uuid not null,
         at timestamptz not null,
         recorded_at timestamptz not null,
         primary key (person_id, fact_id),
         foreign key (person_id, fact_id) references fact)`,
      `create table person_link (
         person_id uuid not null references person,
         other_id uuid not null references person,
         since_at timestamptz not null,
         until_at timestamptz,
         primary key (person_id, other_id, since_at),
         check (person_id <> other_id))`,
      `create table representative (
         person_id uuid not null references person,
         id uuid not null,
         capacity text not null,
         representative_id uuid references person,
         sealed bytea not null,
         from_at timestamptz not null,
         until_at timestamptz,
         primary key (person_id, id))`,
      "create index representative_by_representative on representative (representative_id)",
      ...ROOM_TABLES.flatMap(guarded),
    ],
  },
  { name: "20261123T1500_people_name_facts", statements: ["alter table fact add column named bytea"] },
  {
    name: "20261123T1510_people_departments",
    statements: ["alter table person_role add column department text"],
  },
];
