import type { Client } from "./client.ts";
import { type GuardOptions, PROBLEM_TYPE, refusalOf } from "./guard-route.ts";
import type { Question } from "./types.ts";

export { decisionOf } from "./guard-route.ts";

/** The part of a reply of Fastify that is used. */
interface FastifyReply {
  readonly code: (status: number) => unknown;
  readonly header: (name: string, value: string) => unknown;
  readonly send: (body: string) => unknown;
}

/** A `preHandler` that lets a request go on only with a permit. What `questionOf` throws goes to the error handler of Fastify. */
export function guardRoute<Request extends object, Reply extends FastifyReply = FastifyReply>(
  client: Pick<Client, "guard">,
  questionOf: (request: Request) => Question | Promise<Question>,
  options: GuardOptions<Request> = {},
): (request: Request, reply: Reply) => Promise<Reply | undefined> {
  return async (request, reply) => {
    const refused = await refusalOf(client, request, questionOf, options);
    if (refused === undefined) return undefined;
    reply.code(refused.status);
    reply.header("Content-Type", PROBLEM_TYPE);
    reply.header("Cache-Control", "no-store");
    reply.send(refused.body);
    // An async hook that has answered gives the reply back; then the handler does not run.
    return reply;
  };
}
