import type { Article } from "./citation.ts";
import { SHARED_USE_MATTERS, type SharedUseMatter } from "./matters.ts";
import type { Timing } from "./timing.ts";

/*
 * Shared use, 27(5)(iii), and how it changes, 27(6). For pseudonymous data the same, announced instead of notified (41(6), 42(2)).
 */

/** What is to change. `responsible-details`: name, address or representative of the same party; `responsible`: another party. */
export type SharedUseChange =
  | { readonly what: "responsible-details" }
  | { readonly what: "responsible" }
  | {
      readonly what: "purposes";
      /** Within what the person may ordinarily expect (General 3-6-3, 3-1-2): a human says so. */
      readonly expected: boolean;
    }
  | {
      readonly what: "items" | "users";
      /** What makes it possible after all: the Guidelines give these as examples. */
      readonly because?: "consent" | "renaming" | "succession" | undefined;
    };

export type SharedUseChangeAnswer =
  | { readonly allowed: true; readonly article: Article; readonly timing?: Timing }
  | { readonly allowed: false; readonly article: Article };

/**
 * Whether a matter of shared use may change, and when the change is notified or made easily knowable (27(6)). Items and the
 * range of users may in principle not be changed; sharing goes on with consent given before, where a user only changes its
 * name, or by succession, the last two only with the items unchanged (General 3-6-3).
 */
export function sharedUseChange(change: SharedUseChange): SharedUseChangeAnswer {
  switch (change.what) {
    case "responsible-details":
      return { allowed: true, article: "27(6)", timing: "without-delay" };
    case "responsible":
      return { allowed: true, article: "27(6)", timing: "beforehand" };
    case "purposes":
      return change.expected
        ? { allowed: true, article: "27(6)", timing: "beforehand" }
        : { allowed: false, article: "General 3-6-3" };
    case "items":
      return { allowed: change.because === "consent", article: "General 3-6-3" };
    case "users":
      return { allowed: change.because !== undefined, article: "General 3-6-3" };
  }
}

/** The matters of shared use that are not yet stated, in the order of the Act. */
export function missingSharedUseMatters(stated: ReadonlySet<SharedUseMatter>): readonly SharedUseMatter[] {
  return SHARED_USE_MATTERS.filter((matter) => !stated.has(matter));
}

/**
 * Whether data that somebody already holds may be shared: only where users and purposes are within what the person may
 * ordinarily expect, and within the purposes it was acquired for (General 3-6-3). A human says the first.
 */
export function heldDataMayBeShared({
  expected,
  withinOriginalPurposes,
}: {
  readonly expected: boolean;
  readonly withinOriginalPurposes: boolean;
}): boolean {
  return expected && withinOriginalPurposes;
}
