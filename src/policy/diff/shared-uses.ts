import { type SharedUseChange, sharedUseChange } from "../../law/index.ts";
import type { SharedUse } from "../schema.ts";
import { abroadRule } from "./abroad.ts";
import { type Ask, ask, EDITORIAL, judged, type Question, type Verdict, verdict } from "./change.ts";
import { nameOf, namesOf, quoted, saysTheSame } from "./comparison.ts";
import { field, type FieldRule, list, type SectionRules, signed, type Told } from "./entries.ts";
import { isSame } from "./leaves.ts";
import { sharedPurposeAsks } from "./purposes.ts";

/*
 * Shared use: 27(5)(iii), and how it changes, 27(6) and General 3-6-3.
 */

const STATED = ask(
  "beforehand",
  "27(5)(iii)",
  "五つの事項をすべて、あらかじめ本人に通知するか、容易に知り得る状態に置いてください。",
  "Notify all five matters, or make them easily knowable, beforehand.",
);

const HELD_TOO = ask(
  "beforehand",
  "General 3-6-3",
  "五つの事項を示した後は、すでに保有しているデータも共有できます。",
  "Once the five matters are stated, data that is already held may be shared too.",
);

const CONSENT = ask(
  "consent",
  "27(1)",
  "すでに保有しているデータは、本人の同意を得てから共有してください。",
  "Obtain consent before data that is already held is shared.",
);

const HELD: Question = {
  article: "General 3-6-3",
  says: {
    ja: "すでに保有しているデータについて、この共同利用は、本人が通常予期し得る範囲内で、取得時の利用目的の範囲内ですか。",
    en: "For data that is already held: is this sharing what the people may ordinarily expect, and within the purposes it was acquired for?",
  },
};

/** Sharing that was not there before: of these people, or at all. */
const NEW = judged(HELD, { yes: [HELD_TOO], no: [CONSENT], always: [STATED] });

const NARROWER = verdict(
  ask(
    "publish",
    "27(5)(iii)",
    "範囲が狭まるだけです。変更後の内容を容易に知り得る状態に置いてください。",
    "It only becomes narrower: keep it easily knowable as it is now.",
  ),
);

/** What 27(6) and the Guidelines answer to a change. */
export function sharedUseAsk(change: SharedUseChange): Ask {
  const answer = sharedUseChange(change);
  if (!answer.allowed) {
    return ask(
      "barred",
      answer.article,
      change.what === "items"
        ? "共同利用する項目は、原則として変更できません。変更するには、あらかじめ本人の同意が必要です。"
        : "共同利用する者の範囲は、原則として変更できません。本人の同意がある場合、利用者の名称だけが変わる場合、事業の承継による場合（後の二つは項目が変わらないときに限る）を除きます。",
      change.what === "items"
        ? "The items shared may in principle not change. Consent given beforehand makes it possible."
        : "The range of users may in principle not change. Exceptions: consent given beforehand; a user only changes its name; a succession (the last two with the items unchanged).",
    );
  }
  return answer.timing === "without-delay"
    ? ask(
        "without-delay",
        answer.article,
        "遅滞なく本人に通知するか、容易に知り得る状態に置いてください。",
        "Notify the people, or make it easily knowable, without delay.",
      )
    : ask(
        "beforehand",
        answer.article,
        "あらかじめ本人に通知するか、容易に知り得る状態に置いてください。",
        "Notify the people, or make it easily knowable, beforehand.",
      );
}

const ITEMS = verdict(sharedUseAsk({ what: "items" }));
const MEMBERS = verdict(sharedUseAsk({ what: "users" }));

const PURPOSES = judged(
  {
    article: "General 3-6-3",
    says: {
      ja: "変更後の利用目的は、本人が通常予期し得る範囲内ですか。",
      en: "Are the purposes, as they are now, within what the people may ordinarily expect?",
    },
  },
  {
    yes: sharedPurposeAsks().filter(({ answer }) => answer === "yes"),
    no: sharedPurposeAsks().filter(({ answer }) => answer === "no"),
  },
);

const RANGE = judged(
  {
    article: "General 3-6-3",
    says: {
      ja: "共同利用する者の範囲は、新しい文言でも変わりませんか。",
      en: "Is the range of users still the same by the new words?",
    },
  },
  {
    yes: [ask("publish", "27(5)(iii)", "変更後の文言を公表してください。", "Publish the new words.")],
    no: MEMBERS.asks,
  },
);

