import type { SpecialCareKind } from "../../law/index.ts";
import type { Words } from "../../wire/index.ts";

/*
 * Whom a new policy may be about, and which items it may speak of: what an ordinary business has, to be changed to what it
 * really has.
 */

interface ItemTemplate {
  readonly name: Words;
  readonly specialCare?: SpecialCareKind;
  readonly identifies?: true;
  readonly contact?: true;
}

export const ITEMS = {
  name: { name: { ja: "氏名", en: "name" }, identifies: true, contact: true },
  address: { name: { ja: "住所", en: "address" }, contact: true },
  phone: { name: { ja: "電話番号", en: "telephone number" }, contact: true },
  email: { name: { ja: "メールアドレス", en: "e-mail address" }, identifies: true, contact: true },
  "birth-date": { name: { ja: "生年月日", en: "date of birth" } },
  order: { name: { ja: "ご注文とお届けの記録", en: "orders and deliveries" } },
  payment: { name: { ja: "お支払いの記録", en: "payments" } },
  membership: { name: { ja: "会員番号とご利用の記録", en: "membership number and use" } },
  inquiry: { name: { ja: "お問い合わせの内容", en: "inquiries" } },
  treatment: { name: { ja: "診療・施術の記録", en: "records of treatment" }, specialCare: "medical-care" },
  "health-insurance": { name: { ja: "医療保険の資格情報", en: "entitlement to health insurance" } },
  attendance: { name: { ja: "勤怠の記録", en: "working hours and leave" } },
  pay: { name: { ja: "給与・賞与の記録", en: "pay and bonuses" } },
  "bank-account": { name: { ja: "給与の振込先", en: "bank account for pay" } },
  "social-insurance": { name: { ja: "社会保険・労働保険の加入記録", en: "social and labour insurance" } },
  "emergency-contact": { name: { ja: "緊急連絡先", en: "emergency contact" }, contact: true },
  "health-check": { name: { ja: "健康診断の結果", en: "results of health checks" }, specialCare: "health-check" },
  career: { name: { ja: "履歴書・職務経歴書の内容", en: "curriculum vitae" } },
  selection: { name: { ja: "選考の記録", en: "records of the selection" } },
  voice: { name: { ja: "通話の録音", en: "recordings of calls" }, identifies: true },
} as const satisfies Record<string, ItemTemplate>;
export type ItemName = keyof typeof ITEMS;

/** @param name one of `ITEMS` */
export function itemTemplate(name: ItemName): ItemTemplate {
  return ITEMS[name];
}

interface KindTemplate {
  readonly name: Words;
  /** The letter with which the clauses about them begin. */
  readonly letter: string;
  readonly heading: Words;
  readonly retention: { readonly period: string; readonly after: Words; readonly says: Words };
  readonly specialCare?: SpecialCareKind;
}

export const KINDS = {
  customer: {
    name: { ja: "お客さま", en: "customers" },
    letter: "C",
    heading: { ja: "お客さまの情報", en: "Customers" },
    retention: {
      period: "P5Y",
      after: { ja: "最後のお取引の日から", en: "the last transaction" },
      says: {
        ja: "お客さまの情報は、最後のお取引の日から5年で消去します。",
        en: "Data of customers is erased five years after the last transaction.",
      },
    },
  },
  member: {
    name: { ja: "会員", en: "members" },
    letter: "M",
    heading: { ja: "会員の情報", en: "Members" },
    retention: {
      period: "P3Y",
      after: { ja: "退会の日から", en: "the end of the membership" },
      says: {
        ja: "会員の情報は、退会の日から3年で消去します。",
        en: "Data of members is erased three years after the end of the membership.",
      },
    },
  },
  patient: {
    name: { ja: "患者・利用者", en: "patients" },
    letter: "T",
    heading: { ja: "患者・利用者の情報", en: "Patients" },
    specialCare: "medical-care",
    retention: {
      period: "P5Y",
      after: { ja: "診療・施術が終わった日から", en: "the end of the treatment" },
      says: {
        ja: "患者・利用者の情報は、診療・施術が終わった日から5年で消去します。",
        en: "Data of patients is erased five years after the end of the treatment.",
      },
    },
  },
  employee: {
    name: { ja: "従業員", en: "employees" },
    letter: "E",
    heading: { ja: "従業員の情報", en: "Employees" },
    retention: {
      period: "P5Y",
      after: { ja: "退職の日から", en: "the day they left" },
      says: {
        ja: "従業員の情報は、退職の日から5年で消去します。",
        en: "Data of employees is erased five years after the day they left.",
      },
    },
  },
  applicant: {
    name: { ja: "採用に応募した方", en: "job applicants" },
    letter: "A",
    heading: { ja: "採用に応募した方の情報", en: "Job applicants" },
    retention: {
      period: "P6M",
      after: { ja: "選考が終わった日から", en: "the end of the selection" },
      says: {
        ja: "採用に応募した方の情報は、選考が終わった日から6か月で消去します。",
        en: "Data of job applicants is erased six months after the end of the selection.",
      },
    },
  },
} as const satisfies Record<string, KindTemplate>;
export type KindName = keyof typeof KINDS;

/** @param name one of `KINDS` */
export function kindTemplate(name: KindName): KindTemplate {
  return KINDS[name];
}
