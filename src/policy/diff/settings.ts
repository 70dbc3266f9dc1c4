import type { Settings } from "../schema.ts";
import { ask, EDITORIAL, type Verdict, verdict } from "./change.ts";
import { nameOf } from "./comparison.ts";
import { field, type FieldRule, type FieldRules, type Told, values } from "./entries.ts";
import { isSame, keysOf, own } from "./leaves.ts";

/*
 * What an office decided in order to operate. None of it is published, but a retention period whose clause says it.
 */

type Retention = Settings["retention"][string];

const LONGER = [
  "長くなります。利用する必要がなくなったデータは、遅滞なく消去するよう努めてください。",
  "It is kept longer: what is no longer needed is to be erased without delay all the same.",
] as const;
const SHORTER = [
  "短くなります。期間を過ぎたデータを消去してください。",
  "It is kept for a shorter time: erase what is over.",
] as const;

/** Months have no fixed length, so periods are compared from one date: here the first day of a leap year. */
function compare(was: string, is: string): number {
  return Temporal.Duration.compare(is, was, { relativeTo: "2024-01-01" });
}

function periodVerdict(was: Retention | undefined, is: Retention | undefined): Verdict {
  const clause = is?.clause ?? was?.clause;
  const name = clause === undefined ? "editorial" : "publish";
  const order = was === undefined || is === undefined ? 0 : compare(was.period, is.period);
  if (order > 0) return verdict(ask(name, "22", ...LONGER));
  if (order < 0) return verdict(ask(name, "22", ...SHORTER));
  if (clause === undefined) return EDITORIAL;
  return verdict(ask("publish", "22", "公表している期間を改めてください。", "Publish the period as it is now."));
}

const RETENTION: FieldRule<Settings, Settings["retention"]> = {
  name: { ja: "保存期間", en: "retention" },
  tell: ({ comparison, was, is }) =>
    keysOf(was, is).flatMap((kind): Told[] => {
      const [one, other] = [own(was, kind), own(is, kind)];
      if (isSame(one, other)) return [];
      const { ja, en } = nameOf(comparison, "people", kind);
      const period = values(one?.period, other?.period);
      const same = one?.period === other?.period;
      return [
        {
          path: [kind],
          says: same
            ? { ja: `${ja}（起算など）`, en: `${en} (its beginning, or its clause)` }
            : { ja: `${ja} ${period.ja}`, en: `${en} ${period.en}` },
          verdict: periodVerdict(one, other),
          published: (other?.clause ?? one?.clause) !== undefined,
        },
      ];
    }),
};

export const SETTINGS: FieldRules<Settings> = {
  because: field("理由", "reason", EDITORIAL),
  retention: RETENTION,
  records: {
    name: { ja: "ここで残す記録", en: "records kept here" },
    tell: ({ was, is }) =>
      keysOf(was, is).flatMap((name): Told[] => {
        const [one, other] = [own<unknown>(was, name), own<unknown>(is, name)];
        return isSame(one, other) ? [] : [{ path: [name], says: { ja: name, en: name }, verdict: EDITORIAL }];
      }),
  },
  emergencyEvidenceHours: field("緊急の場合の根拠の期限（時間）", "hours for evidence of an emergency", EDITORIAL),
  foreignCheckMonths: field("外国の確認の間隔（月）", "months between checks abroad", EDITORIAL),
};
