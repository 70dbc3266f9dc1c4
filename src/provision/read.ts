import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Desk } from "../act/index.ts";
import { type DataKey, openJson, unwrapDataKey } from "../database/index.ts";
import { type Id, idOf, uuidOf } from "../wire/index.ts";
import { loadParties, type Party } from "./party.ts";
import { readerOf } from "./ports.ts";
import { NO_PERSON } from "./tables.ts";

/** Where a list goes on: after the entry of this instant and bare UUID. */
export interface After {
  readonly at: string;
  readonly id: string;
}

const afterSchema = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

export function writeCursor({ at, id }: After): string {
  return Buffer.from(JSON.stringify([at, id]), "utf8").toString("base64url");
}

/** @returns undefined where the text is no cursor of ours */
export function readCursor(text: string): After | undefined {
  try {
    const [at, id] = afterSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return { at, id };
  } catch {
    return undefined;
  }
}

/** One provision as lists show it: without what tells who the person is. */
export interface Listed {
  readonly id: Id<"provision">;
  /** Absent for personal-related information, whose record names none (31(3)). */
  readonly person: Id<"person"> | undefined;
  readonly at: Temporal.Instant;
  readonly operator: string;
  readonly party: Party | undefined;
  readonly class: string | undefined;
  readonly basis: string;
  readonly items: readonly string[];
  readonly channel: string;
  readonly decision: string | undefined;
  readonly method: string;
  readonly due: boolean;
  readonly article: string;
  readonly keptThrough: Temporal.PlainDate | undefined;
}

export interface Filters {
  readonly operator?: string | undefined;
  /** Only these. */
  readonly operators?: readonly string[] | undefined;
  /** A bare UUID. */
  readonly party?: string | undefined;
  readonly basis?: string | undefined;
  readonly from?: Temporal.Instant | undefined;
  /** Not included. */
  readonly to?: Temporal.Instant | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: After | undefined;
}

interface ListedRow {
  person_id: string;
  id: string;
  at: Temporal.Instant;
  operator: string;
  party_id: string;
  class: string | null;
  basis: string;
  items: string[];
  channel: string;
  decision: string | null;
  method: string;
  due: boolean;
  article: string;
  through: Temporal.PlainDate | null;
}

/** Provisions, the newest first. */
export async function listProvisions(
  desk: Pick<Desk, "database" | "keys">,
  filters: Filters,
  { after, limit }: { readonly after?: After | undefined; readonly limit: number },
): Promise<Page<Listed>> {
  const reader = readerOf(desk);
  const { operator, operators, party, basis, from, to } = filters;
  const where = sql.join(
    [
      sql`true`,
      ...(operator === undefined ? [] : [sql`p.operator = ${operator}`]),
      ...(operators === undefined ? [] : [sql`p.operator = any(${[...operators]}::text[])`]),
      ...(party === undefined ? [] : [sql`p.party_id = ${party}::uuid`]),
      ...(basis === undefined ? [] : [sql`p.basis = ${basis}`]),
      ...(from === undefined ? [] : [sql`p.at >= ${from}`]),
      ...(to === undefined ? [] : [sql`p.at < ${to}`]),
      ...(after === undefined ? [] : [sql`(p.at, p.id) < (${after.at}::timestamptz, ${after.id}::uuid)`]),
    ],
    sql` and `,
  );
  const { rows } = await sql<ListedRow>`
    select p.*, coalesce(p.kept_through, s.kept_through) as through
    from provision p left join provision_series s on s.id = p.series_id
    where ${where} order by p.at desc, p.id desc limit ${limit + 1}`.execute(reader.db);
  const parties = await loadParties(
    reader,
    rows.map((row) => row.party_id),
  );
  return pageOf(rows, limit, (row) => ({
    id: idOf("provision", row.id),
    person: row.person_id === NO_PERSON ? undefined : idOf("person", row.person_id),
    at: row.at,
    operator: row.operator,
    party: parties.get(row.party_id),
    class: row.class ?? undefined,
    basis: row.basis,
    items: row.items,
    channel: row.channel,
    decision: row.decision ?? undefined,
    method: row.method,
    due: row.due,
    article: row.article,
    keptThrough: row.through ?? undefined,
  }));
}

function pageOf<Row extends { readonly at: Temporal.Instant; readonly id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  read: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const goesOn = rows.length > limit && last !== undefined;
  return { items: shown.map(read), next: goesOn ? { at: last.at.toString(), id: last.id } : undefined };
}

/** An entry of what a person is shown of the records about them (33(5)): a provision, one recorded in a series, or a receipt. */
export interface PersonEntry {
  readonly kind: "provision" | "receipt";
  readonly id: Id<"provision"> | Id<"receipt">;
  readonly at: Temporal.Instant;
  readonly operator: string;
  readonly party: Id<"party">;
  readonly class: string | undefined;
  readonly basis: string;
  readonly items: readonly string[];
  readonly channel: string | undefined;
  /** The decision that permitted a provision. */
  readonly decision: string | undefined;
  readonly method: string;
  /** Of a series: its first and last day. */
  readonly between: readonly [Temporal.PlainDate, Temporal.PlainDate] | undefined;
  /** Whether the Act asks for the record: 33(5) reaches those alone. */
  readonly due: boolean;
  readonly article: string;
  readonly keptThrough: Temporal.PlainDate | undefined;
  /** What the record states, opened; undefined where its key is gone. */
  readonly matters: Matters | undefined;
  /** Why the caller leaves it out of what the person is shown, such as CO11 or a protection. */
  readonly withheld: string | undefined;
}

