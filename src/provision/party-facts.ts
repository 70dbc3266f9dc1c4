import { sql } from "kysely";
import { z } from "zod";
import type { Command, Desk, Step } from "../act/index.ts";
import { type Fact, factSchema, type RecordedFact } from "../decision/index.ts";
import { json } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { describeSent, type Id, idOf, uuidOf } from "../wire/index.ts";
import { type RecordFault, refuse } from "./faults.ts";
import type { OperatorFactsInput, PartyFactsInput } from "./input.ts";
import { loadParties, resolveParties } from "./party.ts";
import { type Reader, readerIn, readerOf } from "./ports.ts";
import type { Range } from "./rules.ts";
import type { PartyFactRow } from "./tables.ts";

const recorded = eventKind(
  "party-fact.recorded",
  z.strictObject({
    fact: z.string(),
    party: z.string().optional(),
    operator: z.string().optional(),
    kind: z.string(),
    says: z.record(z.string(), z.unknown()),
    range: z.string().optional(),
  }),
  { ja: "相手または事業者についての事実を記録した", en: "A fact about a party or an operator was recorded" },
);
const ended = eventKind("party-fact.ended", z.strictObject({ fact: z.string(), at: z.string() }), {
  ja: "相手または事業者についての事実の終わりを記録した",
  en: "The end of a fact about a party or an operator was recorded",
});
const reviewed = eventKind("membership.reviewed", z.strictObject({ fact: z.string(), as: z.string() }), {
  ja: "共同利用者の範囲に入るかを確認した",
  en: "How a member falls into the range of users was reviewed",
});

interface NewFact {
  readonly party?: string;
  readonly operator?: string;
  readonly fact: Readonly<Record<string, unknown>>;
  readonly document?: string | undefined;
  readonly range?: Range | undefined;
}

/**
 * Records facts about a party: contracts, memberships of a shared use, systems of equivalent measures, confirmations (31(1)).
 * @throws {ProblemError} `invalid-record`
 */
export function recordPartyFacts(input: PartyFactsInput): Command<{ readonly ids: readonly Id<"fact">[] }> {
  return {
    name: "party-fact.record",
    input,
    run: async (step) => {
      const uuid = uuidOf("party", input.party) ?? "";
      const known = (await loadParties(readerIn(step), [uuid])).has(uuid);
      refuse(known ? [] : [{ pointer: "/party", code: "no-party" }]);
      return await append(
        step,
        input.facts.map((one) => ({ ...one, party: input.party })),
      );
    },
  };
}

/** Records facts about an operator itself: filings of an opt-out (27(2)), announced notices of shared use (27(5)(iii)). */
export function recordOperatorFacts(input: OperatorFactsInput): Command<{ readonly ids: readonly Id<"fact">[] }> {
  return {
    name: "operator-fact.record",
    input,
    run: (step) =>
      append(
        step,
        input.facts.map((one) => ({ ...one, operator: input.operator })),
      ),
  };
}

