import { sql, type Transaction } from "kysely";
import type { WorkTables } from "../act/index.ts";
import { type KeyRing, lookupHash } from "../database/index.ts";
import { type IdentifierKind, kanaGrams, type NormalForm } from "./identifiers/index.ts";
import type { LookupForm } from "./tables.ts";

/** Kinds that tell one person from all others at an operator, as far as nobody says that several share one. */
const TELLING: ReadonlySet<IdentifierKind> = new Set([
  "email",
  "phone",
  "customer-number",
  "contract-number",
  "employee-number",
  "shareholder-number",
  "insurance-number",
]);

export function tellsApart(kind: IdentifierKind): boolean {
  return TELLING.has(kind);
}

/** An identifier as it is to be found. */
export interface Findable {
  readonly person: string;
  readonly identifier: string;
  readonly kind: IdentifierKind;
  readonly operator: string;
  readonly form: NormalForm;
  readonly alone: boolean;
  /** Whether a name in kana is to be found by a part of it. */
  readonly byPart: boolean;
}

/** Grams are hashed apart for each operator: nobody sees which names two operators have in common. */
export function gramHash(keys: KeyRing, operator: string, gram: string, version?: number): Buffer {
  return lookupHash(keys, "kana-gram", `${operator}\0${gram}`, version);
}

export interface LookupRow {
  readonly hash: Uint8Array;
  readonly person: string;
  readonly identifier: string;
  readonly form: LookupForm;
  readonly operator: string;
  readonly version: number;
  readonly alone: boolean;
}

/** The rows by which an identifier is found, under the active version of the lookup key. */
export function lookupRows(
  keys: KeyRing,
  { person, identifier, kind, operator, form, alone, byPart }: Findable,
): LookupRow[] {
  const { version } = keys.active("lookup");
  const row = (of: LookupForm, hash: Uint8Array): LookupRow => {
    return { hash, person, identifier, form: of, operator, version, alone: alone && of === "exact" };
  };
  return [
    row("exact", lookupHash(keys, kind, form.exact, version)),
    ...(form.loose === form.exact ? [] : [row("loose", lookupHash(keys, kind, form.loose, version))]),
    ...(byPart ? [...kanaGrams(form.exact)].map((gram) => row("gram", gramHash(keys, operator, gram, version))) : []),
  ];
}

/** One statement for so many rows: the text of the parameters stays small. */
const PIECE = 5_000;

/**
 * Writes lookup rows.
 * @returns those that were not written, because another person has that identifier alone
 */
export async function insertLookups(
  tx: Transaction<WorkTables>,
  rows: readonly LookupRow[],
): Promise<readonly LookupRow[]> {
  // In one order, whoever writes them.
  const sorted = rows.toSorted((a, b) => Buffer.compare(a.hash, b.hash));
  const refused: LookupRow[] = [];
  for (let start = 0; start < sorted.length; start += PIECE) {
    const piece = sorted.slice(start, start + PIECE);
    const { rows: written } = await sql<{ hash: Uint8Array; identifier_id: string }>`
      insert into identifier_lookup (hash, person_id, identifier_id, form, operator, key_version, alone)
      select * from unnest(${piece.map(({ hash }) => hash)}::bytea[], ${piece.map(({ person }) => person)}::uuid[],
        ${piece.map(({ identifier }) => identifier)}::uuid[], ${piece.map(({ form }) => form)}::text[],
        ${piece.map(({ operator }) => operator)}::text[], ${piece.map(({ version }) => version)}::int4[],
        ${piece.map(({ alone }) => alone)}::boolean[])
      on conflict do nothing
      returning hash, identifier_id`.execute(tx);
    if (written.length === piece.length) continue;
    const done = new Set(written.map(({ hash, identifier_id }) => `${identifier_id} ${hash.toHex()}`));
    refused.push(...piece.filter(({ identifier, hash }) => !done.has(`${identifier} ${hash.toHex()}`)));
  }
  return refused;
}
