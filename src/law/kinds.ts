import type { Words } from "../wire/index.ts";

/** The kinds of special care-required personal information: article 2(3) and Cabinet Order article 2. */
export const SPECIAL_CARE_KINDS = {
  race: { ja: "人種", en: "race" },
  creed: { ja: "信条", en: "creed" },
  "social-status": { ja: "社会的身分", en: "social status" },
  "medical-history": { ja: "病歴", en: "medical history" },
  "criminal-history": { ja: "犯罪の経歴", en: "criminal history" },
  "crime-victim": { ja: "犯罪により害を被った事実", en: "having been the victim of a crime" },
  disability: { ja: "心身の機能の障害", en: "disability" },
  "health-check": { ja: "健康診断等の結果", en: "results of health checks" },
  "medical-care": { ja: "保健指導・診療・調剤", en: "medical guidance, treatment or dispensing" },
  "criminal-procedure": { ja: "刑事事件の手続", en: "criminal procedure" },
  "juvenile-procedure": { ja: "少年保護事件の手続", en: "juvenile procedure" },
} as const satisfies Record<string, Words>;

export type SpecialCareKind = keyof typeof SPECIAL_CARE_KINDS;

/** The forms in which data may stand: 2(1), 2(5), 2(6), 2(7), and statistics (General 2-8), which are none of them. */
export const FORMS = ["personal", "pseudonymous", "anonymous", "personal-related", "statistics"] as const;
export type Form = (typeof FORMS)[number];

export const FORM_WORDS: Readonly<Record<Form, Words>> = {
  personal: { ja: "個人情報", en: "personal information" },
  pseudonymous: { ja: "仮名加工情報", en: "pseudonymously processed information" },
  anonymous: { ja: "匿名加工情報", en: "anonymously processed information" },
  "personal-related": { ja: "個人関連情報", en: "personal-related information" },
  statistics: { ja: "統計情報", en: "statistics" },
};
