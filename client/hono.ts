import type { Client } from "./client.ts";
import { type GuardOptions, PROBLEM_TYPE, refusalOf } from "./guard-route.ts";
import type { Question } from "./types.ts";

export { decisionOf } from "./guard-route.ts";

/** What a question is mostly made of; name the context's own type (`(c: Context) => …`) for the rest of it. */
interface HonoContext {
  readonly req: {
    readonly path: string;
    readonly param: (name: string) => string | undefined;
    readonly query: (name: string) => string | undefined;
    readonly header: (name: string) => string | undefined;
    readonly json: () => Promise<unknown>;
  };
}

/** Lets a request go on only with a permit. What `questionOf` throws goes to `onError` of the app. */
export function guardRoute<Context extends object = HonoContext>(
  client: Pick<Client, "guard">,
  questionOf: (c: Context) => Question | Promise<Question>,
  options: GuardOptions<Context> = {},
): (c: Context, next: () => Promise<void>) => Promise<Response | undefined> {
  return async (c, next) => {
    const refused = await refusalOf(client, c, questionOf, options);
    if (refused === undefined) {
      await next();
      return undefined;
    }
    const headers = { "Content-Type": PROBLEM_TYPE, "Cache-Control": "no-store" };
    return new Response(refused.body, { status: refused.status, headers });
  };
}
