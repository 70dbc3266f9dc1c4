import { sql } from "kysely";
import type { Desk } from "../act/index.ts";
import { loadDataKeys, openJson } from "../database/index.ts";
import { type Id, idOf, uuidOf } from "../wire/index.ts";
import { Faults } from "./faults.ts";
import { holdsPart, queryGrams } from "./identifiers/index.ts";
import { closedToRepresentatives } from "./load-people.ts";
import { gramHash } from "./lookup.ts";
import { keptSchema } from "./new-identifier.ts";
import { handleOf } from "./person-key.ts";
import { loadInSight, type Sight } from "./sight.ts";
import type { PeopleTables } from "./tables.ts";

export interface KanaSearch {
  /** A part of a name in kana: two or more, one where `fromStart`. */
  readonly part: string;
  readonly fromStart?: boolean | undefined;
  /** Absent: at any operator. */
  readonly operator?: string | undefined;
  /** The last person of the page before. */
  readonly after?: Id<"person"> | undefined;
  readonly limit: number;
  readonly by?: "representative" | undefined;
}

export interface KanaFound {
  readonly items: readonly { readonly person: Id<"person">; readonly kana: string }[];
  /** What to search `after` for the next page; absent on the last. */
  readonly next: Id<"person"> | undefined;
}

/** People whose pairs of kana fit are looked at so many at a time; of these the name itself decides. */
const PIECE = 200;
/** A part that fits many names only by its pairs is given up after so many; the page then ends early, and has a next one. */
const MOST_LOOKED_AT = 2_000;

/**
 * Finds people whose names the caller may see by a part of their name in kana, in the order of their numbers, the first recorded first.
 * @throws {ProblemError} `invalid-record` where the part is too short, or no kana
 */
export async function searchByKana(
  desk: Pick<Desk, "database" | "keys" | "clock">,
  { part, fromStart = false, operator, after, limit, by }: KanaSearch,
  sight: Sight,
): Promise<KanaFound> {
  const grams = queryGrams(part, { fromStart });
  if (!grams.ok) {
    const faults = new Faults();
    faults.add(["part"], grams.words);
    faults.check();
    return { items: [], next: undefined };
  }
  const wanted = await wantedHashes(desk, [...grams.value], operator);
  const items: KanaFound["items"][number][] = [];
  let last = after;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += PIECE) {
    const candidates = await candidatesOf(desk, wanted, grams.value.size, last);
    const people = candidates.map(({ person_id }) => idOf("person", person_id));
    const known = await loadInSight(desk, sight, people);
    const closed = by === "representative" ? await closedToRepresentatives(desk, people) : new Set<string>();
    for (const { person_id, kana } of await opened(desk, candidates)) {
      const person = idOf("person", person_id);
      if (
        kana === undefined ||
        known.get(person)?.shows("kana") !== true ||
        closed.has(person) ||
        !holdsPart(kana.exact, part, { fromStart })
      )
        continue;
      if (items.some((item) => item.person === person)) continue;
      if (items.length === limit) return { items, next: items.at(-1)?.person };
      items.push({ person, kana: kana.text });
    }
    const end = candidates.at(-1);
    if (end === undefined || candidates.length < PIECE) return { items, next: undefined };
    last = idOf("person", end.person_id);
  }
  return { items, next: last };
}

interface WantedHash {
  readonly hash: Uint8Array;
  /** An operator and a version of the key: grams of different ones never make one name. */
  readonly group: number;
}

async function wantedHashes(
  { database, keys }: Pick<Desk, "database" | "keys">,
  grams: readonly string[],
  operator: string | undefined,
): Promise<readonly WantedHash[]> {
  const operators = operator === undefined ? await gramOperators(database) : ["", operator];
  const versions = keys.versions("lookup").filter(({ state }) => state !== "retired");
  return operators
    .flatMap((one) => versions.map(({ version }) => ({ one, version })))
    .flatMap(({ one, version }, group) => grams.map((gram) => ({ hash: gramHash(keys, one, gram, version), group })));
}

/** The operators that have names in kana: one step of the index for each, however many names there are. */
async function gramOperators({ kysely }: Desk["database"]): Promise<readonly string[]> {
  const { rows } = await sql<{ operator: string }>`
    with recursive found (operator) as (
      (select operator from identifier_lookup where form = 'gram' order by operator limit 1)
      union all
      select (select l.operator from identifier_lookup l where l.form = 'gram' and l.operator > found.operator
        order by l.operator limit 1) from found where found.operator is not null)
    select operator from found where operator is not null`.execute(kysely);
  return rows.map(({ operator }) => operator);
}

type Candidate = Pick<PeopleTables["identifier"], "person_id" | "id" | "sealed"> & { readonly key_id: string };

/** Whole people: whoever has two names in kana is not cut in two. */
async function candidatesOf(
  { database }: Pick<Desk, "database">,
  wanted: readonly WantedHash[],
  size: number,
  after: Id<"person"> | undefined,
): Promise<readonly Candidate[]> {
  if (wanted.length === 0) return [];
  const from = after === undefined ? null : (uuidOf("person", after) ?? null);
  const { rows } = await sql<Candidate>`
    select i.person_id, i.id, i.sealed, p.key_id from (
      select l.person_id, l.identifier_id from identifier_lookup l
      join unnest(${wanted.map(({ hash }) => hash)}::bytea[], ${wanted.map(({ group }) => group)}::int4[])
        as wanted (hash, part) on wanted.hash = l.hash
      where l.form = 'gram' and (${from}::uuid is null or l.person_id > ${from}::uuid)
      group by l.person_id, l.identifier_id, wanted.part having count(*) = ${size}
      order by l.person_id fetch first ${sql.lit(PIECE)} rows with ties) as fit
    join identifier i on i.person_id = fit.person_id and i.id = fit.identifier_id
    join person p on p.id = i.person_id
    order by i.person_id, i.id`.execute(database.kysely);
  return rows;
}

async function opened(
  desk: Pick<Desk, "database" | "keys">,
  candidates: readonly Candidate[],
): Promise<readonly { readonly person_id: string; readonly kana: { text: string; exact: string } | undefined }[]> {
  const keys = await loadDataKeys(
    handleOf(desk),
    desk.keys,
    candidates.map(({ key_id }) => key_id),
  );
  return candidates.map(({ person_id, id, sealed, key_id }) => {
    const key = keys.get(key_id);
    if (key === undefined || sealed === null) return { person_id, kana: undefined };
    const place = { table: "identifier", column: "sealed", row: id };
    return { person_id, kana: keptSchema.parse(openJson(key, sealed, place)) };
  });
}
