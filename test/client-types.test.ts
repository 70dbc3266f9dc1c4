import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import type { Decision, Fact, Problem, Question } from "../client/index.ts";
import type { Decision as EngineDecision, QuestionInput } from "../src/decision/index.ts";
import type { ProblemError } from "../src/wire/index.ts";
import { CLIENT_TYPES, clientTypes } from "./client-types.ts";

/* Held by the compiler: what the server takes and gives is what the client says. */
type Takes<Given extends Wanted, Wanted> = [Given, Wanted];
type FactInput = NonNullable<QuestionInput["facts"]>[number];
export type Held = [
  // The engine's own type allows any article; its schema, those of the exceptions.
  Takes<Omit<QuestionInput, "exceptions">, Question>,
  Takes<FactInput, Fact>,
  Takes<EngineDecision["outcome"], Decision["outcome"]>,
  Takes<Decision["outcome"], EngineDecision["outcome"]>,
  Takes<ReturnType<ProblemError["in"]>, Problem>,
];

test("client/types.ts says what the API says: npm run client-types writes it", async () => {
  assert.equal(await readFile(CLIENT_TYPES, "utf8"), await clientTypes());
});
