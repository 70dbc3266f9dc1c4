export { DUTIES, type DutyCode, NEEDS, type NeedCode, REASONS, type ReasonCode } from "./codes.ts";
export type { Basis, Decision, Duty, Grounded, Need, Outcome, Params, Reason } from "./decision.ts";
export { OUTCOMES } from "./decision.ts";
export { decide, ENGINE_VERSION } from "./engine.ts";
export {
  ACTS,
  type Act,
  type Fact,
  factSchema,
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
  LAW_PURPOSE_WORDS,
  OUTCOME_WORDS,
  periodName,
  purposeName,
} from "./explain.ts";
