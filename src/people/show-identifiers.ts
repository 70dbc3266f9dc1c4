import { sql } from "kysely";
import { z } from "zod";
import type { Command, Desk, Step } from "../act/index.ts";
import { loadDataKeys, openJson } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, idOf, ProblemError } from "../wire/index.ts";
import type { IdentifierKind } from "./identifiers/index.ts";
import { loadPeople, protectionsAt } from "./load-people.ts";
import { keptSchema } from "./new-identifier.ts";
import { handleOf, personUuid, type ReadFrom, takePerson } from "./person-key.ts";
import type { InSight } from "./sight.ts";
import type { PeopleTables } from "./tables.ts";

export interface ShownIdentifier {
  readonly id: Id<"identifier">;
  readonly kind: IdentifierKind;
  /** Absent: not one of a single operator. */
  readonly operator: string | undefined;
  /** As it was written; absent where only its hashes are kept, or where it is closed. */
  readonly text: string | undefined;
  readonly kept: boolean;
  /** By this somebody who is threatened could be found: shown only by `openProtected`. */
  readonly closed: boolean;
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant | undefined;
}

/** By these a person can be found in the world. */
const LEADS_TO: ReadonlySet<IdentifierKind> = new Set(["address", "postal-code", "room", "phone"]);

/**
 * What a person is found by, opened where it is kept, as far as a caller may see it. Of someone who is protected (16(4), CO5), or linked with someone who is,
 * addresses and phone numbers stay closed.
 * @throws {ProblemError} `no-such-person`
 */
export async function showIdentifiers(
  desk: Pick<Desk, "database" | "keys" | "clock">,
  person: Id<"person">,
  { shows }: Pick<InSight, "shows">,
): Promise<readonly ShownIdentifier[]> {
  const closed = await isProtected(desk, person, desk.clock.now());
  const all = await identifiersOf(desk, person, (kind) => closed && LEADS_TO.has(kind));
  return all.filter(({ kind }) => shows(kind));
}

const shown = eventKind("identifier.shown", z.strictObject({ identifiers: z.array(z.string()) }), {
  ja: "保護されている人の住所・電話番号を見た",
  en: "Address and phone of someone protected were seen",
});

/**
 * All that a protected person is found by and a caller may see. That it was looked at is itself on record, so it is a command.
 * @param asked.reason why it has to be seen; free text, sealed
 * @returns which they are; `textsOf` gives what they say, so that no answer kept for a retry holds it
 * @throws {ProblemError} when run: `no-such-person`
 */
export function openProtected(
  asked: { readonly person: Id<"person">; readonly reason: string },
  { shows }: Pick<InSight, "shows">,
): Command<readonly Id<"identifier">[]> {
  return {
    name: "identifiers.show",
    input: asked,
    run: async (step: Step) => {
      const about = await takePerson(step, asked.person);
      const all = await identifiersOf(step, asked.person, () => false);
      const opened = all.flatMap(({ id, kind, text }) =>
        text !== undefined && LEADS_TO.has(kind) && shows(kind) ? [id] : [],
      );
      await step.append({
        kind: shown,
        about,
        body: { identifiers: opened },
        values: { reason: asked.reason },
      });
      return opened;
    },
  };
}

/** What these identifiers of a person say, once it is on record that they are seen. */
export async function textsOf(
  from: ReadFrom,
  person: Id<"person">,
  seen: readonly Id<"identifier">[],
): Promise<readonly { readonly id: Id<"identifier">; readonly text: string }[]> {
  const all = await identifiersOf(from, person, () => false);
  return all.flatMap(({ id, text }) => (text !== undefined && seen.includes(id) ? [{ id, text }] : []));
}

async function isProtected(from: ReadFrom, person: Id<"person">, at: Temporal.Instant): Promise<boolean> {
  const loaded = (await loadPeople(from, [person])).get(person);
  if (loaded === undefined || loaded.erased) throw new ProblemError("no-such-person", { person });
  return protectionsAt(loaded, at.epochMilliseconds).length > 0;
}

async function identifiersOf(
  from: ReadFrom,
  person: Id<"person">,
  isClosed: (kind: IdentifierKind) => boolean,
): Promise<readonly ShownIdentifier[]> {
  const { rows } = await sql<PeopleTables["identifier"] & { key_id: string }>`
    select i.*, p.key_id from identifier i join person p on p.id = i.person_id
    where i.person_id = ${personUuid(person)} order by i.until_at is not null, i.kind, i.operator, i.id`.execute(
    handleOf(from),
  );
  const keys = await loadDataKeys(
    handleOf(from),
    from.keys,
    rows.map(({ key_id }) => key_id),
  );
  return rows.map(({ id, kind, operator, sealed, key_id, from_at, until_at }): ShownIdentifier => {
    const key = keys.get(key_id);
    const closed = sealed !== null && isClosed(kind);
    const place = { table: "identifier", column: "sealed", row: id };
    return {
      id: idOf("identifier", id),
      kind,
      operator: operator === "" ? undefined : operator,
      text:
        sealed === null || key === undefined || closed
          ? undefined
          : keptSchema.parse(openJson(key, sealed, place)).text,
      kept: sealed !== null,
      closed,
      from: from_at,
      until: until_at ?? undefined,
    };
  });
}

/** What to call people on a list: the name, else its kana, else an alias; absent where none is kept, or none is to be seen. In two queries. */
export async function namesOf(
  from: ReadFrom,
  people: ReadonlyMap<Id<"person">, Pick<InSight, "shows">>,
): Promise<ReadonlyMap<Id<"person">, string>> {
  const { rows } = await sql<PeopleTables["identifier"] & { key_id: string }>`
    select i.*, p.key_id from identifier i join person p on p.id = i.person_id
    where i.person_id = any(${[...people.keys()].map(personUuid)}::uuid[]) and i.kind in ('name', 'kana', 'alias')
      and i.sealed is not null and i.until_at is null
    order by i.person_id, i.kind = 'alias', i.kind = 'kana', i.id`.execute(handleOf(from));
  const keys = await loadDataKeys(
    handleOf(from),
    from.keys,
    rows.map(({ key_id }) => key_id),
  );
  const names = new Map<Id<"person">, string>();
  for (const { person_id, id, kind, sealed, key_id } of rows) {
    const key = keys.get(key_id);
    const person = idOf("person", person_id);
    if (key === undefined || sealed === null || names.has(person) || people.get(person)?.shows(kind) !== true) continue;
    names.set(person, keptSchema.parse(openJson(key, sealed, { table: "identifier", column: "sealed", row: id })).text);
  }
  return names;
}
