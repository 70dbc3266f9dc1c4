import { isDeepStrictEqual } from "node:util";
import * as law from "../src/law/index.ts";
import type { ClockRun } from "./conformance.ts";

/*
 * The clocks of the law by the names that the index of worked examples gives them. In the index days are texts; here they
 * become days, and back.
 */

type Function = (...values: unknown[]) => unknown;
interface ClockOfLaw {
  /** The name under which src/law exports it. */
  readonly exported: string;
  readonly ask: (clock: Function, input: Readonly<Record<string, unknown>>) => unknown;
}

const CLOCKS: Readonly<Record<string, ClockOfLaw>> = {
  "breach-threshold": { exported: "assessBreach", ask: (clock, input) => clock(input) },
  "breach-notice-form": { exported: "noticeForm", ask: (clock, input) => ({ form: clock(input) }) },
  "final-report-due": { exported: "finalReportDue", ask: (clock, input) => ({ due: clock(input) }) },
  "identity-documents": {
    exported: "isAcceptable",
    ask: (clock, { documents, on }) => ({
      acceptable: Array.isArray(documents) ? documents.filter((name) => clock(name, on) === true) : [],
    }),
  },
  "record-method": { exported: "recordMethod", ask: (clock, { method, ...rest }) => clock(method, rest) },
  "record-retention": { exported: "recordKeptThrough", ask: (clock, input) => clock(input) },
  "shared-use-change": { exported: "sharedUseChange", ask: (clock, input) => clock(input) },
  "suit-date": { exported: "suitPossibleFrom", ask: (clock, input) => ({ from: clock(input) }) },
  "yearly-check": {
    exported: "equivalentMeasuresCheckDue",
    ask: (clock, input) => ({ due: clock(input["checkedOn"]) }),
  },
};

/** What an answer has otherwise than expected; empty when it passed. */
export function runClock(name: string, { input, expect }: ClockRun): readonly string[] {
  const known = CLOCKS[name];
  if (known === undefined) return [`no clock ${name}`];
  const all: Readonly<Record<string, unknown>> = { ...law };
  const clock = all[known.exported];
  if (!isFunction(clock)) return [`src/law exports no ${known.exported}`];
  const answer = written(known.ask(clock, mapValues(input, read)));
  return Object.entries(expect).flatMap(([key, value]) =>
    isRecord(answer) && isDeepStrictEqual(answer[key], value)
      ? []
      : [`${key} ${JSON.stringify(value)} expected, ${JSON.stringify(answer)} given`],
  );
}

function isFunction(value: unknown): value is Function {
  return typeof value === "function";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function read(value: unknown): unknown {
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) return Temporal.PlainDate.from(value);
  return value;
}

function written(value: unknown): unknown {
  if (value instanceof Temporal.PlainDate) return value.toString();
  if (Array.isArray(value)) return value.map(written);
  return isRecord(value) ? mapValues(value, written) : value;
}

function mapValues(
  record: Readonly<Record<string, unknown>>,
  change: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
