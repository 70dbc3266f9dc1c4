import {
  type Article,
  equivalentMeasuresCheckDue,
  exceptionOf,
  isDesignated,
  type RecordBasis,
  recordForm,
  recordKeptThrough,
  stateOf,
} from "../law/index.ts";

/*
 * Whether a record is due, how it may be made and how long it is kept (29 to 31, rules 19 to 29). What the law itself says of methods and
 * periods is asked of the room `law`; here stands which of its forms a provision falls under. Pure: days and instants are arguments.
 */

/**
 * On what a provision rested. `foreign-consent`: consent to provision abroad (28(1)); `foreign-system`: the recipient abroad has
 * equivalent measures, and a basis of article 27 stands beside that; `none-due`: no provision to a third party in the sense of 27.
 */
export const BASES = [
  "consent",
  "opt-out",
  "foreign-consent",
  "foreign-system",
  "entrustment",
  "shared-use",
  "exception",
  "personal-related",
  "none-due",
] as const;
export type Basis = (typeof BASES)[number];

/** What may stand under a provision to a recipient with equivalent measures: article 27 as at home (28(1), R16). */
export const BASES_WITHIN = ["consent", "opt-out", "entrustment", "shared-use", "exception"] as const;

/** Why a provision is none to a third party: a state or local body, no database, the same legal person, succession. */
export const NONE_DUE = ["16(2)", "16(3)", "General 3-6-1", "27(5)(ii)"] as const satisfies readonly Article[];

export interface Grounds {
  readonly basis: Basis;
  /** For `foreign-system`. */
  readonly within?: (typeof BASES_WITHIN)[number] | undefined;
  /** For `exception`, and for personal-related information that an exception covers: an item of 27(1). */
  readonly exception?: Article | undefined;
  /** For `none-due`. */
  readonly exempt?: (typeof NONE_DUE)[number] | undefined;
}

/** What is known of the recipient. */
export interface Recipient {
  /** A body of 16(2). */
  readonly publicBody: boolean;
  /** In a foreign country of 28(1): neither designated nor, running its database in Japan, at home. */
  readonly abroad: boolean;
}

/** Whether a record is due, with the article that asks for it and its form, or the article that exempts. */
export type RecordDuty =
  | { readonly due: true; readonly article: Article; readonly form: RecordBasis }
  | { readonly due: false; readonly article: Article };

/**
 * Whether a record is due. Exempt are items of 27(1), recipients of 27(5), and bodies of 16(2). A recipient abroad without a system of
 * equivalent measures is never one of 27(5): there only 27(1) exempts (29(1), proviso).
 */
export function recordDuty(grounds: Grounds, recipient: Recipient): RecordDuty {
  const { basis, exception, exempt } = grounds;
  if (basis === "none-due") return { due: false, article: exempt ?? "16(3)" };
  if (
    exception !== undefined &&
    (basis === "exception" || basis === "personal-related" || grounds.within === "exception")
  )
    return { due: false, article: exception };
  if (basis === "personal-related") return dueBy("personal-related");
  if (basis === "foreign-consent") return dueBy("consent");
  if (recipient.publicBody && !recipient.abroad) return { due: false, article: "16(2)" };
  const under = basis === "foreign-system" ? (grounds.within ?? "consent") : basis;
  // Only a system makes a recipient abroad one of article 27.
  const atHome = basis === "foreign-system" || !recipient.abroad;
  if (under === "entrustment" && atHome) return { due: false, article: "27(5)(i)" };
  if (under === "shared-use" && atHome) return { due: false, article: "27(5)(iii)" };
  return dueBy(under === "opt-out" ? "opt-out" : "consent");
}

function dueBy(form: RecordBasis): RecordDuty {
  return { due: true, article: recordForm(form).article, form };
}

/** Whether a recipient's country makes article 28 look at it. `at`: epoch milliseconds. */
export function isAbroad(
  { country, databaseInJapan }: { readonly country: string; readonly databaseInJapan: boolean },
  at: number,
): boolean {
  return !databaseInJapan && stateOf(country) !== "JP" && !isDesignated(country, at);
}

/** What is wrong with the grounds as they were given. */
export type GroundsFault = "within-missing" | "exception-missing" | "exempt-missing" | "not-of-27";

export function groundsFault({ basis, within, exception, exempt }: Grounds): GroundsFault | undefined {
  if (basis === "foreign-system" && within === undefined) return "within-missing";
  if (basis === "none-due" && exempt === undefined) return "exempt-missing";
  if ((basis === "exception" || within === "exception") && exception === undefined) return "exception-missing";
  if (exception !== undefined && exceptionOf(exception)?.lifts !== "provision") return "not-of-27";
  return undefined;
}

/**
 * The last day on which a record is kept. One that no article asks for is kept as long as one that is: whoever asks later what happened
 * to their data is answered, and the evidence of an exception does not go before the others. That much is ours, not the law's.
 */
export function keptThrough(
  form: RecordBasis | undefined,
  made:
    | { readonly method: "each"; readonly createdOn: Temporal.PlainDate }
    | { readonly method: "lump" | "contract"; readonly lastProvisionOn: Temporal.PlainDate },
): Temporal.PlainDate {
  return recordKeptThrough({ basis: form ?? "consent", ...made }).through;
}

/** How a check of a recipient ended. */
export const CHECK_RESULTS = ["fine", "remedied", "suspended"] as const;

/**
 * The day by which a recipient is checked again: abroad about once a year by law (R18); an entrusted party as the office says, else a
 * year after too, since 25 names no period.
 */
export function nextCheck(
  of: "entrustment" | "foreign",
  checkedOn: Temporal.PlainDate,
  wished: Temporal.PlainDate | undefined,
): Temporal.PlainDate {
  const latest = equivalentMeasuresCheckDue(checkedOn);
  if (wished === undefined) return latest;
  return of === "foreign" && Temporal.PlainDate.compare(wished, latest) > 0 ? latest : wished;
}

/** How a user of shared use came to belong to its range; until somebody says so it needs a review (27(6), General 3-6-3). */
export const RANGES = ["from-the-start", "within-range", "renaming", "succession"] as const;
export type Range = (typeof RANGES)[number];
