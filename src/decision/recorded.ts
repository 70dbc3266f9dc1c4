import type { Fact } from "./question.ts";

/**
 * A fact on record. It is never changed: what ends it early, as when an objection is lifted, is recorded beside it. All instants are
 * epoch milliseconds.
 */
export interface RecordedFact {
  /** `fct_…` */
  readonly id: string;
  /** With its `recordedAt`, and its `id`. */
  readonly fact: Fact;
  /** From when on it no longer counts, and when that came to be known. */
  readonly ended?: { readonly at: number; readonly recordedAt: number } | undefined;
}

/**
 * The facts that a question at `at` is to be decided by, as far as they were on record at `knownAt`. What had not yet come to be at
 * `at` stays in: the engine itself looks at instants. Taken out is only what was ended, since a fact cannot say that of itself.
 */
export function factsAt(recorded: readonly RecordedFact[], at: number, knownAt: number): readonly Fact[] {
  return recorded
    .filter(({ fact, ended }) => {
      const known = (fact.recordedAt ?? fact.at) <= knownAt;
      return known && !(ended !== undefined && ended.at <= at && ended.recordedAt <= knownAt);
    })
    .map(({ fact }) => fact);
}
