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
  };
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
];
