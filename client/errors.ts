import type { Decision, Problem } from "./types.ts";
import type { Language } from "./words.ts";

/** No answer, or one that says no to the request itself. It never means that something is permitted. */
export class YakusokuError extends Error {
  override readonly name = "YakusokuError";
  /** HTTP status; undefined where no answer came. */
  readonly status: number | undefined;
  /** A code of docs/problems.md; or `unreachable`, `timeout`, `unreadable-answer`, where the server did not say it. */
  readonly code: string;
  /** What the server said, as RFC 9457 has it. */
  readonly problem: Problem | undefined;
  /** Places of what was sent that need mending: JSON Pointer (RFC 6901), and what to do there. */
  readonly errors: NonNullable<Problem["errors"]>;
  /** How often it was tried. */
  readonly attempts: number;

  constructor(
    message: string,
    given: {
      readonly code: string;
      readonly status?: number | undefined;
      readonly problem?: Problem | undefined;
      readonly attempts?: number | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(message, given.cause === undefined ? undefined : { cause: given.cause });
    this.code = given.code;
    this.status = given.status;
    this.problem = given.problem;
    this.errors = given.problem?.errors ?? [];
    this.attempts = given.attempts ?? 1;
  }
}

/** The answer to a guarded question was not permit. The message is its sentence. */
export class NotPermittedError extends Error {
  override readonly name = "NotPermittedError";
  readonly decision: Decision;
  readonly outcome: Decision["outcome"];
  readonly sentence: Decision["sentence"];
  readonly reasons: Decision["reasons"];
  /** What would make it possible. */
  readonly needs: Decision["needs"];

  constructor(decision: Decision, language: Language) {
    super(decision.sentence[language]);
    this.decision = decision;
    this.outcome = decision.outcome;
    this.sentence = decision.sentence;
    this.reasons = decision.reasons;
    this.needs = decision.needs;
  }
}

/** A problem of the server as an error. */
export function problemAsError(problem: Problem, attempts: number): YakusokuError {
  return new YakusokuError(problem.detail, { code: problem.code, status: problem.status, problem, attempts });
}
