import type { Migration } from "../database/index.ts";
import { guarded } from "../evidence/index.ts";
import type { Kind } from "./kinds.ts";

/**
 * Where an upload stands. `receiving`: it comes in and is looked at. `unscanned`: it is kept and shown to nobody until it was scanned.
 * `stored`: it can be opened. Of the others nothing is kept but that they were there.
 */
export type UploadState = "receiving" | "unscanned" | "stored" | "refused" | "infected" | "shredded";

/** Which file is kept: the one that came in, or the one made anew from it. */
export type Part = "received" | "remade";

export interface UploadTables {
  upload: {
    id: string;
    /** Whose it is: a room, and an identifier that it chose; never a personal value. */
    owner_room: string;
    owner_id: string;
    /** Its data key, which seals file and name; shredded with it. */
    key_id: string;
    state: UploadState;
    /** Why it was refused. */
    reason: string | null;
    part: Part | null;
    kind: Kind | null;
    /** Of the file that is kept, in clear. */
    bytes: number | null;
    /** Name, and what the commitment to the content was made from. */
    sealed: Uint8Array | null;
    begun_at: Temporal.Instant;
    /** Whoever receives it has given up by then. */
    until_at: Temporal.Instant;
    settled_at: Temporal.Instant | null;
  };
}

export const UPLOAD_MIGRATIONS: readonly Migration[] = [
  {
    name: "20261123T1600_uploads_create",
    statements: [
      `create table upload (
         id uuid primary key,
         owner_room text not null,
         owner_id text not null,
         key_id uuid not null references data_key,
         state text not null check (state in ('receiving', 'unscanned', 'stored', 'refused', 'infected', 'shredded')),
         reason text,
         part text check (part in ('received', 'remade')),
         kind text,
         bytes int8,
         sealed bytea,
         begun_at timestamptz not null,
         until_at timestamptz not null,
         settled_at timestamptz,
         check ((state in ('unscanned', 'stored')) = (part is not null and kind is not null and bytes is not null)),
         check ((state in ('receiving', 'unscanned', 'stored')) = (sealed is not null)))`,
      "create index upload_by_owner on upload (owner_room, owner_id, id)",
      "create index upload_open on upload (state, id) where state in ('receiving', 'unscanned')",
      ...guarded("upload"),
    ],
  },
];
