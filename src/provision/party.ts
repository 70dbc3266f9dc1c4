import { sql } from "kysely";
import { z } from "zod";
import type { Command, Desk, Step } from "../act/index.ts";
import {
  allLookupHashes,
  type DataKey,
  type KeyRing,
  loadDataKeys,
  makeDataKey,
  openJson,
  sealJson,
} from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { partyName } from "../policy/index.ts";
import { type Id, idOf, uuidOf } from "../wire/index.ts";
import type { PartyInput } from "./input.ts";
import { type Reader, readerOf } from "./ports.ts";
import type { PartyRow } from "./tables.ts";

/** A recipient, a provider or a partner. */
export interface Party {
  readonly id: Id<"party">;
  readonly kind: string;
  readonly name: string;
  readonly country: string;
  readonly databaseInJapan: boolean;
  readonly operator: string | undefined;
  readonly number: string | undefined;
  readonly address: string | undefined;
  readonly representative: string | undefined;
  readonly at: Temporal.Instant;
}

const recorded = eventKind(
  "party.recorded",
  z.strictObject({ party: z.string(), kind: z.string(), country: z.string(), operator: z.string().optional() }),
  { ja: "提供先・提供元を記録した", en: "A recipient or provider was recorded" },
);

const sealedSchema = z.object({
  name: z.string(),
  number: z.string().optional(),
  address: z.string().optional(),
  representative: z.string().optional(),
});

/** Records a recipient, a provider or a partner. */
export function recordParty(input: PartyInput): Command<{ readonly id: Id<"party"> }> {
  return {
    name: "party.record",
    input,
    run: async (step) => {
      const { tx, keys, at } = step;
      const id = step.ids("party", at.epochMilliseconds);
      const uuid = uuidOf("party", id) ?? "";
      const { kind, country, databaseInJapan, operator, name, number, address, representative } = input;
      await step.append({
        kind: recorded,
        body: { party: id, kind, country, ...(operator === undefined ? {} : { operator }) },
        values: { name, ...(number === undefined ? {} : { number }) },
      });
      const key = await makeDataKey(tx, keys, "party");
      const sealed = sealJson(key, { name, number, address, representative }, placeOf(uuid));
      await sql`insert into party (id, kind, name, country, database_in_japan, operator, key_id, sealed, at)
        values (${uuid}, ${kind}, ${kind === "individual" ? null : name}, ${country}, ${databaseInJapan},
          ${operator ?? null}, ${key.id}, ${sealed}, ${at})`.execute(tx);
      await addLookups(step, uuid, [
        { kind: "party-name", value: name },
        ...(number === undefined ? [] : [{ kind: "party-number", value: number }]),
      ]);
      return { id };
    },
  };
}

async function addLookups(
  { tx, keys }: Step,
  party: string,
  lookups: readonly { readonly kind: string; readonly value: string }[],
): Promise<void> {
  for (const { kind, value } of lookups) {
    const [newest] = allLookupHashes(keys, kind, partyName(value));
    if (newest === undefined) throw new TypeError("the key ring has no key for looking up");
    await sql`insert into party_lookup (kind, hash, party_id, version)
      values (${kind}, ${newest.hash}, ${party}, ${newest.version})`.execute(tx);
  }
}

const placeOf = (row: string) => ({ table: "party", column: "sealed", row });

function opened(row: PartyRow, key: DataKey | undefined): Party {
  const sealed = key === undefined ? undefined : sealedSchema.parse(openJson(key, row.sealed, placeOf(row.id)));
  return {
    id: idOf("party", row.id),
    kind: row.kind,
    name: sealed?.name ?? row.name ?? "",
    country: row.country,
    databaseInJapan: row.database_in_japan,
    operator: row.operator ?? undefined,
    number: sealed?.number,
    address: sealed?.address,
    representative: sealed?.representative,
    at: row.at,
  };
}

/** Parties by bare UUID; one that is not there is missing. */
export async function loadParties({ db, keys }: Reader, uuids: readonly string[]): Promise<ReadonlyMap<string, Party>> {
  if (uuids.length === 0) return new Map();
  const { rows } = await sql<PartyRow>`select * from party where id = any(${[...new Set(uuids)]}::uuid[])`.execute(db);
  return await openAll({ db, keys }, rows);
}

