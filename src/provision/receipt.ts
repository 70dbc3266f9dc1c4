import { sql } from "kysely";
import { z } from "zod";
import type { Command, Step } from "../act/index.ts";
import { type DataKey, json, loadDataKey, loadDataKeys, makeDataKeys, sealJson } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { dayInJapan, recordForm } from "../law/index.ts";
import { type Id, uuidOf } from "../wire/index.ts";
import { type FaultCode, type RecordFault, refuse } from "./faults.ts";
import type { ConfirmInput, ReceiptInput } from "./input.ts";
import { loadParties, type Party } from "./party.ts";
import { readerIn, type Subjects } from "./ports.ts";
import { keptThrough, type RecordDuty } from "./rules.ts";
import { type Series, takeSeries, widenSeries } from "./series.ts";

const recorded = eventKind(
  "receipt.recorded",
  z.strictObject({
    receipt: z.string(),
    at: z.string(),
    operator: z.string(),
    party: z.string(),
    basis: z.string(),
    items: z.array(z.string()),
    method: z.string(),
    series: z.string().optional(),
    due: z.boolean(),
    article: z.string(),
    confirmed: z.boolean(),
  }),
  { ja: "第三者からの受領を記録した", en: "A receipt from a third party was recorded" },
);
const confirmed = eventKind("acquisition.confirmed", z.strictObject({ receipt: z.string(), how: z.string() }), {
  ja: "提供元の取得の経緯を確認した",
  en: "How the provider had acquired the data was confirmed",
});

interface MadeReceipt {
  readonly id: Id<"receipt">;
  readonly due: boolean;
  readonly article: string;
  readonly keptThrough: string;
  /** Whether 30(1) still asks for a confirmation. */
  readonly toConfirm: boolean;
}

interface Prepared {
  readonly input: ReceiptInput;
  readonly id: Id<"receipt">;
  readonly person: string;
  readonly at: Temporal.Instant;
  readonly party: Party;
  readonly duty: RecordDuty;
  readonly series: Series | undefined;
}

const backgroundPlace = (row: string) => ({ table: "receipt", column: "background", row });

/** Of a receipt that 30 reaches: what it asks for. An item of 27(1) or 27(5) takes it out (30(1), proviso). */
function dutyOf({ basis, exempt }: ReceiptInput): RecordDuty {
  return exempt === undefined
    ? { due: true, article: recordForm(basis).article, form: basis }
    : { due: false, article: exempt };
}

/**
 * Records what came in from somebody else (30(3)).
 * @throws {ProblemError} `invalid-record`
 */
export function recordReceipts(
  subjects: Subjects,
  { receipts }: { readonly receipts: readonly ReceiptInput[] },
): Command<{ readonly receipts: readonly MadeReceipt[] }> {
  return {
    name: "receipt.record",
    input: { receipts },
    run: async (step) => {
      const people = receipts.flatMap(({ person }) => uuidOf("person", person) ?? []);
      const about = await subjects(step, [...new Set(people)]);
      const parties = await loadParties(
        readerIn(step),
        receipts.flatMap(({ party }) => uuidOf("party", party) ?? []),
      );
      const all = await takeSeries(
        step,
        receipts.flatMap(({ series }) => uuidOf("series", series ?? "") ?? []),
      );
      const faults: RecordFault[] = [];
      const prepared = receipts.flatMap((input, index): Prepared[] => {
        const fault = (pointer: string, code: FaultCode, article?: string): number =>
          faults.push({ pointer: `/receipts/${index}${pointer}`, code, article });
        const at = Temporal.Instant.from(input.at);
        if (Temporal.Instant.compare(at, step.at) > 0) fault("/at", "in-the-future");
        const person = uuidOf("person", input.person);
        if (person === undefined || !about.has(person)) fault("/person", "no-person");
        const party = parties.get(uuidOf("party", input.party) ?? "");
        if (party === undefined) fault("/party", "no-party");
        const duty = dutyOf(input);
        if (duty.due && input.principal === undefined) fault("/principal", "principal-needed", duty.article);
        if (duty.due && input.basis === "receipt-by-opt-out" && input.publication === undefined)
          fault("/publication", "publication-needed", duty.article);
        const series = input.series === undefined ? undefined : all.get(uuidOf("series", input.series) ?? "");
        if (input.series !== undefined && series === undefined) fault("/series", "no-series");
        if (series !== undefined) {
          const same = series.side === "receipt" && series.operator === input.operator && series.party === input.party;
          if (!same || !duty.due || series.form !== input.basis) fault("/series", "other-series");
        }
        if (party === undefined || person === undefined) return [];
        return [{ input, id: step.ids("receipt", step.at.epochMilliseconds), person, at, party, duty, series }];
      });
      refuse(faults);
      await step.append(
        ...prepared.map(({ input, id, person, duty, series, at }) => ({
          kind: recorded,
          body: {
            receipt: id,
            at: at.toString(),
            operator: input.operator,
            party: input.party,
            basis: input.basis,
            items: input.items,
            method: series?.method ?? "each",
            ...(series === undefined ? {} : { series: series.id }),
            due: duty.due,
            article: duty.article,
            confirmed: input.background !== undefined,
          },
          about: about.get(person),
          ...(input.background === undefined ? {} : { values: { background: input.background } }),
        })),
      );
      return { receipts: await keep(step, prepared) };
    },
  };
}