async function append(step: Step, entries: readonly NewFact[]): Promise<{ readonly ids: readonly Id<"fact">[] }> {
  const { tx, at } = step;
  const faults: RecordFault[] = [];
  const rows = entries.flatMap((entry, index) => {
    const { party } = entry;
    const whole: unknown = { ...entry.fact, ...(party === undefined ? {} : { party }) };
    const parsed = factSchema.safeParse(whole);
    if (!parsed.success) {
      const [first] = describeSent(parsed.error, whole, "fact");
      faults.push({ pointer: `/facts/${index}/fact`, code: "not-a-fact", hint: first?.message });
      return [];
    }
    if (parsed.data.kind === "contract" && entry.document === undefined)
      faults.push({ pointer: `/facts/${index}/document`, code: "document-needed" });
    return [{ ...entry, id: step.ids("fact", at.epochMilliseconds), fact: bare(parsed.data), at: parsed.data.at }];
  });
  refuse(faults);
  await step.append(
    ...rows.map(({ id, party, operator, fact, range }) => ({
      kind: recorded,
      body: {
        fact: id,
        ...(party === undefined ? { operator } : { party }),
        kind: fact.kind,
        says: fact,
        ...(range === undefined ? {} : { range }),
      },
    })),
  );
  await sql`insert into party_fact (id, party_id, operator, kind, fact, document, at, recorded_at)
    select id, party, operator, kind, fact, document, at, ${at}
    from unnest(${rows.map(({ id }) => uuidOf("fact", id))}::uuid[],
      ${rows.map(({ party }) => (party === undefined ? null : uuidOf("party", party)))}::uuid[],
      ${rows.map(({ operator }) => operator ?? null)}::text[], ${rows.map(({ fact }) => fact.kind)}::text[],
      ${rows.map(({ fact }) => json(fact))}::jsonb[], ${rows.map(({ document }) => document ?? null)}::text[],
      ${rows.map((row) => Temporal.Instant.fromEpochMilliseconds(row.at))}::timestamptz[])
      as given (id, party, operator, kind, fact, document, at)`.execute(tx);
  for (const { id, range } of rows) if (range !== undefined) await keepReview(step, id, range);
  return { ids: rows.map(({ id }) => id) };
}

/** Without what stands in columns of its own. */
function bare(fact: Fact): Record<string, unknown> & { readonly kind: string } {
  const { id: _id, recordedAt: _recordedAt, ...rest } = fact;
  const { party: _party, ...others } = "party" in rest ? rest : { ...rest, party: undefined };
  return others;
}

async function keepReview({ tx, at }: Step, fact: string, range: Range): Promise<void> {
  await sql`insert into party_fact_review (fact_id, reviewed_as, at)
    values (${uuidOf("fact", fact)}, ${range}, ${at})`.execute(tx);
}

/** From when on a fact no longer counts. `at`: ISO 8601. @throws {ProblemError} `invalid-record` */
export function endPartyFact(input: { readonly fact: string; readonly at: string }): Command<null> {
  return {
    name: "party-fact.end",
    input,
    run: async (step) => {
      const found = await openFact(step, input.fact);
      refuse(found === undefined ? [{ pointer: "/fact", code: "no-fact" }] : []);
      const at = Temporal.Instant.from(input.at);
      await step.append({ kind: ended, body: { fact: input.fact, at: at.toString() } });
      await sql`insert into party_fact_end (fact_id, at, recorded_at)
        values (${uuidOf("fact", input.fact)}, ${at}, ${step.at})`.execute(step.tx);
      return null;
    },
  };
}

/** Says how a member that joined falls into the range of users; from then on the membership counts. @throws {ProblemError} `invalid-record` */
export function reviewMembership(input: { readonly fact: string; readonly as: Range }): Command<null> {
  return {
    name: "membership.review",
    input,
    run: async (step) => {
      const found = await openFact(step, input.fact);
      const open = found?.kind === "membership" && found.reviewed_as === null;
      refuse(open ? [] : [{ pointer: "/fact", code: "no-fact" }]);
      await step.append({ kind: reviewed, body: { fact: input.fact, as: input.as } });
      await keepReview(step, input.fact, input.as);
      return null;
    },
  };
}

async function openFact({ tx }: Step, id: string): Promise<PartyFactRow | undefined> {
  // Whoever ends the same fact at the same time waits, and then finds that it has ended.
  const uuid = uuidOf("fact", id) ?? null;
  await sql`select 1 from party_fact where id = ${uuid}::uuid for update`.execute(tx);
  const { rows } = await sql<PartyFactRow>`${FACTS} where f.id = ${uuid}::uuid and e.fact_id is null`.execute(tx);
  return rows[0];
}

const FACTS = sql`select f.*, e.at as ended_at, e.recorded_at as end_recorded_at, r.reviewed_as
  from party_fact f left join party_fact_end e on e.fact_id = f.id left join party_fact_review r on r.fact_id = f.id`;

