import { sql } from "kysely";
import { z } from "zod";
import type { Command, Step } from "../act/index.ts";
import { json, makeDataKey } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type RecordMethod, recordMethod } from "../law/index.ts";
import { type Id, idOf, uuidOf } from "../wire/index.ts";
import { type RecordFault, refuse } from "./faults.ts";
import type { SeriesInput } from "./input.ts";
import { loadParties } from "./party.ts";
import { type Reader, readerIn } from "./ports.ts";
import { keptThrough } from "./rules.ts";

const opened = eventKind(
  "series.opened",
  z.strictObject({
    series: z.string(),
    side: z.string(),
    method: z.string(),
    operator: z.string(),
    party: z.string(),
    class: z.string().optional(),
    form: z.string(),
  }),
  { ja: "まとめて記録する単位を作った", en: "A series of records was opened" },
);

/** What is recorded together. */
export interface Series {
  readonly id: Id<"series">;
  readonly side: "provision" | "receipt";
  readonly method: Exclude<RecordMethod, "each">;
  readonly operator: string;
  readonly party: string;
  readonly class: string | undefined;
  readonly form: SeriesInput["form"];
  readonly document: string | undefined;
  /** The first and the last day in Japan; absent while nothing is in it. */
  readonly firstOn: Temporal.PlainDate | undefined;
  readonly lastOn: Temporal.PlainDate | undefined;
  readonly keptThrough: Temporal.PlainDate | undefined;
  readonly keyId: string;
}

interface SeriesRow {
  id: string;
  side: Series["side"];
  method: Series["method"];
  operator: string;
  party_id: string;
  class: string | null;
  form: Series["form"];
  document: string | null;
  first_on: Temporal.PlainDate | null;
  last_on: Temporal.PlainDate | null;
  kept_through: Temporal.PlainDate | null;
  key_id: string;
}

function seriesOf(row: SeriesRow): Series {
  return {
    id: idOf("series", row.id),
    side: row.side,
    method: row.method,
    operator: row.operator,
    party: idOf("party", row.party_id),
    class: row.class ?? undefined,
    form: row.form,
    document: row.document ?? undefined,
    firstOn: row.first_on ?? undefined,
    lastOn: row.last_on ?? undefined,
    keptThrough: row.kept_through ?? undefined,
    keyId: row.key_id,
  };
}

/**
 * Opens a series: provisions or receipts that are recorded in lump, or by the contract that states their matters (R19(2), R19(3),
 * R23(2), R23(3)). Never for an opt-out.
 * @throws {ProblemError} `invalid-record`, naming the rule by which the method is refused
 */
export function openSeries(input: SeriesInput): Command<{ readonly id: Id<"series"> }> {
  return {
    name: "series.open",
    input,
    run: async (step) => {
      const { tx, keys, at } = step;
      const { side, method, operator, party, form, continuous, forGoodsOrServices, documentStatesMatters } = input;
      const uuid = uuidOf("party", party) ?? "";
      const faults: RecordFault[] = [];
      if (!(await loadParties(readerIn(step), [uuid])).has(uuid)) faults.push({ pointer: "/party", code: "no-party" });
      const circumstances = { continuous, forGoodsOrServices, documentStatesMatters };
      const answer = recordMethod(method, { basis: form, ...circumstances });
      if (!answer.allowed) faults.push({ pointer: "/method", code: "method-refused", article: answer.article });
      if (method === "contract" && input.document === undefined)
        faults.push({ pointer: "/document", code: "document-needed" });
      if ((side === "receipt") !== form.startsWith("receipt")) faults.push({ pointer: "/form", code: "other-series" });
      refuse(faults);
      const id = step.ids("series", at.epochMilliseconds);
      await step.append({
        kind: opened,
        body: {
          series: id,
          side,
          method,
          operator,
          party,
          form,
          ...(input.class === undefined ? {} : { class: input.class }),
        },
      });
      const key = await makeDataKey(tx, keys, "series");
      await sql`insert into provision_series
          (id, side, method, operator, party_id, class, form, circumstances, document, key_id, recorded_at)
        values (${uuidOf("series", id)}, ${side}, ${method}, ${operator}, ${uuid}, ${input.class ?? null}, ${form},
          ${json(circumstances)}::jsonb, ${input.document ?? null}, ${key.id}, ${at})`.execute(tx);
      return { id };
    },
  };
}

/** Series by bare UUID, for adding to them: others who would, wait. */
export async function takeSeries({ tx }: Step, uuids: readonly string[]): Promise<ReadonlyMap<string, Series>> {
  if (uuids.length === 0) return new Map();
  const { rows } = await sql<SeriesRow>`
    select s.* from provision_series s join data_key k on k.id = s.key_id
    where s.id = any(${[...new Set(uuids)]}::uuid[]) and k.wrapped is not null order by s.id for update of s`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.id, seriesOf(row)]));
}

/** The series with one party, by its bare UUID, the newest first. */
export async function seriesOfParty({ db }: Reader, uuid: string): Promise<readonly Series[]> {
  const { rows } = await sql<SeriesRow>`
    select * from provision_series where party_id = ${uuid} order by id desc`.execute(db);
  return rows.map(seriesOf);
}

/** Widens a series to the days of what was added to it, and with that how long it is kept. A later day never shortens it. */
export async function widenSeries(
  { tx }: Step,
  series: Series,
  days: readonly Temporal.PlainDate[],
): Promise<Temporal.PlainDate> {
  const all = [...days, series.firstOn, series.lastOn].filter((day) => day !== undefined);
  const sorted = all.toSorted((a, b) => Temporal.PlainDate.compare(a, b));
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) throw new TypeError("a series is widened by a day");
  const through = keptThrough(series.form, { method: series.method, lastProvisionOn: last });
  await sql`update provision_series set first_on = ${first}, last_on = ${last}, kept_through = ${through}
    where id = ${uuidOf("series", series.id)}`.execute(tx);
  return through;
}
