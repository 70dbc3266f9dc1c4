import type { Words } from "../wire/index.ts";
import type { Article } from "./citation.ts";

/**
 * How the Act says when. None of these has a number of days: an office that wants one sets a target of its own, and the
 * target is never said to be the law's. Only articles 26(1) and 39 count days (`clocks.ts`).
 */
export const TIMINGS = {
  beforehand: { ja: "あらかじめ", en: "beforehand" },
  promptly: { ja: "速やかに", en: "promptly" },
  "without-delay": { ja: "遅滞なく", en: "without delay" },
} as const satisfies Record<string, Words>;

export type Timing = keyof typeof TIMINGS;

/** Something to be done in time, without a number of days. */
export interface Timed {
  readonly article: Article;
  readonly timing: Timing;
  readonly what: Words;
  /** Asked of the operator as an effort, not as a duty. */
  readonly effort: boolean;
}

function timed(article: Article, timing: Timing, ja: string, en: string, effort = false): Timed {
  return { article, timing, what: { ja, en }, effort };
}

/** What the Act and the Rules ask to be done promptly or without delay. */
export const TIMED: readonly Timed[] = [
  timed("21(1)", "promptly", "利用目的の通知または公表", "notify or announce the purposes"),
  timed("22", "without-delay", "不要になった個人データの消去", "erase what is no longer needed", true),
  timed("R8(1)", "promptly", "漏えい等の速報", "the preliminary report of a breach"),
  timed("R9", "promptly", "委託元への通知", "the entrusted party's notice of a breach"),
  timed("R10", "promptly", "漏えい等の本人への通知", "notice of a breach to the person"),
  timed(
    "27(3)",
    "without-delay",
    "オプトアウトの名称等の変更・終了の通知と届出",
    "notify and file a changed name, or the end",
  ),
  timed("R14", "promptly", "届出事項の自らの公表", "publish what was filed, once the Commission has"),
  timed(
    "27(6)",
    "without-delay",
    "共同利用の責任者の名称等の変更の通知",
    "notify a changed name of who is responsible",
  ),
  timed("R18(3)", "without-delay", "相当措置の情報の提供", "tell of the equivalent measures on request"),
  timed("R19(2)", "promptly", "提供の記録の作成", "make the record of a provision"),
  timed("R23(2)", "promptly", "受領の記録の作成", "make the record of a receipt"),
  timed("R27(2)", "promptly", "個人関連情報の提供の記録の作成", "make the record for personal-related information"),
  timed("32(2)", "without-delay", "利用目的の通知", "notify the purposes of use"),
  timed("32(3)", "without-delay", "利用目的を通知しない旨の通知", "tell that the purposes will not be notified"),
  timed("33(2)", "without-delay", "開示", "disclose"),
  timed("33(3)", "without-delay", "不開示・不存在・方法変更の通知", "tell of a refusal, of nothing, of another method"),
  timed("34(2)", "without-delay", "訂正等のための調査", "look into what is said to be untrue"),
  timed("34(3)", "without-delay", "訂正等の結果の通知", "tell what was corrected, or that nothing is"),
  timed("35(2)", "without-delay", "利用停止等", "stop use, or erase"),
  timed("35(4)", "without-delay", "第三者提供の停止", "stop provision"),
  timed("35(6)", "without-delay", "利用停止等または第三者提供の停止", "stop use or provision, or erase"),
  timed("35(7)", "without-delay", "停止等の結果の通知", "tell what was stopped, or that nothing is"),
  timed("R36", "without-delay", "匿名加工情報の項目の公表", "publish the items of anonymous information"),
  timed("41(5)", "without-delay", "不要になった仮名加工情報の消去", "erase pseudonymous data no longer needed", true),
];
