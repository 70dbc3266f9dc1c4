import type { Words } from "../wire/index.ts";
import type { Article } from "./citation.ts";

/** A matter that is made knowable to the person: 32(1), CO10. An answer without delay on request is enough. */
export interface PublicMatter {
  readonly article: Article;
  readonly says: Words;
}

export const PUBLIC_MATTER_NAMES = [
  "operator",
  "purposes",
  "procedures",
  "fee",
  "safeguards",
  "complaints",
  "accredited-body",
] as const;
export type PublicMatterName = (typeof PUBLIC_MATTER_NAMES)[number];

export const PUBLIC_MATTERS: Readonly<Record<PublicMatterName, PublicMatter>> = {
  operator: {
    article: "32(1)(i)",
    says: {
      ja: "氏名・住所・代表者（外国の事業者はその国名も）",
      en: "name, address and representative; abroad, the country too",
    },
  },
  purposes: {
    article: "32(1)(ii)",
    says: {
      ja: "全ての保有個人データの利用目的（第21条第4項第1号から第3号までの場合を除く）",
      en: "the purposes of all retained personal data, but in the cases of 21(4)(i) to (iii)",
    },
  },
  procedures: { article: "32(1)(iii)", says: { ja: "請求に応じる手続", en: "how requests are answered" } },
  fee: { article: "32(1)(iii)", says: { ja: "手数料の額", en: "the fee" } },
  safeguards: {
    article: "CO10(i)",
    says: {
      ja: "安全管理のために講じた措置（支障を及ぼすおそれがあるものを除く）",
      en: "the security measures taken, without what would harm security",
    },
  },
  complaints: { article: "CO10(ii)", says: { ja: "苦情の申出先", en: "where complaints are made" } },
  "accredited-body": {
    article: "CO10(iii)",
    says: { ja: "認定個人情報保護団体の名称と申出先", en: "the accredited body, and where it takes complaints" },
  },
};

/** What makes a matter owed that is not always owed. */
export interface PublisherFacts {
  readonly feeSet: boolean;
  readonly inAccreditedBody: boolean;
}

/** The matters that are owed and not made knowable, in the order of the Act. */
export function missingPublicMatters(
  knowable: ReadonlySet<PublicMatterName>,
  { feeSet, inAccreditedBody }: PublisherFacts,
): readonly PublicMatterName[] {
  const owed = (name: PublicMatterName): boolean =>
    (name !== "fee" || feeSet) && (name !== "accredited-body" || inAccreditedBody);
  return PUBLIC_MATTER_NAMES.filter((name) => owed(name) && !knowable.has(name));
}

/**
 * Details of safeguards that are better left out of what is made knowable: examples of CO10(i) in General 3-8-1, note 9. That a measure
 * is taken may be said; how it works may not.
 */
export const SAFEGUARDS_LEFT_OUT = {
  disposal: { ja: "機器等の廃棄方法、盗難防止の管理方法", en: "how devices are disposed of and kept from theft" },
  premises: { ja: "管理区域の入退室管理方法", en: "how entry to controlled areas is managed" },
  access: { ja: "アクセス制御の範囲、認証手法", en: "the range of access control and the means of authentication" },
  intrusion: { ja: "不正アクセス防止措置の内容", en: "what is done against unauthorised access" },
} as const satisfies Record<string, Words>;
