import type { Words } from "../wire/index.ts";
import type { Article } from "./citation.ts";
import type { Evidence } from "./provisions/provision.ts";

/** What a bill would change, as reported. No decision is ever taken under it. */
export interface LawChange {
  readonly id: string;
  /** The article of the bill, as reported, where one was; it is no provision that can be cited. */
  readonly billArticle?: string;
  /** Provisions in force that it would touch. */
  readonly touches: readonly Article[];
  readonly says: Words;
  /** Which way it would move what a policy may do. */
  readonly direction: "looser" | "stricter" | "other";
}

/** A state of the law that is only proposed: never the law at an instant, so `lawAt` does not know it. */
export interface LawPreview {
  readonly id: string;
  readonly preview: true;
  readonly title: Words;
  /** Approved by the Cabinet on this day. */
  readonly proposed: string;
  /** About when it would come into force, were it passed; never a date to decide by. */
  readonly expected: Words;
  readonly evidence: Evidence;
  readonly changes: readonly LawChange[];
}

const BILL_2026: LawPreview = {
  id: "appi-bill-2026",
  preview: true,
  title: { ja: "個人情報保護法改正案（2026年4月）", en: "Bill to amend the APPI, April 2026" },
  proposed: "2026-04-07",
  expected: {
    ja: "公布から2年以内（成立したかどうかは未確認）",
    en: "within two years of promulgation, about 2028; whether it passed is not known",
  },
  evidence: "S",
  changes: [
    {
      id: "statistics-and-ai",
      billArticle: "30-2, 31-3",
      touches: ["20(2)", "27(1)", "31(1)"],
      says: {
        ja: "統計作成・AI学習のための取扱いは、条件の下で同意を要しない",
        en: "no consent for making statistics and training AI, under conditions",
      },
      direction: "looser",
    },
    {
      id: "processor-duties",
      touches: ["23", "25", "26(1)"],
      says: { ja: "受託者の義務を整理する", en: "the duties of entrusted parties are streamlined" },
      direction: "other",
    },
    {
      id: "breach-simplified",
      touches: ["26(1)", "R8(1)"],
      says: { ja: "漏えい等の報告を簡素にする", en: "reports of breaches become simpler" },
      direction: "looser",
    },
    {
      id: "surcharge",
      touches: ["19", "20(1)", "27(1)"],
      says: {
        ja: "1,000人以上に及ぶ違反による不当な利得に課徴金を課す",
        en: "a surcharge on illicit gains from violations that touch 1,000 persons or more",
      },
      direction: "stricter",
    },
    {
      id: "biometric",
      touches: ["2(3)", "35(5)"],
      says: {
        ja: "生体データ（顔、指紋、声紋）に規律を設ける",
        en: "rules for biometric data: face, fingerprint, voice print",
      },
      direction: "stricter",
    },
    {
      id: "guardian-under-16",
      touches: ["General 2-16"],
      says: { ja: "16歳未満は法定代理人の同意を要する", en: "under 16 the guardian consents" },
      direction: "stricter",
    },
    {
      id: "improper-use",
      touches: ["19"],
      says: { ja: "不適正な利用の禁止を広げる", en: "the ban on improper use becomes wider" },
      direction: "stricter",
    },
    {
      id: "penalties",
      touches: [],
      says: { ja: "罰則を重くする", en: "penalties become heavier" },
      direction: "stricter",
    },
  ],
};

/** The names of the bills that can be looked ahead under. */
export const PREVIEWS: readonly string[] = [BILL_2026.id];

/** The proposed law by its name, to ask what it would change; undefined for every other name, the law in force among them. */
export function lawPreview(id: string): LawPreview | undefined {
  return id === BILL_2026.id ? BILL_2026 : undefined;
}
