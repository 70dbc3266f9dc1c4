import { type Kysely, sql } from "kysely";
import type { WorkTables } from "../act/index.ts";
import { dayInJapan } from "../law/index.ts";
import type { Program } from "../policy/index.ts";
import {
  addUp,
  countColumns,
  type Counted,
  countedAs,
  type CountRow,
  type Observation,
  observed,
  type Observing,
} from "../room/index.ts";
import { type Id, idOf, midnightInJapan } from "../wire/index.ts";
import { clausesOfClass, clausesOverClasses } from "./mechanisms.ts";
import { OBSERVED } from "./observed-words.ts";

/*
 * How the records of provision and receipt are kept, as of an instant. Whatever the Act leaves at “without delay” has a number of days
 * here: those are ours, and docs/promises.md names them.
 */

/** A record of a single provision is made at once (R19(2)); later than this it is late. */
const RECORD_WITHIN_HOURS = 24;
/** So long a late record puts its clause at risk: somebody is to look why. */
const LATE_FOR_DAYS = 30;
/** A record whose time ran out is erased within (22). */
const ERASE_WITHIN_DAYS = 30;
/** A check is announced so long before it is due; a new contract has so long for its first (25). */
const CHECK_AHEAD_DAYS = 30;
/** Recipients are told within so many days; from half of them on it is pressing. */
const TELL_WITHIN_DAYS = 14;
/** What came in is confirmed as it comes (30(1)); after so many days it is no longer at risk, but broken. */
const CONFIRM_WITHIN_DAYS = 7;

/** As of when, in the forms that queries need. */
interface When {
  readonly db: Kysely<WorkTables>;
  readonly program: Program;
  readonly at: Temporal.Instant;
  readonly since: Temporal.Instant;
  readonly today: Temporal.PlainDate;
}

/** Five queries, whatever the number of clauses. */
export async function observeProvisions({
  records: db,
  program,
  at,
  since,
}: Observing): Promise<readonly Observation[]> {
  if (db === undefined) return [];
  const when: When = { db, program, at, since, today: dayInJapan(at.epochMilliseconds) };
  return [
    ...observed(OBSERVED.records, await countRecords(when)),
    ...observed(OBSERVED.checks, await countChecks(when)),
    ...observed(OBSERVED.members, await countMembers(when)),
    ...observed(OBSERVED.tellings, await countTellings(when)),
    ...observed(OBSERVED.receipts, await countReceipts(when)),
  ];
}

function days(at: Temporal.Instant, count: number): Temporal.Instant {
  return at.add({ hours: 24 * count });
}

function idsOf(kind: "provision" | "telling" | "receipt" | "fact", uuids: readonly string[] | null): readonly string[] {
  return (uuids ?? []).map((uuid): Id<typeof kind> => idOf(kind, uuid));
}

/**
 * Records that were made lately, and those that are not as they should be: made late, still there after their time, or no longer to be
 * opened within it (29(2)).
 */
async function countRecords({ db, program, at, since, today }: When): Promise<readonly Counted[]> {
  const late = sql`p.due and p.method = 'each' and p.recorded_at > p.at + ${`${RECORD_WITHIN_HOURS} hours`}::interval
    and p.recorded_at > ${days(at, -LATE_FOR_DAYS)}`;
  const through = sql`coalesce(p.kept_through, s.kept_through)`;
  const over = sql`${through} < ${today}`;
  const longOver = sql`${through} < ${today.subtract({ days: ERASE_WITHIN_DAYS })}`;
  const shut = sql`p.due and k.wrapped is null and ${through} >= ${today}`;
  const { rows } = await sql<CountRow & { class: string | null; excepted: boolean }>`
    select p.class, (p.basis = 'exception' or coalesce(p.within, '') = 'exception') as excepted,
      ${countColumns(sql`coalesce(${late}, false) or coalesce(${over}, false)`, sql`coalesce(${longOver}, false) or coalesce(${shut}, false)`, "p.id")}
    from provision p left join provision_series s on s.id = p.series_id join data_key k on k.id = p.key_id
    where p.recorded_at <= ${at} and (p.recorded_at > ${since} or ${over} or ${shut})
    group by 1, 2`.execute(db);
  return addUp(
    rows.flatMap((row) => {
      const exceptions = row.excepted ? program.commitments.get("exceptions") : undefined;
      const named = row.class === null ? clausesOverClasses(program) : clausesOfClass(program, row.class);
      const clauses = new Set([...named, ...(exceptions === undefined ? [] : [exceptions])]);
      return [...clauses].map((clause) => countedAs(clause, row, idsOf("provision", row.wrong)));
    }),
  );
}

