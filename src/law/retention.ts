import type { Article } from "./citation.ts";
import type { RecordBasis } from "./matters.ts";

/*
 * How records of provision and receipt may be made, and how long they are kept: rules 19 to 29. The Guidelines on confirmation and
 * record duties were not at hand; what they add by interpretation is left to a human.
 */

/** One record for each provision, one in lump for many, or a contract or other document in its place. */
export const RECORD_METHODS = ["each", "lump", "contract"] as const;
export type RecordMethod = (typeof RECORD_METHODS)[number];

interface Rules {
  /** Each provision or in lump. */
  readonly making: Article;
  readonly contract: Article;
  readonly keeping: Article;
}

const PROVIDING: Rules = { making: "R19(2)", contract: "R19(3)", keeping: "R21" };
const RECEIVING: Rules = { making: "R23(2)", contract: "R23(3)", keeping: "R25" };
const PERSONAL_RELATED: Rules = { making: "R27(2)", contract: "R27(3)", keeping: "R29" };

const RULES: Readonly<Record<RecordBasis, Rules>> = {
  consent: PROVIDING,
  "opt-out": PROVIDING,
  receipt: RECEIVING,
  "receipt-by-consent": RECEIVING,
  "receipt-by-opt-out": RECEIVING,
  "receipt-as-personal": RECEIVING,
  "personal-related": PERSONAL_RELATED,
};

/** What a record's way of making depends on. */
export interface RecordCircumstances {
  readonly basis: RecordBasis;
  /** Goes on or recurs with the same party, or is certain to. */
  readonly continuous: boolean;
  /** Made in connection with supplying goods or services to the very person. */
  readonly forGoodsOrServices: boolean;
  /** A contract or other document about this provision states all the matters of the record. */
  readonly documentStatesMatters: boolean;
}

/** Whether a way of making a record is open, and by which rule it is or is not. */
export interface MethodAnswer {
  readonly allowed: boolean;
  readonly article: Article;
}

/**
 * Whether a record may be made in this way. Never in lump nor by contract for an opt-out, on either side: R19(2) and R23(2)
 * leave opt-outs out, R19(3) speaks of 27(1) and 28(1) alone, and the exclusion of R23(2) is said for the whole of rule 23.
 * A document that only misses the link to goods or services may still be the record itself, kept three years as any other
 * (General 3-7-4-2-3); it does not stand in for it with one year.
 */
export function recordMethod(method: RecordMethod, circumstances: RecordCircumstances): MethodAnswer {
  const { making, contract } = RULES[circumstances.basis];
  const optOut = circumstances.basis === "opt-out" || circumstances.basis === "receipt-by-opt-out";
  switch (method) {
    case "each":
      return { allowed: true, article: making };
    case "lump":
      return { allowed: circumstances.continuous && !optOut, article: making };
    case "contract":
      return {
        allowed: !optOut && circumstances.forGoodsOrServices && circumstances.documentStatesMatters,
        article: contract,
      };
  }
}

/** How a record was made, with the days that its keeping counts from. Days in Japan. */
export type RecordMade =
  | { readonly basis: RecordBasis; readonly method: "each"; readonly createdOn: Temporal.PlainDate }
  | { readonly basis: RecordBasis; readonly method: "lump" | "contract"; readonly lastProvisionOn: Temporal.PlainDate };

/**
 * The last day on which a record must still be there: a contract one year and a lump record three years, reckoned with the
 * day of the last provision under it (`起算して`); any other three years from its making (29(2), 30(4)), that day not counted.
 * How days are reckoned is the Civil Code's, articles 140 and 143 [K].
 */
export function recordKeptThrough(record: RecordMade): {
  readonly through: Temporal.PlainDate;
  readonly article: Article;
} {
  const { keeping } = RULES[record.basis];
  if (record.method === "each") return { through: lastDay(record.createdOn.add({ days: 1 }), 3), article: keeping };
  return { through: lastDay(record.lastProvisionOn, record.method === "lump" ? 3 : 1), article: keeping };
}

/** The last day of a period of years whose first day is counted: the day before the like day, or the month's last where there is none. */
function lastDay(first: Temporal.PlainDate, years: number): Temporal.PlainDate {
  const like = first.add({ years });
  return like.day === first.day ? like.subtract({ days: 1 }) : like;
}
