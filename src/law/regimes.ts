import { midnightInJapan, type Words } from "../wire/index.ts";
import { COUNTRY_PATTERN, isDesignated } from "./countries.ts";
import type { Evidence } from "./provisions/provision.ts";

/*
 * What the law of other countries asks, as far as a group meets it. Nothing here was read in a primary text of that country: each line
 * carries its mark, the clocks are targets of the office, and a target is off until somebody has verified it. No foreign statute is
 * ever a law or ordinance in the sense of 27(1)(i) (Foreign 2).
 */

/** What is said of a foreign law, and how well it is known. */
export interface Hearsay {
  readonly says: Words;
  readonly evidence: Evidence;
}

/** A clock of a foreign law. Used only as a target of the office, and only once verified. */
export interface ForeignClock {
  readonly what: "access" | "correct-or-stop" | "breach-report";
  readonly count: number;
  readonly unit: "hours" | "days" | "working-days" | "months";
  /** Longer, once, where the law allows it; same unit. */
  readonly extension?: number;
  readonly evidence: Evidence;
  /** Checked against the country's own text by a named human. Until then the clock is off. */
  readonly verified: boolean;
}

/** Where the Act stands towards a country, and what that country's law is said to ask. */
export interface Regime {
  /** ISO 3166, with a region where it matters. `EU` stands for the EEA and the United Kingdom. */
  readonly id: string;
  readonly name: Words;
  /** How providing from Japan is decided: at home, as at home because designated, or by article 28. */
  readonly fromJapan: "domestic" | "designated" | "article-28";
  /** What that law asks before data leaves the country. */
  readonly exports: readonly Hearsay[];
  readonly breaches: readonly Hearsay[];
  readonly clocks: readonly ForeignClock[];
}

function said(evidence: Evidence, ja: string, en: string): Hearsay {
  return { says: { ja, en }, evidence };
}

function clock(
  what: ForeignClock["what"],
  count: number,
  unit: ForeignClock["unit"],
  evidence: Evidence,
  extension?: number,
): ForeignClock {
  return { what, count, unit, evidence, verified: false, ...(extension === undefined ? {} : { extension }) };
}

const JP: Regime = {
  id: "JP",
  name: { ja: "日本", en: "Japan" },
  fromJapan: "domestic",
  exports: [said("L", "法第28条の順に従う", "in the order of article 28")],
  breaches: [said("L", "法第26条", "article 26")],
  // The clocks of the Act itself are functions: clocks.ts.
  clocks: [],
};

const EU: Regime = {
  id: "EU",
  name: { ja: "EU（欧州経済領域）と英国", en: "EU (European Economic Area) and United Kingdom" },
  fromJapan: "designated",
  exports: [
    said("K", "日本は十分性認定を受けている（2019年1月）", "Japan has an adequacy decision since January 2019"),
    said(
      "K",
      "十分性に基づき受領したデータには補完的ルールが適用される",
      "Supplementary Rules apply to data received under it",
    ),
  ],
  breaches: [said("K", "GDPR第33条・第34条", "GDPR articles 33 and 34")],
  clocks: [
    clock("access", 1, "months", "K", 2),
    clock("correct-or-stop", 1, "months", "K", 2),
    clock("breach-report", 72, "hours", "K"),
  ],
};

const KR: Regime = {
  id: "KR",
  name: { ja: "韓国", en: "Korea" },
  fromJapan: "article-28",
  exports: [
    said(
      "K",
      "個人情報保護法28条の8：別途の同意、法律・条約、契約に必要な委託・保管と公開、認証を受けた受領者、同等性認定",
      "PIPA 28-8: separate consent, statute or treaty, entrustment or storage a contract needs with disclosure, a certified recipient, equivalence",
    ),
    said(
      "S",
      "同等性認定はEU（2025年9月）。日本は見当たらない",
      "the EU is recognised (September 2025); Japan was not found",
    ),
    said(
      "K",
      "項目、国・時期・方法、受領者、目的・期間、拒否の方法を通知する",
      "notify items, country, time and method, recipient, purpose and period, how to refuse",
    ),
    said("S", "移転中止命令への異議は7日以内", "objection to an order of suspension: seven days"),
  ],
  breaches: [
    said(
      "K",
      "1,000人以上、機微・固有識別情報、または不正アクセスなら届出",
      "report at 1,000 persons or more, sensitive or unique identifiers, or illegal access",
    ),
    said(
      "S",
      "2026年の改正：おそれの段階での通知、10％の課徴金",
      "2026 amendment: notice at possibility, fines of 10 %",
    ),
  ],
  clocks: [
    clock("access", 10, "days", "K"),
    clock("correct-or-stop", 10, "days", "K"),
    clock("breach-report", 72, "hours", "K"),
  ],
};