async function openAll({ db, keys }: Reader, rows: readonly PartyRow[]): Promise<ReadonlyMap<string, Party>> {
  const byId = await loadDataKeys(
    db,
    keys,
    rows.map(({ key_id }) => key_id),
  );
  return new Map(rows.map((row) => [row.id, opened(row, byId.get(row.key_id))]));
}

/** Where the list goes on: after this party. */
export async function listParties(
  desk: Pick<Desk, "database" | "keys">,
  {
    after,
    limit,
    kind,
  }: { readonly after?: string | undefined; readonly limit: number; readonly kind?: string | undefined },
): Promise<readonly Party[]> {
  const reader = readerOf(desk);
  const { rows } = await sql<PartyRow>`select * from party
    where (${after ?? null}::uuid is null or id < ${after ?? null}::uuid) and (${kind ?? null}::text is null or kind = ${kind ?? null})
    order by id desc limit ${limit}`.execute(reader.db);
  return [...(await openAll(reader, rows)).values()];
}

/**
 * The bare UUIDs of the parties that are meant by identifiers, names or partner numbers, in one query. A name that two parties share
 * means neither: what would be known of the one must not be taken for the other.
 */
export async function resolveParties(
  { db, keys }: Reader,
  asked: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const wanted: { asked: string; kind: string; hash: Uint8Array }[] = [];
  for (const one of new Set(asked)) {
    const uuid = uuidOf("party", one);
    if (uuid !== undefined) found.set(one, uuid);
    else wanted.push(...hashesOf(keys, one).map((hash) => ({ asked: one, ...hash })));
  }
  if (wanted.length === 0) return found;
  const { rows } = await sql<{ asked: string; parties: string[] }>`
    select given.asked, array_agg(distinct l.party_id)::text[] as parties
    from unnest(${wanted.map((one) => one.asked)}::text[], ${wanted.map(({ kind }) => kind)}::text[],
      ${wanted.map(({ hash }) => hash)}::bytea[]) as given (asked, kind, hash)
    join party_lookup l on l.kind = given.kind and l.hash = given.hash
    group by given.asked`.execute(db);
  for (const { asked: one, parties } of rows) {
    const [only] = parties;
    if (only !== undefined && parties.length === 1) found.set(one, only);
  }
  return found;
}

function hashesOf(keys: KeyRing, text: string): { kind: string; hash: Uint8Array }[] {
  const folded = partyName(text);
  return ["party-name", "party-number"].flatMap((kind) =>
    allLookupHashes(keys, kind, folded).map(({ hash }) => ({ kind, hash })),
  );
}

/** The parties of identifiers, names or partner numbers, by what was asked, in two queries; one that several share is missing. */
export async function findParties(
  desk: Pick<Desk, "database" | "keys">,
  asked: readonly string[],
): Promise<ReadonlyMap<string, Party>> {
  const reader = readerOf(desk);
  const uuids = await resolveParties(reader, asked);
  const parties = await loadParties(reader, [...uuids.values()]);
  return new Map(
    [...uuids].flatMap(([one, uuid]) => {
      const party = parties.get(uuid);
      return party === undefined ? [] : [[one, party] as const];
    }),
  );
}

/** The party that is an operator of the policy: the first that was recorded. */
export async function partyOfOperator(
  desk: Pick<Desk, "database" | "keys">,
  operator: string,
): Promise<Party | undefined> {
  const reader = readerOf(desk);
  const { rows } = await sql<PartyRow>`
    select * from party where operator = ${operator} order by id limit 1`.execute(reader.db);
  const [party] = (await openAll(reader, rows)).values();
  return party;
}

/**
 * The party of an identifier, a name or a partner number.
 * @returns undefined where there is none, or where a name means several
 */
export async function findParty(desk: Pick<Desk, "database" | "keys">, nameOrId: string): Promise<Party | undefined> {
  return (await findParties(desk, [nameOrId])).get(nameOrId);
}
