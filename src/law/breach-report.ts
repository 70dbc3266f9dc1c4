import type { Words } from "../wire/index.ts";

/** A matter of the report: R8(1)(i) to (ix). */
export interface ReportItem {
  /** As rule 8 and the Commission's form number it. */
  readonly number: number;
  readonly says: Words;
  /** The person is told of it too: R10. */
  readonly notified: boolean;
}

function item(number: number, ja: string, en: string): ReportItem {
  return { number, says: { ja, en }, notified: [1, 2, 4, 5, 9].includes(number) };
}

/** The nine matters of a report, of which the person is told 1, 2, 4, 5 and 9 (R8(1), R10). */
export const REPORT_ITEMS: readonly ReportItem[] = [
  item(1, "概要", "summary"),
  item(2, "個人データの項目", "items of personal data"),
  item(3, "本人の数", "number of persons"),
  item(4, "原因", "cause"),
  item(5, "二次被害またはそのおそれの有無と内容", "secondary harm, or the likelihood of it"),
  item(6, "本人への対応の実施状況", "what was done towards the persons"),
  item(7, "公表の実施状況", "what was published"),
  item(8, "再発防止のための措置", "measures against recurrence"),
  item(9, "その他参考となる事項", "other matters of use"),
];

/**
 * The matters that a report or a notice still owes. A preliminary report and an entrusted party's notice owe nothing beyond what is known
 * (R8(1), R9); a final report owes all nine, is filed in time with what is known, and supplemented (General 3-5-3-4);
 * a notice owes its five as far as the person's protection needs them (R10).
 * @param known numbers of the matters that can be stated
 */
export function owedItems(what: "final-report" | "notice", known: ReadonlySet<number>): readonly ReportItem[] {
  return REPORT_ITEMS.filter(({ number, notified }) => (what === "final-report" || notified) && !known.has(number));
}

/** What an entrusted party did, as far as its own report depends on it. */
export interface EntrusteeCase {
  /** Whoever entrusted it is an operator or a public body that has the duty to report this breach. */
  readonly entrusterReports: boolean;
  /** It was told of the breach, with what is known of the nine matters. */
  readonly entrusterTold: boolean;
}

/** Whether an entrusted party is free of both the report and the notice to the person: 26(1) proviso, R9, General 3-5-3-5. */
export function entrusteeExempt({ entrusterReports, entrusterTold }: EntrusteeCase): boolean {
  return entrusterReports && entrusterTold;
}

/** What may stand in for notice to the person where notice is difficult: examples of General 3-5-4-5. */
export const NOTICE_SUBSTITUTES = {
  publication: { ja: "事案の公表", en: "publishing what happened" },
  contact: { ja: "問合せ窓口の公表", en: "publishing where each person may ask whether they are concerned" },
} as const satisfies Record<string, Words>;

/**
 * How the person is to learn of a reportable breach: notice, or a substitute where notice is difficult and the substitute is
 * really taken (26(2)). Difficult: no contact is held, or it is out of date (General 3-5-4-5).
 */
export function noticeForm({
  difficult,
  substitute,
}: {
  readonly difficult: boolean;
  readonly substitute: keyof typeof NOTICE_SUBSTITUTES | undefined;
}): "notice" | "substitute" {
  return difficult && substitute !== undefined ? "substitute" : "notice";
}
