import { type QueryExecutorProvider, sql } from "kysely";
import { z } from "zod";
import {
  commit,
  type DataKey,
  dataKeyOf,
  type DataKeyTables,
  type KeyRing,
  openJson,
  SealError,
  unwrapDataKey,
} from "../database/index.ts";
import { idOf } from "../wire/index.ts";
import { storedFinding, type StoredFinding } from "./stored-findings.ts";
import { NOBODY } from "./tables.ts";

/** Sealed values that were opened and fit, and rows whose key was shredded. */
export type SealedCount = Readonly<Record<"fit" | "shredded", number>>;

const PAGE = 1_000;
const FIRST = NOBODY;

const entrySchema = z.object({
  actor: z.string(),
  person: z.string().optional(),
  values: z.record(z.string(), z.string()).optional(),
});
const committedSchema = z.record(z.string(), z.object({ salt: z.base64url(), value: z.json() }));
const WHAT = { ja: "値が正しい形をしていません。", en: "It is not of the right form." };

interface Row {
  readonly id: string;
  readonly index: number | null;
  readonly entry: string;
  readonly person_id: string | null;
  readonly act_id: string;
  readonly sealed: Uint8Array | null;
}

/**
 * Whether what is sealed beside the events is what they have committed to.
 * @param most findings; more would not be read
 */
export async function verifySecrets(
  db: QueryExecutorProvider,
  keys: KeyRing,
  most: number,
): Promise<{ readonly stored: readonly StoredFinding[]; readonly sealed: SealedCount }> {
  const stored: StoredFinding[] = [];
  const sealed = { fit: 0, shredded: 0 };
  const look = async (rows: readonly Row[], table: Place["table"]): Promise<void> => {
    const opened = await openedKeys(db, keys, rows);
    for (const row of rows) verifyRow(row, table, opened, stored, sealed);
  };
  for (let after: string | undefined = FIRST; after !== undefined && stored.length < most; ) {
    const { rows }: { rows: Row[] } = await sql<Row>`
      select event.id, leaf.index, event.entry, null as person_id, event.act_id, event_actor.sealed
      from event left join leaf on leaf.event_id = event.id left join event_actor on event_actor.act_id = event.act_id
      where event.id > ${after} order by event.id limit ${PAGE}`.execute(db);
    await look(rows, "event_actor");
    after = rows.length < PAGE ? undefined : rows.at(-1)?.id;
  }
  // In the order of the table's own key, which begins with the person.
  for (
    let after: Pick<Row, "person_id" | "id"> | undefined = { person_id: FIRST, id: FIRST };
    after && stored.length < most;
  ) {
    const { rows }: { rows: Row[] } = await sql<Row>`
      select event.id, leaf.index, event.entry, secret.person_id, event.act_id, secret.sealed
      from event_secret as secret join event on event.id = secret.event_id left join leaf on leaf.event_id = event.id
      where (secret.person_id, secret.event_id) > (${after.person_id}::uuid, ${after.id}::uuid)
      order by secret.person_id, secret.event_id limit ${PAGE}`.execute(db);
    await look(rows, "event_secret");
    after = rows.length < PAGE ? undefined : rows.at(-1);
  }
  stored.push(...(await missing(db, most)));
  return { stored, sealed };
}

interface Place {
  readonly table: "event_actor" | "event_secret";
}

