import { sql } from "kysely";
import { z } from "zod";
import type { Command } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import type { Id } from "../wire/index.ts";
import { takePerson, touchPeople } from "./person-key.ts";

const changed = eventKind("person.changed", z.strictObject({ what: z.array(z.enum(["able", "living"])) }), {
  ja: "判断する力か、生死についての記録を改めた",
  en: "Whether a person can judge, or lives, was recorded anew",
});

/**
 * Says anew whether a person can judge what consent means (General 2-16), or lives.
 * @throws {ProblemError} when run: `no-such-person`
 */
export function changePerson(asked: {
  readonly person: Id<"person">;
  readonly able?: boolean | undefined;
  readonly living?: boolean | undefined;
}): Command<{ readonly person: Id<"person"> }> {
  return {
    name: "person.change",
    input: asked,
    run: async (step) => {
      const about = await takePerson(step, asked.person);
      const { able, living } = asked;
      const values = { ...(able === undefined ? {} : { able }), ...(living === undefined ? {} : { living }) };
      const what = (["able", "living"] as const).filter((name) => asked[name] !== undefined);
      await step.append({ kind: changed, about, body: { what }, values });
      await sql`update person set able = coalesce(${able ?? null}::boolean, able),
        living = coalesce(${living ?? null}::boolean, living) where id = ${about.person}`.execute(step.tx);
      await touchPeople(step, [about.person]);
      return { person: asked.person };
    },
  };
}
