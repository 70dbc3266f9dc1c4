import { sql } from "kysely";
import { z } from "zod";
import type { Command } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import type { Id } from "../wire/index.ts";
import { openEntry } from "./open-entry.ts";
import { takePerson, touchPeople } from "./person-key.ts";

const ended = eventKind("identifier.ended", z.strictObject({ identifier: z.string() }), {
  ja: "識別情報が使われなくなった",
  en: "An identifier is in use no more",
});

/**
 * A person has an identifier no more, as a number they gave up: another may have it, and it finds them as somebody similar only.
 * @throws {ProblemError} when run: `no-such-person`, `not-on-record`, `already-ended`
 */
export function endIdentifier(asked: {
  readonly person: Id<"person">;
  readonly identifier: Id<"identifier">;
}): Command<{ readonly id: Id<"identifier"> }> {
  return {
    name: "identifier.end",
    input: asked,
    run: async (step) => {
      const about = await takePerson(step, asked.person);
      const uuid = await openEntry(step, "identifier", about.person, asked.identifier);
      await step.append({ kind: ended, about, body: { identifier: asked.identifier } });
      await sql`update identifier set until_at = ${step.at}
        where person_id = ${about.person} and id = ${uuid}`.execute(step.tx);
      await sql`update identifier_lookup set alone = false
        where person_id = ${about.person} and identifier_id = ${uuid} and alone`.execute(step.tx);
      await touchPeople(step, [about.person]);
      return { id: asked.identifier };
    },
  };
}
