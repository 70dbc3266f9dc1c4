import { fillWords, type Words } from "../../wire/index.ts";
import type { PolicyContent } from "../parse.ts";
import { type Change, type ChangeClass, gravest } from "./change.ts";

/** Several changes in one. */
export interface DiffSummary {
  /** Absent where nothing changed. */
  readonly gravest?: ChangeClass;
  /** How many changes of each class. */
  readonly counts: Readonly<Record<ChangeClass, number>>;
  /** The day on which the later version comes into force in Japan, YYYY-MM-DD. */
  readonly inForceFrom: string;
  /** What has to come before that day. */
  readonly before: "nothing" | "notice" | "judgement" | "consent" | "another-change";
  readonly says: Words;
  /** What the earlier version itself promises about changes, where it says more than the Act; its clause. */
  readonly promised?: { readonly clause: string; readonly says: Words };
}

const SAYS: Readonly<Record<DiffSummary["before"], Words>> = {
  nothing: { ja: "{date} に施行できます。", en: "It may come into force on {date}." },
  notice: {
    ja: "{date} に施行するには、その日より前に通知するか容易に知り得る状態に置き、届出が要るものは届け出てください。",
    en: "To come into force on {date} it needs notice before that day, and a filing where one is asked for.",
  },
  judgement: {
    ja: "人が判断するまでは、{date} に施行できるかどうか言えません。質問に答えてください。",
    en: "Whether it may come into force on {date} cannot be said before a human has answered the questions.",
  },
  consent: {
    ja: "{date} に施行しても、同意を得ていない人のデータには、同意を要する変更を適用できません。",
    en: "It may come into force on {date}, but what needs consent does not reach the data of people who have not given it.",
  },
  "another-change": {
    ja: "このままでは {date} に施行できません。原則としてできない変更を外すか、例外にあたることを示してください。",
    en: "It may not come into force on {date} as it stands: take out what is not allowed, or show that an exception holds.",
  },
};

const PROMISED: Words = {
  ja: "このポリシーは、変更をあらかじめ知らせると約束しています（{clause}）。{date} より前に知らせてください。",
  en: "The policy promises to tell of changes beforehand ({clause}): do so before {date}.",
};

/** What changes ask for together, and whether the later version may come into force on its day. */
export function summarize(changes: readonly Change[], before: PolicyContent, after: PolicyContent): DiffSummary {
  const worst = gravest(changes.map((change) => change.class));
  const first = beforeForce(changes);
  const date = after.policy.inForceFrom;
  const { changes: promise } = before.policy;
  const told = changes.some((change) => change.published && change.class !== "editorial");
  return {
    ...(worst === undefined ? {} : { gravest: worst }),
    counts: countByClass(changes),
    inForceFrom: date,
    before: first,
    says: fillWords(SAYS[first], { date }),
    ...(told && promise?.notice === "beforehand"
      ? { promised: { clause: promise.clause, says: fillWords(PROMISED, { clause: promise.clause, date }) } }
      : {}),
  };
}

function beforeForce(changes: readonly Change[]): DiffSummary["before"] {
  const has = (name: ChangeClass): boolean => changes.some((change) => change.class === name);
  if (has("barred")) return "another-change";
  if (changes.some(({ question }) => question !== undefined)) return "judgement";
  if (has("consent")) return "consent";
  return changes.some(({ asks }) => asks.some((one) => one.class === "beforehand")) ? "notice" : "nothing";
}

/** How many changes there are of each class. */
function countByClass(changes: readonly Change[]): Record<ChangeClass, number> {
  const counts: Record<ChangeClass, number> = {
    editorial: 0,
    publish: 0,
    announce: 0,
    notify: 0,
    "without-delay": 0,
    beforehand: 0,
    file: 0,
    judgement: 0,
    consent: 0,
    barred: 0,
  };
  for (const change of changes) counts[change.class] += 1;
  return counts;
}
