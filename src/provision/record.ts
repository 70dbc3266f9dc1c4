import { sql } from "kysely";
import { z } from "zod";
import type { Command, Step } from "../act/index.ts";
import { type DataKey, json, loadDataKeys, makeDataKeys, sealJson } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { dayInJapan } from "../law/index.ts";
import { type Id, uuidOf } from "../wire/index.ts";
import { type FaultCode, type RecordFault, refuse } from "./faults.ts";
import type { ProvisionInput } from "./input.ts";
import { loadParties, type Party } from "./party.ts";
import { readerIn, type Subjects } from "./ports.ts";
import { type Grounds, groundsFault, isAbroad, keptThrough, type RecordDuty, recordDuty } from "./rules.ts";
import { type Series, takeSeries, widenSeries } from "./series.ts";
import { NO_PERSON } from "./tables.ts";

const recorded = eventKind(
  "provision.recorded",
  z.strictObject({
    provision: z.string(),
    at: z.string(),
    operator: z.string(),
    party: z.string(),
    class: z.string().optional(),
    basis: z.string(),
    within: z.string().optional(),
    items: z.array(z.string()),
    channel: z.string(),
    decision: z.string().optional(),
    consent: z.string().optional(),
    method: z.string(),
    series: z.string().optional(),
    due: z.boolean(),
    article: z.string(),
  }),
  { ja: "提供を記録した", en: "A provision was recorded" },
);

/** A record as it was made. */
export interface Made {
  readonly id: Id<"provision">;
  /** Whether the Act asks for the record, and by which article; where not, the article that exempts. */
  readonly due: boolean;
  readonly article: string;
  /** The last day on which it is kept, in Japan; of a series the day as it stands now. */
  readonly keptThrough: string;
}

/** An input beside what the database and the law say of it. */
interface Prepared {
  readonly input: ProvisionInput;
  readonly id: Id<"provision">;
  readonly at: Temporal.Instant;
  readonly person: string | undefined;
  readonly party: Party;
  readonly duty: RecordDuty;
  readonly series: Series | undefined;
}

/**
 * Records provisions: one, or many at once.
 * @returns for each, in the order given, whether a record was due and how long it is kept
 * @throws {ProblemError} `invalid-record`, with a pointer to each place that needs mending
 */
export function recordProvisions(
  subjects: Subjects,
  { provisions }: { readonly provisions: readonly ProvisionInput[] },
): Command<{ readonly provisions: readonly Made[] }> {
  return {
    name: "provision.record",
    input: { provisions },
    run: async (step) => {
      const people = provisions.flatMap(({ person }) => uuidOf("person", person ?? "") ?? []);
      const about = await subjects(step, [...new Set(people)]);
      const parties = await loadParties(
        readerIn(step),
        provisions.flatMap(({ party }) => uuidOf("party", party) ?? []),
      );
      const series = await takeSeries(
        step,
        provisions.flatMap((one) => uuidOf("series", one.series ?? "") ?? []),
      );
      const faults: RecordFault[] = [];
      const prepared = provisions.flatMap((input, index) =>
        prepare(step, input, { parties, series, known: (uuid) => about.has(uuid) }, (pointer, code, article) =>
          faults.push({ pointer: `/provisions/${index}${pointer}`, code, article }),
        ),
      );
      refuse(faults);
      await step.append(
        ...prepared.map((one) => ({
          kind: recorded,
          body: bodyOf(one),
          about: one.person === undefined ? undefined : about.get(one.person),
          ...(one.input.principal === undefined ? {} : { values: { principal: one.input.principal } }),
        })),
      );
      return { provisions: await keep(step, prepared) };
    },
  };
}

function prepare(
  step: Step,
  input: ProvisionInput,
  {
    parties,
    series: all,
    known,
  }: {
    readonly parties: ReadonlyMap<string, Party>;
    readonly series: ReadonlyMap<string, Series>;
    readonly known: (uuid: string) => boolean;
  },
  fault: (pointer: string, code: FaultCode, article?: string) => void,
): Prepared[] {
  const at = Temporal.Instant.from(input.at);
  if (Temporal.Instant.compare(at, step.at) > 0) fault("/at", "in-the-future");
  const party = parties.get(uuidOf("party", input.party) ?? "");
  if (party === undefined) fault("/party", "no-party");
  const grounds: Grounds = { ...input, exception: input.exception?.article };
  const wrong = groundsFault(grounds);
  if (wrong !== undefined) fault("/basis", wrong);
  const person = personOf(input, known, fault);
  if (party === undefined || wrong !== undefined) return [];
  const abroad = isAbroad(party, at.epochMilliseconds);
  const duty = recordDuty(grounds, { publicBody: party.kind === "public-body", abroad });
  if (duty.due && input.basis !== "personal-related" && input.principal === undefined)
    fault("/principal", "principal-needed", duty.article);
  const series = seriesFor(input, duty, all, fault);
  return [{ input, id: step.ids("provision", step.at.epochMilliseconds), at, person, party, duty, series }];
}

/** The record of 31(3) names no person; every other is of somebody on record. */
function personOf(
  { basis, person, principal }: ProvisionInput,
  known: (uuid: string) => boolean,
  fault: (pointer: string, code: FaultCode, article?: string) => void,
): string | undefined {
  if (basis === "personal-related") {
    if (person !== undefined) fault("/person", "person-named", "31(3)");
    if (principal !== undefined) fault("/principal", "person-named", "31(3)");
    return undefined;
  }
  const uuid = uuidOf("person", person ?? "");
  if (uuid === undefined) fault("/person", "person-needed");
  else if (!known(uuid)) fault("/person", "no-person");
  return uuid;
}

