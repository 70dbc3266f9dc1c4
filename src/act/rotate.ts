import { sql } from "kysely";
import { z } from "zod";
import { type KeyKind, type KeyVersion, rewrapDataKey, type StoredDataKey } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { act, type Around, type Desk } from "./act.ts";

const keysRotated = eventKind(
  "keys.rotated",
  z.strictObject({ key: z.string(), version: z.int().positive(), fingerprint: z.string() }),
  { ja: "鍵を新しい版に切り替えた", en: "A key was rotated" },
);
const keysRewrapped = eventKind(
  "keys.rewrapped",
  z.strictObject({ version: z.int().positive(), count: z.int().positive() }),
  { ja: "データ鍵を新しい版の鍵で包み直した", en: "Data keys were wrapped anew" },
);

/** Data keys wrapped anew in one transaction. */
const BATCH = 500;

/** Makes a new version of a key the active one, and says so in the log. What the older versions wrote they go on reading. */
export async function rotateKey({ keys, ...desk }: Desk, kind: KeyKind, around: Around): Promise<KeyVersion> {
  const made = await keys.rotate(kind);
  const { version, fingerprint } = made;
  await act(
    { keys, ...desk },
    {
      name: "keys.rotate",
      input: { kind, version },
      run: async ({ append }) => {
        await append({ kind: keysRotated, body: { key: kind, version, fingerprint } });
      },
    },
    around,
  );
  return made;
}

/**
 * Wraps every data key anew that an older version wrapped, in batches: broken off, it goes on where it was.
 * @param progress told how many have been done
 * @returns how many
 */
export async function rewrapDataKeys(desk: Desk, around: Around, progress?: (done: number) => void): Promise<number> {
  const { version } = desk.keys.active("wrap");
  for (let done = 0; ; ) {
    const { rows } = await sql<StoredDataKey>`
      select * from data_key where version < ${version} and wrapped is not null order by id limit ${BATCH}`.execute(
      desk.database.kysely,
    );
    if (rows.length === 0) return done;
    const anew = await Promise.all(rows.map((key) => rewrapDataKey(desk.keys, key)));
    await act(
      desk,
      {
        name: "keys.rewrap",
        input: { version },
        run: async ({ append, tx }) => {
          await append({ kind: keysRewrapped, body: { version, count: anew.length } });
          // One that was shredded meanwhile stays so.
          await sql`update data_key set version = given.version, wrapped = given.wrapped
            from unnest(${anew.map(({ id }) => id)}::uuid[], ${anew.map((key) => key.version)}::int4[],
              ${anew.map(({ wrapped }) => wrapped)}::bytea[]) as given (id, version, wrapped)
            where data_key.id = given.id and data_key.wrapped is not null`.execute(tx);
        },
      },
      around,
    );
    done += anew.length;
    progress?.(done);
  }
}
