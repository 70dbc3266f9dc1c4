export { type Client, createClient } from "./client.ts";
export { type Answer, isPermitted } from "./decisions.ts";
export { NotPermittedError, YakusokuError } from "./errors.ts";
export type { Listing } from "./pages.ts";
export type { NewFacts, NewPerson, NewProvision, NewReceipt, PersonOnRecord } from "./records.ts";
export type { ClientOptions, Fetch } from "./settings.ts";
export type { CallOptions, WriteOptions } from "./transport.ts";
export type { Decision, DecisionOnRecord, Fact, Problem, Question } from "./types.ts";
