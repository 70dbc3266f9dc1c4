import { sql } from "kysely";
import type { Desk } from "../act/index.ts";
import { allLookupHashes } from "../database/index.ts";
import { type Id, idOf } from "../wire/index.ts";
import { Faults } from "./faults.ts";
import { type IdentifierKind, normalise } from "./identifiers/index.ts";
import { closedToRepresentatives } from "./load-people.ts";
import { dayInJapan } from "./new-identifier.ts";
import { loadInSight, type Sight } from "./sight.ts";

export interface Wanted {
  readonly kind: IdentifierKind;
  /** As whoever searches has it. */
  readonly value: string;
  /** Absent: at any operator. */
  readonly operator?: string | undefined;
  /** Who asks: of someone who is protected, a representative is told of nobody (16(4), CO5). */
  readonly by?: "representative" | undefined;
}

export interface FoundPerson {
  readonly person: Id<"person">;
  /** similar: for a person to compare; nothing may be joined on it. So is one who had the identifier and has it no more. */
  readonly match: "exact" | "similar";
}

/**
 * Finds people by an identifier, of those whom the caller may know of, under whichever version of the lookup key it was hashed; exact ones first.
 * @throws {ProblemError} `invalid-record` where it cannot be read as one of its kind
 */
export async function findPeople(
  desk: Pick<Desk, "database" | "keys" | "clock">,
  { kind, value, operator, by }: Wanted,
  sight: Sight,
): Promise<readonly FoundPerson[]> {
  const normal = normalise(kind, value, { today: dayInJapan(desk.clock.now()) });
  if (!normal.ok) {
    const faults = new Faults();
    faults.add(["value"], normal.words);
    faults.check();
    return [];
  }
  const { exact, loose } = normal.value;
  const hashesOf = (form: string): Buffer[] => allLookupHashes(desk.keys, kind, form).map(({ hash }) => hash);
  const exactHashes = hashesOf(exact);
  const hashes = loose === exact ? exactHashes : [...exactHashes, ...hashesOf(loose)];
  const { rows } = await sql<{ person_id: string; exact: boolean }>`
    select l.person_id, bool_or(l.form = 'exact' and l.hash = any(${exactHashes}::bytea[]) and i.until_at is null) as exact
    from identifier_lookup l join identifier i on i.person_id = l.person_id and i.id = l.identifier_id
    where l.hash = any(${hashes}::bytea[]) and l.form <> 'gram'
      and (${operator ?? null}::text is null or l.operator in ('', ${operator ?? null}::text))
    group by l.person_id order by 2 desc, 1`.execute(desk.database.kysely);
  const all = rows.map((row): FoundPerson => {
    return { person: idOf("person", row.person_id), match: row.exact ? "exact" : "similar" };
  });
  const known = await loadInSight(
    desk,
    sight,
    all.map(({ person }) => person),
  );
  const found = all.filter(({ person }) => known.has(person));
  if (by !== "representative") return found;
  const closed = await closedToRepresentatives(
    desk,
    found.map(({ person }) => person),
  );
  return found.filter(({ person }) => !closed.has(person));
}
