import type { Kysely } from "kysely";
import type { Caller } from "../access/index.ts";
import type { Desk, Step, WorkTables } from "../act/index.ts";
import type { KeyRing } from "../database/index.ts";
import type { Subject } from "../evidence/index.ts";
import type { House } from "../room/index.ts";
import type { Id } from "../wire/index.ts";

/** A handle to read by, and what opens what is sealed. */
export interface Reader {
  readonly db: Kysely<WorkTables>;
  readonly keys: KeyRing;
}

/** Reads through a desk, outside any transaction. */
export function readerOf({ database, keys }: Pick<Desk, "database" | "keys">): Reader {
  return { db: database.kysely, keys };
}

/** Reads within a command: what it wrote itself is seen. */
export function readerIn({ tx, keys }: Pick<Step, "tx" | "keys">): Reader {
  return { db: tx, keys };
}

/**
 * Who events are about, by the bare UUIDs of people. One that is not on record, or was erased, is missing from the map. The room that
 * keeps people gives it; `app.ts` brings the two together.
 */
export type Subjects = (
  step: Pick<Step, "tx" | "keys">,
  people: readonly string[],
) => Promise<ReadonlyMap<string, Subject>>;

/**
 * Of these people, those of whom a caller may know: with those they are linked with, and whether all of what records state of them may be
 * seen. Who was erased is among them for those who come to everybody: what had to be recorded stays.
 */
export type KnownPeople = (
  desk: Desk,
  caller: Caller,
  house: House,
  people: readonly Id<"person">[],
) => Promise<ReadonlyMap<Id<"person">, { readonly linked: readonly Id<"person">[]; readonly whole: boolean }>>;
