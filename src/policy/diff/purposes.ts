import { sharedUseChange } from "../../law/index.ts";
import type { Words } from "../../wire/index.ts";
import { purposeText } from "../expand.ts";
import { listOf } from "../rules/rule.ts";
import { DEFAULT_ACTS, type Purpose } from "../schema.ts";
import { type Ask, ask, EDITORIAL, judged, type Question, type Verdict, verdict, withAsks } from "./change.ts";
import { type Comparison, hadPurposes, namesOf, quoted, saysTheSame } from "./comparison.ts";
import { field, list, type SectionRules } from "./entries.ts";
import { delta } from "./leaves.ts";

/*
 * Purposes of use: 17, 18 and 21. Whether a change stays within what is reasonably related is for a human to say.
 */

const RELATED: Question = {
  article: "17(2)",
  says: {
    ja: "変更後の利用目的は、本人からみて、変更前の利用目的と関連性があると合理的に認められますか。",
    en: "Is the purpose, as it is now, reasonably related to the one before, in the eyes of the people?",
  },
};

const NOTIFY = ask(
  "notify",
  "21(3)",
  "変更された利用目的を本人に通知するか、公表してください。",
  "Notify the people of the changed purpose, or announce it.",
);

const CONSENT = ask(
  "consent",
  "18(1)",
  "すでに保有しているデータをこの目的に使う前に、本人の同意を得てください。",
  "Obtain consent before data that is already held is used for this.",
);

const ANNOUNCE = ask(
  "announce",
  "21(1)",
  "この人たちの情報を取得する前に公表するか、取得後速やかに通知・公表してください。",
  "Announce it before data about these people is acquired, or notify or announce it promptly after.",
);

const NARROWER = verdict(
  ask(
    "publish",
    "32(1)(ii)",
    "範囲が狭まるだけなので、同意は要りません。公表している利用目的を改めてください。",
    "It only becomes narrower: no consent is needed. Publish the purposes as they are now.",
  ),
);

const TOO_OPEN = ask(
  "publish",
  "17(1)",
  "範囲が広すぎる目的は、それだけでは何の根拠にもなりません。",
  "A purpose that is too open justifies nothing by itself.",
);

const SPECIFIED: Question = {
  article: "17(1)",
  says: { ja: "この利用目的は、できる限り特定されていますか。", en: "Is this purpose specified as far as possible?" },
};

/** What follows where people whose data is held are to have it used for something else. */
export function otherPurpose(always: readonly Ask[] = []): Verdict {
  return judged(RELATED, { yes: [NOTIFY], no: [CONSENT], always });
}

/** What follows where the words of a purpose change; shared use for it changes with them. */
export function otherWords(comparison: Comparison, purposes: readonly string[]): Verdict {
  const related = otherPurpose();
  const shared = Object.values(comparison.after.policy.sharedUses).some((use) =>
    use.purposes?.some((purpose) => purposes.includes(purpose)),
  );
  return shared ? { ...related, asks: [...related.asks, ...sharedPurposeAsks()] } : related;
}

/** What 27(6) asks for another purpose of shared use: by whether a human finds it within what people may expect. */
export function sharedPurposeAsks(): Ask[] {
  return ([true, false] as const).map((expected): Ask => {
    const { allowed, article } = sharedUseChange({ what: "purposes", expected });
    return allowed
      ? {
          ...ask(
            "beforehand",
            article,
            "共同利用の利用目的の変更として、あらかじめ本人に通知するか、容易に知り得る状態に置いてください。",
            "It also changes a purpose of shared use: notify the people, or make it easily knowable, beforehand.",
          ),
          answer: "yes",
        }
      : {
          ...ask(
            "barred",
            article,
            "共同利用の利用目的は、通常予期し得る範囲を超えて変更できません。",
            "The purposes of a shared use may not change beyond what people may ordinarily expect.",
          ),
          answer: "no",
        };
  });
}

/** Purposes for people: announced where the operator had none for them, else a change of those that it had. */
function purposeFor(
  comparison: Comparison,
  operators: readonly string[],
  people: readonly string[],
  always: readonly Ask[] = [],
): Verdict {
  const had = operators.flatMap((operator) => people.map((kind) => hadPurposes(comparison, operator, kind)));
  if (!had.includes(true)) return verdict(ANNOUNCE, ...always);
  return otherPurpose(had.includes(false) ? [ANNOUNCE, ...always] : always);
}

function specialCareAsks(comparison: Comparison, items: readonly string[]): Ask[] {
  return items.some((item) => comparison.after.policy.items[item]?.specialCare !== undefined)
    ? [
        ask(
          "consent",
          "20(2)",
          "要配慮個人情報です。取得する前に本人の同意を得てください。",
          "It is special care-required: obtain consent before it is acquired.",
        ),
      ]
    : [];
}

