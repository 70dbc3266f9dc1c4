import { sql } from "kysely";
import { z } from "zod";
import type { Command } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, idOf } from "../wire/index.ts";
import { Faults } from "./faults.ts";
import { insertRoles, type NewRole, readRole } from "./new-role.ts";
import { takePerson, touchPeople } from "./person-key.ts";
import { checkWords } from "./policy-words.ts";
import type { Held } from "./record-people.ts";

const set = eventKind(
  "role.set",
  z.strictObject({
    operator: z.string(),
    kind: z.string(),
    department: z.string().optional(),
    since: z.string().optional(),
    until: z.string().optional(),
  }),
  { ja: "事業者との関係を記録した", en: "What a person is to an operator was recorded" },
);

/**
 * Says what a person is to an operator. Where they are that already, without end, its dates and department are changed; so that an `until` ends it.
 * @throws {ProblemError} when run: `no-such-person`, `invalid-record`
 */
export function setRole(
  asked: { readonly person: Id<"person">; readonly role: NewRole },
  { words }: Held = {},
): Command<{ readonly id: Id<"role"> }> {
  return {
    name: "role.set",
    input: asked,
    run: async (step) => {
      const faults = new Faults();
      checkWords(words, "operators", [asked.role.operator], ["operator"], faults);
      checkWords(words, "kinds", [asked.role.kind], ["kind"], faults);
      checkWords(words, "departments", [asked.role.department ?? []].flat(), ["department"], faults);
      const role = readRole(asked.role, [], faults);
      faults.check();
      const about = await takePerson(step, asked.person);
      const { operator, kind, department, since, until } = role;
      await step.append({
        kind: set,
        about,
        body: {
          operator,
          kind,
          ...(department === undefined ? {} : { department }),
          ...(since === undefined ? {} : { since: since.toString() }),
          ...(until === undefined ? {} : { until: until.toString() }),
        },
      });
      const { rows } = await sql<{ id: string }>`
        update person_role set since_at = coalesce(${since ?? null}::timestamptz, since_at), until_at = ${until ?? null}::timestamptz,
          department = coalesce(${department ?? null}::text, department)
        where person_id = ${about.person} and operator = ${operator} and kind = ${kind} and until_at is null
        returning id`.execute(step.tx);
      const [known] = rows;
      const [made] = known === undefined ? await insertRoles(step, [{ ...role, person: about.person }]) : [];
      await touchPeople(step, [about.person]);
      const id = made ?? idOf("role", known?.id ?? "");
      return { id };
    },
  };
}
