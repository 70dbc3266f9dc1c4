import { sql } from "kysely";
import type { Caller, Door } from "../../access/index.ts";
import { OUTCOME_WORDS } from "../../decision/index.ts";
import { knownPeople, sightOf } from "../../people/index.ts";
import type { FoundEntry, House } from "../../room/index.ts";
import { uuidOf, type Words } from "../../wire/index.ts";
import { decisionOf } from "./replay.ts";
import type { DecisionTables } from "./tables.ts";

const MOST = 20;
const DECISION: Words = { ja: "してよいかの答え", en: "Answer to what was asked" };

/** Decisions that a number leads to, for the search over everything: the whole of it, or the eight characters said on the telephone. */
export async function findDecisionEntries(
  house: House,
  { desk }: Door,
  caller: Caller,
  word: string,
): Promise<readonly FoundEntry[]> {
  if (!caller.scopes.has("people:read")) return [];
  const whole = uuidOf("decision", word) ?? null;
  const spoken = /^[0-9a-f]{4}[\s-]?[0-9a-f]{4}$/i.test(word) ? word.replaceAll(/[\s-]/g, "").toLowerCase() : null;
  if (whole === null && spoken === null) return [];
  const { rows } = await sql<DecisionTables["decision"]>`
    select * from decision where id = ${whole}::uuid or right(id::text, 8) = ${spoken}::text
    order by id desc limit ${MOST}`.execute(desk.database.kysely);
  const found = rows.map(decisionOf);
  const known = await knownPeople(
    desk,
    sightOf(caller, house),
    found.map(({ person }) => person),
  );
  return found
    .filter(({ person }) => known.has(person))
    .map(({ id, decidedAt, outcome }) => {
      const day = decidedAt.toZonedDateTimeISO("Asia/Tokyo").toPlainDate().toString();
      return {
        kind: DECISION,
        label: { ja: `${OUTCOME_WORDS[outcome].ja}（${day}）`, en: `${OUTCOME_WORDS[outcome].en} (${day})` },
        path: `/records/counter/${id}`,
      };
    });
}
