import type { Context } from "hono";
import type { Around } from "../act/index.ts";
import { ProblemError, type Words } from "../wire/index.ts";
import { allowedCaller } from "./guards.ts";

/** Characters of an `Idempotency-Key`. */
export const MAX_RETRY_KEY = 200;
const TOO_LONG: Words = {
  ja: "Idempotency-Key は200文字までにしてください。",
  en: "Keep the Idempotency-Key to 200 characters.",
};

/** The key under which a request may come again. @throws {ProblemError} `invalid-record` for one that is too long */
export function retryKeyOf(c: Context): string | undefined {
  const key = c.req.header("Idempotency-Key") || undefined;
  if (key !== undefined && key.length > MAX_RETRY_KEY) {
    throw new ProblemError("invalid-record", { count: 1 }, (language) => [{ pointer: "", detail: TOO_LONG[language] }]);
  }
  return key;
}

/** Who acts by a request that `requires` let through, and under which key of theirs. @throws {ProblemError} as `retryKeyOf` */
export function aroundOf(c: Context): Around {
  return { actor: allowedCaller(c).actor, idempotencyKey: retryKeyOf(c) };
}
