export { canonicalJson, fingerprint } from "./canonical-json.ts";
export {
  type CalendarLength,
  calendarLength,
  type Clock,
  laterInJapan,
  midnightInJapan,
  systemClock,
} from "./clock.ts";
export { describeIssues, type IssueCode, pointer, typeName } from "./issue.ts";
export { createIdFactory, type Id, type IdFactory, type IdKind } from "./id.ts";
export {
  PROBLEM_CODES,
  type Problem,
  type ProblemCode,
  ProblemError,
  problemEntry,
} from "./problem.ts";
export {
  fill,
  fillWords,
  isLanguage,
  LANGUAGES,
  type Language,
  negotiate,
  negotiateLocale,
  pick,
  type Text,
  type Words,
} from "./words.ts";
