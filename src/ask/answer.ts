import { type Decision, decide, type Question, questionSchema } from "../decision/index.ts";
import type { Pack } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { describeIssues, type Id, pointer, ProblemError } from "../wire/index.ts";

/** An answer on its way out: a decision under an identifier of its own. */
export interface Answer extends Decision {
  readonly id: Id<"decision">;
}

/**
 * Decides one question as it came from outside.
 * @param value a question as JSON or YAML gives it
 * @throws {ProblemError} `invalid-question`, with a pointer to each place that needs mending
 */
export function answer(house: Pick<House, "clock" | "ids">, pack: Pack, value: unknown): Answer {
  return { id: house.ids("decision"), ...decide(pack, readQuestion(value), house.clock.now().epochMilliseconds) };
}

/** @throws {ProblemError} `invalid-question`, with a pointer to each place that needs mending */
export function readQuestion(value: unknown): Question {
  const parsed = questionSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = describeIssues(parsed.error, value, "question");
  throw new ProblemError("invalid-question", { count: issues.length }, (language) =>
    issues.map(({ path, message }) => ({ pointer: pointer(path), detail: message[language] })),
  );
}
