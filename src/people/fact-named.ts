import { sql } from "kysely";
import { z } from "zod";
import { type DataKey, loadDataKeys, openJson, sealJson } from "../database/index.ts";
import type { PersonFact } from "./person-fact.ts";
import { handleOf, type ReadFrom } from "./person-key.ts";
import type { PeopleTables } from "./tables.ts";

/*
 * What a fact says in words of its own, not of the policy: the one recipient and the one deal that were consented to. Either may name
 * somebody, so they stand sealed, apart from the details: the engine needs them, and of most facts there are none.
 */

const namedSchema = z.object({ party: z.string().optional(), deal: z.string().optional() });
export type Named = z.output<typeof namedSchema>;

const placeOf = (row: string) => ({ table: "fact", column: "named", row });

/** @returns null where the fact names nothing */
export function sealNamed(key: DataKey, uuid: string, fact: PersonFact): Uint8Array | null {
  const named = {
    ...("party" in fact && fact.party !== undefined ? { party: fact.party } : {}),
    ...("deal" in fact && fact.deal !== undefined ? { deal: fact.deal } : {}),
  };
  return Object.keys(named).length === 0 ? null : sealJson(key, named, placeOf(uuid));
}

/** The rest of it, which stands in clear. */
export function withoutNamed(fact: object): Record<string, unknown> {
  const { party: _party, deal: _deal, ...rest } = { party: undefined, deal: undefined, ...fact };
  return rest;
}

/** By the bare UUID of the fact. Where its person's key is gone, it is missing. */
export async function openNamed(
  from: ReadFrom,
  rows: readonly Pick<PeopleTables["fact"], "person_id" | "id" | "named">[],
): Promise<ReadonlyMap<string, Named>> {
  const naming = rows.filter(({ named }) => named !== null);
  if (naming.length === 0) return new Map();
  const people = [...new Set(naming.map(({ person_id }) => person_id))];
  const { rows: persons } = await sql<Pick<PeopleTables["person"], "id" | "key_id">>`
    select id, key_id from person where id = any(${people}::uuid[])`.execute(handleOf(from));
  const keyOf = new Map(persons.map(({ id, key_id }) => [id, key_id]));
  const keys = await loadDataKeys(handleOf(from), from.keys, [...keyOf.values()]);
  return new Map(
    naming.flatMap(({ id, person_id, named }) => {
      const key = keys.get(keyOf.get(person_id) ?? "");
      return key === undefined || named === null
        ? []
        : [[id, namedSchema.parse(openJson(key, named, placeOf(id)))] as const];
    }),
  );
}