const TW: Regime = {
  id: "TW",
  name: { ja: "台湾", en: "Taiwan" },
  fromJapan: "article-28",
  exports: [
    said(
      "K",
      "個人資料保護法21条：当局が制限しない限り可（国益、条約、保護の不十分、潜脱）",
      "PDPA 21: allowed unless the authority restricts it for national interest, treaty, weak protection or evasion",
    ),
  ],
  breaches: [
    said(
      "S",
      "本人に通知。2025年11月改正の当局への届出は施行日未定",
      "inform the persons; the report to the authority of November 2025 had no start date",
    ),
  ],
  clocks: [clock("access", 15, "days", "S", 15), clock("correct-or-stop", 30, "days", "S", 30)],
};

const CN: Regime = {
  id: "CN",
  name: { ja: "中国", en: "China" },
  fromJapan: "article-28",
  exports: [
    said(
      "K",
      "個人情報保護法38・39条：個別の同意、告知、影響評価（3年保存）",
      "PIPL 38 and 39: separate consent, notice, impact assessment kept three years",
    ),
    said("S", "年初から10万人未満で機微でなければ免除", "exempt below 100,000 persons since 1 January, none sensitive"),
    said(
      "K",
      "10万～100万人または機微1万人未満は標準契約か認証、それを超えれば安全評価",
      "100,000 to 1 million, or fewer than 10,000 sensitive: standard contract or certification; above that: assessment",
    ),
    said("K", "契約・人事・緊急の場合は免除", "contract, personnel and emergency are exempt"),
  ],
  breaches: [said("K", "直ちに", "immediately")],
  clocks: [clock("access", 15, "working-days", "K"), clock("correct-or-stop", 15, "working-days", "K")],
};

const US_GU: Regime = {
  id: "US-GU",
  name: { ja: "グアム（米国）", en: "Guam (United States)" },
  fromJapan: "article-28",
  exports: [said("S", "一般法も移転制限もない", "no general statute, no bar to export")],
  breaches: [
    said(
      "S",
      "グアム法典第9編48章：不合理な遅滞なく。氏名と社会保障番号・免許・口座番号が暗号化されていない場合",
      "9 GCA 48: without unreasonable delay, for an unencrypted name with SSN, licence or account number",
    ),
  ],
  // California's 45 and 45 days hold only where its law applies at all [K]; nobody is promised them here.
  clocks: [],
};

export const REGIMES: readonly Regime[] = [JP, KR, TW, CN, US_GU, EU];

/**
 * What is known of a country's law; undefined for a country without a profile, about which nothing may be presumed.
 * @param country ISO 3166-1 alpha-2, with a region where it matters; members of the EEA and `GB` give the profile `EU`
 * @param date the day in Japan, YYYY-MM-DD
 */
export function regimeOf(country: string, date: string): Regime | undefined {
  if (!COUNTRY_PATTERN.test(country)) return undefined;
  if (isDesignated(country, midnightInJapan(date).epochMilliseconds)) return EU;
  return REGIMES.find(({ id }) => id === country && id !== EU.id);
}

/** The clocks of a regime that an office may run: the verified ones. As shipped, none. */
export function runningClocks({ clocks }: Pick<Regime, "clocks">): readonly ForeignClock[] {
  return clocks.filter(({ verified }) => verified);
}
