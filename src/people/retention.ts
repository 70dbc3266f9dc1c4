import { sql } from "kysely";
import { dayInJapan } from "../law/index.ts";
import type { Pack } from "../policy/index.ts";
import {
  addUp,
  countColumns,
  type Counted,
  countedAs,
  type CountRow,
  type Mechanism,
  type Observation,
  observed,
  type Observing,
} from "../room/index.ts";
import { midnightInJapan, type Words } from "../wire/index.ts";

const HOW: Words = {
  ja: "関係の終わった人のデータを、公表した保存期間のあとに残していないかを確かめます。",
  en: "Looks whether data of people is still there after the published time since their relationship ended.",
};

/** Once the time is over data is erased without delay (22); how many days that is, is ours. */
const ERASE_WITHIN_DAYS = 30;

const OVER = {
  room: "people",
  mechanism: "retention",
  says: { ja: "関係の終わった人", en: "People whose relationship ended" },
  atRisk: { ja: "保存期間を過ぎて、まだ消去していない人", en: "Not erased yet, after their time" },
  broken: { ja: "保存期間を30日過ぎても消去していない人", en: "Not erased 30 days after their time" },
  events: ["ended.recorded", "person.erased"],
  page: "/records/people",
  lacking: {
    ja: "消去した人は、過去の日の一覧では数えられません。",
    en: "People who were erased are not counted on earlier days.",
  },
} as const;

/** The clauses that publish how long data is kept, as the pack names them. */
export function retentionMechanisms(pack: Pack): Mechanism[] {
  const policy = pack.versions.at(-1)?.policy;
  if (policy === undefined) return [];
  const clauses = Object.values(policy.settings.retention).flatMap(({ clause }) => clause ?? []);
  return [...new Set(clauses)].flatMap((clause) =>
    Object.hasOwn(policy.promises, clause) ? [{ clause, room: "people", name: OVER.mechanism, how: HOW }] : [],
  );
}

/** One query for each period that a clause publishes. Somebody with a relationship of any kind that began since is not counted. */
export async function observeRetention({ records: db, program, at }: Observing): Promise<readonly Observation[]> {
  if (db === undefined) return [];
  const today = dayInJapan(at.epochMilliseconds);
  const counted: Counted[] = [];
  for (const [kind, { period, clause }] of Object.entries(program.policy.settings.retention)) {
    if (clause === undefined) continue;
    const over = midnightInJapan(today.subtract(period).toString());
    const longOver = midnightInJapan(today.subtract({ days: ERASE_WITHIN_DAYS }).subtract(period).toString());
    const { rows } = await sql<CountRow>`
      select ${countColumns(sql`x.ended_at < ${over}`, sql`x.ended_at < ${longOver}`, "x.id")}
      from (select p.id, max(f.at) as ended_at from person p join fact f on f.person_id = p.id
          left join fact_ending e on e.person_id = f.person_id and e.fact_id = f.id and e.recorded_at <= ${at}
          where f.kind = 'ended' and f.at <= ${at} and f.recorded_at <= ${at} and e.fact_id is null
            and (p.erased_at is null or p.erased_at > ${at})
            and exists (select 1 from person_role r where r.person_id = p.id and r.kind = ${kind})
          group by p.id) x
      where not exists (select 1 from person_role r where r.person_id = x.id and r.since_at > x.ended_at
        and (r.until_at is null or r.until_at > ${at}))`.execute(db);
    // Whoever is counted is not named, not even by a number.
    for (const row of rows) counted.push(countedAs(clause, row, []));
  }
  return observed(OVER, addUp(counted));
}
