import type { Migration } from "../database/index.ts";
import { guarded } from "../evidence/index.ts";

export interface AccessTables {
  api_key: {
    id: string;
    name: string;
    /** SHA-256 of the secret: 256 random bits need no slow hash. */
    hash: Uint8Array;
    scopes: string[];
    made_at: Temporal.Instant;
    revoked_at: Temporal.Instant | null;
    expires_at: Temporal.Instant | null;
    reach: unknown;
    /** Of the secret before the present one, until when it goes on working. */
    previous_hash: Uint8Array | null;
    previous_until: Temporal.Instant | null;
  };
  /** The last day in Japan on which a key was used. */
  api_key_use: { key_id: string; used_on: Temporal.PlainDate };
  account: {
    id: string;
    key_id: string;
    /** Name and e-mail address. */
    sealed: Uint8Array;
    /** The address as it is looked up. */
    email_hash: Uint8Array;
    /** Version of the lookup key. */
    email_version: number;
    roles: string[];
    reach: unknown;
    language: string;
    state: string;
    made_at: Temporal.Instant;
  };
  account_link: {
    /** SHA-256 of the token. */
    hash: Uint8Array;
    account_id: string;
    purpose: string;
    expires_at: Temporal.Instant;
    used_at: Temporal.Instant | null;
  };
  account_password: { account_id: string; hash: string; set_at: Temporal.Instant };
  /** `last_step`: the period of 30 s of the last code that was taken, so that none is taken twice. */
  account_totp: { account_id: string; sealed: Uint8Array; last_step: number; set_at: Temporal.Instant };
  recovery_code: { account_id: string; hash: Uint8Array; used_at: Temporal.Instant | null };
  passkey: {
    id: string;
    account_id: string;
    /** The identifier that the authenticator gave. */
    credential: Uint8Array;
    public_key: Uint8Array;
    counter: number;
    transports: string[];
    /** What its owner calls it. */
    sealed: Uint8Array;
    made_at: Temporal.Instant;
    used_at: Temporal.Instant | null;
  };
  /** Whom a provider of identities knows an account as. */
  account_identity: { issuer: string; subject: string; account_id: string; linked_at: Temporal.Instant };
  session: {
    id: string;
    /** SHA-256 of the token that the browser holds. */
    hash: Uint8Array;
    account_id: string;
    /** `enrolling` opens only the pages on which a way of signing in is set up. */
    stage: string;
    method: string;
    /** The token of the link that it came by, as its hash. */
    link_hash: Uint8Array | null;
    made_at: Temporal.Instant;
    seen_at: Temporal.Instant;
    authenticated_at: Temporal.Instant;
    expires_at: Temporal.Instant;
    /** The browser in words, and the address as a keyed hash. */
    sealed: Uint8Array;
  };
  /** What one step of signing in leaves to the next: a challenge, a nonce. Taken once. */
  ceremony: { hash: Uint8Array; kind: string; sealed: Uint8Array; expires_at: Temporal.Instant };
}

export const ACCESS_MIGRATIONS: readonly Migration[] = [
  {
    name: "20261123T1000_access_create",
    statements: [
      `create table api_key (
         id uuid primary key,
         name text not null,
         hash bytea not null,
         scopes text[] not null,
         made_at timestamptz not null,
         revoked_at timestamptz)`,
      ...guarded("api_key"),
    ],
  },
  {
    name: "20261123T2000_access_accounts",
    statements: [
      `create table account (
         id uuid primary key,
         key_id uuid not null references data_key,
         sealed bytea not null,
         email_hash bytea not null unique,
         email_version int4 not null,
         roles text[] not null,
         reach jsonb not null,
         language text not null,
         state text not null,
         made_at timestamptz not null)`,
      ...guarded("account"),
      `create table account_link (
         hash bytea primary key,
         account_id uuid not null references account,
         purpose text not null,
         expires_at timestamptz not null,
         used_at timestamptz)`,
      ...guarded("account_link"),
      "create table account_password (account_id uuid primary key references account, hash text not null, set_at timestamptz not null)",
      ...guarded("account_password"),
      `create table account_totp (
         account_id uuid primary key references account,
         sealed bytea not null,
         last_step int8 not null,
         set_at timestamptz not null)`,
      ...guarded("account_totp"),
      `create table recovery_code (
         account_id uuid not null references account,
         hash bytea not null,
         used_at timestamptz,
         primary key (account_id, hash))`,
      ...guarded("recovery_code"),
      `create table passkey (
         id uuid primary key,
         account_id uuid not null references account,
         credential bytea not null unique,
         public_key bytea not null,
         counter int8 not null,
         transports text[] not null,
         sealed bytea not null,
         made_at timestamptz not null,
         used_at timestamptz)`,
      "create index passkey_by_account on passkey (account_id)",
      ...guarded("passkey"),
      `create table account_identity (
         issuer text not null,
         subject text not null,
         account_id uuid not null references account,
         linked_at timestamptz not null,
         primary key (issuer, subject))`,
      "create index account_identity_by_account on account_identity (account_id)",
      ...guarded("account_identity"),
      `create table session (
         id uuid primary key,
         hash bytea not null unique,
         account_id uuid not null references account,
         stage text not null,
         method text not null,
         link_hash bytea,
         made_at timestamptz not null,
         seen_at timestamptz not null,
         authenticated_at timestamptz not null,
         expires_at timestamptz not null,
         sealed bytea not null)`,
      "create index session_by_account on session (account_id)",
      "create index session_by_expiry on session (expires_at)",
      `create table ceremony (
         hash bytea primary key,
         kind text not null,
         sealed bytea not null,
         expires_at timestamptz not null)`,
      "create index ceremony_by_expiry on ceremony (expires_at)",
      // Keys made before have everybody's reach, as they had.
      `alter table api_key
         add column expires_at timestamptz,
         add column reach jsonb not null default '{"operators":"all","departments":"all","kinds":"all","purposes":"all"}',
         add column previous_hash bytea,
         add column previous_until timestamptz`,
      "create table api_key_use (key_id uuid primary key references api_key, used_on date not null)",
    ],
  },
];

/** Tables that take a write without an event, and why that hides nothing. */
export const ACCESS_EXEMPT: Readonly<Record<string, string>> = {
  api_key_use: "the day on which a key was last used: for whoever cleans up, and evidence of nothing",
  session: "who is signed in: begun and ended with an event, touched while in use, gone once it has expired",
  ceremony: "what one step of signing in leaves to the next; it expires within minutes",
};
