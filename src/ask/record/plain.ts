import type { Decision, Fact } from "../../decision/index.ts";
import { writeInstant } from "../../wire/index.ts";

/** What is kept of an answer: its codes and what they were said of, without the sentences. */
export function answerOf({ outcome, reasons, duties, needs }: Decision): Readonly<Record<string, unknown>> {
  const said = (list: Decision["reasons"] | Decision["duties"] | Decision["needs"]): unknown[] =>
    list.map(({ text: _text, ...one }) => plain(one));
  return { outcome, reasons: said(reasons), duties: said(duties), needs: said(needs) };
}

/** A question as JSON has it: instants as text, nothing that is not there. */
export function plain(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => {
      if (one === undefined) return [];
      return [[key, typeof one === "number" && INSTANTS.has(key) ? writeInstant(one) : one]];
    }),
  );
}

const INSTANTS = new Set(["at", "knownAt", "recordedAt", "until", "starts", "checkedAt"]);

export function plainFact(fact: Fact): Record<string, unknown> {
  return plain({ ...fact });
}
