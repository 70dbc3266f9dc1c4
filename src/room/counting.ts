import { type RawBuilder, sql } from "kysely";
import type { Counted } from "./observation.ts";

/** What a query counts for an observation. */
export interface CountRow {
  looked: number;
  at_risk: number;
  broken: number;
  /** Bare UUIDs. */
  wrong: string[] | null;
}

/**
 * The columns of a `CountRow` over whatever a query found. Something that is broken is not counted as at risk besides.
 * @param atRisk @param broken conditions
 * @param id the column that names what is wrong
 */
export function countColumns(
  atRisk: RawBuilder<unknown>,
  broken: RawBuilder<unknown>,
  id: string,
): RawBuilder<unknown> {
  return sql`count(*) as looked, count(*) filter (where (${atRisk}) and not (${broken})) as at_risk,
    count(*) filter (where ${broken}) as broken,
    (array_agg(${sql.ref(id)}::text order by ${sql.ref(id)}) filter (where (${atRisk}) or (${broken})))[1:20] as wrong`;
}

/** What a row counts, for a clause. */
export function countedAs(
  clause: string,
  { looked, at_risk: atRisk, broken }: CountRow,
  wrong: readonly string[],
  due?: Temporal.Instant | null,
): Counted {
  return { clause, looked, atRisk, broken, wrong, due: due ?? undefined };
}

/** Adds up what several say of one clause; the earliest of what is due counts. */
export function addUp(entries: readonly Counted[]): readonly Counted[] {
  return [...Map.groupBy(entries, ({ clause }) => clause)].map(([clause, those]) => ({
    clause,
    looked: sum(those.map(({ looked }) => looked)),
    atRisk: sum(those.map(({ atRisk = 0 }) => atRisk)),
    broken: sum(those.map(({ broken = 0 }) => broken)),
    due: those
      .flatMap(({ due }) => due ?? [])
      .toSorted((one, other) => Temporal.Instant.compare(one, other))
      .at(0),
    wrong: [...new Set(those.flatMap(({ wrong = [] }) => wrong))],
  }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
