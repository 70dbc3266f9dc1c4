import { OUTCOMES } from "./decision.ts";
import { ACTS, type Question } from "./question.ts";
import { REFERENCE_DUTIES, type ReferenceAnswer } from "./reference/case.ts";
import { REFERENCE_PARTS } from "./reference/parts.ts";

/*
 * What was met while engine and reference were compared: outcomes, acts, rules, bases, duties and seldom parts of rules.
 * A comparison that never met a rule says nothing about it.
 */

export type Counts = Map<string, number>;

/** Everything that can be met; nothing of it may stay unseen. */
export const TO_BE_MET: readonly string[] = [
  ...ACTS.flatMap((act) => OUTCOMES.map((outcome) => `${act} ${outcome}`)),
  ...[
    "entrustment",
    "succession",
    "negotiation",
    "supervised",
    "shared-use",
    "same-entity",
    "statute",
    "consent",
    "opt-out",
  ].map((basis) => `${basis} permit`),
  ...["same-entity", "statute", "review"].map((basis) => `${basis} review`),
  ...[1, 2, 5, 6, 7, 8, 9, 12, 14, 15, 16, 17, 18, 20].map((rule) => `rule ${rule} deny`),
  ...[5, 6, 7, 8, 12, 14, 15, 16, 17, 18, 20].map((rule) => `rule ${rule} permit`),
  ...[3, 4, 8, 14, 15, 16, 17, 18, 21, 22].map((rule) => `rule ${rule} review`),
  ...REFERENCE_DUTIES,
  ...REFERENCE_PARTS,
];

export function add(counts: Counts, key: string, times = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}

export function addAnswer(counts: Counts, { act }: Question, answer: ReferenceAnswer): void {
  const { outcome, rule, basis } = answer;
  add(counts, outcome);
  add(counts, `${act} ${outcome}`);
  add(counts, `rule ${rule} ${outcome}`);
  if (basis !== undefined) add(counts, `${basis} ${outcome}`);
  for (const duty of answer.duties) add(counts, duty);
  for (const part of answer.parts) add(counts, part);
}

/** Under a bill, only what the bill does is of interest; the rest is counted with the law. */
export function addForeseen(counts: Counts, { outcome, parts, rule }: ReferenceAnswer): void {
  add(counts, "foreseen");
  if (rule === 22) add(counts, `rule 22 ${outcome}`);
  for (const part of parts) if (part.startsWith("22 ")) add(counts, part);
}

/** How many of all were answered how; then everything that was met, the rarest first. */
export function distribution(counts: Counts, total: number): string[] {
  const share = (key: string): string => `${key} ${(((counts.get(key) ?? 0) * 100) / total).toFixed(1)} %`;
  const rest = [...new Set([...TO_BE_MET, ...counts.keys()])]
    .filter((key) => !OUTCOMES.some((outcome) => outcome === key))
    .map((key) => ({ key, count: counts.get(key) ?? 0 }))
    .sort((a, b) => a.count - b.count);
  return [
    `${total} questions: ${OUTCOMES.map(share).join(", ")}`,
    rest.map(({ key, count }) => `${key}: ${count}`).join("; "),
  ];
}
