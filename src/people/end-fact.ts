import { sql } from "kysely";
import { z } from "zod";
import type { Command } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, ProblemError, uuidOf } from "../wire/index.ts";
import { Faults } from "./faults.ts";
import { readInstant } from "./new-role.ts";
import { linksOf } from "./linked.ts";
import { personUuid, shortId, takePeople, touchPeople } from "./person-key.ts";

const ended = eventKind("fact.ended", z.strictObject({ fact: z.string(), at: z.string() }), {
  ja: "事実が終わった",
  en: "A fact came to its end",
});

/**
 * Ends a fact early, as when a person lifts an objection. The fact stays as it was recorded, whichever of linked records it is on.
 * @param asked.at from when on it no longer counts: ISO 8601 with an offset; absent: now
 * @throws {ProblemError} when run: `no-such-person`, `not-on-record`, `already-ended`, `invalid-record`
 */
export function endFact(asked: {
  readonly person: Id<"person">;
  readonly fact: Id<"fact">;
  readonly at?: string | undefined;
  /** Why; free text, sealed. */
  readonly reason?: string | undefined;
}): Command<{ readonly fact: Id<"fact">; readonly at: string }> {
  return {
    name: "fact.end",
    input: asked,
    run: async (step) => {
      const faults = new Faults();
      const at = readInstant(asked.at, ["at"], faults) ?? step.at;
      faults.check();
      const person = personUuid(asked.person);
      const linked = (await linksOf(step.tx, [person])).get(person)?.keys() ?? [];
      const subjects = await takePeople(step, [person, ...linked]);
      const uuid = uuidOf("fact", asked.fact);
      const { rows } = await sql<{ person_id: string; at: Temporal.Instant | null }>`
        select f.person_id, e.at from fact f
        left join fact_ending e on e.person_id = f.person_id and e.fact_id = f.id
        where f.person_id = any(${[...subjects.keys()]}::uuid[]) and f.id = ${uuid ?? null}::uuid`.execute(step.tx);
      const [found] = rows;
      const about = subjects.get(found?.person_id ?? "");
      if (found === undefined || about === undefined || uuid === undefined)
        throw new ProblemError("not-on-record", { entry: shortId(asked.fact) });
      if (found.at !== null) throw new ProblemError("already-ended", { entry: asked.fact, at: found.at.toString() });
      const { reason } = asked;
      await step.append({
        kind: ended,
        about,
        body: { fact: asked.fact, at: at.toString() },
        ...(reason === undefined ? {} : { values: { reason } }),
      });
      await sql`insert into fact_ending (person_id, fact_id, at, recorded_at)
        values (${about.person}, ${uuid}, ${at}, ${step.at})`.execute(step.tx);
      await touchPeople(step, [about.person]);
      return { fact: asked.fact, at: at.toString() };
    },
  };
}
