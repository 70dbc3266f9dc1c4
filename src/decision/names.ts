import { citation, FORM_WORDS, FORMS, isArticle, stateOf } from "../law/index.ts";
import { type Policy, purposeText } from "../policy/index.ts";
import type { Text, Words } from "../wire/index.ts";
import type { Outcome, Params } from "./decision.ts";
import { type Act, ACTS, OUTSIDE_POLICY, type LAW_PURPOSES } from "./question.ts";

/* The names by which people know what decisions are about. */

export const OUTCOME_WORDS: Readonly<Record<Outcome, Words>> = {
  permit: { ja: "できます", en: "Permitted" },
  deny: { ja: "できません", en: "Denied" },
  review: { ja: "人の判断が必要です", en: "For a human to decide" },
};

export const ACT_WORDS: Readonly<Record<Act, Words>> = {
  acquire: { ja: "取得する", en: "acquire" },
  use: { ja: "利用する", en: "use" },
  contact: { ja: "連絡する", en: "contact" },
  provide: { ja: "渡す", en: "hand over" },
  disclose: { ja: "本人に開示する", en: "disclose to the person" },
  retain: { ja: "保存する", en: "keep" },
};

const LAW_PURPOSE_WORDS: Readonly<Record<keyof typeof LAW_PURPOSES, Words>> = {
  "law.ask-consent": { ja: "同意を求めるための連絡", en: "contact only to ask for consent" },
  "law.breach-notice": { ja: "漏えい等のお知らせ", en: "telling the person of a leak" },
  "law.own-request": { ja: "本人の請求への対応", en: "answering the person's own request" },
};

const OUTSIDE_POLICY_WORDS: Words = {
  ja: "公表されたどの目的にもあたらないこと",
  en: "something that no published purpose covers",
};

const ROUTE_WORDS: ReadonlyMap<string, Words> = new Map(
  Object.entries({
    entrustment: { ja: "委託", en: "entrustment" },
    succession: { ja: "事業の承継", en: "succession" },
    negotiation: { ja: "承継の交渉", en: "negotiation before succession" },
    supervised: { ja: "指揮監督下の従事", en: "work under supervision" },
    consent: { ja: "本人の同意", en: "consent" },
    "opt-out": { ja: "オプトアウト", en: "opt-out" },
    statute: { ja: "法の例外", en: "an exception of the Act" },
    review: { ja: "個別の判断", en: "case by case" },
    "shared-use": { ja: "共同利用", en: "shared use" },
    "same-entity": { ja: "同じ法人内", en: "within one legal person" },
    safety: { ja: "安全管理", en: "the data's safety" },
    supervision: { ja: "指揮監督・守秘", en: "supervision and confidentiality" },
  }),
);

const MATTER_WORDS: ReadonlyMap<string, Words> = new Map(
  Object.entries({
    date: { ja: "年月日", en: "date" },
    recipient: { ja: "提供先", en: "recipient" },
    principal: { ja: "本人", en: "principal" },
    items: { ja: "項目", en: "items" },
    consent: { ja: "同意", en: "consent" },
  }),
);

/** One sentence that can be read aloud on the telephone. */
const SENTENCES: Readonly<Record<Outcome, Words>> = {
  permit: { ja: "はい、できます。", en: "Yes, you may." },
  deny: { ja: "いいえ、できません。", en: "No, you may not." },
  review: {
    ja: "ここでは決められません。個人情報保護の担当部署に確認してください。",
    en: "This is not for the rules to settle. Ask the privacy office.",
  },
};
const PERMIT_WITH_DUTIES: Words = {
  ja: "はい、できます。ただし、次のことをしてください。",
  en: "Yes, you may, and you must then do the following.",
};
const DENY_WITH_NEEDS: Words = { ja: "いいえ、このままではできません。", en: "No, not as things stand." };

/** What is said first: the answer, and whether something follows from it or would help. */
export function sentenceFor(outcome: Outcome, duties: number, needs: number): Words {
  if (outcome === "permit" && duties > 0) return PERMIT_WITH_DUTIES;
  if (outcome === "deny" && needs > 0) return DENY_WITH_NEEDS;
  return SENTENCES[outcome];
}