/** A fact about a party or an operator, with what stands beside it. */
export interface PartyFact {
  readonly recorded: RecordedFact;
  readonly document: string | undefined;
  /** Of a membership: whether somebody still has to say how it falls into the range of users. */
  readonly needsReview: boolean;
  readonly range: string | undefined;
}

function readFact(row: PartyFactRow, party: string | undefined): PartyFact {
  const id = idOf("fact", row.id);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what its schema read when it was recorded
  const fact = {
    ...row.fact,
    id,
    recordedAt: row.recorded_at.epochMilliseconds,
    ...(party === undefined ? {} : { party }),
  } as Fact;
  const { ended_at: endedAt, end_recorded_at: endRecordedAt } = row;
  return {
    recorded: {
      id,
      fact,
      ...(endedAt === null || endRecordedAt === null
        ? {}
        : { ended: { at: endedAt.epochMilliseconds, recordedAt: endRecordedAt.epochMilliseconds } }),
    },
    document: row.document ?? undefined,
    needsReview: row.kind === "membership" && row.reviewed_as === null,
    range: row.reviewed_as ?? undefined,
  };
}

/** Everything on record about one party, by its bare UUID, the newest first. */
export async function factsOfParty({ db }: Reader, uuid: string): Promise<readonly PartyFact[]> {
  const { rows } = await sql<PartyFactRow>`${FACTS} where f.party_id = ${uuid} order by f.at desc, f.id desc`.execute(
    db,
  );
  return rows.map((row) => readFact(row, idOf("party", uuid)));
}

/**
 * What is on record about parties, for the engine: each fact's `party` is the very string that was asked, for the engine goes by that. A
 * membership that waits for a review is held back, so that the answer stays no until somebody has looked (27(6)).
 * @param asked identifiers, names or partner numbers; one that means nobody, or two, has no facts
 */
export async function partyFacts(
  desk: Pick<Desk, "database" | "keys">,
  asked: readonly string[],
): Promise<ReadonlyMap<string, readonly RecordedFact[]>> {
  const reader = readerOf(desk);
  const resolved = await resolveParties(reader, asked);
  const uuids = [...new Set(resolved.values())];
  if (uuids.length === 0) return new Map();
  const { rows } =
    await sql<PartyFactRow>`${FACTS} where f.party_id = any(${uuids}::uuid[]) order by f.at, f.id`.execute(reader.db);
  const byParty = Map.groupBy(rows, (row) => row.party_id);
  return new Map(
    [...resolved].map(([name, uuid]) => [
      name,
      (byParty.get(uuid) ?? []).flatMap((row) => {
        const { recorded: fact, needsReview } = readFact(row, name);
        return needsReview ? [] : [fact];
      }),
    ]),
  );
}

/**
 * Facts about parties and operators by their identifiers, whatever ended them since.
 * @param party the string that the question asked by
 */
export async function recordedPartyFacts(
  desk: Pick<Desk, "database" | "keys">,
  facts: readonly string[],
  party: string | undefined,
): Promise<readonly RecordedFact[]> {
  const uuids = facts.flatMap((id) => uuidOf("fact", id) ?? []);
  if (uuids.length === 0) return [];
  const { rows } = await sql<PartyFactRow>`${FACTS} where f.id = any(${uuids}::uuid[])`.execute(readerOf(desk).db);
  return rows.map((row) => readFact(row, row.party_id === null ? undefined : party).recorded);
}

/** What is on record about operators as such: filings of an opt-out and announced notices of shared use, for the engine. */
export async function operatorFacts(
  desk: Pick<Desk, "database" | "keys">,
  operators: readonly string[],
): Promise<ReadonlyMap<string, readonly RecordedFact[]>> {
  const { db } = readerOf(desk);
  const { rows } = await sql<PartyFactRow>`
    ${FACTS} where f.operator = any(${[...new Set(operators)]}::text[]) order by f.at, f.id`.execute(db);
  const found = Map.groupBy(rows, (row) => row.operator ?? "");
  return new Map(
    [...found].map(([operator, those]) => [operator, those.map((row) => readFact(row, undefined).recorded)]),
  );
}
