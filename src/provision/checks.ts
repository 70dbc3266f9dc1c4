import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import type { Command, Desk } from "../act/index.ts";
import { json, loadDataKey, loadDataKeys, openJson, sealJson } from "../database/index.ts";
import { eventKind } from "../evidence/index.ts";
import { midnightInJapan, type Id, idOf, uuidOf } from "../wire/index.ts";
import { type RecordFault, refuse } from "./faults.ts";
import type { CheckInput } from "./input.ts";
import { loadParties } from "./party.ts";
import { type Reader, readerIn, readerOf } from "./ports.ts";
import { isAbroad, nextCheck } from "./rules.ts";

const checked = eventKind(
  "party.checked",
  z.strictObject({
    check: z.string(),
    party: z.string(),
    of: z.string(),
    on: z.string(),
    result: z.string(),
    next: z.string(),
  }),
  { ja: "委託先または外国の提供先を確認した", en: "An entrusted party or a recipient abroad was checked" },
);

/** A check of an entrusted party (25), or of a recipient abroad (28(3), R18). */
export interface Check {
  readonly id: Id<"check">;
  readonly of: string;
  readonly on: Temporal.PlainDate;
  readonly result: string;
  /** The day by which it is looked at again. */
  readonly next: Temporal.PlainDate;
  readonly found: string | undefined;
}

interface CheckRow {
  id: string;
  party_id: string;
  of: string;
  checked_on: Temporal.PlainDate;
  result: string;
  next_on: Temporal.PlainDate;
  sealed: Uint8Array;
}

const placeOf = (row: string) => ({ table: "party_check", column: "sealed", row });
const sealedSchema = z.object({ found: z.string().optional() });

/**
 * Records that a party was checked. A check of a recipient abroad is at once the fact by which the engine answers: that its measures
 * held on that day, or that they are suspended.
 * @throws {ProblemError} `invalid-record`
 */
export function recordCheck(input: CheckInput): Command<{ readonly id: Id<"check">; readonly next: string }> {
  return {
    name: "party.check",
    input,
    run: async (step) => {
      const { tx, keys, at } = step;
      const uuid = uuidOf("party", input.party) ?? "";
      const party = (await loadParties(readerIn(step), [uuid])).get(uuid);
      const on = Temporal.PlainDate.from(input.on);
      const day = midnightInJapan(input.on);
      const faults: RecordFault[] = [];
      if (party === undefined) faults.push({ pointer: "/party", code: "no-party" });
      else if (input.of === "foreign" && !isAbroad(party, day.epochMilliseconds))
        faults.push({ pointer: "/of", code: "not-abroad" });
      if (input.of === "foreign" && input.basis === undefined) faults.push({ pointer: "/basis", code: "basis-needed" });
      if (Temporal.Instant.compare(day, at) > 0) faults.push({ pointer: "/on", code: "in-the-future" });
      refuse(faults);
      const next = nextCheck(
        input.of,
        on,
        input.nextOn === undefined ? undefined : Temporal.PlainDate.from(input.nextOn),
      );
      const id = step.ids("check", at.epochMilliseconds);
      const row = uuidOf("check", id) ?? "";
      await step.append({
        kind: checked,
        body: {
          check: id,
          party: input.party,
          of: input.of,
          on: input.on,
          result: input.result,
          next: next.toString(),
        },
        ...(input.found === undefined ? {} : { values: { found: input.found } }),
      });
      const { rows } = await sql<{ key_id: string }>`select key_id from party where id = ${uuid}`.execute(tx);
      const key = await loadDataKey(readerIn(step).db, keys, rows[0]?.key_id ?? "");
      await sql`insert into party_check (id, party_id, of, checked_on, result, next_on, sealed, recorded_at)
        values (${row}, ${uuid}, ${input.of}, ${on}, ${input.result}, ${next},
          ${sealJson(key, { found: input.found }, placeOf(row))}, ${at})`.execute(tx);
      if (input.of === "foreign") {
        const fact = {
          kind: "safeguard",
          at: day.epochMilliseconds,
          country: party?.country,
          basis: input.basis,
          checkedAt: day.epochMilliseconds,
          suspended: input.result === "suspended",
        };
        await sql`insert into party_fact (id, party_id, kind, fact, at, recorded_at)
          values (${randomUUID()}, ${uuid}, 'safeguard', ${json(fact)}::jsonb, ${day}, ${at})`.execute(tx);
      }
      return { id, next: next.toString() };
    },
  };
}

/** The checks of one party, by its bare UUID, the newest first. */
export async function checksOfParty({ db, keys }: Reader, uuid: string): Promise<readonly Check[]> {
  const { rows } = await sql<CheckRow & { key_id: string }>`select c.*, p.key_id from party_check c
    join party p on p.id = c.party_id where c.party_id = ${uuid} order by c.checked_on desc, c.id desc`.execute(db);
  const opened = await loadDataKeys(
    db,
    keys,
    rows.map(({ key_id }) => key_id),
  );
  return rows.map((row) => {
    const key = opened.get(row.key_id);
    return {
      id: idOf("check", row.id),
      of: row.of,
      on: row.checked_on,
      result: row.result,
      next: row.next_on,
      found: key === undefined ? undefined : sealedSchema.parse(openJson(key, row.sealed, placeOf(row.id))).found,
    };
  });
}

/** A party whose check is due, or that was never checked though it should be. */
export interface DueCheck {
  readonly party: Id<"party">;
  readonly of: "entrustment" | "foreign";
  /** Absent: never checked. */
  readonly next: Temporal.PlainDate | undefined;
  readonly suspended: boolean;
}

/**
 * What is to be checked by a day: parties with a contract of entrustment in force, and those with a system of equivalent measures. A
 * suspended one stays on the list until a new check.
 */
export async function checksDue(
  desk: Pick<Desk, "database" | "keys">,
  by: Temporal.PlainDate,
): Promise<readonly DueCheck[]> {
  const { db } = readerOf(desk);
  const end = midnightInJapan(by.add({ days: 1 }).toString());
  const { rows } = await sql<{
    party_id: string;
    of: "entrustment" | "foreign";
    next_on: Temporal.PlainDate | null;
    result: string | null;
  }>`
    with wanted as (
      select distinct f.party_id, case f.kind when 'safeguard' then 'foreign' else 'entrustment' end as of
      from party_fact f left join party_fact_end e on e.fact_id = f.id
      where f.party_id is not null and (f.kind = 'safeguard' or (f.kind = 'contract' and f.fact->>'covers' = 'entrustment'))
        and f.at < ${end} and (e.at is null or e.at >= ${end})
        and ((f.fact->>'until') is null or (f.fact->>'until')::int8 >= ${end.epochMilliseconds}))
    select w.party_id, w.of, c.next_on, c.result from wanted w
    left join lateral (select next_on, result from party_check c where c.party_id = w.party_id and c.of = w.of
      order by checked_on desc, id desc limit 1) c on true
    where c.next_on is null or c.next_on <= ${by} or c.result = 'suspended'
    order by c.next_on nulls first, w.party_id`.execute(db);
  return rows.map((row) => ({
    party: idOf("party", row.party_id),
    of: row.of,
    next: row.next_on ?? undefined,
    suspended: row.result === "suspended",
  }));
}
