import { type Kysely, type RawBuilder, sql } from "kysely";
import type { WorkTables } from "../../act/index.ts";
import { json } from "../../database/index.ts";
import type { Program } from "../../policy/index.ts";
import { clausesOfClass } from "../../provision/index.ts";
import {
  addUp,
  countColumns,
  type Counted,
  countedAs,
  type CountRow,
  type Observation,
  observed,
  type Observing,
} from "../../room/index.ts";
import { idOf } from "../../wire/index.ts";
import { OBSERVED } from "./observed-words.ts";

/*
 * How decisions were kept to, as of an instant: what was handed over is held against what had been decided, the consent it names, and
 * the stops that stood. Rows name people; what comes out of here does not.
 */

interface When {
  readonly db: Kysely<WorkTables>;
  readonly program: Program;
  readonly at: Temporal.Instant;
  readonly since: Temporal.Instant;
}

/** Seven queries, whatever the number of clauses. */
export async function observeDecisions({
  records: db,
  program,
  at,
  since,
}: Observing): Promise<readonly Observation[]> {
  if (db === undefined) return [];
  const when: When = { db, program, at, since };
  return [
    ...observed(OBSERVED.decisions, await countDecisions(when)),
    ...observed(OBSERVED.provisions, await countProvisions(when)),
    ...observed(OBSERVED.consents, await countConsents(when)),
    ...observed(OBSERVED.stops, await countStops(when)),
    ...observed(OBSERVED.evidence, await countEvidence(when)),
  ];
}

function ofClasses(program: Program, rows: readonly (CountRow & { class: string | null })[]): readonly Counted[] {
  return addUp(
    rows.flatMap((row) =>
      clausesOfClass(program, row.class ?? "").map((clause) =>
        countedAs(
          clause,
          row,
          (row.wrong ?? []).map((uuid) => idOf("provision", uuid)),
        ),
      ),
    ),
  );
}

/** What was decided, by the clause of the purpose it was asked for. */
async function countDecisions({ db, program, at, since }: When): Promise<readonly Counted[]> {
  const { rows } = await sql<{ purpose: string; looked: number }>`
    select purpose, count(*) as looked from decision
    where pack = ${program.pack} and decided_at > ${since} and decided_at <= ${at} group by 1`.execute(db);
  return addUp(
    rows.flatMap(({ purpose, looked }) => {
      const clause = program.purposes.get(purpose)?.clause;
      return clause === undefined ? [] : [{ clause, looked }];
    }),
  );
}

/** Whether two columns name one person, by a link too. A chain of links is followed one step. */
function isSamePerson(one: string, other: string): RawBuilder<unknown> {
  return sql`(${sql.ref(one)} = ${sql.ref(other)} or exists (select 1 from person_link l
    where l.person_id = ${sql.ref(one)} and l.other_id = ${sql.ref(other)}))`;
}

/** Whether a scope of a fact, as a list of words, contains a column; absent, it contains all. */
function allows(scope: string, column: string): RawBuilder<unknown> {
  return sql`(f.fact->${scope} is null or jsonb_exists(f.fact->${scope}, ${sql.ref(column)}))`;
}

/**
 * Records of provision against the decision that they name; where they name none, against the last one about the person for what the
 * class of recipients serves. Personal-related information is of nobody on record.
 */
async function countProvisions({ db, program, at, since }: When): Promise<readonly Counted[]> {
  const serves = json(Object.fromEntries([...program.recipients].map(([name, one]) => [name, [...one.purposes]])));
  const wrongDecision = sql`p.decision is not null and (d.id is null or d.act <> 'provide' or d.outcome = 'deny'
    or d.decided_at > p.at or not ${isSamePerson("d.person_id", "p.person_id")})`;
  const denied = sql`p.decision is null and coalesce(last.outcome = 'deny', false)`;
  const unclear = sql`case when p.decision is null then coalesce(last.outcome, 'review') else coalesce(d.outcome, 'review') end = 'review'`;
  const { rows } = await sql<CountRow & { class: string | null }>`
    select p.class, ${countColumns(unclear, sql`(${wrongDecision}) or (${denied})`, "p.id")}
    from provision p left join decision d on d.id = substr(p.decision, 5)::uuid
    left join lateral (select outcome from decision o where o.person_id = p.person_id and o.act = 'provide'
        and o.operator = p.operator and o.decided_at <= p.at
        and jsonb_exists(coalesce(${serves}::jsonb -> p.class, '[]'::jsonb), o.purpose)
      order by o.decided_at desc, o.id desc limit 1) last on p.decision is null
    where p.recorded_at > ${since} and p.recorded_at <= ${at} and p.basis <> 'personal-related'
    group by 1`.execute(db);
  return ofClasses(program, rows);
}

