import { sql } from "kysely";
import { z } from "zod";
import type { Command } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, ProblemError } from "../wire/index.ts";
import { personUuid } from "./person-key.ts";

const erased = eventKind("person.erased", z.strictObject({ identifiers: z.int(), facts: z.int(), events: z.int() }), {
  ja: "人の記録を消去した",
  en: "The record of a person was erased",
});

/** What is of one person and goes with them, what leans on another before it. */
const OF_PERSON = [
  "fact_ending",
  "fact",
  "identifier_lookup",
  "identifier",
  "person_role",
  "representative",
  "person_link",
] as const;

/**
 * Erases a person: what they are found by, their facts, links and representatives are gone; what events say of them opens no more,
 * and no event says any more whom it was about. The events themselves stay, so that every proof holds. Records of provision are kept
 * under keys of their own for as long as the Act asks (29(2)), and are not touched.
 * @throws {ProblemError} when run: `no-such-person`, where they were erased before too
 */
export function erasePerson(asked: { readonly person: Id<"person"> }): Command<{ readonly erased: Id<"person"> }> {
  return {
    name: "person.erase",
    input: asked,
    run: async (step) => {
      const uuid = personUuid(asked.person);
      // Taken without its key: an erasure has to work where the key does not open.
      const { rows } = await sql<{ key_id: string }>`
        select key_id from person where id = ${uuid} and erased_at is null for update`.execute(step.tx);
      const [found] = rows;
      if (found === undefined) throw new ProblemError("no-such-person", { person: asked.person });
      // Counted once nobody writes of them any more: a statement that waited would count what there was when it began.
      const { rows: counted } = await sql<{ identifiers: number; facts: number; events: number }>`
        select (select count(*) from identifier where person_id = ${uuid}) as identifiers,
          (select count(*) from fact where person_id = ${uuid}) as facts,
          (select count(*) from event_secret where person_id = ${uuid}) as events`.execute(step.tx);
      const [counts = { identifiers: 0, facts: 0, events: 0 }] = counted;
      // About nobody: with the person's key gone, nobody could open whom it was about.
      await step.append({ kind: erased, body: counts, concerns: uuid });
      for (const table of OF_PERSON)
        await sql`delete from ${sql.table(table)} where person_id = ${uuid}`.execute(step.tx);
      await sql`delete from person_link where other_id = ${uuid}`.execute(step.tx);
      await sql`update representative set representative_id = null where representative_id = ${uuid}`.execute(step.tx);
      await sql`delete from event_secret where person_id = ${uuid}`.execute(step.tx);
      await sql`update person set able = true, living = true, erased_at = ${step.at}, version = version + 1
        where id = ${uuid}`.execute(step.tx);
      await step.shred([found.key_id]);
      return { erased: asked.person };
    },
  };
}
