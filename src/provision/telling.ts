import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Appended, Command, Desk, Reaction, Step } from "../act/index.ts";
import { json } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, idOf, uuidOf } from "../wire/index.ts";
import { refuse } from "./faults.ts";
import type { AcknowledgedInput, TellInput, ToldInput } from "./input.ts";
import { loadParties, type Party } from "./party.ts";
import { readerOf, type Subjects } from "./ports.ts";
import type { After, Page } from "./read.ts";

/*
 * What recipients that hold data of a person are to be told: that something stops, is erased or was corrected. The row is written with
 * the fact that causes it; telling and what the recipient answers are recorded beside it.
 */

const due = eventKind("telling.due", z.strictObject({ what: z.string(), items: z.array(z.string()).optional() }), {
  ja: "提供先に伝えることが生じた",
  en: "Recipients are to be told something",
});
const told = eventKind("telling.told", z.strictObject({ tellings: z.array(z.string()), by: z.string() }), {
  ja: "提供先に伝えた",
  en: "Recipients were told",
});
const acknowledged = eventKind("telling.acknowledged", z.strictObject({ tellings: z.array(z.string()) }), {
  ja: "提供先が対応したと答えた",
  en: "Recipients said that they had acted",
});

/** Something that a recipient is to be told about a person. */
export interface Telling {
  readonly id: Id<"telling">;
  readonly person: Id<"person">;
  readonly party: Party | undefined;
  /** Who provided the data, and so tells. */
  readonly operator: string;
  readonly what: string;
  readonly items: readonly string[] | undefined;
  readonly since: Temporal.Instant;
  readonly toldAt: Temporal.Instant | undefined;
}

/** What is to be told of one person, and to whom: absent scopes mean all. */
interface Cause {
  readonly person: string;
  readonly what: string;
  readonly operators?: readonly string[] | undefined;
  readonly classes?: readonly string[] | undefined;
  readonly items?: readonly string[] | undefined;
}

/**
 * Notes for every recipient of a person's data within a scope what it is to be told.
 * @returns the identifiers of what is to be told; none where nobody received anything
 */
export function tellRecipients(
  subjects: Subjects,
  input: TellInput,
): Command<{ readonly tellings: readonly Id<"telling">[] }> {
  return {
    name: "telling.due",
    input,
    run: async (step) => {
      const person = uuidOf("person", input.person) ?? "";
      const about = (await subjects(step, [person])).get(person);
      refuse(about === undefined ? [{ pointer: "/person", code: "no-person" }] : []);
      const { what, items } = input;
      await step.append({ kind: due, body: { what, ...(items === undefined ? {} : { items }) }, about });
      return { tellings: await note(step, [{ ...input, person }]) };
    },
  };
}

/** Two statements, whatever the number of people and recipients; what is still to be told is not noted twice. */
async function note({ tx, at, ids }: Step, causes: readonly Cause[]): Promise<readonly Id<"telling">[]> {
  const list = (pick: (cause: Cause) => readonly string[] | undefined): (string | null)[] =>
    causes.map((cause) => {
      const words = pick(cause);
      return words === undefined ? null : json(words);
    });
  const { rows: holders } = await sql<{
    person: string;
    what: string;
    items: string | null;
    party: string;
    operator: string;
  }>`
    select distinct given.person, given.what, given.items::text as items, p.party_id as party, p.operator
    from unnest(${causes.map(({ person }) => person)}::uuid[], ${causes.map(({ what }) => what)}::text[],
        ${list(({ operators }) => operators)}::jsonb[], ${list(({ classes }) => classes)}::jsonb[],
        ${list(({ items }) => items)}::jsonb[]) as given (person, what, operators, classes, items)
    join provision p on p.person_id = given.person
    where (given.operators is null or jsonb_exists(given.operators, p.operator))
      and (given.classes is null or p.class is null or jsonb_exists(given.classes, p.class))
      and (given.items is null or p.items && array(select jsonb_array_elements_text(given.items)))
      and not exists (select 1 from telling t where t.person_id = p.person_id and t.party_id = p.party_id
        and t.operator = p.operator and t.what = given.what and t.told_at is null
        and to_jsonb(t.items) is not distinct from given.items)
    order by 1, 4, 5, 2`.execute(tx);
  const made = holders.map((holder) => ({ ...holder, id: ids("telling", at.epochMilliseconds) }));
  if (made.length === 0) return [];
  await sql`insert into telling (person_id, id, party_id, operator, what, items, since)
    select person, id, party, operator, what,
      case when items is null then null else array(select jsonb_array_elements_text(items)) end, ${at}
    from unnest(${made.map(({ person }) => person)}::uuid[], ${made.map(({ id }) => uuidOf("telling", id))}::uuid[],
      ${made.map(({ party }) => party)}::uuid[], ${made.map(({ operator }) => operator)}::text[],
      ${made.map(({ what }) => what)}::text[], ${made.map(({ items }) => items)}::jsonb[])
      as given (person, id, party, operator, what, items)`.execute(tx);
  return made.map(({ id }) => id);
}