async function keep(step: Step, prepared: readonly Prepared[]): Promise<readonly MadeReceipt[]> {
  const { tx, keys, at: now } = step;
  const alone = prepared.filter(({ series }) => series === undefined);
  const made = await makeDataKeys(tx, keys, "receipt", alone.length);
  const keyOf = new Map<string, DataKey>(
    alone.flatMap(({ id }, index) => {
      const key = made[index];
      return key === undefined ? [] : [[id, key]];
    }),
  );
  const shared = await loadDataKeys(
    readerIn(step).db,
    keys,
    prepared.flatMap(({ series }) => series?.keyId ?? []),
  );
  const through = new Map<string, Temporal.PlainDate>();
  for (const those of Map.groupBy(prepared, ({ series }) => series?.id).values()) {
    const series = those[0]?.series;
    if (series === undefined) continue;
    const until = await widenSeries(
      step,
      series,
      those.map(({ at }) => dayInJapan(at.epochMilliseconds)),
    );
    const key = shared.get(series.keyId);
    for (const { id } of those) {
      through.set(id, until);
      if (key !== undefined) keyOf.set(id, key);
    }
  }
  const today = dayInJapan(now.epochMilliseconds);
  const rows = prepared.map((one) => {
    const key = keyOf.get(one.id);
    if (key === undefined) throw new TypeError("a receipt without a key");
    const uuid = uuidOf("receipt", one.id) ?? "";
    const { name, address, representative } = one.party;
    const { principal, publication, background } = one.input;
    const matters = { principal, provider: { name, address, representative }, publication };
    const sealed = sealJson(key, matters, { table: "receipt", column: "sealed", row: uuid });
    const form = one.duty.due ? one.duty.form : undefined;
    return {
      ...one,
      uuid,
      key: key.id,
      sealed,
      background: background === undefined ? null : sealJson(key, background, backgroundPlace(uuid)),
      confirmedAt: background === undefined ? null : Temporal.Instant.from(background.at),
      ownEnd: one.series === undefined ? keptThrough(form, { method: "each", createdOn: today }) : null,
    };
  });
  const of = <Value>(pick: (row: (typeof rows)[number]) => Value): Value[] => rows.map(pick);
  await sql`insert into receipt (person_id, id, at, recorded_at, operator, party_id, basis, items, method, series_id, due, article,
      confirmed_at, kept_through, key_id, sealed, background)
    select person, id, at, ${now}, operator, party, basis, array(select jsonb_array_elements_text(items)), method, series, due, article,
      confirmed_at, through, key, sealed, background
    from unnest(${of(({ person }) => person)}::uuid[], ${of(({ uuid }) => uuid)}::uuid[], ${of(({ at }) => at)}::timestamptz[],
      ${of(({ input }) => input.operator)}::text[], ${of(({ input }) => uuidOf("party", input.party))}::uuid[],
      ${of(({ input }) => input.basis)}::text[], ${of(({ input }) => json(input.items))}::jsonb[],
      ${of(({ series }) => series?.method ?? "each")}::text[],
      ${of(({ series }) => (series === undefined ? null : uuidOf("series", series.id)))}::uuid[],
      ${of(({ duty }) => duty.due)}::boolean[], ${of(({ duty }) => duty.article)}::text[],
      ${of(({ confirmedAt }) => confirmedAt)}::timestamptz[], ${of(({ ownEnd }) => ownEnd)}::date[],
      ${of(({ key }) => key)}::uuid[], ${of(({ sealed }) => sealed)}::bytea[], ${of(({ background }) => background)}::bytea[])
      as given (person, id, at, operator, party, basis, items, method, series, due, article, confirmed_at, through, key, sealed,
        background)`.execute(tx);
  return rows.map(({ id, duty, input, ownEnd }) => ({
    id,
    due: duty.due,
    article: duty.article,
    keptThrough: (ownEnd ?? through.get(id) ?? today).toString(),
    toConfirm: duty.due && input.background === undefined,
  }));
}

/**
 * Records how and when it was confirmed how the provider had come by the data (30(1), R22), where that was not known at the receipt.
 * @throws {ProblemError} `invalid-record`
 */
export function confirmAcquisition(subjects: Subjects, input: ConfirmInput): Command<null> {
  return {
    name: "receipt.confirm",
    input,
    run: async (step) => {
      const { tx, keys, at } = step;
      const person = uuidOf("person", input.person) ?? null;
      const receipt = uuidOf("receipt", input.receipt) ?? "";
      const { rows } = await sql<{ key_id: string }>`select key_id from receipt
        where person_id = ${person}::uuid and id = ${receipt} for update`.execute(tx);
      const [row] = rows;
      const faults: RecordFault[] = row === undefined ? [{ pointer: "/receipt", code: "no-receipt" }] : [];
      const confirmedAt = Temporal.Instant.from(input.background.at);
      if (Temporal.Instant.compare(confirmedAt, at) > 0)
        faults.push({ pointer: "/background/at", code: "in-the-future" });
      refuse(faults);
      const about = (await subjects(step, [person ?? ""])).get(person ?? "");
      await step.append({
        kind: confirmed,
        body: { receipt: input.receipt, how: input.background.how },
        about,
        values: { background: input.background },
      });
      const key = await loadDataKey(readerIn(step).db, keys, row?.key_id ?? "");
      await sql`update receipt set confirmed_at = ${confirmedAt},
          background = ${sealJson(key, input.background, backgroundPlace(receipt))}
        where person_id = ${person}::uuid and id = ${receipt}`.execute(tx);
      return null;
    },
  };
}
