import type { Words } from "../../wire/index.ts";
import type { ItemName, KindName } from "./people.ts";

/** What a new policy may say that personal data is used for: each a purpose of its own for each kind of person. */
interface UseTemplate {
  /** As the question puts it. */
  readonly name: Words;
  readonly people: readonly KindName[];
  readonly items: readonly ItemName[];
  /** What is published: specific enough that the person can tell what happens (17(1)). */
  readonly says: Words;
}

export const USES = {
  orders: {
    name: { ja: "注文・販売・サービスの提供", en: "Orders, sales and services" },
    people: ["customer", "member"],
    items: ["name", "address", "phone", "email", "order", "payment"],
    says: {
      ja: "ご注文の受付、商品の発送やサービスの提供、代金の請求とお支払いの確認のため",
      en: "To take your orders, to send what you order or provide the service, and to bill it and check that it was paid.",
    },
  },
  membership: {
    name: { ja: "会員の登録と会員サービス", en: "Membership" },
    people: ["member"],
    items: ["name", "address", "phone", "email", "birth-date", "membership"],
    says: {
      ja: "会員の登録と本人の確認、会員サービスの提供、規約やサービスの変更のお知らせのため",
      en: "To register members and know them again, to provide the services of the membership, and to tell them of changes to its terms.",
    },
  },
  treatment: {
    name: { ja: "診療・施術", en: "Treatment" },
    people: ["patient"],
    items: ["name", "address", "phone", "birth-date", "treatment"],
    says: {
      ja: "診療・施術とその記録、予約の管理、検査や次の来院についてのご連絡のため",
      en: "To treat you and keep the record of it, to keep your appointments, and to contact you about tests and your next visit.",
    },
  },
  billing: {
    name: { ja: "診療費の計算と医療保険の事務", en: "Fees for treatment and health insurance" },
    people: ["patient"],
    items: ["name", "birth-date", "treatment", "health-insurance", "payment"],
    says: {
      ja: "診療費の計算と領収、医療保険の資格の確認のため",
      en: "To reckon and receive the fees for treatment, and to check entitlement to health insurance.",
    },
  },
  inquiries: {
    name: { ja: "お問い合わせへの対応", en: "Inquiries" },
    people: ["customer", "member", "patient", "applicant"],
    items: ["name", "address", "phone", "email", "inquiry"],
    says: {
      ja: "お問い合わせ・ご相談・苦情の内容を確かめ、お答えするため",
      en: "To look into your inquiries and complaints, and to answer them.",
    },
  },
  recruitment: {
    name: { ja: "採用の選考", en: "Recruitment" },
    people: ["applicant"],
    items: ["name", "address", "phone", "email", "birth-date", "career", "selection"],
    says: {
      ja: "採用の選考、選考の日程や結果のご連絡、入社の手続のご案内のため",
      en: "To select whom we employ, to tell you of dates and results, and of what is needed to join us.",
    },
  },
  employment: {
    name: { ja: "雇用の管理・給与・社会保険", en: "Employment, pay and social insurance" },
    people: ["employee"],
    items: ["name", "address", "phone", "email", "birth-date", "attendance", "pay", "bank-account", "social-insurance"],
    says: {
      ja: "勤怠の管理、給与の計算と支払い、社会保険・労働保険・税の手続、業務上の連絡のため",
      en: "To keep working hours, to reckon and pay wages, for social and labour insurance and taxes, and for contact at work.",
    },
  },
  "health-safety": {
    name: { ja: "従業員の安全と健康", en: "Health and safety at work" },
    people: ["employee"],
    items: ["name", "phone", "birth-date", "health-check", "emergency-contact"],
    says: {
      ja: "健康診断の実施と、その結果に応じた就業上の措置、事故や災害のときの連絡のため",
      en: "To hold health checks and take the measures at work that they ask for, and for contact in an accident or a disaster.",
    },
  },
} as const satisfies Record<string, UseTemplate>;
export type UseName = keyof typeof USES;

/** @param name one of `USES` */
export function useTemplate(name: UseName): UseTemplate {
  return USES[name];
}

/** Kinds of people to whom mail about goods and services may go. */
export const MAILED: readonly KindName[] = ["customer", "member"];
export const MAIL: UseTemplate = {
  name: { ja: "ご案内の送付", en: "Direct mail" },
  people: MAILED,
  items: ["name", "address", "email"],
  says: {
    ja: "当社の商品・サービスについてのご案内を、郵便または電子メールでお送りするため",
    en: "To send you news of our goods and services by post or e-mail.",
  },
};

/** Kinds of people whose calls may be recorded. */
export const CALLERS: readonly KindName[] = ["customer", "member", "patient"];
export const CALLS: UseTemplate = {
  name: { ja: "通話の録音", en: "Recording of calls" },
  people: CALLERS,
  items: ["name", "phone", "inquiry", "voice"],
  says: {
    ja: "お電話の内容を正しく確かめ、応対を改善するため",
    en: "To make sure of what was said on the telephone, and to answer better.",
  },
};

/** To whom a new policy may hand data over: all of them entrusted with work (27(5)(i)), all in Japan. */
interface RecipientTemplate {
  readonly name: Words;
  /** The purposes that it serves; absent: all. `direct-mail` where mail is sent. */
  readonly uses?: readonly (UseName | "direct-mail")[];
  readonly items?: readonly ItemName[];
  readonly says: Words;
}

export const RECIPIENTS = {
  delivery: {
    name: { ja: "配送を委託した会社", en: "companies entrusted with delivery" },
    uses: ["orders"],
    items: ["name", "address", "phone", "order"],
    says: {
      ja: "商品の配送を委託した国内の会社に、お届けに必要な項目を預けます。",
      en: "Companies in Japan that we entrust with delivery receive what they need to deliver.",
    },
  },
  payment: {
    name: { ja: "決済の事務を委託した会社", en: "companies entrusted with payments" },
    uses: ["orders"],
    items: ["name", "order", "payment"],
    says: {
      ja: "代金の収納と確認の事務を委託した国内の会社に、決済に必要な項目を預けます。",
      en: "Companies in Japan that we entrust with collecting and checking payments receive what payment needs.",
    },
  },
  mailing: {
    name: { ja: "ご案内の発送を委託した会社", en: "companies entrusted with sending mail" },
    uses: ["direct-mail"],
    items: ["name", "address", "email"],
    says: {
      ja: "ご案内の発送を委託した国内の会社に、宛先の項目を預けます。",
      en: "Companies in Japan that we entrust with sending our mail receive names and addresses for it.",
    },
  },
  payroll: {
    name: {
      ja: "給与・社会保険の事務を委託した会社・社会保険労務士",
      en: "companies and labour consultants entrusted with payroll",
    },
    uses: ["employment"],
    says: {
      ja: "給与の計算と社会保険・労働保険の手続を委託した国内の会社・社会保険労務士に、事務に必要な項目を預けます。",
      en: "Companies and labour consultants in Japan that we entrust with pay and insurance receive what that work needs.",
    },
  },
  systems: {
    name: { ja: "情報システムの運用を委託した会社", en: "companies entrusted with running our systems" },
    says: {
      ja: "情報システムの運用・保守を委託した国内の会社に、システムに保存した項目を預けます。",
      en: "Companies in Japan that we entrust with running our systems hold the data stored in them.",
    },
  },
} as const satisfies Record<string, RecipientTemplate>;
export type RecipientName = keyof typeof RECIPIENTS;

/** @param name one of `RECIPIENTS` */
export function recipientTemplate(name: RecipientName): RecipientTemplate {
  return RECIPIENTS[name];
}
