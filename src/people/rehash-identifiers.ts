import { setImmediate as pause } from "node:timers/promises";
import { sql } from "kysely";
import { z } from "zod";
import { act, type Around, type Command, type Desk, type Step } from "../act/index.ts";
import { loadDataKeys, openJson } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { normalise } from "./identifiers/index.ts";
import { type Findable, insertLookups, lookupRows } from "./lookup.ts";
import { dayInJapan, keptSchema } from "./new-identifier.ts";
import { handleOf } from "./person-key.ts";
import type { PeopleTables } from "./tables.ts";

const rehashed = eventKind("identifiers.rehashed", z.strictObject({ count: z.int(), version: z.int() }), {
  ja: "識別情報を新しい鍵でハッシュし直した",
  en: "Identifiers were hashed anew under the newest key",
});

/** Held in one transaction at a time. */
const BATCH = 500;

/**
 * Hashes identifiers anew under the newest lookup key, batch by batch, others in between. Only what is kept can be: the rest is
 * when it is given again.
 * @returns how many were, and how many stand under an older version for want of their text
 */
export async function rehashIdentifiers(
  desk: Desk,
  around: Around,
): Promise<{ readonly rehashed: number; readonly left: number }> {
  const { version } = desk.keys.active("lookup");
  let done = 0;
  for (;;) {
    const { rows } = await sql<Found>`
      select i.person_id, i.id from identifier i
      where i.sealed is not null and exists (select 1 from identifier_lookup l
        where l.person_id = i.person_id and l.identifier_id = i.id and l.key_version <> ${version})
      limit ${BATCH}`.execute(desk.database.kysely);
    if (rows.length === 0) break;
    done += await act(desk, rehashBatch(rows), around);
    await pause();
  }
  const { rows } = await sql<{ left: number }>`
    select count(distinct (person_id, identifier_id)) as left from identifier_lookup
    where key_version <> ${version}`.execute(desk.database.kysely);
  return { rehashed: done, left: rows[0]?.left ?? 0 };
}

/** Whether an identifier still stands under a version of the lookup key: for the key ring, which retires none that is used. */
export async function isLookupKeyUsed(
  { database }: Pick<Desk, "database">,
  { version }: { readonly version: number },
): Promise<boolean> {
  const { rows } = await sql`select 1 from identifier_lookup where key_version = ${version} limit 1`.execute(
    database.kysely,
  );
  return rows.length > 0;
}

type Found = Pick<PeopleTables["identifier"], "person_id" | "id">;

function rehashBatch(found: readonly Found[]): Command<number> {
  return {
    name: "identifiers.rehash",
    input: { identifiers: found.map(({ id }) => id) },
    run: async (step) => {
      // An erasure takes the person first too, so that neither meets half of what the other does.
      await sql`select 1 from person where id = any(${found.map(({ person_id }) => person_id)}::uuid[])
        order by id for update`.execute(step.tx);
      const { rows } = await sql<PeopleTables["identifier"] & { key_id: string; alone: boolean }>`
        select i.*, p.key_id, exists (select 1 from identifier_lookup l
          where l.person_id = i.person_id and l.identifier_id = i.id and l.alone) as alone
        from identifier i join person p on p.id = i.person_id
        where i.id = any(${found.map(({ id }) => id)}::uuid[]) and i.sealed is not null
          and i.person_id = any(${found.map(({ person_id }) => person_id)}::uuid[])`.execute(step.tx);
      const keys = await loadDataKeys(
        handleOf(step),
        step.keys,
        rows.map(({ key_id }) => key_id),
      );
      const findable = rows.flatMap(({ person_id, id, kind, operator, sealed, key_id, alone }): Findable[] => {
        const key = keys.get(key_id);
        if (key === undefined || sealed === null) return [];
        const kept = keptSchema.parse(openJson(key, sealed, { table: "identifier", column: "sealed", row: id }));
        const normal = normalise(kind, kept.exact, { today: dayInJapan(step.at) });
        // The exact form yields both forms again; one that an older program wrote otherwise stays as it is.
        const form = normal.ok ? normal.value : { exact: kept.exact, loose: kept.exact };
        return [{ person: person_id, identifier: id, kind, operator, form, alone, byPart: kind === "kana" }];
      });
      const { version } = step.keys.active("lookup");
      await step.append({ kind: rehashed, body: { count: findable.length, version } });
      await rehash(step, findable);
      return findable.length;
    },
  };
}

/** Replaces the rows by which identifiers are found with those under the newest key. */
export async function rehash({ tx, keys }: Step, findable: readonly Findable[]): Promise<void> {
  await sql`delete from identifier_lookup l using unnest(
      ${findable.map(({ person }) => person)}::uuid[], ${findable.map(({ identifier }) => identifier)}::uuid[])
      as gone (person_id, identifier_id)
    where l.person_id = gone.person_id and l.identifier_id = gone.identifier_id`.execute(tx);
  const refused = await insertLookups(
    tx,
    findable.flatMap((one) => lookupRows(keys, one)),
  );
  // Two came to have one while it stood under two keys: both keep it, and neither alone.
  await insertLookups(
    tx,
    refused.map((row) => ({ ...row, alone: false })),
  );
}