const actsOf = (purpose: Purpose): readonly string[] => purpose.acts ?? DEFAULT_ACTS;

const ACTS: Readonly<Record<string, Words>> = {
  acquire: { ja: "取得", en: "acquire" },
  use: { ja: "利用", en: "use" },
  contact: { ja: "連絡", en: "contact" },
  disclose: { ja: "開示", en: "disclose" },
  retain: { ja: "保存", en: "retain" },
};

const NOUN: Words = { ja: "利用目的", en: "Purpose" };

export const PURPOSES: SectionRules<Purpose> = {
  section: "purposes",
  noun: NOUN,
  name: (_purpose, id, { before, after }) =>
    quoted(purposeText(id in after.policy.purposes ? after.policy : before.policy, id)),
  clause: ({ clause }) => clause,
  added: (purpose, comparison) =>
    purposeFor(comparison, purpose.operators, purpose.people, purpose.catchAll === true ? [TOO_OPEN] : []),
  removed: () => NARROWER,
  fields: {
    operators: list("事業者", "operators", (ids, { comparison }) => namesOf(comparison, "operators", ids), {
      added: (ids, { comparison, after }) => purposeFor(comparison, ids, after.people),
      removed: () => NARROWER,
    }),
    people: list("本人の区分", "people", (ids, { comparison }) => namesOf(comparison, "people", ids), {
      added: (ids, { comparison, after }) => purposeFor(comparison, after.operators, ids),
      removed: () => NARROWER,
    }),
    items: list("項目", "items", (ids, { comparison }) => namesOf(comparison, "items", ids), {
      added: (ids, { comparison }) => otherPurpose(specialCareAsks(comparison, ids)),
      removed: () => NARROWER,
    }),
    acts: {
      name: { ja: "行為", en: "acts" },
      tell: ({ before, after }) => {
        const { added, removed } = delta(actsOf(before), actsOf(after));
        const words = (acts: readonly string[]): Words => listOf(acts.map((act) => ACTS[act] ?? { ja: act, en: act }));
        if (added.length + removed.length === 0)
          return [{ says: { ja: "書き方だけの変更", en: "only how it is written" }, verdict: EDITORIAL }];
        const { ja: gone, en: left } = words(removed);
        const { ja: more, en: joined } = words(added);
        return [
          {
            says: {
              ja: [...(added.length > 0 ? [`+${more}`] : []), ...(removed.length > 0 ? [`−${gone}`] : [])].join(" "),
              en: [...(added.length > 0 ? [`+${joined}`] : []), ...(removed.length > 0 ? [`−${left}`] : [])].join(" "),
            },
            verdict: added.length > 0 ? otherPurpose() : NARROWER,
          },
        ];
      },
    },
    clause: field("条項", "clause", ({ comparison, id }) => wordsNow(comparison, id)),
    text: {
      name: { ja: "文言", en: "words" },
      tell: ({ comparison, id, is }) => [
        {
          says: is === undefined ? { ja: "条項の文言による", en: "those of the clause" } : quoted(is),
          verdict: wordsNow(comparison, id),
        },
      ],
    },
    catchAll: field("範囲が広すぎる旨の印", "mark “too open”", ({ was, is }) => {
      if ((was ?? false) === (is ?? false)) return EDITORIAL;
      if (is === true) return verdict(TOO_OPEN);
      return judged(SPECIFIED, {
        yes: [ask("publish", "32(1)(ii)", "利用目的を公表してください。", "Publish the purpose.")],
        no: [
          ask("barred", "17(1)", "特定されていない目的を根拠にはできません。", "What is not specified is no basis."),
        ],
      });
    }),
    stoppable: field("停止の求め", "stop on request", ({ is }) =>
      is === undefined
        ? verdict(
            ask(
              "publish",
              "35(5)",
              "約束が緩みます。すでに停止を求めた人への停止は続けてください。",
              "A looser promise: for those who asked to stop already it stays stopped.",
            ),
          )
        : verdict(
            ask("publish", undefined, "約束が厳しくなります。公表してください。", "A stricter promise: publish it."),
          ),
    ),
    because: field("読み方の理由", "reason of the reading", EDITORIAL),
  },
};

/** The words that readers see under a purpose, its own or those of its clause. */
function wordsNow(comparison: Comparison, id: string): Verdict {
  const { before, after } = comparison;
  return saysTheSame(comparison, purposeText(before.policy, id), purposeText(after.policy, id))
    ? EDITORIAL
    : withAsks(otherWords(comparison, [id]), []);
}
