import type { Words } from "../wire/index.ts";
import type { Article } from "./citation.ts";

/*
 * Articles 41 to 46 as data. Pseudonymous information is personal information or not by whether its holder can still link it;
 * anonymous information is made here or received from somebody else.
 */

export type ProcessedKind = "pseudonymous-personal" | "pseudonymous-other" | "anonymous-made" | "anonymous-received";

/** When a duty bites. */
export type ProcessedPhase = "making" | "handling" | "providing" | "ending";

export interface ProcessedDuty {
  readonly article: Article;
  readonly kinds: readonly ProcessedKind[];
  readonly phase: ProcessedPhase;
  readonly strength: "must" | "must-not" | "effort";
  readonly says: Words;
}

function duty(
  article: Article,
  kinds: readonly ProcessedKind[],
  phase: ProcessedPhase,
  strength: ProcessedDuty["strength"],
  [ja, en]: readonly [ja: string, en: string],
): ProcessedDuty {
  return { article, kinds, phase, strength, says: { ja, en } };
}

const PERSONAL = ["pseudonymous-personal"] as const;
const OTHER = ["pseudonymous-other"] as const;
const MADE = ["anonymous-made"] as const;
const RECEIVED = ["anonymous-received"] as const;

export const PROCESSED_DUTIES: readonly ProcessedDuty[] = [
  duty("41(1)", PERSONAL, "making", "must", [
    "規則第31条の基準に従い、記述等・個人識別符号・財産的被害につながる記述等を削除する",
    "delete what identifies, identification codes, and what may lead to damage to property (R31)",
  ]),
  duty("41(2)", PERSONAL, "making", "must", ["削除情報等を安全に管理する", "keep deleted information secure (R32)"]),
  duty("41(3)", PERSONAL, "handling", "must-not", [
    "法令に基づく場合を除き、利用目的の範囲を超えて取り扱わない",
    "handle it beyond the purpose, but by law",
  ]),
  duty("41(4)", PERSONAL, "handling", "must", ["利用目的を公表する", "announce the purposes"]),
  duty("41(5)", PERSONAL, "ending", "effort", [
    "不要になった個人データと削除情報等を遅滞なく消去する",
    "erase it and the deleted information without delay when no longer needed",
  ]),
  duty("41(6)", PERSONAL, "providing", "must-not", [
    "法令・委託・承継・共同利用のほか、第三者に提供しない",
    "provide it but by law, entrustment, succession or shared use",
  ]),
  duty("41(7)", PERSONAL, "handling", "must-not", ["識別のために照合しない", "match it to identify the person"]),
  duty("41(8)", PERSONAL, "handling", "must-not", ["連絡先などを使って連絡しない", "use it to contact the person"]),
  duty("42(1)", OTHER, "providing", "must-not", [
    "法令・委託・承継・共同利用のほか、第三者に提供しない",
    "provide it but by law, entrustment, succession or shared use (42(2))",
  ]),
  duty("42(3)", OTHER, "handling", "must", [
    "漏えいの防止などの安全管理と、従業者・委託先の監督を行う",
    "keep it from leaking, and supervise staff and entrusted parties (23 to 25)",
  ]),
  duty("42(3)", OTHER, "handling", "effort", ["苦情を適切かつ迅速に処理する", "handle complaints properly (40)"]),
  duty("42(3)", OTHER, "handling", "must-not", [
    "識別のために削除情報等を取得・照合せず、連絡に使わない",
    "acquire deleted information or match it to identify, or use it to contact (41(7), 41(8))",
  ]),
  duty("43(1)", MADE, "making", "must", ["規則第34条の基準に従い加工する", "process by the standard of R34"]),
  duty("43(2)", MADE, "making", "must", [
    "加工方法等情報を安全に管理する",
    "keep the method of processing secure (R35)",
  ]),
  duty("43(3)", MADE, "making", "must", [
    "作成後遅滞なく、含まれる情報の項目を公表する",
    "publish the items without delay after making it (R36)",
  ]),
  duty("43(4)", MADE, "providing", "must", [
    "あらかじめ項目と方法を公表し、匿名加工情報であることを相手に明示する",
    "publish items and method beforehand, and tell the recipient what it is (R37)",
  ]),
  duty("43(5)", MADE, "handling", "must-not", ["識別のために照合しない", "match it to identify the person"]),
  duty("43(6)", MADE, "handling", "effort", [
    "安全管理・苦情処理の措置を講じ、公表する",
    "take measures of security and complaints, and publish them",
  ]),
  duty("44", RECEIVED, "providing", "must", [
    "あらかじめ項目と方法を公表し、匿名加工情報であることを相手に明示する",
    "publish items and method beforehand, and tell the recipient what it is",
  ]),
  duty("45", RECEIVED, "handling", "must-not", [
    "識別のために削除された記述等や加工の方法を取得せず、照合しない",
    "acquire what was deleted or the method, or match it, to identify the person",
  ]),
  duty("46", RECEIVED, "handling", "effort", [
    "安全管理・苦情処理の措置を講じ、公表する",
    "take measures of security and complaints, and publish them",
  ]),
];

export function processedDuties(kind: ProcessedKind): readonly ProcessedDuty[] {
  return PROCESSED_DUTIES.filter(({ kinds }) => kinds.includes(kind));
}

/**
 * Whole articles, or a paragraph, of chapter 4 that do not reach pseudonymous information which is personal information: 41(9),
 * and 22 by 41(5). They still reach the data it was made from, and deleted information that is personal data (Processed 2-2-3-6).
 */
const LIFTED_FROM_PSEUDONYMOUS = ["17(2)", "22", "26", "32", "33", "34", "35", "36", "37", "38", "39"] as const;

/** Whether an article, as it is cited, is lifted from pseudonymous information that is personal information. */
export function liftedFromPseudonymous(article: Article): boolean {
  return LIFTED_FROM_PSEUDONYMOUS.some((lifted) => article === lifted || article.startsWith(`${lifted}(`));
}