const USERS: FieldRule<SharedUse, SharedUse["users"]> = {
  name: { ja: "共同利用する者", en: "users" },
  tell: ({ comparison, was, is }) => {
    if (was === undefined) return [{ verdict: verdict(STATED) }];
    if (is === undefined) return [{ verdict: LACKING }];
    const told: Told[] = [];
    for (const key of ["text", "list"] as const) {
      if (isSame(was[key], is[key])) continue;
      told.push({
        path: [key],
        says: quoted(is[key]),
        verdict: saysTheSame(comparison, was[key], is[key]) ? EDITORIAL : RANGE,
      });
    }
    // A copy of the list changes nothing for anybody.
    if (!isSame(was.snapshot, is.snapshot)) told.push({ path: ["snapshot"], verdict: EDITORIAL });
    if (isSame(was.members, is.members)) return told;
    const before = new Map((was.members ?? []).map((member) => [member.operator, member]));
    const after = new Map((is.members ?? []).map((member) => [member.operator, member]));
    const members: Told[] = [];
    for (const [operator, member] of after) {
      const one = before.get(operator);
      if (isSame(one, member)) continue;
      const name = nameOf(comparison, "operators", operator);
      // It takes part on days on which it did not.
      const wider = one === undefined || member.from < one.from || (member.to ?? "9999") > (one.to ?? "9999");
      members.push({
        path: ["members"],
        says: one === undefined ? signed("+", name) : name,
        verdict: wider ? MEMBERS : NARROWER,
      });
    }
    for (const operator of before.keys()) {
      if (!after.has(operator))
        members.push({
          path: ["members"],
          says: signed("−", nameOf(comparison, "operators", operator)),
          verdict: NARROWER,
        });
    }
    // The same members in another order, or one that is there twice.
    return [...told, ...(members.length > 0 ? members : [{ path: ["members"], verdict: repeated(was, is) }])];
  },
};

type Users = NonNullable<SharedUse["users"]>;

/** Of members that are named more than once only the last was compared: whoever takes part longer by another line is wider. */
function repeated(was: Users, is: Users): Verdict {
  const known = new Set((was.members ?? []).map((member) => JSON.stringify(member)));
  return (is.members ?? []).every((member) => known.has(JSON.stringify(member))) ? EDITORIAL : MEMBERS;
}

const LACKING = verdict(
  ask(
    "barred",
    "27(5)(iii)",
    "五つの事項が揃わなければ、共同利用として扱えません。",
    "While not all five matters are stated, nothing can be shared under it.",
  ),
);

export const SHARED_USES: SectionRules<SharedUse> = {
  section: "sharedUses",
  noun: { ja: "共同利用", en: "Shared use" },
  name: ({ name }) => quoted(name),
  clause: ({ clause }) => clause,
  added: () => NEW,
  removed: () => NARROWER,
  fields: {
    name: field("名前", "name", EDITORIAL),
    clause: field("条項", "clause", EDITORIAL),
    people: list("本人の区分", "people", (ids, { comparison }) => namesOf(comparison, "people", ids), {
      added: () => NEW,
      removed: () => NARROWER,
    }),
    items: list("項目", "items", (ids, { comparison }) => namesOf(comparison, "items", ids), {
      added: (_ids, { was }) => (was === undefined ? verdict(STATED) : ITEMS),
      removed: (_ids, { is }) => (is === undefined ? LACKING : NARROWER),
    }),
    purposes: list("利用目的", "purposes", (ids) => ({ ja: ids.join("・"), en: ids.join(", ") }), {
      added: (_ids, { was }) => (was === undefined ? verdict(STATED) : PURPOSES),
      // Fewer purposes are within what anybody expects.
      removed: (_ids, { is }) =>
        is === undefined ? LACKING : verdict(sharedUseAsk({ what: "purposes", expected: true })),
    }),
    users: USERS,
    responsible: field("責任を有する者", "who is responsible", ({ was, is }) => {
      if (was === undefined) return verdict(STATED);
      return is === undefined ? LACKING : verdict(sharedUseAsk({ what: "responsible" }));
    }),
    abroad: abroadRule(),
    reading: field("読み方の理由", "reason of the reading", EDITORIAL),
  },
};