/**
 * Entrusted parties (25) and recipients with equivalent measures abroad (28(3), R18) that data went to, each with the day by which it is
 * to be checked.
 */
async function countChecks({ db, program, at, today }: When): Promise<readonly Counted[]> {
  const { rows } = await sql<{
    party_id: string;
    class: string;
    of: "entrustment" | "foreign";
    known_at: Temporal.Instant;
    seen_at: number | null;
    checked_on: Temporal.PlainDate | null;
    next_on: Temporal.PlainDate | null;
    result: string | null;
  }>`
    with wanted as (
      select f.party_id, case f.kind when 'safeguard' then 'foreign' else 'entrustment' end as of, min(f.at) as known_at,
        max((f.fact->>'checkedAt')::int8) as seen_at
      from party_fact f left join party_fact_end e on e.fact_id = f.id and e.recorded_at <= ${at}
      where f.party_id is not null and (f.kind = 'safeguard' or (f.kind = 'contract' and f.fact->>'covers' = 'entrustment'))
        and f.at <= ${at} and f.recorded_at <= ${at} and (e.at is null or e.at > ${at})
        and ((f.fact->>'until') is null or (f.fact->>'until')::int8 > ${at.epochMilliseconds})
      group by 1, 2),
    provided as (
      select distinct party_id, class, case basis when 'foreign-system' then 'foreign' else 'entrustment' end as of
      from provision where recorded_at <= ${at} and class is not null and basis in ('foreign-system', 'entrustment'))
    select w.*, p.class, c.checked_on, c.next_on, c.result
    from wanted w join provided p on p.party_id = w.party_id and p.of = w.of
    left join lateral (select checked_on, next_on, result from party_check c
      where c.party_id = w.party_id and c.of = w.of and c.recorded_at <= ${at} order by checked_on desc, id desc limit 1) c on true
    order by w.party_id`.execute(db);
  const { foreignCheckMonths: months } = program.policy.settings;
  return addUp(
    rows.flatMap((row) => {
      const next = nextCheckOn(row, months);
      const isBroken = Temporal.PlainDate.compare(next, today) < 0;
      const isNear = Temporal.PlainDate.compare(next, today.add({ days: CHECK_AHEAD_DAYS })) <= 0;
      const isAtRisk = !isBroken && (isNear || row.result === "suspended");
      return clausesOfClass(program, row.class).map((clause) => ({
        clause,
        looked: 1,
        atRisk: isAtRisk ? 1 : 0,
        broken: isBroken ? 1 : 0,
        wrong: isBroken || isAtRisk ? [idOf("party", row.party_id)] : [],
        due: midnightInJapan(next.add({ days: 1 }).toString()),
      }));
    }),
  );
}

/** The last day on which a check is in time. Abroad the policy may ask for it sooner than the day that was noted. */
function nextCheckOn(
  row: {
    readonly of: string;
    readonly known_at: Temporal.Instant;
    readonly seen_at: number | null;
    readonly checked_on: Temporal.PlainDate | null;
    readonly next_on: Temporal.PlainDate | null;
  },
  months: number,
): Temporal.PlainDate {
  const first = dayInJapan(row.known_at.epochMilliseconds).add({ days: CHECK_AHEAD_DAYS });
  if (row.of === "entrustment") return row.next_on ?? first;
  const seen = row.checked_on ?? (row.seen_at === null ? undefined : dayInJapan(row.seen_at));
  const asked = seen?.add({ months }) ?? first;
  return row.next_on !== null && Temporal.PlainDate.compare(row.next_on, asked) < 0 ? row.next_on : asked;
}

