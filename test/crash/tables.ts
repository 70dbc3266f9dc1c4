import { join } from "node:path";
import { type QueryExecutorProvider, sql } from "kysely";
import { databaseOn, openKeyRing, openPGlite, openPostgreSQL, openShredList } from "../../src/database/index.ts";
import { uuidOf } from "../../src/wire/index.ts";
import { testClock } from "../served.ts";

/*
 * What no API shows: whether every row has its event and every event its rows. Each query names what is half-written, and finds nothing
 * where all is well.
 */

/** Events with what their bodies name, of whom nobody erased. */
const EVENTS = `select e.id, e.kind, e.entry::jsonb -> 'body' as body, s.person_id
  from event e left join event_secret s on s.event_id = e.id`;

const HALF_WRITTEN: Readonly<Record<string, string>> = {
  "people without the one event that recorded them": `select p.id from person p
     left join (${EVENTS}) e on e.person_id = p.id and e.kind = 'person.recorded'
     where p.erased_at is null group by p.id having count(e.id) <> 1`,
  "people without their identifiers, or with others": `select p.id from person p
     join (${EVENTS}) e on e.person_id = p.id and e.kind = 'person.recorded'
     where (select array_agg('idn_' || id order by id) from identifier where person_id = p.id)
       is distinct from (select array_agg(each ->> 'identifier' order by each ->> 'identifier')
         from jsonb_array_elements(e.body -> 'identifiers') as each)`,
  "identifiers by which nobody is found": `select i.id from identifier i where not exists
     (select from identifier_lookup l where l.person_id = i.person_id and l.identifier_id = i.id and l.form = 'exact')`,
  "people without their roles, or with others": `select p.id from person p
     join (${EVENTS}) e on e.person_id = p.id and e.kind = 'person.recorded'
     where (select count(*) from person_role where person_id = p.id) <> jsonb_array_length(e.body -> 'roles')`,
  "people recorded by an event who are not there": `select e.id from (${EVENTS}) e
     where e.kind = 'person.recorded' and e.person_id is not null
       and not exists (select from person where id = e.person_id)`,
  "facts without their event": `select f.id from fact f left join (${EVENTS}) e
     on e.body ->> 'fact' = 'fct_' || f.id and e.person_id = f.person_id and e.kind = f.kind || '.recorded'
     group by f.id having count(e.id) <> 1`,
  "events of facts that are not there": `select e.id from (${EVENTS}) e left join fact f
     on e.body ->> 'fact' = 'fct_' || f.id where e.kind = 'objection.recorded' and e.person_id is not null and f.id is null`,
  "provisions without their event, or the other way round": `select p.id from provision p full join
     (select * from (${EVENTS}) e where e.kind = 'provision.recorded') e on e.body ->> 'provision' = 'prv_' || p.id
     where p.id is null or e.id is null`,
  "decisions without their event, or the other way round": `select d.id from decision d full join
     (select * from (${EVENTS}) e where e.kind = 'decision.made') e on e.id = d.event_id
     where d.id is null or e.id is null or e.body ->> 'decision' <> 'dec_' || d.id`,
  "erased people of whom something is left": `select p.id from person p join data_key k on k.id = p.key_id
     where p.erased_at is not null and (k.wrapped is not null
       or exists (select from identifier where person_id = p.id) or exists (select from fact where person_id = p.id)
       or exists (select from person_role where person_id = p.id) or exists (select from event_secret where person_id = p.id)
       or exists (select from identifier_lookup where person_id = p.id))`,
  "people whose key is gone and who are not erased": `select p.id from person p join data_key k on k.id = p.key_id
     where p.erased_at is null and k.wrapped is null`,
  "as many erasures as events of erasures": `select 1 where (select count(*) from person where erased_at is not null)
     <> (select count(*) from event where kind = 'person.erased')`,
  "keys that seal nothing": `select k.id from data_key k where not exists (select from person where key_id = k.id)
     and not exists (select from provision where key_id = k.id) and not exists (select from party where key_id = k.id)
     and not exists (select from standing_key where key_id = k.id)`,
  "acts without who acted, or the other way round": `select 1 from event_actor a
     full join (select distinct act_id from event) e on e.act_id = a.act_id where a.act_id is null or e.act_id is null`,
  "answers to a retry that were never kept": "select 1 from idempotency where sealed is null",
  "generations of the log after the first": "select 1 from log where generation > 1",
};

export interface Kept {
  readonly folder: string;
  /** Absent: the embedded database in the folder, which no other process has. */
  readonly url: string | undefined;
}

/**
 * Whatever is half-written, in words.
 * @param erased people whose erasure was acknowledged
 */
export async function halfWritten({ folder, url }: Kept, erased: readonly string[]): Promise<readonly string[]> {
  const engine = url === undefined ? await openPGlite({ folder: join(folder, "database") }) : openPostgreSQL(url, 1);
  const database = databaseOn(engine);
  try {
    const found: string[] = [];
    for (const [what, query] of Object.entries(HALF_WRITTEN)) {
      const { rows } = await sql.raw(query).execute(database.kysely);
      if (rows.length > 0) found.push(`${what}: ${rows.length}, as ${JSON.stringify(rows[0])}`);
    }
    return [...found, ...(await notOnTheList(database.kysely, folder, erased))];
  } finally {
    await database.close();
  }
}

/** Keys of people who were erased that do not stand on the list beside the database. */
async function notOnTheList(db: QueryExecutorProvider, folder: string, erased: readonly string[]): Promise<string[]> {
  const keys = await openKeyRing(join(folder, "keys.json"), { clock: testClock, ifMissing: "refuse" });
  const list = await openShredList(join(folder, "shredded.log"), keys, testClock).read();
  const listed = new Set(list.keys.map(({ dataKey }) => dataKey));
  const { rows } = await sql<{ key_id: string }>`select key_id from person
    where id = any(${erased.map((id) => uuidOf("person", id) ?? "")}::uuid[])`.execute(db);
  const missing = rows.filter(({ key_id }) => !listed.has(key_id)).length;
  return missing === 0 ? [] : [`keys of erased people that are not on the list: ${missing}`];
}
