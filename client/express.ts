import type { Client } from "./client.ts";
import { type GuardOptions, PROBLEM_TYPE, refusalOf } from "./guard-route.ts";
import type { Question } from "./types.ts";

export { decisionOf } from "./guard-route.ts";

/** The part of a response of Express that is used; a response of node:http has it, too. */
interface ExpressResponse {
  statusCode: number;
  readonly setHeader: (name: string, value: string) => unknown;
  readonly end: (body: string) => unknown;
}

/** Lets a request go on only with a permit. What `questionOf` throws goes to the error handler of Express. */
export function guardRoute<Request extends object>(
  client: Pick<Client, "guard">,
  questionOf: (request: Request) => Question | Promise<Question>,
  options: GuardOptions<Request> = {},
): (request: Request, response: ExpressResponse, next: (error?: unknown) => void) => Promise<void> {
  return async (request, response, next) => {
    let refused: Awaited<ReturnType<typeof refusalOf>>;
    try {
      refused = await refusalOf(client, request, questionOf, options);
    } catch (error) {
      // Never without an argument: that would let the request through.
      next(error ?? new TypeError("the question could not be made"));
      return;
    }
    if (refused === undefined) {
      next();
      return;
    }
    response.statusCode = refused.status;
    response.setHeader("Content-Type", PROBLEM_TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.end(refused.body);
  };
}
