import { type Answer, asking, type Decisions } from "./decisions.ts";
import {
  type Evidence,
  evidenceBy,
  type Parties,
  partiesBy,
  type People,
  peopleBy,
  type Provisions,
  provisionsBy,
  type Receipts,
  receiptsBy,
} from "./records.ts";
import { type ClientOptions, readSettings } from "./settings.ts";
import { type CallOptions, transport } from "./transport.ts";
import type { Decision, Question } from "./types.ts";

/** What a business system asks and records. No call that fails, whatever the reason, ever means that something is permitted. */
export interface Client {
  /** @throws {YakusokuError} without an answer, or for a question that is not well formed */
  readonly decide: (question: Question, options?: CallOptions) => Promise<Decision>;
  /**
   * Any number of questions, in requests of 10,000. Each has its answer, or its problem, at its place.
   * @throws {YakusokuError} where a request gets no answer; then there is none for any of them
   */
  readonly decideMany: (questions: readonly Question[], options?: CallOptions) => Promise<readonly Answer[]>;
  /**
   * Goes on only with a permit.
   * @throws {NotPermittedError} with the sentence and what is needed
   * @throws {YakusokuError} as `decide`
   */
  readonly guard: (question: Question, options?: CallOptions) => Promise<Decision>;
  readonly decisions: Decisions;
  readonly people: People;
  readonly parties: Parties;
  readonly provisions: Provisions;
  readonly receipts: Receipts;
  readonly evidence: Evidence;
}

/** @throws {TypeError} for an option that is unknown or cannot be meant */
export function createClient(options: ClientOptions): Client {
  const settings = readSettings(options);
  const call = transport(settings);
  // Frozen: a method that is put in place of another, or misspelled when it is, fails here and not in silence.
  return Object.freeze({
    ...asking(settings, call),
    people: Object.freeze(peopleBy(call)),
    parties: Object.freeze(partiesBy(call)),
    provisions: Object.freeze(provisionsBy(call)),
    receipts: Object.freeze(receiptsBy(call)),
    evidence: Object.freeze(evidenceBy(call)),
  });
}