/** Turns identifiers into the names a reader knows. */
export function namesOf(policy: Policy | undefined, params: Params): Record<string, Words | string | number> {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, name(policy, key, value, params)]));
}

function name(
  policy: Policy | undefined,
  key: string,
  value: string | number,
  params: Params,
): Words | string | number {
  if (typeof value === "number") return value;
  switch (key) {
    case "operator":
      return words(nameIn(policy?.operators, value), value);
    case "person":
      return words(nameIn(policy?.people, value), value);
    case "recipient":
      return words(
        nameIn(policy?.recipients, value) ?? nameIn(policy?.operators, value),
        value || String(params["party"] ?? ""),
      );
    case "purpose":
      return policy === undefined ? value : purposeName(policy, value);
    case "items":
      return list(value.split(" ").map((item) => words(nameIn(policy?.items, item), item)));
    case "matters":
      return list(value.split(" ").map((matter) => MATTER_WORDS.get(matter) ?? same(matter)));
    case "act": {
      const act = ACTS.find((one) => one === value);
      return act === undefined ? value : ACT_WORDS[act];
    }
    case "form": {
      const form = FORMS.find((one) => one === value);
      return form === undefined ? value : FORM_WORDS[form];
    }
    case "route":
    case "covers":
      return ROUTE_WORDS.get(value) ?? value;
    case "exception":
      return isArticle(value) ? citation(value) : value;
    case "country":
      return countryName(value);
    case "period":
      return periodName(value);
    default:
      return value;
  }
}

/** A purpose by the words that were published for it. */
export function purposeName(policy: Policy, id: string): Words {
  if (id === OUTSIDE_POLICY) return OUTSIDE_POLICY_WORDS;
  const law = Object.entries(LAW_PURPOSE_WORDS).find(([key]) => key === id)?.[1];
  return law ?? words(purposeText(policy, id), id);
}

function words(text: Text | undefined, fallback: string): Words {
  const any = Object.values(text ?? {})[0] ?? fallback;
  return { ja: text?.["ja"] ?? any, en: text?.["en"] ?? any };
}

/** The name of what is declared under an identifier: nothing that every object has by itself. */
function nameIn(entries: Readonly<Record<string, { readonly name: Text }>> | undefined, id: string): Text | undefined {
  return entries !== undefined && Object.hasOwn(entries, id) ? entries[id]?.name : undefined;
}

function same(word: string): Words {
  return { ja: word, en: word };
}

function list(parts: readonly Words[]): Words {
  return { ja: parts.map(({ ja }) => ja).join("・"), en: parts.map(({ en }) => en).join(", ") };
}

/** Regions that have a name of their own here; of any other the state is named. */
const REGIONS: Readonly<Record<string, Words>> = { "US-GU": { ja: "グアム（米国）", en: "Guam (United States)" } };

/** A country by its name; a region such as `US-GU` by its own where it has one here. */
export function countryName(code: string): Words {
  const inLanguage = (language: string): string =>
    new Intl.DisplayNames([language], { type: "region" }).of(stateOf(code)) ?? code;
  return REGIONS[code] ?? { ja: inLanguage("ja"), en: inLanguage("en") };
}

const PERIOD_UNITS = [
  ["years", { ja: "年", en: "year" }],
  ["months", { ja: "か月", en: "month" }],
  ["days", { ja: "日", en: "day" }],
] as const;

/** An ISO 8601 duration in words: P3Y as 3年 and 3 years. */
export function periodName(period: string): Words {
  const duration = Temporal.Duration.from(period);
  const parts = PERIOD_UNITS.flatMap(([unit, { ja, en }]) => {
    const count = duration[unit];
    return count === 0 ? [] : [{ ja: `${count}${ja}`, en: `${count} ${en}${count === 1 ? "" : "s"}` }];
  });
  return { ja: parts.map(({ ja }) => ja).join(""), en: parts.map(({ en }) => en).join(" ") };
}