/** Users of shared use that joined: at risk while nobody has looked how they fall into the range, broken once they received data before. */
async function countMembers({ db, program, at }: When): Promise<readonly Counted[]> {
  const waits = sql`r.at is null`;
  const provided = sql`exists (select 1 from provision p where p.party_id = f.party_id and p.recorded_at <= ${at}
    and (p.basis = 'shared-use' or p.within = 'shared-use') and p.at >= f.at)`;
  const { rows } = await sql<CountRow & { shared_use: string }>`
    select f.fact->>'sharedUse' as shared_use, ${countColumns(waits, sql`${waits} and ${provided}`, "f.id")}
    from party_fact f left join party_fact_end e on e.fact_id = f.id and e.recorded_at <= ${at}
    left join party_fact_review r on r.fact_id = f.id and r.at <= ${at}
    where f.kind = 'membership' and f.at <= ${at} and f.recorded_at <= ${at} and (e.at is null or e.at > ${at})
      and ((f.fact->>'until') is null or (f.fact->>'until')::int8 > ${at.epochMilliseconds})
    group by 1`.execute(db);
  return rows.flatMap((row) => {
    const clause = program.sharedUses.find(({ id }) => id === row.shared_use)?.clause;
    return clause === undefined ? [] : [countedAs(clause, row, idsOf("fact", row.wrong))];
  });
}

/** What recipients were to be told lately, or are still to be told. */
async function countTellings({ db, program, at, since }: When): Promise<readonly Counted[]> {
  const open = sql`(t.told_at is null or t.told_at > ${at})`;
  const { rows } = await sql<CountRow & { mail: boolean; oldest: Temporal.Instant | null }>`
    select t.what = 'stop-direct-mail' as mail, min(t.since) filter (where ${open}) as oldest,
      ${countColumns(
        sql`${open} and t.since <= ${days(at, -TELL_WITHIN_DAYS / 2)}`,
        sql`${open} and t.since <= ${days(at, -TELL_WITHIN_DAYS)}`,
        "t.id",
      )}
    from telling t where t.since <= ${at} and (t.since > ${since} or ${open}) group by 1`.execute(db);
  return addUp(
    rows.flatMap((row) => {
      const clause = program.commitments.get(row.mail ? "stop-direct-mail" : "stop-provision");
      const due = row.oldest === null ? null : days(row.oldest, TELL_WITHIN_DAYS);
      return clause === undefined ? [] : [countedAs(clause, row, idsOf("telling", row.wrong), due)];
    }),
  );
}

/** What came in lately and has to be confirmed (30(1)), or came in before and never was. */
async function countReceipts({ db, program, at, since }: When): Promise<readonly Counted[]> {
  const clause = program.commitments.get("proper-acquisition");
  if (clause === undefined) return [];
  const open = sql`(r.confirmed_at is null or r.confirmed_at > ${at})`;
  const { rows } = await sql<CountRow & { oldest: Temporal.Instant | null }>`
    select min(r.at) filter (where ${open}) as oldest,
      ${countColumns(open, sql`${open} and r.at <= ${days(at, -CONFIRM_WITHIN_DAYS)}`, "r.id")}
    from receipt r where r.due and r.recorded_at <= ${at} and (r.recorded_at > ${since} or ${open})`.execute(db);
  return rows.map((row) =>
    countedAs(
      clause,
      row,
      idsOf("receipt", row.wrong),
      row.oldest === null ? null : days(row.oldest, CONFIRM_WITHIN_DAYS),
    ),
  );
}
