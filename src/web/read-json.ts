import type { Context, Env } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type ParseError, parse as parseLeniently } from "jsonc-parser";
import { ProblemError } from "../wire/index.ts";

/** The largest batch of questions with a handful of facts in each, or of people, stays under this. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

/**
 * The body of a request, as JSON.
 * @throws {ProblemError} `wrong-media-type`, `body-too-large` or `malformed-json`, the last with line and column
 */
export async function readJson(c: Context<Env, string>): Promise<unknown> {
  const type = c.req.header("Content-Type") ?? "";
  if (!/^application\/(?:[a-z0-9.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new ProblemError("wrong-media-type", { given: type.split(";", 1)[0] || "–" });
  }
  const text = await readText(c);
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new ProblemError("malformed-json", whereBroken(text));
  }
}

function tooLarge(): never {
  throw new ProblemError("body-too-large", { limit: MAX_BODY_BYTES });
}

const counting = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge });

/**
 * By its stated length where it has one, since reading it as a stream to count would cost more than the decision, else
 * counted as it comes in.
 * @throws {ProblemError} `body-too-large`
 */
async function readText(c: Context<Env, string>): Promise<string> {
  const length = c.req.header("Content-Length");
  if (length !== undefined && c.req.header("Transfer-Encoding") === undefined)
    return Number(length) > MAX_BODY_BYTES ? tooLarge() : await c.req.text();
  let text = "";
  await counting(c, async () => {
    text = await c.req.text();
  });
  return text;
}

/** Line and column, from 1, of the first error. V8 names the place only in some of its messages. */
export function whereBroken(text: string): { line: number; column: number } {
  const errors: ParseError[] = [];
  try {
    parseLeniently(text, errors, { disallowComments: true, allowEmptyContent: false });
  } catch (error) {
    // The lenient parser is recursive; JSON.parse is not. What is nested that deep is broken at its end.
    if (!(error instanceof RangeError)) throw error;
  }
  const offset = errors[0]?.offset ?? text.length;
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
