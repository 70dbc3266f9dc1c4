import type { Words } from "../wire/index.ts";
import type { Article } from "./citation.ts";

/** A kind of request that the Act gives the person: 32(2) to 35. Complaints (40) and inquiries are none. */
export interface RequestRule {
  readonly article: Article;
  readonly says: Words;
  /** What it is about: retained personal data (16(4)), or the records of 29(1) and 30(3) whoever holds the power over the data. */
  readonly about: "retained-data" | "provision-records";
  /** Where the answer is owed, and that the person is told of it without delay. */
  readonly answer: Article;
  readonly told: Article;
  /** A fee may be charged (38(1), which reads 33(1) with 33(5)). */
  readonly fee: boolean;
  /** Article 39 reaches it: its suit waits for two weeks. */
  readonly suit: boolean;
  /** How far a founded request is followed. */
  readonly extent:
    | "whole"
    | "as far as the purposes of use need"
    | "as far as the breach needs mending"
    | "as far as harm needs preventing";
}

export const REQUEST_KINDS = {
  "purpose-notice": {
    article: "32(2)",
    says: { ja: "利用目的の通知の求め", en: "to be notified of the purposes of use" },
    about: "retained-data",
    answer: "32(2)",
    told: "32(3)",
    fee: true,
    suit: false,
    extent: "whole",
  },
  disclosure: {
    article: "33(1)",
    says: { ja: "開示の請求", en: "disclosure" },
    about: "retained-data",
    answer: "33(2)",
    told: "33(3)",
    fee: true,
    suit: true,
    extent: "whole",
  },
  "record-disclosure": {
    article: "33(5)",
    says: { ja: "第三者提供記録の開示の請求", en: "disclosure of the records of provision" },
    about: "provision-records",
    answer: "33(2)",
    told: "33(3)",
    fee: true,
    suit: true,
    extent: "whole",
  },
  correction: {
    article: "34(1)",
    says: { ja: "訂正・追加・削除の請求", en: "correction, addition or deletion" },
    about: "retained-data",
    answer: "34(2)",
    told: "34(3)",
    fee: false,
    suit: true,
    extent: "as far as the purposes of use need",
  },
  "stop-use": {
    article: "35(1)",
    says: { ja: "違反による利用停止・消去の請求", en: "a stop of use or erasure, for articles 18 to 20 were broken" },
    about: "retained-data",
    answer: "35(2)",
    told: "35(7)",
    fee: false,
    suit: true,
    extent: "as far as the breach needs mending",
  },
  "stop-provision": {
    article: "35(3)",
    says: { ja: "違反による第三者提供の停止の請求", en: "a stop of provision, for 27(1) or 28 was broken" },
    about: "retained-data",
    answer: "35(4)",
    told: "35(7)",
    fee: false,
    suit: true,
    extent: "whole",
  },
  stop: {
    article: "35(5)",
    says: {
      ja: "不要・漏えい等・権利利益のおそれによる停止等の請求",
      en: "a stop, for the data is not needed, was in a breach, or endangers rights or interests",
    },
    about: "retained-data",
    answer: "35(6)",
    told: "35(7)",
    fee: false,
    suit: true,
    extent: "as far as harm needs preventing",
  },
} as const satisfies Record<string, RequestRule>;

export type RequestKind = keyof typeof REQUEST_KINDS;

/** On what a request of 35(5) may rest, one being enough. */
export const STOP_GROUNDS = {
  unneeded: { ja: "利用する必要がなくなった", en: "the operator no longer needs the data, for any of its purposes" },
  breach: { ja: "第26条第1項の事態が生じた", en: "a breach of 26(1) touched the data" },
  endangered: {
    ja: "権利または正当な利益が害されるおそれがある",
    en: "handling the data may harm the person's rights or legitimate interests",
  },
} as const satisfies Record<string, Words>;

/** By which way data is disclosed: R30. `defined`: another that the operator defines, such as listening or reading on its premises. */
export const DISCLOSURE_METHODS = ["electronic", "paper", "defined"] as const;
export type DisclosureMethod = (typeof DISCLOSURE_METHODS)[number];

/** How data is disclosed, and whether the person must first be told that what they asked for cannot be done (33(3)). */
export interface MethodOfDisclosure {
  readonly method: DisclosureMethod;
  readonly tellFirst: boolean;
}

/**
 * The way in which to disclose: the person's choice; paper where that is costly or otherwise difficult; what the operator
 * offers where the person chose none and did not object (33(2), General 3-8-2).
 */
export function disclosureMethod({
  asked,
  difficult,
  offered,
}: {
  readonly asked: DisclosureMethod | undefined;
  /** The way that was asked for costs much or is otherwise difficult. */
  readonly difficult: boolean;
  readonly offered: DisclosureMethod;
}): MethodOfDisclosure {
  if (asked === undefined) return { method: offered, tellFirst: false };
  if (difficult && asked !== "paper") return { method: "paper", tellFirst: true };
  return { method: asked, tellFirst: false };
}

/** What an operator may set about how requests are made: CO12. Beyond these, and where nothing is set, any way of asking is good. */
export const PROCEDURE_MATTERS = {
  address: { ja: "申出先", en: "where requests are sent" },
  form: { ja: "書面の様式その他の方式", en: "the form and the way of asking" },
  verification: { ja: "本人または代理人であることの確認の方法", en: "how the person or agent is verified" },
  "fee-collection": { ja: "手数料の徴収方法", en: "how the fee is collected" },
} as const satisfies Record<string, Words>;

/** What stands beside every request, as duty or as effort. */
export interface RequestDuty {
  readonly article: Article;
  readonly effort: boolean;
  readonly says: Words;
}

export const REQUEST_DUTIES: readonly RequestDuty[] = [
  {
    article: "36",
    effort: true,
    says: {
      ja: "求められた措置をとらない、または異なる措置をとるときは理由を説明する",
      en: "explain why, where what was asked is not done or something else is",
    },
  },
  {
    article: "37(2)",
    effort: false,
    says: {
      ja: "対象の特定に資する情報を提供するなど、本人の利便を考慮する",
      en: "help the person to say which data is meant, and make it easy",
    },
  },
  {
    article: "37(4)",
    effort: false,
    says: { ja: "本人に過重な負担を課さない", en: "put no excessive burden on the person" },
  },
  {
    article: "38(2)",
    effort: false,
    says: { ja: "手数料は実費を勘案して合理的な額とする", en: "keep the fee reasonable in view of the cost" },
  },
  {
    article: "40(1)",
    effort: true,
    says: { ja: "苦情を適切かつ迅速に処理する", en: "handle complaints properly and promptly" },
  },
  {
    article: "40(2)",
    effort: true,
    says: { ja: "苦情の処理に必要な体制を整える", en: "have what handling complaints needs" },
  },
];
