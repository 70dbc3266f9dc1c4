import { kindsOf } from "../expand.ts";
import { type CheckRule, inOurLanguages } from "./rule.ts";

const peopleWithoutPurposes: CheckRule = {
  id: "people-without-purposes",
  severity: "law",
  article: "17(1)",
  message: {
    ja: "「{name}」の利用目的が一つもありません。情報を扱っているなら、利用目的を特定して公表してください。それまではすべて拒否されます。",
    en: "No purpose covers “{name}”. If data about them is handled, specify the purposes and publish them; until then everything is denied.",
  },
  *find(_source, policy) {
    const covered = new Set(Object.values(policy.purposes).flatMap((purpose) => purpose.people));
    for (const [id, person] of Object.entries(policy.people)) {
      if (kindsOf(policy, id).some((kind) => covered.has(kind))) continue;
      yield { path: ["people", id], clause: person.clause, values: { name: inOurLanguages(person.name) } };
    }
  },
};

const emptyPurpose: CheckRule = {
  id: "empty-purpose",
  severity: "law",
  article: "17(1)",
  message: {
    ja: "利用目的「{id}」に {what} がありません。だれの、どの項目を使うのかを書いてください。",
    en: "Purpose “{id}” names no {what}. Say whose data it uses, and which items.",
  },
  *find(source) {
    for (const [id, purpose] of Object.entries(source.purposes)) {
      for (const what of ["people", "items"] as const) {
        if (purpose[what].length === 0)
          yield { path: ["purposes", id, what], clause: purpose.clause, values: { id, what } };
      }
    }
  },
};

export const PURPOSE_RULES: readonly CheckRule[] = [peopleWithoutPurposes, emptyPurpose];