const body = z.object({ name: z.string(), address: z.string().optional(), representative: z.string().optional() });
const mattersSchema = z.object({
  principal: z.record(z.string(), z.string()).optional(),
  recipient: body.optional(),
  provider: body.optional(),
  publication: z.string().optional(),
  exception: z.object({ article: z.string(), evidence: z.string(), approver: z.string() }).optional(),
  background: z.object({ how: z.string(), at: z.string(), acquired: z.string() }).optional(),
});
export type Matters = z.output<typeof mattersSchema>;

interface EntryRow {
  kind: "provision" | "receipt";
  id: string;
  at: Temporal.Instant;
  operator: string;
  party_id: string;
  class: string | null;
  basis: string;
  items: string[];
  channel: string | null;
  decision: string | null;
  method: string;
  first_on: Temporal.PlainDate | null;
  last_on: Temporal.PlainDate | null;
  due: boolean;
  article: string;
  through: Temporal.PlainDate | null;
  sealed: Uint8Array;
  background: Uint8Array | null;
  key_id: string;
  version: number;
  wrapped: Uint8Array | null;
}

/** What a caller leaves out, by an entry; undefined lets it through. */
export type Withhold = (entry: Omit<PersonEntry, "withheld">) => string | undefined;

/**
 * What is on record of provisions and receipts of one person, the newest first: the answer to a request under 33(5), in one query. A
 * person who has several identifiers is asked for by all of them.
 */
export async function provisionsOf(
  desk: Pick<Desk, "database" | "keys">,
  person: Id<"person"> | readonly Id<"person">[],
  {
    from,
    to,
    after,
    limit = 200,
    withhold = () => undefined,
  }: {
    readonly from?: Temporal.Instant | undefined;
    readonly to?: Temporal.Instant | undefined;
    readonly after?: After | undefined;
    readonly limit?: number;
    readonly withhold?: Withhold;
  } = {},
): Promise<Page<PersonEntry>> {
  const { db, keys } = readerOf(desk);
  const people = (typeof person === "string" ? [person] : person).flatMap((id) => uuidOf("person", id) ?? []);
  // What stands for nobody is nobody's to ask for.
  const somebody = people.filter((uuid) => uuid !== NO_PERSON);
  const range = (table: "p" | "r"): RawBuilder<unknown> => sql`
    ${sql.ref(`${table}.person_id`)} = any(${somebody}::uuid[])
    and (${from ?? null}::timestamptz is null or ${sql.ref(`${table}.at`)} >= ${from ?? null})
    and (${to ?? null}::timestamptz is null or ${sql.ref(`${table}.at`)} < ${to ?? null})
    and (${after?.id ?? null}::uuid is null or (${sql.ref(`${table}.at`)}, ${sql.ref(`${table}.id`)}) <
      (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))`;
  const { rows } = await sql<EntryRow>`
    select e.*, s.first_on, s.last_on, coalesce(e.kept_through, s.kept_through) as through, k.version, k.wrapped
    from (
      select 'provision' as kind, p.id, p.at, p.operator, p.party_id, p.class, p.basis, p.items, p.channel, p.decision, p.method, p.series_id,
        p.due, p.article, p.kept_through, p.key_id, p.sealed, null::bytea as background
      from provision p where ${range("p")}
      union all
      select 'receipt', r.id, r.at, r.operator, r.party_id, null, r.basis, r.items, null, null, r.method, r.series_id,
        r.due, r.article, r.kept_through, r.key_id, r.sealed, r.background
      from receipt r where ${range("r")}) e
    left join provision_series s on s.id = e.series_id
    join data_key k on k.id = e.key_id
    order by e.at desc, e.id desc limit ${limit + 1}`.execute(db);
  const opened = new Map<string, DataKey>();
  for (const { key_id: id, version, wrapped } of rows)
    if (wrapped !== null && !opened.has(id)) opened.set(id, await unwrapDataKey(keys, { id, version, wrapped }));
  return pageOf(rows, limit, (row) => {
    const entry = entryOf(row, opened.get(row.key_id));
    return { ...entry, withheld: withhold(entry) };
  });
}

function entryOf(row: EntryRow, key: DataKey | undefined): Omit<PersonEntry, "withheld"> {
  const { first_on: first, last_on: last } = row;
  return {
    kind: row.kind,
    id: row.kind === "provision" ? idOf("provision", row.id) : idOf("receipt", row.id),
    at: row.at,
    operator: row.operator,
    party: idOf("party", row.party_id),
    class: row.class ?? undefined,
    basis: row.basis,
    items: row.items,
    channel: row.channel ?? undefined,
    decision: row.decision ?? undefined,
    method: row.method,
    between: first === null || last === null ? undefined : [first, last],
    due: row.due,
    article: row.article,
    keptThrough: row.through ?? undefined,
    matters: key === undefined ? undefined : mattersOf(row, key),
  };
}

function mattersOf({ kind, id, sealed, background }: EntryRow, key: DataKey): Matters {
  const place = { table: kind, row: id };
  const whole = mattersSchema.parse(openJson(key, sealed, { ...place, column: "sealed" }));
  if (background === null) return whole;
  const opened = mattersSchema.shape.background.parse(openJson(key, background, { ...place, column: "background" }));
  return { ...whole, background: opened };
}