function seriesFor(
  input: ProvisionInput,
  duty: RecordDuty,
  all: ReadonlyMap<string, Series>,
  fault: (pointer: string, code: FaultCode, article?: string) => void,
): Series | undefined {
  if (input.series === undefined) return undefined;
  const series = all.get(uuidOf("series", input.series) ?? "");
  if (series === undefined) {
    fault("/series", "no-series");
    return undefined;
  }
  // What no article asks for is noted one by one; what an opt-out asks for, too: no series of that form was ever opened.
  if (!duty.due) fault("/series", "method-refused", duty.article);
  else if (
    series.side !== "provision" ||
    series.form !== duty.form ||
    series.operator !== input.operator ||
    series.party !== input.party ||
    series.class !== input.class
  )
    fault("/series", "other-series");
  return series;
}

function bodyOf({ input, id, at, duty, series }: Prepared): z.output<typeof recorded.body> {
  const { operator, party, basis, within, items, channel, decision, consent } = input;
  return {
    provision: id,
    at: at.toString(),
    operator,
    party,
    ...(input.class === undefined ? {} : { class: input.class }),
    basis,
    ...(within === undefined ? {} : { within }),
    items,
    channel,
    ...(decision === undefined ? {} : { decision }),
    ...(consent === undefined ? {} : { consent }),
    method: series?.method ?? "each",
    ...(series === undefined ? {} : { series: series.id }),
    due: duty.due,
    article: duty.article,
  };
}

/** Writes the rows. A record by itself has a data key of its own; those of a series share the series' key, and go with it. */
async function keep(step: Step, prepared: readonly Prepared[]): Promise<readonly Made[]> {
  const { tx, keys, at: now } = step;
  const today = dayInJapan(now.epochMilliseconds);
  const alone = prepared.filter(({ series }) => series === undefined);
  const made = await makeDataKeys(tx, keys, "provision", alone.length);
  const keyOf = new Map<string, DataKey>();
  for (const [index, { id }] of alone.entries()) {
    const key = made[index];
    if (key !== undefined) keyOf.set(id, key);
  }
  const through = new Map<string, Temporal.PlainDate>();
  const grouped = Map.groupBy(prepared, ({ series }) => series?.id);
  const shared = await loadDataKeys(
    readerIn(step).db,
    keys,
    prepared.flatMap(({ series }) => series?.keyId ?? []),
  );
  for (const those of grouped.values()) {
    const series = those[0]?.series;
    if (series === undefined) continue;
    const key = shared.get(series.keyId);
    const until = await widenSeries(
      step,
      series,
      those.map(({ at }) => dayInJapan(at.epochMilliseconds)),
    );
    for (const { id } of those) {
      if (key !== undefined) keyOf.set(id, key);
      through.set(id, until);
    }
  }
  const rows = prepared.map((one) => {
    const key = keyOf.get(one.id);
    if (key === undefined) throw new TypeError("a record without a key");
    const uuid = uuidOf("provision", one.id) ?? "";
    const { name, address, representative } = one.party;
    const { principal, exception } = one.input;
    const sealed = sealJson(
      key,
      {
        principal,
        recipient: { name, address, representative },
        ...(exception === undefined
          ? {}
          : { exception: { article: exception.article, evidence: exception.evidence, approver: exception.approver } }),
      },
      { table: "provision", column: "sealed", row: uuid },
    );
    const form = one.duty.due ? one.duty.form : undefined;
    const ownEnd = one.series === undefined ? keptThrough(form, { method: "each", createdOn: today }) : null;
    return { ...one, uuid, key: key.id, sealed, ownEnd };
  });
  const of = <Value>(pick: (row: (typeof rows)[number]) => Value): Value[] => rows.map(pick);
  await sql`insert into provision (person_id, id, at, recorded_at, operator, party_id, class, basis, within, items, channel, decision,
      method, series_id, due, article, consent_fact, kept_through, key_id, sealed)
    select person, id, at, ${now}, operator, party, class, basis, within,
      array(select jsonb_array_elements_text(items)), channel, decision, method, series, due, article, consent, through, key, sealed
    from unnest(${of(({ person }) => person ?? NO_PERSON)}::uuid[], ${of(({ uuid }) => uuid)}::uuid[],
      ${of(({ at }) => at)}::timestamptz[], ${of(({ input }) => input.operator)}::text[],
      ${of(({ input }) => uuidOf("party", input.party))}::uuid[], ${of(({ input }) => input.class ?? null)}::text[],
      ${of(({ input }) => input.basis)}::text[], ${of(({ input }) => input.within ?? null)}::text[],
      ${of(({ input }) => json(input.items))}::jsonb[], ${of(({ input }) => input.channel)}::text[],
      ${of(({ input }) => input.decision ?? null)}::text[], ${of(({ series }) => series?.method ?? "each")}::text[],
      ${of(({ series }) => (series === undefined ? null : uuidOf("series", series.id)))}::uuid[],
      ${of(({ duty }) => duty.due)}::boolean[], ${of(({ duty }) => duty.article)}::text[],
      ${of(({ input }) => uuidOf("fact", input.consent ?? "") ?? null)}::uuid[], ${of(({ ownEnd }) => ownEnd)}::date[],
      ${of(({ key }) => key)}::uuid[], ${of(({ sealed }) => sealed)}::bytea[])
      as given (person, id, at, operator, party, class, basis, within, items, channel, decision, method, series, due, article,
        consent, through, key, sealed)`.execute(tx);
  return rows.map(({ id, duty, ownEnd }) => ({
    id,
    due: duty.due,
    article: duty.article,
    keptThrough: (ownEnd ?? through.get(id) ?? today).toString(),
  }));
}
