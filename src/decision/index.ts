export type { Basis, Decision, Grounded, Outcome } from "./decision.ts";
export { OUTCOMES } from "./decision.ts";
export { decide } from "./engine.ts";
export {
  ACTS,
  OUTSIDE_POLICY,
  type Act,
  type Fact,
  LAW_PURPOSES,
  type Question,
  type QuestionInput,
  questionSchema,
  SOURCES,
} from "./question.ts";
export {
  ACT_WORDS,
  countryName,
  type Explained,
  explain,
  OUTCOME_WORDS,
  purposeName,
} from "./explain.ts";
