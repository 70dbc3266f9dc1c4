import { sql } from "kysely";
import { type Pack, type Program, sectionOf } from "../policy/index.ts";
import { type Mechanism, type Observation, observed, type Observing } from "../room/index.ts";
import type { Words } from "../wire/index.ts";
import { SAFEGUARDS } from "./section.ts";

const HOW: Words = {
  ja: "個人データについてしたことを、あとから書き換えれば分かる形で残します。",
  en: "Keeps what was done with personal data so that a change made afterwards is seen.",
};

/** An event waits so many minutes for its place in the tree without anybody being told; after so many hours nothing keeps the log. */
const PLACED_WITHIN_MINUTES = 10;
const PLACED_AT_LATEST_HOURS = 24;

const LOG = {
  room: "safeguards",
  mechanism: "evidence-log",
  says: { ja: "証跡のイベント", en: "Events of the evidence log" },
  atRisk: {
    ja: "10分たっても順序が決まらないイベント、または失われた記録",
    en: "Without their place after 10 minutes, or a loss that opened another generation of the log",
  },
  broken: { ja: "24時間たっても順序が決まらないイベント", en: "Without their place after 24 hours" },
  events: ["log.opened", "log.reopened"],
  page: "/records/evidence",
} as const;

function technology({ policy }: Program): string | undefined {
  return sectionOf(policy, SAFEGUARDS)?.measures.technology?.clause;
}

/** The clause that says by what technical measures data is kept safe (General 10-6). */
export function evidenceMechanisms(pack: Pack): Mechanism[] {
  const program = pack.versions.at(-1);
  const clause = program === undefined ? undefined : technology(program);
  if (program === undefined || clause === undefined || !Object.hasOwn(program.policy.promises, clause)) return [];
  return [{ clause, room: LOG.room, name: LOG.mechanism, how: HOW }];
}

/**
 * Whether events get their place in the signed tree, and whether any were found lost. That the tree itself is whole is for
 * `yakusoku verify` to say.
 */
export async function observeEvidenceLog({
  records: db,
  program,
  at,
  since,
}: Observing): Promise<readonly Observation[]> {
  const clause = technology(program);
  if (db === undefined || clause === undefined) return [];
  const waiting = sql`not exists (select 1 from leaf where leaf.event_id = event.id)`;
  const { rows } = await sql<{ looked: number; slow: number; stuck: number; lost: number }>`
    select count(*) filter (where event.at > ${since}) as looked,
      count(*) filter (where event.kind = 'log.reopened' and event.at > ${since}) as lost,
      count(*) filter (where event.at <= ${at.subtract({ minutes: PLACED_WITHIN_MINUTES })} and ${waiting}) as slow,
      count(*) filter (where event.at <= ${at.subtract({ hours: PLACED_AT_LATEST_HOURS })} and ${waiting}) as stuck
    from event where event.at <= ${at} and (event.at > ${since} or ${waiting})`.execute(db);
  return observed(
    LOG,
    rows.map(({ looked, slow, stuck, lost }) => ({
      clause,
      looked: Math.max(looked, stuck),
      atRisk: slow - stuck + lost,
      broken: stuck,
    })),
  );
}
