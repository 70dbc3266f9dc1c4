import { setImmediate as pause } from "node:timers/promises";
import { sql } from "kysely";
import { z } from "zod";
import type { Command } from "../act/index.ts";
import { json, sealJson } from "../database/index.ts";
import { type EventDraft, eventKind } from "../evidence/index.ts";
import { type Id, uuidOf, writeInstant } from "../wire/index.ts";
import { Faults } from "./faults.ts";
import {
  type FactDetails,
  type FactInput,
  PERSON_FACTS,
  type PersonFact,
  readDetails,
  readFact,
  wordsOf,
} from "./person-fact.ts";
import { personUuid, takePeople, touchPeople } from "./person-key.ts";
import { sealNamed, withoutNamed } from "./fact-named.ts";
import type { Held } from "./record-people.ts";

export interface NewFacts {
  readonly person: Id<"person">;
  readonly facts: readonly FactInput[];
  /** What shows them; of each of these facts. */
  readonly details?: FactDetails | undefined;
}

const list = z.array(z.string()).optional();
const body = z.strictObject({
  fact: z.string(),
  at: z.string(),
  until: z.string().optional(),
  to: z.string().optional(),
  operators: list,
  purposes: list,
  items: list,
  recipients: list,
});

/** An event for each kind: `consent.recorded`. What only sometimes names a person, as a party may be one, is a commitment. */
const RECORDED = new Map(
  Object.entries(PERSON_FACTS).map(([kind, words]) => [
    kind,
    eventKind(`${kind}.recorded`, body, { ja: `「${words.ja}」を記録した`, en: `Recorded: ${words.en}` }),
  ]),
);

/** After so many facts others get their turn. */
const TURN = 500;

/**
 * Records facts about people. A fact is never changed; what ends it is recorded beside it. Its `at` may lie in the past.
 * @returns their identifiers, in the order given
 * @throws {ProblemError} when run: `invalid-record` with the place of everything that is wrong; `no-such-person`
 */
export function recordFacts(
  { entries }: { readonly entries: readonly NewFacts[] },
  { words, root = (entry) => ["entries", entry] }: Held & FactPaths = {},
): Command<{ readonly ids: readonly (readonly Id<"fact">[])[] }> {
  return {
    name: "facts.record",
    input: { entries },
    run: async (step) => {
      const faults = new Faults();
      const read = entries.map(({ person, facts, details }, index) => {
        const path = root(index);
        const those = facts.map((fact, place) => readFact(fact, words, [...path, "facts", place], faults));
        return { person, facts: those, details: readDetails(details, facts, [...path, "details"], faults) };
      });
      faults.check();
      const subjects = await takePeople(
        step,
        entries.map(({ person }) => personUuid(person)),
      );
      const drafts: EventDraft[] = [];
      const rows: Row[] = [];
      const ids: Id<"fact">[][] = [];
      for (const { person, facts, details } of read) {
        const about = subjects.get(personUuid(person));
        if (about === undefined) throw new TypeError("a person was taken and is not there");
        const those: Id<"fact">[] = [];
        for (const fact of facts) {
          const kind = RECORDED.get(fact?.kind ?? "");
          if (fact === undefined || kind === undefined) throw new TypeError("a fact was read and is not there");
          const id = step.ids("fact", step.at.epochMilliseconds);
          const uuid = uuidOf("fact", id) ?? "";
          drafts.push({
            kind,
            about,
            body: bodyOf(id, fact),
            values: { fact: plainFact(fact), details: details ?? null },
          });
          const place = { table: "fact", column: "sealed", row: uuid };
          rows.push({
            uuid,
            person: about.person,
            fact,
            sealed: details === undefined ? null : sealJson(about.key, plain(details), place),
            named: sealNamed(about.key, uuid, fact),
          });
          those.push(id);
          if (rows.length % TURN === 0) await pause();
        }
        ids.push(those);
      }
      if (rows.length === 0) {
        faults.add(root(0), NOTHING);
        faults.check();
      }
      await step.append(...drafts);
      await sql`insert into fact (person_id, id, kind, at, recorded_at, fact, sealed, named)
        select person_id, id, kind, at, ${step.at}, fact, sealed, named from unnest(
          ${rows.map(({ person }) => person)}::uuid[], ${rows.map(({ uuid }) => uuid)}::uuid[],
          ${rows.map(({ fact }) => fact.kind)}::text[],
          ${rows.map(({ fact }) => Temporal.Instant.fromEpochMilliseconds(fact.at))}::timestamptz[],
          ${rows.map(({ fact }) => json(withoutNamed(plainFact(fact))))}::jsonb[],
          ${rows.map(({ sealed }) => sealed)}::bytea[], ${rows.map(({ named }) => named)}::bytea[])
          as given (person_id, id, kind, at, fact, sealed, named)`.execute(step.tx);
      await touchPeople(step, [...subjects.keys()]);
      return { ids };
    },
  };
}

interface FactPaths {
  /** Where an entry stands in what was sent. */
  readonly root?: (entry: number) => readonly (string | number)[];
}

interface Row {
  readonly uuid: string;
  readonly person: string;
  readonly fact: PersonFact;
  readonly sealed: Uint8Array | null;
  readonly named: Uint8Array | null;
}

const NOTHING = {
  ja: "記録する事実がありません。facts に1つ以上書いてください。",
  en: "There is no fact to record. Write one or more into facts.",
};

function bodyOf(id: Id<"fact">, fact: PersonFact): z.output<typeof body> {
  const named = wordsOf(fact);
  return {
    fact: id,
    at: writeInstant(fact.at),
    ...plain({
      until: "until" in fact && fact.until !== undefined ? writeInstant(fact.until) : undefined,
      to: fact.kind === "objection" ? fact.to : undefined,
      operators: list.parse(named.operators),
      purposes: list.parse(named.purposes),
      items: list.parse(named.items),
      recipients: list.parse(named.recipients),
    }),
  };
}

/** Without what is undefined: canonical JSON has no such thing. */
function plain<Of extends object>(value: Of): Of {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is left out was undefined
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Of;
}

function plainFact(fact: PersonFact): Omit<PersonFact, "id" | "recordedAt"> {
  const { id: _, recordedAt: __, ...rest } = fact;
  return plain(rest);
}
