import { NotPermittedError, problemAsError, YakusokuError } from "./errors.ts";
import type { Settings } from "./settings.ts";
import { type Call, type CallOptions, isProblem } from "./transport.ts";
import type { Decision, DecisionOnRecord, Operations, Problem, Question } from "./types.ts";
import { say } from "./words.ts";
import { type Listing, pages } from "./pages.ts";

/** One question of several: its decision, or what is wrong with the question. */
export type Answer = { readonly decision: Decision } | { readonly problem: Problem };

export interface Decisions {
  /** On record about a person, the newest first. Scope: `people:read`. */
  readonly list: (person: string, options?: CallOptions) => Listing<DecisionOnRecord>;
  readonly get: (decision: string, options?: CallOptions) => Promise<DecisionOnRecord>;
  /** Decides again on the facts of then. */
  readonly replay: (
    decision: string,
    options?: CallOptions,
  ) => Promise<Operations["GET /v1/decisions/{id}/replay"]["answer"]>;
}

/** Questions of one request; the server takes no more. */
const MOST_QUESTIONS = 10_000;
const OUTCOMES: ReadonlySet<unknown> = new Set<Decision["outcome"]>(["permit", "deny", "review"]);

/**
 * Whether an answer permits. Whatever is no permit of Yakusoku does not: no answer, a promise of one, a problem, a review, a look ahead
 * under a bill.
 */
export function isPermitted(answer: Decision | Answer | undefined): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  const decision = "decision" in answer ? answer.decision : answer;
  return isDecision(decision) && decision.outcome === "permit" && decision.preview === undefined;
}

function isDecision(value: unknown): value is Decision {
  if (typeof value !== "object" || value === null || !("id" in value && "outcome" in value)) return false;
  return typeof value.id === "string" && OUTCOMES.has(value.outcome);
}

export function asking(settings: Settings, call: Call) {
  const { language, policy } = settings;
  const unreadable = (): YakusokuError =>
    new YakusokuError(say("unreadable", language, { url: settings.url, status: 200 }), {
      code: "unreadable-answer",
      status: 200,
    });

  const ask = async (body: Operations["POST /v1/decisions"]["body"], options?: CallOptions): Promise<unknown> =>
    await call("POST /v1/decisions", { query: { policy }, body }, options);

  const askOne = async (question: Question, options?: CallOptions): Promise<Decision> => {
    const decision = await ask(question, options);
    if (!isDecision(decision)) throw unreadable();
    return decision;
  };

  const decideMany = async (questions: readonly Question[], options?: CallOptions): Promise<readonly Answer[]> => {
    for (const question of questions) check(question);
    const answers: Answer[] = [];
    for (let from = 0; from < questions.length; from += MOST_QUESTIONS) {
      const piece = questions.slice(from, from + MOST_QUESTIONS);
      answers.push(...answersIn(await ask({ questions: piece }, options), piece.length));
    }
    return answers;
  };

  const answersIn = (value: unknown, count: number): readonly Answer[] => {
    const answers = typeof value === "object" && value !== null && "answers" in value ? value.answers : undefined;
    // An answer too few would give somebody the answer of another.
    if (!Array.isArray(answers) || answers.length !== count || !answers.every(isAnswer)) throw unreadable();
    return answers;
  };

  const check = (question: Question): void => {
    if (typeof question !== "object" || question === null) throw new TypeError(say("badQuestion", language));
  };

  const decideTogether = gathered(decideMany);
  const decide = async (question: Question, options?: CallOptions): Promise<Decision> => {
    check(question);
    // What has a limit of its own goes alone: nobody else's question ends with it.
    if (!settings.batch || options?.signal !== undefined || options?.timeout !== undefined)
      return await askOne(question, options);
    const answer = await decideTogether(question);
    if ("problem" in answer) throw problemAsError(answer.problem, 1);
    return answer.decision;
  };

  const decisions: Decisions = Object.freeze<Decisions>({
    list: (person, options) =>
      pages((cursor, limit) => call("GET /v1/decisions", { query: { person, cursor, limit } }, options)),
    get: (id, options) => call("GET /v1/decisions/{id}", { path: { id } }, options),
    replay: (id, options) => call("GET /v1/decisions/{id}/replay", { path: { id } }, options),
  });

  return {
    decide,
    decideMany,
    decisions,
    guard: async (question: Question, options?: CallOptions): Promise<Decision> => {
      const decision = await decide(question, options);
      if (!isPermitted(decision)) throw new NotPermittedError(decision, language);
      return decision;
    },
  };
}

function isAnswer(value: unknown): value is Answer {
  if (typeof value !== "object" || value === null) return false;
  return "decision" in value ? isDecision(value.decision) : "problem" in value && isProblem(value.problem);
}

/** Gathers what is asked in one turn of the event loop, and asks it together. */
function gathered(
  decideMany: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  interface Waiting {
    readonly question: Question;
    readonly done: (answer: Answer) => void;
    readonly failed: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  const send = async (): Promise<void> => {
    const those = waiting;
    waiting = [];
    try {
      const answers = await decideMany(those.map(({ question }) => question));
      for (const [index, answer] of answers.entries()) those[index]?.done(answer);
    } catch (error) {
      for (const { failed } of those) failed(error);
    }
  };
  return (question) =>
    new Promise((done, failed) => {
      if (waiting.length === 0)
        setTimeout(() => {
          // It rejects nothing of its own: what fails goes to those who wait.
          send().catch(failed);
        }, 0);
      waiting.push({ question, done, failed });
    });
}
