import type { Program } from "../policy/index.ts";
import type { ReasonCode } from "./codes/reasons.ts";
import type { Phrasebook } from "./phrasebook.ts";
import { OUTSIDE_POLICY, type Question } from "./question.ts";
import { isLawPurpose } from "./situation.ts";
import { deny, type Verdict } from "./verdict.ts";

/** Rule 2: what the policy does not name, it does not allow. Says every word that is not known. */
export function unknownWords(program: Program, book: Phrasebook, question: Question): Verdict {
  const { operators, purposes, recipients, items, kinds } = program;
  const { operator, person, purpose, recipient } = question;
  const unknown: [ReasonCode, string][] = [];
  const look = (code: ReasonCode, known: { has(id: string): boolean }, given: string | undefined): void => {
    if (given !== undefined && !known.has(given)) unknown.push([code, given]);
  };
  look("unknown-operator", operators, operator);
  look("unknown-operator", operators, recipient?.operator);
  look("unknown-person", kinds, person.kind);
  for (const item of question.items) look("unknown-item", items, item);
  if (!isLawPurpose(purpose) && purpose !== OUTSIDE_POLICY) look("unknown-purpose", purposes, purpose);
  look("unknown-recipient", recipients, recipient?.class);
  const onlyPurpose = unknown.every(([code]) => code === "unknown-purpose");
  return deny(
    unknown
      .toSorted(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1))
      .map(([code, given]) => book.reason("deny", code, { article: "17(1)" }, { given })),
    onlyPurpose ? [book.need("published-purpose", { article: "17(1)" }, { operator, person: person.kind })] : [],
  );
}