/** Provisions by consent against the fact that they name. Of people who were erased since the facts are gone with them. */
async function countConsents({ db, program, at, since }: When): Promise<readonly Counted[]> {
  const holds = sql`f.kind = 'consent' and f.at <= p.at and (e.at is null or e.at > p.at)
    and (f.fact->>'until' is null or (f.fact->>'until')::int8 > floor(extract(epoch from p.at) * 1000))
    and ${allows("recipients", "p.class")} and ${allows("operators", "p.operator")} and ${isSamePerson("f.person_id", "p.person_id")}
    and not exists (select 1 from fact w where w.person_id = f.person_id and w.kind = 'withdrawal' and w.at >= f.at and w.at <= p.at
      and (w.fact->'recipients' is null or jsonb_exists(w.fact->'recipients', p.class))
      and (w.fact->'operators' is null or jsonb_exists(w.fact->'operators', p.operator)))`;
  const { rows } = await sql<CountRow & { class: string | null }>`
    select p.class, ${countColumns(sql`p.consent_fact is null`, sql`p.consent_fact is not null and not coalesce(${holds}, false)`, "p.id")}
    from provision p join person on person.id = p.person_id and person.erased_at is null
    left join fact f on f.id = p.consent_fact
    left join fact_ending e on e.person_id = f.person_id and e.fact_id = f.id
    where p.recorded_at > ${since} and p.recorded_at <= ${at} and p.basis in ('consent', 'foreign-consent')
    group by 1`.execute(db);
  const byConsent = new Set(
    [...program.recipients].filter(([, { routes }]) => routes.has("consent")).map(([name]) => name),
  );
  const own = rows.filter((row) => row.class !== null && byConsent.has(row.class));
  return ofClasses(program, own).filter(({ clause }) =>
    [...byConsent].some((name) => program.recipients.get(name)?.clause === clause),
  );
}

/**
 * Stops in force against what was done within their scope: data handed over, or direct mail let go out. A law may ask for a provision
 * all the same (27(1)(i)), and within one legal person nothing is provided.
 */
async function countStops({ db, program, at, since }: When): Promise<readonly Counted[]> {
  const mails = [...program.purposes.values()].filter(({ directMail }) => directMail).map(({ id }) => id);
  const provided = (from: string): RawBuilder<unknown> => sql`exists (select 1 from provision p
    where p.person_id = f.person_id and p.at >= ${sql.ref(from)} and p.recorded_at > ${since} and p.recorded_at <= ${at}
      and p.article not in ('27(1)(i)', 'General 3-6-1') and f.fact->'purposes' is null
      and ${allows("operators", "p.operator")} and ${allows("recipients", "p.class")}
      and (f.fact->'items' is null or p.items && array(select jsonb_array_elements_text(f.fact->'items'))))`;
  const mailed = (from: string): RawBuilder<unknown> => sql`exists (select 1 from decision d
    where d.person_id = f.person_id and d.outcome = 'permit' and d.act in ('use', 'contact', 'provide')
      and d.purpose = any(${mails}::text[]) and d.at >= ${sql.ref(from)} and d.decided_at > ${since} and d.decided_at <= ${at}
      and f.fact->'items' is null and f.fact->'recipients' is null)`;
  const unheeded = (from: string): RawBuilder<unknown> =>
    sql`case when f.fact->>'to' = 'direct-mail' then ${mailed(from)} else ${provided(from)} end`;
  const { rows } = await sql<CountRow & { mail: boolean }>`
    select f.fact->>'to' = 'direct-mail' as mail, ${countColumns(unheeded("f.at"), unheeded("f.recorded_at"), "f.id")}
    from fact f left join fact_ending e on e.person_id = f.person_id and e.fact_id = f.id and e.recorded_at <= ${at}
    where f.kind = 'objection' and f.at <= ${at} and f.recorded_at <= ${at} and (e.at is null or e.at > ${at})
    group by 1`.execute(db);
  return addUp(
    rows.flatMap((row) => {
      const clause = program.commitments.get(row.mail ? "stop-direct-mail" : "stop-provision");
      const wrong = (row.wrong ?? []).map((uuid) => idOf("fact", uuid));
      return clause === undefined ? [] : [countedAs(clause, row, wrong)];
    }),
  );
}

/**
 * Emergencies that were let pass without evidence (18(3)(ii), 27(1)(ii)): it follows with the record of the provision, or by asking again
 * with it.
 */
async function countEvidence({ db, program, at, since }: When): Promise<readonly Counted[]> {
  const clause = program.commitments.get("exceptions");
  if (clause === undefined) return [];
  const supplied = sql`(exists (select 1 from provision p where p.person_id = d.person_id and p.decision = 'dec_' || d.id
      and p.basis = 'exception' and p.recorded_at <= ${at})
    or exists (select 1 from decision o where o.person_id = d.person_id and o.act = d.act and o.purpose = d.purpose
      and o.outcome = 'permit' and o.evidence_due is null and o.decided_at > d.decided_at and o.decided_at <= ${at}))`;
  const { rows } = await sql<CountRow & { due: Temporal.Instant | null }>`
    select min(d.evidence_due) filter (where not ${supplied}) as due,
      ${countColumns(sql`not ${supplied}`, sql`not ${supplied} and d.evidence_due <= ${at}`, "d.id")}
    from decision d where d.evidence_due is not null and d.pack = ${program.pack}
      and d.decided_at > ${since} and d.decided_at <= ${at}`.execute(db);
  return rows.map((row) =>
    countedAs(
      clause,
      row,
      (row.wrong ?? []).map((uuid) => idOf("decision", uuid)),
      row.due,
    ),
  );
}