function verifyRow(
  row: Row,
  table: Place["table"],
  opened: ReadonlyMap<string, DataKey | "shredded" | SealError>,
  stored: StoredFinding[],
  sealed: { fit: number; shredded: number },
): void {
  const at = { event: idOf("event", row.id), ...(row.index === null ? {} : { index: row.index }) };
  if (row.sealed === null) {
    stored.push(storedFinding("secret-missing", at));
    return;
  }
  // What is no entry is found where the entries are looked at.
  const entry = entryOf(row.entry);
  if (entry === undefined) return;
  const { actor, person, values } = entry;
  const committed = table === "event_actor" ? { actor } : { ...(person === undefined ? {} : { person }), ...values };
  try {
    const key = opened.get(dataKeyOf(row.sealed));
    if (key === "shredded") {
      sealed.shredded += 1;
      return;
    }
    if (key === undefined || key instanceof SealError) throw key ?? new SealError("tampered", { what: WHAT });
    const place = { table, column: "sealed", row: table === "event_actor" ? row.act_id : row.id };
    const found = committedSchema.parse(openJson(key, row.sealed, place));
    for (const name of new Set([...Object.keys(committed), ...Object.keys(found)])) {
      const secret = Object.entries(found).find(([of]) => of === name)?.[1];
      const is = Object.entries(committed).find(([of]) => of === name)?.[1];
      const fits = secret !== undefined && commit(Buffer.from(secret.salt, "base64url"), secret.value) === is;
      // Under another person's name it would outlive an erasure.
      const isPlaced = name !== "person" || secret?.value === idOf("person", row.person_id ?? "");
      if (fits && isPlaced) sealed.fit += 1;
      else stored.push(storedFinding("secret-differs", { ...at, name }));
    }
  } catch (error) {
    if (!(error instanceof SealError) && !(error instanceof z.ZodError)) throw error;
    stored.push(storedFinding("secret-damaged", { ...at, why: error instanceof SealError ? error.words : WHAT }));
  }
}

/**
 * Events whose row is gone. Erasing a person takes their rows away, and its event says how many, though not whose: what is missing
 * beyond that was taken by somebody else.
 */
async function missing(db: QueryExecutorProvider, most: number): Promise<readonly StoredFinding[]> {
  const { rows: erasures } = await sql<{ entry: string }>`
    select entry from event where kind = 'person.erased'`.execute(db);
  const erased = erasures.reduce((sum, { entry }) => sum + takenAway(entry), 0);
  const gone = sql`from event left join leaf on leaf.event_id = event.id
    where not exists (select from event_secret where event_id = event.id)`;
  const aboutSomebody = sql`position('"kind":"' || event.kind || '","person":"' in event.entry) > 0`;
  const { rows: aboutNobody } = await sql<Pick<Row, "id" | "index">>`
    select event.id, leaf.index ${gone} and position('"kind":"' || event.kind || '","values":{"' in event.entry) > 0
    order by event.id limit ${most}`.execute(db);
  const { rows: counted } = await sql<{ count: number }>`select count(*) as count ${gone} and ${aboutSomebody}`.execute(
    db,
  );
  const count = counted[0]?.count ?? 0;
  const named =
    count === 0 || erased > 0
      ? []
      : (
          await sql<Pick<Row, "id" | "index">>`
            select event.id, leaf.index ${gone} and ${aboutSomebody} order by event.id limit ${most}`.execute(db)
        ).rows;
  return [
    ...[...aboutNobody, ...named].map(({ id, index }) =>
      storedFinding("secret-missing", { event: idOf("event", id), ...(index === null ? {} : { index }) }),
    ),
    ...(erased > 0 && count > erased ? [storedFinding("secrets-unaccounted", { missing: count, erased })] : []),
  ];
}

const erasureSchema = z.object({ body: z.object({ events: z.int().nonnegative() }) });

function takenAway(entry: string): number {
  return erasureSchema.safeParse(parsed(entry)).data?.body.events ?? 0;
}

function entryOf(entry: string): z.infer<typeof entrySchema> | undefined {
  return entrySchema.safeParse(parsed(entry)).data;
}

function parsed(entry: string): unknown {
  try {
    const value: unknown = JSON.parse(entry);
    return value;
  } catch {
    return undefined;
  }
}

/** The data keys that a page of rows was sealed under. */
async function openedKeys(
  db: QueryExecutorProvider,
  keys: KeyRing,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, DataKey | "shredded" | SealError>> {
  const ids = new Set<string>();
  for (const { sealed } of rows) {
    try {
      if (sealed !== null) ids.add(dataKeyOf(sealed));
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
    }
  }
  const { rows: found } = await sql<DataKeyTables["data_key"]>`
    select * from data_key where id::text = any(${[...ids]}::text[])`.execute(db);
  const opened = new Map<string, DataKey | "shredded" | SealError>();
  for (const key of found) {
    if (key.wrapped === null) opened.set(key.id, "shredded");
    else {
      try {
        opened.set(key.id, await unwrapDataKey(keys, key));
      } catch (error) {
        if (!(error instanceof SealError)) throw error;
        opened.set(key.id, error);
      }
    }
  }
  return opened;
}
