import {
  type Decision,
  decide,
  foresee,
  type Question,
  type QuestionInput,
  questionSchema,
} from "../decision/index.ts";
import type { LawPreview } from "../law/index.ts";
import type { Pack } from "../policy/index.ts";
import { describeSent, pointer, ProblemError } from "../wire/index.ts";

/** By what a question is answered. */
export interface Asked {
  readonly pack: Pack;
  /** Epoch milliseconds: what a question means that gives no instant. All questions of one request have the same. */
  readonly now: number;
  /** A bill to look ahead under; absent: the law in force. */
  readonly preview: LawPreview | undefined;
}

/**
 * Decides one question as it came from outside.
 * @param value a question as JSON or YAML gives it
 * @throws {ProblemError} `invalid-question`, with a pointer to each place that needs mending
 */
export function answer({ pack, now, preview }: Asked, value: unknown): Decision {
  const question = readQuestion(value);
  return preview === undefined ? decide(pack, question, now) : foresee(pack, question, now, preview);
}

/**
 * A question as it was written, where it is one.
 * @throws {ProblemError} `invalid-question`, with a pointer to each place that needs mending
 */
export function questionFrom(value: unknown): QuestionInput {
  readQuestion(value);
  if (!isQuestion(value)) throw new TypeError("what can be read is a question");
  return value;
}

function isQuestion(value: unknown): value is QuestionInput {
  return questionSchema.safeParse(value).success;
}

/** @throws {ProblemError} `invalid-question`, with a pointer to each place that needs mending */
function readQuestion(value: unknown): Question {
  const parsed = questionSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = describeSent(parsed.error, value, "question");
  throw new ProblemError("invalid-question", { count: issues.length }, (language) =>
    issues.map(({ path, message }) => ({ pointer: pointer(path), detail: message[language] })),
  );
}
