import { sql } from "kysely";
import { z } from "zod";
import type { Command } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, ProblemError, type Words } from "../wire/index.ts";
import { Faults } from "./faults.ts";
import { personUuid, takePeople, touchPeople } from "./person-key.ts";

const linked = eventKind("person.linked", z.strictObject({}), {
  ja: "2つの記録を同じ人のものとして結び付けた",
  en: "Two records were linked as the same person's",
});
const unlinked = eventKind("person.unlinked", z.strictObject({}), {
  ja: "2つの記録の結び付けを解いた",
  en: "Two records were unlinked",
});

const ITSELF: Words = {
  ja: "同じ番号どうしは結び付けられません。もう一方の人の番号を書いてください。",
  en: "A record cannot be linked with itself. Write the number of the other one.",
};

interface Pair {
  readonly person: Id<"person">;
  readonly other: Id<"person">;
  /** By what they were taken for one, or not; free text, sealed. */
  readonly reason?: string | undefined;
}

/**
 * Two records are the same person's: from now on the facts of each count for both.
 * @throws {ProblemError} when run: `no-such-person`, `invalid-record` for a record and itself
 */
export function linkPeople(asked: Pair): Command<Pick<Pair, "person" | "other">> {
  return changeLink("people.link", asked, async (step, [one, other]) => {
    const { rows } = await sql`select 1 from person_link
      where person_id = ${one} and other_id = ${other} and until_at is null`.execute(step.tx);
    if (rows.length > 0) return false;
    return async () => {
      await sql`insert into person_link (person_id, other_id, since_at)
        values (${one}, ${other}, ${step.at}), (${other}, ${one}, ${step.at})
        on conflict (person_id, other_id, since_at) do update set until_at = null`.execute(step.tx);
    };
  });
}

/**
 * They are not, after all.
 * @throws {ProblemError} when run: `no-such-person`, `not-on-record` where they are not linked themselves
 */
export function unlinkPeople(asked: Pair): Command<Pick<Pair, "person" | "other">> {
  return changeLink("people.unlink", asked, async (step, [one, other]) => {
    const { rows } = await sql`select 1 from person_link
      where person_id = ${one} and other_id = ${other} and until_at is null`.execute(step.tx);
    if (rows.length === 0) throw new ProblemError("not-on-record", { entry: asked.other });
    return async () => {
      await sql`update person_link set until_at = ${step.at} where until_at is null
        and ((person_id = ${one} and other_id = ${other}) or (person_id = ${other} and other_id = ${one}))`.execute(
        step.tx,
      );
    };
  });
}

type Step = Parameters<Command<unknown>["run"]>[0];

/** Each of the two gets an event of its own: who is erased takes only their own away. The reason stands on the record of the first. */
function changeLink(
  name: "people.link" | "people.unlink",
  asked: Pair,
  prepare: (step: Step, pair: readonly [string, string]) => Promise<(() => Promise<void>) | false>,
): Command<Pick<Pair, "person" | "other">> {
  return {
    name,
    input: asked,
    run: async (step) => {
      const pair = [personUuid(asked.person), personUuid(asked.other)] as const;
      const faults = new Faults();
      if (pair[0] === pair[1]) faults.add(["other"], ITSELF);
      faults.check();
      const subjects = await takePeople(step, pair);
      const write = await prepare(step, pair);
      const kind = name === "people.link" ? linked : unlinked;
      const reason = asked.reason === undefined ? {} : { reason: asked.reason };
      await step.append(
        ...pair.map((uuid, index) => ({
          kind,
          about: subjects.get(uuid),
          body: {},
          values: index === 0 ? { ...reason, other: asked.other } : { other: asked.person },
        })),
      );
      // Said again, it stays: the event tells that it was.
      if (write !== false) await write();
      await touchPeople(step, pair);
      return { person: asked.person, other: asked.other };
    },
  };
}
