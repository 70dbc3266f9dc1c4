export { DUTIES } from "./codes/duties.ts";
export { NEEDS } from "./codes/needs.ts";
export { REASONS } from "./codes/reasons.ts";
export type { Basis, Decision, Grounded, Outcome } from "./decision.ts";
export { OUTCOMES } from "./decision.ts";
export { decide, isClaimed } from "./engine.ts";
export { ACT_WORDS, countryName, OUTCOME_WORDS, periodName, purposeName } from "./names.ts";
export { foresee } from "./preview.ts";
export {
  type Act,
  ACTS,
  type Fact,
  factSchema,
  LAW_PURPOSES,
  OUTSIDE_POLICY,
  type Question,
  type QuestionInput,
  questionSchema,
  SOURCES,
} from "./question.ts";
export { factsAt, type RecordedFact } from "./recorded.ts";
