import type { Words } from "../../wire/index.ts";

/** What a person can be found by, and how a form or a letter calls it. */
export const IDENTIFIER_KINDS = {
  email: { ja: "メールアドレス", en: "e-mail address" },
  phone: { ja: "電話番号", en: "phone number" },
  "customer-number": { ja: "お客さま番号", en: "customer number" },
  "contract-number": { ja: "契約番号", en: "contract number" },
  room: { ja: "建物名と部屋番号", en: "building and room" },
  "employee-number": { ja: "社員番号", en: "employee number" },
  "shareholder-number": { ja: "株主番号", en: "shareholder number" },
  "insurance-number": { ja: "保険の番号", en: "insurance number" },
  name: { ja: "氏名", en: "name" },
  kana: { ja: "フリガナ", en: "name in kana" },
  alias: { ja: "通称・別名", en: "alias" },
  "passport-name": { ja: "旅券の英字氏名", en: "name as in the passport" },
  "birth-date": { ja: "生年月日", en: "date of birth" },
  "postal-code": { ja: "郵便番号", en: "postal code" },
  address: { ja: "住所", en: "address" },
} as const satisfies Record<string, Words>;

export type IdentifierKind = keyof typeof IDENTIFIER_KINDS;

/**
 * An identifier in its normal forms. Equal `exact`: the same identifier, spelled differently. Equal `loose` alone:
 * similar, for a person to compare; nothing may be joined on it. Normalised again, `exact` yields both forms unchanged.
 */
export interface NormalForm {
  readonly exact: string;
  readonly loose: string;
}
