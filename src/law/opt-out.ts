import type { Words } from "../wire/index.ts";
import type { Article } from "./citation.ts";
import type { Timing } from "./timing.ts";

/** A matter of an opt-out: 27(2) and R11(4). */
export interface OptOutMatter {
  readonly article: Article;
  readonly says: Words;
  /** When a change of it is notified and filed (27(3)). Absent where 27(3) names no change: the opt-out stands or falls with it. */
  readonly change?: Timing;
}

export const OPT_OUT_MATTER_NAMES = [
  "provider",
  "purpose",
  "items",
  "acquisition",
  "provision",
  "stop",
  "how-to-ask",
  "update",
  "start",
] as const;
export type OptOutMatterName = (typeof OPT_OUT_MATTER_NAMES)[number];

/** The matters that are notified or made easily knowable, and filed, before an opt-out: 27(2)(i) to (viii), R11(4). */
export const OPT_OUT_MATTERS: Readonly<Record<OptOutMatterName, OptOutMatter>> = {
  provider: {
    article: "27(2)(i)",
    says: { ja: "提供する者の氏名・住所・代表者", en: "name, address and representative of who provides" },
    change: "without-delay",
  },
  purpose: {
    article: "27(2)(ii)",
    says: { ja: "第三者への提供を利用目的とすること", en: "that provision to third parties is a purpose of use" },
  },
  items: {
    article: "27(2)(iii)",
    says: { ja: "提供される項目", en: "the items provided" },
    change: "beforehand",
  },
  acquisition: {
    article: "27(2)(iv)",
    says: { ja: "取得の方法", en: "how they were acquired" },
    change: "beforehand",
  },
  provision: {
    article: "27(2)(v)",
    says: { ja: "提供の方法", en: "how they are provided" },
    change: "beforehand",
  },
  stop: {
    article: "27(2)(vi)",
    says: { ja: "求めに応じて提供を停止すること", en: "that provision stops on request" },
  },
  "how-to-ask": {
    article: "27(2)(vii)",
    says: { ja: "求めを受け付ける方法", en: "how to ask for it" },
    change: "beforehand",
  },
  update: {
    article: "R11(4)",
    says: { ja: "更新の方法", en: "how the data is updated" },
    change: "beforehand",
  },
  start: {
    article: "R11(4)",
    says: { ja: "提供の開始予定日", en: "the day provision starts" },
    change: "beforehand",
  },
};

/** Those that a policy states in words of their own: the others are who provides, its purposes, its items, and a day. */
export const STATED_OPT_OUT_MATTERS = ["acquisition", "provision", "stop", "how-to-ask", "update"] as const;

/** The matters that are not yet stated, in the order of the Act. */
export function missingOptOutMatters(stated: ReadonlySet<OptOutMatterName>): readonly OptOutMatterName[] {
  return OPT_OUT_MATTER_NAMES.filter((name) => !stated.has(name));
}

/** What a change of an opt-out asks for; each is notified or made easily knowable, filed again, and published oneself (27(3), R14). */
export type OptOutChange =
  | { readonly allowed: true; readonly timing: Timing; readonly article: "27(3)" }
  | { readonly allowed: false; readonly article: Article };

/**
 * When a change of a matter, or the end of the opt-out, is notified to the person and filed with the Commission (27(3)). Those that 27(3)
 * does not name are what makes it an opt-out: without them 27(2) does not apply.
 */
export function optOutChange(changed: OptOutMatterName | "end"): OptOutChange {
  if (changed === "end") return { allowed: true, timing: "without-delay", article: "27(3)" };
  const { article, change } = OPT_OUT_MATTERS[changed];
  return change === undefined ? { allowed: false, article } : { allowed: true, timing: change, article: "27(3)" };
}

/** What an opt-out stands on. */
export interface OptOutFacts {
  readonly specialCare: boolean;
  /** In breach of 20(1), copies and derivatives included. */
  readonly improperlyAcquired: boolean;
  /** Received under another operator's opt-out, copies and derivatives included. */
  readonly fromAnOptOut: boolean;
  readonly provisionIsAPurpose: boolean;
  readonly matters: ReadonlySet<OptOutMatterName>;
  /** Notified or easily knowable before, the time needed to ask for a stop left: how long that is, a human says (R11(1)). */
  readonly timeToObjectLeft: boolean;
  /** Filed with the Commission. */
  readonly filed: boolean;
}

/** What stands in the way of an opt-out. The first three no notice and no filing can mend. */
export const OPT_OUT_BARS = {
  "special-care": { article: "27(2)", ja: "要配慮個人情報である", en: "it is special care-required" },
  "improperly-acquired": { article: "27(2)", ja: "不正に取得されたものである", en: "it was improperly acquired" },
  "from-an-opt-out": { article: "27(2)", ja: "オプトアウトで受領したものである", en: "it came by another's opt-out" },
  "not-a-purpose": {
    article: "General 3-6-2-1",
    ja: "第三者提供が利用目的に含まれない",
    en: "provision is not among the purposes of use",
  },
  "matters-missing": { article: "27(2)", ja: "所定の事項が揃っていない", en: "not all the matters are stated" },
  "no-time-to-object": { article: "R11(1)", ja: "停止を求める期間をおいていない", en: "no time was left to object" },
  "not-filed": { article: "27(2)", ja: "委員会に届け出ていない", en: "it was not filed with the Commission" },
} as const satisfies Record<string, Words & { readonly article: Article }>;

export type OptOutBar = keyof typeof OPT_OUT_BARS;

/** Everything that stands in the way of providing by opt-out; empty where 27(2) lets it be provided. */
export function optOutBars(facts: OptOutFacts): readonly OptOutBar[] {
  const bars: OptOutBar[] = [];
  if (facts.specialCare) bars.push("special-care");
  if (facts.improperlyAcquired) bars.push("improperly-acquired");
  if (facts.fromAnOptOut) bars.push("from-an-opt-out");
  if (!facts.provisionIsAPurpose) bars.push("not-a-purpose");
  if (missingOptOutMatters(facts.matters).length > 0) bars.push("matters-missing");
  if (!facts.timeToObjectLeft) bars.push("no-time-to-object");
  if (!facts.filed) bars.push("not-filed");
  return bars;
}

/** What an operator publishes itself, promptly after the Commission has published what was filed: R14. */
export const OWN_PUBLICATION = {
  filed: { ja: "届け出た事項", en: "the matters filed" },
  changed: { ja: "変更後の事項", en: "the matters as changed" },
  ended: { ja: "提供をやめた旨", en: "that provision has ended" },
} as const satisfies Record<string, Words>;
