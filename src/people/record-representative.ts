import { sql } from "kysely";
import { z } from "zod";
import type { Command } from "../act/index.ts";
import { sealJson } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, uuidOf, type Words } from "../wire/index.ts";
import { Faults } from "./faults.ts";
import { readInstant } from "./new-role.ts";
import { openEntry } from "./open-entry.ts";
import { personUuid, takePeople, takePerson, touchPeople } from "./person-key.ts";

/** By what right somebody acts for a person (CO13). */
export const CAPACITIES = {
  minor: { ja: "未成年者の法定代理人", en: "statutory representative of a minor" },
  "adult-ward": { ja: "成年被後見人の法定代理人", en: "statutory representative of an adult ward" },
  mandate: { ja: "本人から委任を受けた代理人", en: "agent by the person's mandate" },
} as const satisfies Record<string, Words>;

export type Capacity = keyof typeof CAPACITIES;

export function isCapacity(text: string): text is Capacity {
  return Object.hasOwn(CAPACITIES, text);
}

export interface NewRepresentative {
  readonly capacity: Capacity;
  readonly name: string;
  /** What shows it: the register, the mandate. */
  readonly evidence: string;
  readonly contact?: string | undefined;
  /** Where they are on record themselves. */
  readonly representative?: Id<"person"> | undefined;
  /** ISO 8601 with an offset; absent: now. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** What is sealed of a representative. */
export const representativeSchema = z.strictObject({
  name: z.string(),
  evidence: z.string(),
  contact: z.string().optional(),
});

const recorded = eventKind(
  "representative.recorded",
  z.strictObject({ representative: z.string(), capacity: z.string(), from: z.string(), until: z.string().optional() }),
  { ja: "代理人を記録した", en: "A representative was recorded" },
);

const NEEDED: Words = { ja: "「{key}」が空です。書き足してください。", en: "“{key}” is empty. Fill it in." };
const ENDS_FIRST: Words = {
  ja: "終わりが始まりより前です。どちらかを直してください。",
  en: "The end comes before the start. Mend one of the two.",
};

/**
 * Records who acts for a person, by what right and for how long.
 * @throws {ProblemError} when run: `no-such-person`, `invalid-record`
 */
export function recordRepresentative(asked: {
  readonly person: Id<"person">;
  readonly representative: NewRepresentative;
}): Command<{ readonly id: Id<"representative"> }> {
  return {
    name: "representative.record",
    input: asked,
    run: async (step) => {
      const { capacity, name, evidence, contact, representative, ...given } = asked.representative;
      const faults = new Faults();
      const from = readInstant(given.from, ["from"], faults) ?? step.at;
      const until = readInstant(given.until, ["until"], faults);
      if (until !== undefined && Temporal.Instant.compare(until, from) < 0) faults.add(["until"], ENDS_FIRST);
      for (const [key, text] of Object.entries({ name, evidence }))
        if (text.trim() === "") faults.add([key], NEEDED, { key });
      faults.check();
      const other = representative === undefined ? undefined : personUuid(representative);
      const uuid = personUuid(asked.person);
      const about = (await takePeople(step, [uuid, ...(other === undefined ? [] : [other])])).get(uuid);
      if (about === undefined) throw new TypeError("a person was taken and is not there");
      const id = step.ids("representative", step.at.epochMilliseconds);
      const row = uuidOf("representative", id) ?? "";
      const sealed = { name, evidence, ...(contact === undefined ? {} : { contact }) };
      await step.append({
        kind: recorded,
        about,
        body: {
          representative: id,
          capacity,
          from: from.toString(),
          ...(until === undefined ? {} : { until: until.toString() }),
        },
        values: { ...sealed, ...(representative === undefined ? {} : { person: representative }) },
      });
      await sql`insert into representative (person_id, id, capacity, representative_id, sealed, from_at, until_at)
        values (${about.person}, ${row}, ${capacity}, ${other ?? null},
          ${sealJson(about.key, sealed, { table: "representative", column: "sealed", row })}, ${from}, ${until ?? null})`.execute(
        step.tx,
      );
      await touchPeople(step, [about.person]);
      return { id };
    },
  };
}

const ended = eventKind("representative.ended", z.strictObject({ representative: z.string() }), {
  ja: "代理が終わった",
  en: "A representation came to its end",
});

/**
 * Somebody acts for a person no more, from now on.
 * @throws {ProblemError} when run: `no-such-person`, `not-on-record`, `already-ended`
 */
export function endRepresentative(asked: {
  readonly person: Id<"person">;
  readonly representative: Id<"representative">;
}): Command<{ readonly id: Id<"representative"> }> {
  return {
    name: "representative.end",
    input: asked,
    run: async (step) => {
      const about = await takePerson(step, asked.person);
      const uuid = await openEntry(step, "representative", about.person, asked.representative);
      await step.append({ kind: ended, about, body: { representative: asked.representative } });
      await sql`update representative set until_at = ${step.at}
        where person_id = ${about.person} and id = ${uuid}`.execute(step.tx);
      await touchPeople(step, [about.person]);
      return { id: asked.representative };
    },
  };
}
