import { setImmediate as pause } from "node:timers/promises";
import { sql } from "kysely";
import { z } from "zod";
import type { Command } from "../act/index.ts";
import { newDataKey, storeDataKeys } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, uuidOf } from "../wire/index.ts";
import { Faults } from "./faults.ts";
import {
  insertIdentifiers,
  type NewIdentifier,
  type PlacedIdentifier,
  readIdentifiers,
  refuseTaken,
} from "./new-identifier.ts";
import { checkWords, type PolicyWords } from "./policy-words.ts";
import { insertRoles, type NewRole, readRole } from "./new-role.ts";

export interface NewPerson {
  readonly identifiers: readonly NewIdentifier[];
  readonly roles: readonly NewRole[];
  /** Able to judge what consent means (General 2-16); true unless said. */
  readonly able?: boolean | undefined;
  /** True unless said. */
  readonly living?: boolean | undefined;
}

/** Further: what a record is held to. */
export interface Held {
  /** The words of the policies served; absent: any word is taken. */
  readonly words?: PolicyWords | undefined;
}

const recorded = eventKind(
  "person.recorded",
  z.strictObject({
    identifiers: z.array(
      z.strictObject({ identifier: z.string(), kind: z.string(), operator: z.string().optional(), kept: z.boolean() }),
    ),
    roles: z.array(z.strictObject({ operator: z.string(), kind: z.string(), department: z.string().optional() })),
  }),
  { ja: "人を記録した", en: "A person was recorded" },
);

/** After so many people others get their turn: a thousand take some tenths of a second. */
const TURN = 50;

/**
 * Records people who are not on record yet, with what they are found by and what they are to each operator.
 * @returns their identifiers, in the order given
 * @throws {ProblemError} when run: `invalid-record` with the place of everything that cannot be read; `identifier-taken` where another
 *   person has an identifier that tells people apart
 */
export function recordPeople(
  { people }: { readonly people: readonly NewPerson[] },
  { words }: Held = {},
): Command<{ readonly ids: readonly Id<"person">[] }> {
  return {
    name: "people.record",
    input: { people },
    run: async (step) => {
      const faults = new Faults();
      const read = people.map(({ identifiers, roles, able = true, living = true }, index) => ({
        index,
        able,
        living,
        identifiers: readIdentifiers(identifiers, { at: step.at, words }, ["people", index, "identifiers"], faults),
        roles: roles.map((role, place) => {
          const path = ["people", index, "roles", place];
          checkWords(words, "operators", [role.operator], [...path, "operator"], faults);
          checkWords(words, "kinds", [role.kind], [...path, "kind"], faults);
          checkWords(words, "departments", [role.department ?? []].flat(), [...path, "department"], faults);
          return readRole(role, path, faults);
        }),
      }));
      faults.check();
      const made: (Awaited<ReturnType<typeof newDataKey>> & (typeof read)[number] & Placed)[] = [];
      for (const one of read) {
        const id = step.ids("person", step.at.epochMilliseconds);
        const person = uuidOf("person", id) ?? "";
        const dataKey = await newDataKey(step.keys);
        const subject = { person, key: dataKey.key };
        const placed = one.identifiers.map((identifier, place): PlacedIdentifier => {
          const path = ["people", one.index, "identifiers", place, "value"];
          return { ...identifier, id: step.ids("identifier", step.at.epochMilliseconds), subject, path };
        });
        made.push({ ...one, ...dataKey, id, subject, placed });
        if (made.length % TURN === 0) await pause();
      }
      const identifiers = made.flatMap(({ placed }) => placed);
      await refuseTaken(step, identifiers);
      await step.append(
        ...made.map(({ subject, placed, roles, able, living }) => ({
          kind: recorded,
          about: subject,
          body: {
            identifiers: placed.map(({ id, kind, operator, keep }) => {
              return { identifier: id, kind, kept: keep, ...(operator === "" ? {} : { operator }) };
            }),
            roles: roles.map(({ operator, kind, department }) => {
              return { operator, kind, ...(department === undefined ? {} : { department }) };
            }),
          },
          values: {
            able,
            living,
            identifiers: placed.flatMap(({ id, kind, text, keep }) => (keep ? [{ identifier: id, kind, text }] : [])),
          },
        })),
      );
      await storeDataKeys(step.tx, "person", made);
      await sql`insert into person (id, key_id, able, living, made_at)
        select id, key_id, able, living, ${step.at} from unnest(
          ${made.map(({ subject }) => subject.person)}::uuid[], ${made.map(({ key }) => key.id)}::uuid[],
          ${made.map(({ able }) => able)}::boolean[], ${made.map(({ living }) => living)}::boolean[])
          as given (id, key_id, able, living)`.execute(step.tx);
      await insertIdentifiers(step, identifiers);
      await insertRoles(
        step,
        made.flatMap(({ subject, roles }) => roles.map((role) => ({ ...role, person: subject.person }))),
      );
      return { ids: made.map(({ id }) => id) };
    },
  };
}

interface Placed {
  readonly id: Id<"person">;
  readonly subject: PlacedIdentifier["subject"];
  readonly placed: readonly PlacedIdentifier[];
}