/** Records that recipients were told. @throws {ProblemError} `invalid-record` */
export function markTold({ tellings, by }: ToldInput): Command<null> {
  return {
    name: "telling.tell",
    input: { tellings, by },
    run: async (step) => {
      await step.append({ kind: told, body: { tellings: tellings.map(({ id }) => id), by } });
      const { rows } = await sql`update telling t set told_at = ${step.at}, told_by = ${by} from ${given(tellings)}
        where t.person_id = given.person and t.id = given.id and t.told_at is null returning t.id`.execute(step.tx);
      refuse(rows.length === tellings.length ? [] : [{ pointer: "/tellings", code: "no-telling" }]);
      return null;
    },
  };
}

/** Records that recipients said that they had acted. @throws {ProblemError} `invalid-record` */
export function acknowledge({ tellings }: AcknowledgedInput): Command<null> {
  return {
    name: "telling.acknowledge",
    input: { tellings },
    run: async (step) => {
      await step.append({ kind: acknowledged, body: { tellings: tellings.map(({ id }) => id) } });
      const { rows } = await sql`update telling t set acknowledged_at = ${step.at} from ${given(tellings)}
        where t.person_id = given.person and t.id = given.id and t.told_at is not null and t.acknowledged_at is null
        returning t.id`.execute(step.tx);
      refuse(rows.length === tellings.length ? [] : [{ pointer: "/tellings", code: "no-telling" }]);
      return null;
    },
  };
}

function given(tellings: ToldInput["tellings"]): RawBuilder<unknown> {
  return sql`unnest(${tellings.map(({ person }) => uuidOf("person", person))}::uuid[],
    ${tellings.map(({ id }) => uuidOf("telling", id))}::uuid[]) as given (person, id)`;
}

/** What recipients are still to be told, or have not answered to, the oldest first. */
export async function openTellings(
  desk: Pick<Desk, "database" | "keys">,
  { after, limit }: { readonly after?: After | undefined; readonly limit: number },
): Promise<Page<Telling>> {
  const reader = readerOf(desk);
  const { rows } = await sql<{
    id: string;
    person_id: string;
    party_id: string;
    operator: string;
    what: string;
    items: string[] | null;
    since: Temporal.Instant;
    told_at: Temporal.Instant | null;
  }>`select * from telling where acknowledged_at is null
      and (${after?.id ?? null}::uuid is null or (since, id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by since, id limit ${limit + 1}`.execute(reader.db);
  const shown = rows.slice(0, limit);
  const parties = await loadParties(
    reader,
    shown.map((row) => row.party_id),
  );
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      id: idOf("telling", row.id),
      person: idOf("person", row.person_id),
      party: parties.get(row.party_id),
      operator: row.operator,
      what: row.what,
      items: row.items ?? undefined,
      since: row.since,
      toldAt: row.told_at ?? undefined,
    })),
    next: rows.length > limit && last !== undefined ? { at: last.since.toString(), id: last.id } : undefined,
  };
}

/** How far a stop reaches, as the event of it says; what the room that records facts about people adds is not looked at. */
const scopeSchema = z.object({
  to: z.enum(["use", "erasure", "provision", "direct-mail"]).optional(),
  operators: z.array(z.string()).optional(),
  recipients: z.array(z.string()).optional(),
  items: z.array(z.string()).optional(),
});
const WHAT = {
  use: "stop-use",
  erasure: "erasure",
  provision: "stop-provision",
  "direct-mail": "stop-direct-mail",
} as const;

/** Notes what recipients are to be told when somebody objects or withdraws, in the transaction that records it. */
export const tellOnStop: readonly Reaction[] = ["objection.recorded", "withdrawal.recorded"].map((to) => ({
  to,
  run: async (step, events) => {
    await note(step, events.flatMap(causeOf));
  },
}));

function causeOf({ draft }: Appended): Cause[] {
  const parsed = scopeSchema.safeParse(draft.body);
  const person = draft.about?.person;
  if (!parsed.success || person === undefined) return [];
  const { to, recipients, operators, items } = parsed.data;
  const what = draft.kind.name === "withdrawal.recorded" ? "withdrawal" : to === undefined ? undefined : WHAT[to];
  return what === undefined ? [] : [{ person, what, operators, classes: recipients, items }];
}
