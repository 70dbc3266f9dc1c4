import type { Client } from "./client.ts";
import { NotPermittedError, YakusokuError } from "./errors.ts";
import { isPassing } from "./transport.ts";
import type { Decision, Question } from "./types.ts";

/* What the middlewares of all frameworks share. */

/** Of a middleware. */
export interface GuardOptions<Request> {
  /** Told of every request that was kept out for want of an answer, to be logged. */
  readonly onError?: ((error: YakusokuError, request: Request) => void) | undefined;
}

/** What a request that may not go on is answered with (RFC 9457). */
export interface Refusal {
  readonly status: 403 | 500 | 503;
  readonly body: string;
}

export const PROBLEM_TYPE = "application/problem+json";

const decisions = new WeakMap<object, Decision>();

/**
 * The permit that let a request through.
 * @throws {TypeError} on a route that is not guarded
 */
export function decisionOf(request: object): Decision {
  const decision = decisions.get(request);
  if (decision === undefined) throw new TypeError("no permit let this request through: its route is not guarded");
  return decision;
}

/**
 * Asks whether a request may go on.
 * @returns undefined where it may
 * @throws whatever `questionOf` throws; then the request may not go on
 */
export async function refusalOf<Request extends object>(
  client: Pick<Client, "guard">,
  request: Request,
  questionOf: (request: Request) => Question | Promise<Question>,
  { onError }: GuardOptions<Request>,
): Promise<Refusal | undefined> {
  const question = await questionOf(request);
  try {
    decisions.set(request, await client.guard(question));
    return undefined;
  } catch (error) {
    if (error instanceof NotPermittedError) {
      const { decision, message: title, outcome, sentence, needs } = error;
      return refusal(403, { title, code: "not-permitted", outcome, sentence, needs, decision: decision.id });
    }
    if (!(error instanceof YakusokuError)) throw error;
    onError?.(error, request);
    // What is wrong between this system and Yakusoku is nothing that its own visitors should read.
    return refusal(isPassing(error.status) ? 503 : 500, {
      title: "No decision could be had, so nothing was done.",
      code: "no-decision",
    });
  }
}

function refusal(status: Refusal["status"], said: Readonly<Record<string, unknown>>): Refusal {
  return { status, body: JSON.stringify({ type: "about:blank", status, ...said }) };
}
