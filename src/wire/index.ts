export { canonicalJson, fingerprint } from "./canonical-json.ts";
export { type Clock, midnightInJapan, systemClock } from "./clock.ts";
export { type CalendarLength, calendarLength, laterInJapan, parseInstant, writeInstant } from "./instant.ts";
export { describeIssues, describeSent, type IssueCode, pointer, typeName } from "./issue.ts";
export { createIdFactory, type Id, type IdFactory, type IdKind, idOf, uuidOf } from "./id.ts";
export {
  PROBLEM_CODES,
  type ProblemCode,
  ProblemError,
  problemEntry,
} from "./problem.ts";
export { quotable } from "./quotable.ts";
export {
  EASY_JAPANESE,
  EDITIONS,
  type Edition,
  type EditionWords,
  fill,
  fillWords,
  isEdition,
  isLanguage,
  LANGUAGES,
  type Language,
  languageOf,
  negotiate,
  negotiateLocale,
  pick,
  type Text,
  type Words,
} from "./words.ts";
