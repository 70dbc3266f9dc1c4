import type { Migration } from "../database/index.ts";
import { guarded } from "../evidence/index.ts";

/** Where an import stands: rows are being staged, all are, they were published, or it was given up. */
export type ImportState = "staging" | "staged" | "published" | "dropped";

export interface SheetTables {
  sheet_import: {
    id: string;
    /** Of the importer. */
    kind: string;
    /** Seals what is staged; shredded once it is published or dropped. */
    key_id: string;
    state: ImportState;
    /** Heads and mapping; null once it is over. */
    sealed: Uint8Array | null;
    /** Rows that can be published, and rows that cannot. */
    good: number;
    bad: number;
    /** The last line that was staged: where it goes on after a kill. */
    line: number;
    begun_at: Temporal.Instant;
  };
  sheet_batch: { import_id: string; number: number; sealed: Uint8Array };
}

export const SHEET_MIGRATIONS: readonly Migration[] = [
  {
    name: "20261123T1700_sheets_create",
    statements: [
      `create table sheet_import (
         id uuid primary key,
         kind text not null,
         key_id uuid not null references data_key,
         state text not null check (state in ('staging', 'staged', 'published', 'dropped')),
         sealed bytea,
         good int8 not null,
         bad int8 not null,
         line int8 not null,
         begun_at timestamptz not null,
         check ((state in ('staging', 'staged')) = (sealed is not null)))`,
      ...guarded("sheet_import"),
      `create table sheet_batch (
         import_id uuid not null references sheet_import,
         number int4 not null,
         sealed bytea not null,
         primary key (import_id, number))`,
      ...guarded("sheet_batch"),
    ],
  },
];
