import type { Words } from "../wire/index.ts";
import type { Evidence } from "./provisions/provision.ts";

/** A day from which or until which a document is good, with how well it is known. */
export interface DocumentDay {
  readonly day: string;
  readonly evidence: Evidence;
}

/** A paper that shows who somebody is: CO12(iii), examples of General 3-8-7 and the papers that policies still name. */
export interface IdentityDocument {
  readonly says: Words;
  /** G: an example of General 3-8-7. Others are named by policies in use. */
  readonly evidence: Evidence;
  /** First day in Japan on which there was such a document, where that matters. */
  readonly from?: DocumentDay;
  /** Last day in Japan on which any of them could be good. The date printed on the one at hand may come earlier. */
  readonly until?: DocumentDay;
  /** What took its place. */
  readonly replacedBy?: string;
  readonly photo: boolean;
  /** It shows the address; `some`: only older ones do, so ask for another paper beside it only where the address is needed. */
  readonly address: "yes" | "some" | "no";
  /** What the person is asked to hide on a copy, for the case does not need it. House terms, none of them from a text that was read [K]. */
  readonly mask: readonly Words[];
}

const DOMICILE = { ja: "本籍・国籍", en: "registered domicile or nationality" } as const;
const INSURANCE = {
  ja: "保険者番号、被保険者等記号・番号、QRコード",
  en: "insurer's number, the insured person's symbol and number, QR code",
} as const;
const BACK = { ja: "裏面（写しを取らない）", en: "the back: no copy of it" } as const;
const RECORD_CODE = { ja: "住民票コード", en: "resident record code" } as const;
const STATUS = { ja: "国籍・在留資格・就労制限", en: "nationality, status of residence, work restrictions" } as const;
const DONATION = { ja: "裏面の臓器提供意思", en: "the donor's wish on the back" } as const;

export const IDENTITY_DOCUMENTS = {
  "drivers-licence": {
    says: { ja: "運転免許証", en: "driver's licence" },
    evidence: "G",
    photo: true,
    address: "yes",
    mask: [DOMICILE, DONATION],
  },
  passport: {
    // Since the model of 4 February 2020 there is no page on which the holder writes an address [K].
    says: { ja: "旅券（パスポート）", en: "passport" },
    evidence: "G",
    photo: true,
    address: "some",
    mask: [DOMICILE],
  },
  "my-number-card": {
    says: { ja: "個人番号カード（マイナンバーカード）の表面", en: "My Number card, front only" },
    evidence: "G",
    from: { day: "2016-01-01", evidence: "K" },
    photo: true,
    address: "yes",
    mask: [BACK, DONATION],
  },
  "qualification-certificate": {
    says: { ja: "健康保険の資格確認書", en: "health insurance qualification certificate" },
    evidence: "G",
    from: { day: "2024-12-02", evidence: "K" },
    photo: false,
    address: "some",
    mask: [INSURANCE],
  },
  "health-insurance-card": {
    says: { ja: "健康保険証", en: "health insurance card" },
    evidence: "S",
    until: { day: "2025-12-01", evidence: "S" },
    replacedBy: "qualification-certificate",
    photo: false,
    address: "some",
    mask: [INSURANCE],
  },
  "residence-card": {
    says: { ja: "在留カード", en: "residence card" },
    evidence: "G",
    from: { day: "2012-07-09", evidence: "K" },
    photo: true,
    address: "yes",
    mask: [STATUS],
  },
  "special-permanent-resident-certificate": {
    says: { ja: "特別永住者証明書", en: "special permanent resident certificate" },
    evidence: "G",
    from: { day: "2012-07-09", evidence: "K" },
    photo: true,
    address: "yes",
    mask: [DOMICILE],
  },
  "foreign-registration-card": {
    says: { ja: "外国人登録証明書", en: "foreign resident registration card" },
    evidence: "K",
    until: { day: "2015-07-08", evidence: "K" },
    replacedBy: "residence-card",
    photo: true,
    address: "yes",
    mask: [STATUS],
  },
  "basic-resident-card": {
    // Issued until the end of 2015, good for ten years [K].
    says: { ja: "住民基本台帳カード（写真付き）", en: "basic resident registration card with a photo" },
    evidence: "K",
    until: { day: "2025-12-31", evidence: "K" },
    replacedBy: "my-number-card",
    photo: true,
    address: "yes",
    mask: [RECORD_CODE],
  },
  "pension-book": {
    // No new ones since April 2022 [K]; those that people hold are still an example of the Guidelines.
    says: { ja: "年金手帳", en: "pension book" },
    evidence: "G",
    photo: false,
    address: "no",
    mask: [{ ja: "基礎年金番号", en: "basic pension number" }],
  },
  "seal-certificate": {
    says: { ja: "印鑑登録証明書と実印", en: "seal registration certificate, with the seal" },
    evidence: "G",
    photo: false,
    address: "yes",
    mask: [],
  },
} as const satisfies Record<string, IdentityDocument>;

export type IdentityDocumentName = keyof typeof IDENTITY_DOCUMENTS;

/** Why a document is not good on a day. */
export type DocumentFault = "not-yet" | "no-longer" | "expired";

/**
 * What keeps a document from being good on a day, or undefined where nothing does. A document is only ever as good as the case needs:
 * ask for no more than that (37(4), General 3-8-7).
 * @param day the day in Japan on which it is shown
 * @param expiresOn the last day on which the one at hand is good, where it says one
 */
export function documentFault(
  name: IdentityDocumentName,
  day: Temporal.PlainDate,
  expiresOn?: Temporal.PlainDate,
): DocumentFault | undefined {
  const { from, until }: IdentityDocument = IDENTITY_DOCUMENTS[name];
  const shown = day.toString();
  if (from !== undefined && shown < from.day) return "not-yet";
  if (until !== undefined && shown > until.day) return "no-longer";
  if (expiresOn !== undefined && Temporal.PlainDate.compare(day, expiresOn) > 0) return "expired";
  return undefined;
}

/** Whether a document shows on a day who somebody is; see `documentFault`. */
export function isAcceptable(
  name: IdentityDocumentName,
  day: Temporal.PlainDate,
  expiresOn?: Temporal.PlainDate,
): boolean {
  return documentFault(name, day, expiresOn) === undefined;
}

/** A paper that shows that somebody may speak for the person: General 3-8-7, note 2. Both show who they are besides. */
export interface AuthorityPaper {
  readonly says: Words;
  /** Whose authority it shows. A family register shows a parent's over a minor, and nobody's over an adult [K]. */
  readonly shows: "parent-of-minor" | "adult-guardian" | "mandated";
  readonly mask: readonly Words[];
}

export const AUTHORITY_PAPERS = {
  mandate: {
    says: { ja: "代理権を与える旨の委任状", en: "letter of proxy" },
    shows: "mandated",
    mask: [],
  },
  "family-register": {
    says: { ja: "続柄が示された戸籍謄抄本", en: "extract of the family register that shows how they are related" },
    shows: "parent-of-minor",
    mask: [DOMICILE],
  },
  "resident-record": {
    says: { ja: "続柄が示された住民票の写し", en: "copy of the resident record that shows how they are related" },
    shows: "parent-of-minor",
    mask: [DOMICILE, RECORD_CODE, { ja: "個人番号", en: "My Number" }],
  },
  "guardianship-certificate": {
    says: { ja: "登記事項証明書", en: "certificate of registered matters of guardianship" },
    shows: "adult-guardian",
    mask: [DOMICILE],
  },
} as const satisfies Record<string, AuthorityPaper>;
