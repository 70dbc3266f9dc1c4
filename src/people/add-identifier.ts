import { sql } from "kysely";
import { z } from "zod";
import type { Command, Step } from "../act/index.ts";
import { allLookupHashes } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, idOf } from "../wire/index.ts";
import { Faults } from "./faults.ts";
import type { Findable } from "./lookup.ts";
import { linksOf } from "./linked.ts";
import {
  insertIdentifiers,
  type NewIdentifier,
  type PlacedIdentifier,
  readIdentifiers,
  refuseTaken,
} from "./new-identifier.ts";
import { takePerson, touchPeople } from "./person-key.ts";
import type { Held } from "./record-people.ts";
import { rehash } from "./rehash-identifiers.ts";

const added = eventKind(
  "identifier.added",
  z.strictObject({ identifier: z.string(), kind: z.string(), operator: z.string().optional(), kept: z.boolean() }),
  { ja: "識別情報を加えた", en: "An identifier was added" },
);
const seen = eventKind("identifier.seen", z.strictObject({ identifier: z.string() }), {
  ja: "記録にある識別情報が、もう一度示された",
  en: "An identifier on record was given again",
});

/**
 * Adds something a person is found by. What they have already keeps its number, and is hashed under the newest lookup key.
 * @throws {ProblemError} when run: `no-such-person`, `invalid-record`, `identifier-taken`
 */
export function addIdentifier(
  asked: { readonly person: Id<"person">; readonly identifier: NewIdentifier },
  { words }: Held = {},
): Command<{ readonly id: Id<"identifier"> }> {
  return {
    name: "identifier.add",
    input: asked,
    run: async (step) => {
      const faults = new Faults();
      const [read] = readIdentifiers([asked.identifier], { at: step.at, words }, [], faults);
      // There is one, so that its place in the list says nothing.
      faults.check((path) => path.slice(1));
      if (read === undefined) throw new TypeError("an identifier was read and is not there");
      const subject = await takePerson(step, asked.person);
      const placed = { ...read, subject, id: step.ids("identifier", step.at.epochMilliseconds), path: ["value"] };
      const known = await sameOf(step, placed);
      if (known !== undefined) {
        const id = idOf("identifier", known.identifier);
        await step.append({ kind: seen, about: subject, body: { identifier: id } });
        await rehash(step, [known]);
        return { id };
      }
      const linked = (await linksOf(step.tx, [subject.person])).get(subject.person);
      await refuseTaken(step, [placed], { except: new Set(linked?.keys() ?? []) });
      const { id, kind, operator, keep, text } = placed;
      await step.append({
        kind: added,
        about: subject,
        body: { identifier: id, kind, kept: keep, ...(operator === "" ? {} : { operator }) },
        ...(keep ? { values: { text } } : {}),
      });
      // What linked people have in common is nobody's alone.
      await insertIdentifiers(step, [linked === undefined ? placed : { ...placed, alone: false }]);
      await touchPeople(step, [subject.person]);
      return { id };
    },
  };
}

/** The identifier that the person has and that is this very one. */
async function sameOf(
  { tx, keys }: Step,
  { kind, operator, form, subject }: PlacedIdentifier,
): Promise<Findable | undefined> {
  const { rows } = await sql<{ id: string; kept: boolean; alone: boolean }>`
    select i.id, i.sealed is not null as kept, l.alone from identifier i
    join identifier_lookup l on l.person_id = i.person_id and l.identifier_id = i.id
    where i.person_id = ${subject.person} and i.operator = ${operator} and i.until_at is null and l.form = 'exact'
      and l.hash = any(${allLookupHashes(keys, kind, form.exact).map(({ hash }) => hash)}::bytea[])`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { id: identifier, kept, alone } = row;
  return { person: subject.person, identifier, kind, operator, form, alone, byPart: kind === "kana" && kept };
}
