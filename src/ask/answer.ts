import { decide, type Explained, explain, questionSchema } from "../decision/index.ts";
import type { Pack } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { describeIssues, type Id, pointer, ProblemError } from "../wire/index.ts";

/** An answer on its way out: the explained decision under an identifier of its own. */
export interface Answer extends Explained {
  readonly id: Id<"decision">;
}

/**
 * Decides one question as it came from outside.
 * @param value a question as JSON or YAML gives it
 * @param now what the question means where it gives no instant; a batch has one for all its questions
 * @throws {ProblemError} `invalid-question`, with a pointer to each place that needs mending
 */
export function answer(
  house: Pick<House, "clock" | "ids">,
  pack: Pack,
  value: unknown,
  now: Temporal.Instant = house.clock.now(),
): Answer {
  const parsed = questionSchema.safeParse(value);
  if (!parsed.success) {
    const issues = describeIssues(parsed.error, value, "question");
    throw new ProblemError("invalid-question", { count: issues.length }, (language) =>
      issues.map(({ path, message }) => ({ pointer: pointer(path), detail: message[language] })),
    );
  }
  const decision = decide(pack, parsed.data, now);
  const program = pack.versions.find(({ identity }) => identity === decision.policy);
  return { id: house.ids("decision"), ...explain(program, decision) };
}
