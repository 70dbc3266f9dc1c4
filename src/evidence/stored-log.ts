import { type QueryExecutorProvider, sql } from "kysely";
import type { KeyRing } from "../database/index.ts";
import type { Words } from "../wire/index.ts";
import { LogFault } from "./fault.ts";
import { verifierLines } from "./log-keys.ts";
import { EMPTY_ROOT, type HashReader, rootAt } from "./merkle.ts";
import { head } from "./sequencer.ts";
import type { LogSource } from "./source.ts";
import { encodeBundle, hashReader, TILE_WIDTH } from "./tiles.ts";

/* The log as the database holds it, read as others read its files. Nothing here believes what it reads. */

const FAULTS = {
  lacking: {
    ja: "データベースに、木の段 {level} の {index} 番のハッシュがありません。yakusoku verify で、どこが失われたかを確かめてください。",
    en: "The database lacks hash {index} of level {level} of the tree. See by yakusoku verify what was lost.",
  },
} as const satisfies Record<string, Words>;

/** A log out of its database, in the same files. */
export function storedLog(db: QueryExecutorProvider, keys: KeyRing): LogSource {
  return {
    place: "DATABASE",
    checkpoint: async () => {
      const newest = await head(db);
      return newest === undefined ? undefined : Buffer.from(newest.note);
    },
    tile: (level, index, width) => storedTile(db, level, index, width),
    entries: (index, width) => storedEntries(db, index, width),
    key: async () => `${(await verifierLines(db, keys)).join("\n")}\n`,
  };
}

async function storedTile(
  db: QueryExecutorProvider,
  level: number,
  index: number,
  width: number,
): Promise<Uint8Array | undefined> {
  const from = index * TILE_WIDTH;
  const { rows } =
    level === 0
      ? await sql<{ hash: Uint8Array }>`
          select hash from leaf where index >= ${from} and index < ${from + width} order by index`.execute(db)
      : await sql<{ hash: Uint8Array }>`select hash from tile_hash
          where level = ${level} and index >= ${from} and index < ${from + width} order by index`.execute(db);
  return rows.length < width ? undefined : Buffer.concat(rows.map(({ hash }) => hash));
}

/** A bundle, without the entries whose event is gone: whoever verifies sees what is missing by the hashes. */
async function storedEntries(db: QueryExecutorProvider, index: number, width: number): Promise<Uint8Array | undefined> {
  const from = index * TILE_WIDTH;
  const { rows } = await sql<{ entry: string | null }>`
    select event.entry from leaf left join event on event.id = leaf.event_id
    where leaf.index >= ${from} and leaf.index < ${from + width} order by leaf.index`.execute(db);
  if (rows.length === 0) return undefined;
  return encodeBundle(rows.flatMap(({ entry }) => (entry === null ? [] : [Buffer.from(entry)])));
}

/**
 * Makes something out of hashes of the stored tree, such as a proof. It is made twice: once to see which hashes it takes, then with
 * these.
 * @throws {LogFault} where the database lacks one of them
 */
export async function fromTree<Made>(db: QueryExecutorProvider, make: (read: HashReader) => Made): Promise<Made> {
  const wanted = new Map<number, Set<number>>();
  make(
    hashReader((level, index) => {
      wanted.set(level, (wanted.get(level) ?? new Set()).add(index));
      return EMPTY_ROOT;
    }),
  );
  const found = new Map<string, Uint8Array>();
  for (const [level, indices] of wanted) {
    const { rows } =
      level === 0
        ? await sql<{ index: number; hash: Uint8Array }>`
            select index, hash from leaf where index = any(${[...indices]}::int8[])`.execute(db)
        : await sql<{ index: number; hash: Uint8Array }>`select index, hash from tile_hash
            where level = ${level} and index = any(${[...indices]}::int8[])`.execute(db);
    for (const { index, hash } of rows) found.set(`${level} ${index}`, hash);
  }
  return make(
    hashReader((level, index) => {
      const hash = found.get(`${level} ${index}`);
      if (hash === undefined) throw new LogFault(FAULTS.lacking, { level, index });
      return hash;
    }),
  );
}

/** The root that the stored tree had at a size. */
export async function storedRootAt(db: QueryExecutorProvider, size: number): Promise<Uint8Array> {
  return await fromTree(db, (read) => rootAt(size, read));
}
