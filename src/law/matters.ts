import type { Words } from "../wire/index.ts";
import type { Article } from "./citation.ts";

/** The five matters that must be notified or easily knowable before shared use: 27(5)(iii). */
export const SHARED_USE_MATTERS = ["fact", "items", "users", "purposes", "responsible"] as const;
export type SharedUseMatter = (typeof SHARED_USE_MATTERS)[number];

export const SHARED_USE_MATTER_WORDS: Readonly<Record<SharedUseMatter, Words>> = {
  fact: { ja: "共同利用する旨", en: "the fact of shared use" },
  items: { ja: "共同利用する項目", en: "the items shared" },
  users: { ja: "共同利用する者の範囲", en: "the range of users" },
  purposes: { ja: "利用する者の利用目的", en: "the users' purposes" },
  responsible: { ja: "責任を有する者の氏名・住所・代表者", en: "who is responsible, with address and representative" },
};

/** What may stand under data that goes abroad without a law that asks for it: 28(1). */
export const FOREIGN_BASES = ["consent", "equivalent-measures", "designated-country"] as const;

/** What the person must have been told for consent to foreign provision to count: 28(2), rule 17. */
export const FOREIGN_INFORMATION = ["country", "regime", "measures"] as const;
/** Instead of these, where they cannot be known at the time: that fact and its reason (rule 17(3), 17(4)). */
export const FOREIGN_UNKNOWNS = ["country-unknown", "measures-unknown"] as const;

/** A record that the Act asks for: what must stand in it, and for how long it is kept. */
export interface RecordForm {
  readonly article: Article;
  readonly matters: readonly (
    | "date"
    | "recipient"
    | "provider"
    | "background"
    | "principal"
    | "items"
    | "consent"
    | "publication"
  )[];
  /** ISO 8601 duration; `from` says what starts it. Rules 21, 25 and 29: General 3-6-5, 3-6-6, 3-7-4-4. */
  readonly kept: { readonly period: "P3Y"; readonly from: "creation" };
}

/** What a record is of, and by what way the data went. */
export type RecordBasis =
  | "consent"
  | "opt-out"
  | "receipt"
  | "receipt-by-consent"
  | "receipt-by-opt-out"
  | "receipt-as-personal"
  | "personal-related";

const THREE_YEARS = { period: "P3Y", from: "creation" } as const;

/**
 * Records made one by one: rules 20, 24 and 28. `receipt` is of data from somebody who is no business operator, and what
 * every receipt of personal data records. Lump records and contracts in their place: `retention.ts`.
 */
const RECORD_FORMS: Readonly<Record<RecordBasis, RecordForm>> = {
  consent: { article: "29(1)", matters: ["consent", "recipient", "principal", "items"], kept: THREE_YEARS },
  "opt-out": { article: "29(1)", matters: ["date", "recipient", "principal", "items"], kept: THREE_YEARS },
  receipt: { article: "30(3)", matters: ["provider", "background", "principal", "items"], kept: THREE_YEARS },
  "receipt-by-consent": {
    article: "30(3)",
    matters: ["consent", "provider", "background", "principal", "items"],
    kept: THREE_YEARS,
  },
  "receipt-by-opt-out": {
    article: "30(3)",
    matters: ["date", "provider", "background", "principal", "items", "publication"],
    kept: THREE_YEARS,
  },
  "receipt-as-personal": {
    article: "30(3)",
    matters: ["consent", "provider", "principal", "items"],
    kept: THREE_YEARS,
  },
  "personal-related": { article: "31(3)", matters: ["consent", "date", "recipient", "items"], kept: THREE_YEARS },
};

/** The form of a record: 29(1), 30(3), 31(3). */
export function recordForm(basis: RecordBasis): RecordForm {
  return RECORD_FORMS[basis];
}
