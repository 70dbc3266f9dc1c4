import { sql } from "kysely";
import { z } from "zod";
import { act, type Around, type Command, type Desk, type Reaction, type RoomJob } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { dayInJapan } from "../law/index.ts";
import { readerOf } from "./ports.ts";
import { NO_PERSON } from "./tables.ts";

const expired = eventKind(
  "record.expired",
  z.strictObject({ before: z.string(), provisions: z.int(), receipts: z.int(), series: z.int() }),
  {
    ja: "保存期間を過ぎた提供・受領の記録を消した",
    en: "Records of provision and receipt were erased when their time ran out",
  },
);

export interface Expired {
  readonly provisions: number;
  readonly receipts: number;
  readonly series: number;
}

/** Records that one transaction takes away: more would hold the embedded database's one connection too long. */
const BATCH = 500;

/**
 * Takes away one batch of what has run out: the keys are shredded, the rows go. Whatever was provided in a series goes with the series
 * and not before. The evidence that there was a record stays; what it said of anybody is gone.
 */
function expireBatch(limit: number): Command<Expired> {
  return {
    name: "record.expire",
    input: { limit },
    run: async (step) => {
      const { tx, at } = step;
      const today = dayInJapan(at.epochMilliseconds);
      const of = async (table: "provision" | "receipt") =>
        (
          await sql<{ person_id: string; id: string; key_id: string }>`
            select person_id, id, key_id from ${sql.table(table)} where kept_through < ${today}
            order by person_id, id limit ${limit} for update`.execute(tx)
        ).rows;
      const [provisions, receipts] = [await of("provision"), await of("receipt")];
      const { rows: series } = await sql<{ id: string; key_id: string; provisions: number; receipts: number }>`
        select s.id, s.key_id, (select count(*) from provision p where p.series_id = s.id) as provisions,
          (select count(*) from receipt r where r.series_id = s.id) as receipts
        from provision_series s where s.kept_through < ${today} order by s.id limit ${limit} for update`.execute(tx);
      const count: Expired = {
        provisions: provisions.length + sum(series.map((one) => one.provisions)),
        receipts: receipts.length + sum(series.map((one) => one.receipts)),
        series: series.length,
      };
      await step.append({ kind: expired, body: { before: today.toString(), ...count } });
      const ended = series.map(({ id }) => id);
      for (const [table, rows] of [
        ["provision", provisions],
        ["receipt", receipts],
      ] as const) {
        await sql`delete from ${sql.table(table)} t
          using unnest(${rows.map((row) => row.person_id)}::uuid[], ${rows.map((row) => row.id)}::uuid[]) as given (person, id)
          where t.person_id = given.person and t.id = given.id`.execute(tx);
        await sql`delete from ${sql.table(table)} where series_id = any(${ended}::uuid[])`.execute(tx);
      }
      await sql`delete from provision_series where id = any(${ended}::uuid[])`.execute(tx);
      await step.shred([...provisions, ...receipts, ...series].map((row) => row.key_id));
      return count;
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** Takes away every record of provision or receipt whose time has run out by now, in batches. */
export async function expire(desk: Desk, around: Around, limit = BATCH): Promise<Expired> {
  const total = { provisions: 0, receipts: 0, series: 0 };
  while (await anyExpired(desk)) {
    const done = await act(desk, expireBatch(limit), around);
    total.provisions += done.provisions;
    total.receipts += done.receipts;
    total.series += done.series;
  }
  return total;
}

async function anyExpired(desk: Desk): Promise<boolean> {
  const today = dayInJapan(desk.clock.now().epochMilliseconds);
  const { rows } = await sql<{ any: boolean }>`select exists (select 1 from provision where kept_through < ${today})
      or exists (select 1 from receipt where kept_through < ${today})
      or exists (select 1 from provision_series where kept_through < ${today}) as any`.execute(readerOf(desk).db);
  return rows[0]?.any === true;
}

const released = eventKind("record.released", z.strictObject({ provisions: z.int(), receipts: z.int() }), {
  ja: "記録の義務のない提供・受領の控えを消した",
  en: "Notes of provision and receipt that no article asks for were erased",
});

/**
 * When somebody is erased, what no article asks to keep of them goes in the same transaction. A record that is due stays readable as long
 * as its duty runs (29(2), 30(4)).
 */
export const releaseOnErasure: Reaction = {
  to: "person.erased",
  run: async (step, events) => {
    const people = events.flatMap(({ draft }) => draft.concerns ?? []).filter((uuid) => uuid !== NO_PERSON);
    const of = async (table: "provision" | "receipt") =>
      (
        await sql<{ key_id: string }>`select key_id from ${sql.table(table)}
          where person_id = any(${people}::uuid[]) and not due for update`.execute(step.tx)
      ).rows;
    const [provisions, receipts] = [await of("provision"), await of("receipt")];
    if (provisions.length + receipts.length === 0) return;
    await step.append({ kind: released, body: { provisions: provisions.length, receipts: receipts.length } });
    for (const table of ["provision", "receipt"] as const)
      await sql`delete from ${sql.table(table)} where person_id = any(${people}::uuid[]) and not due`.execute(step.tx);
    await step.shred([...provisions, ...receipts].map(({ key_id }) => key_id));
  },
};

/** Once a day, in the night: what has run out goes. */
export const expireRecords: RoomJob = {
  name: "records.expire",
  says: {
    ja: "保存期間を過ぎた提供・受領の記録を消す",
    en: "Erase records of provision and receipt whose time has run out",
  },
  every: "41 3 * * *",
  run: async (_job, { desk, around: { actor } }) => {
    await expire(desk, { actor });
  },
};
