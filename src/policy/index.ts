export { blocks } from "./blocks.ts";
export { CORE_RULES, check, type Extension } from "./check.ts";
export {
  type Built,
  build,
  type CompiledItem,
  type CompiledKind,
  type CompiledOperator,
  type CompiledPurpose,
  type CompiledRecipient,
  type CompiledSharedUse,
  compile,
  type Pack,
  type Program,
  versionAt,
} from "./compile.ts";
export {
  type Change,
  CHANGE_CLASSES,
  type ChangeClass,
  classWords,
  isAsGrave,
  isChangeClass,
} from "./diff/change.ts";
export { diff } from "./diff/diff.ts";
export { type DiffSummary, summarize } from "./diff/summary.ts";
export {
  byPlace,
  type Diagnostic,
  packError,
  type Place,
  READING_CODES,
  SEVERITIES,
  type Severity,
} from "./diagnostic.ts";
export { clausesOf, expand, kindsOf, legalPerson, type Policy, purposeText } from "./expand.ts";
export { policyJsonSchema } from "./json-schema.ts";
export { partyName } from "./party-name.ts";
export {
  type PolicyContent,
  type PolicySource,
  parse,
  type Section,
  sectionOf,
  suggestion,
} from "./parse.ts";
export { print, printFiles } from "./print.ts";
export { type CheckRule, inOurLanguages, listOf } from "./rules/rule.ts";
export { missingMatters } from "./rules/shared-use.ts";
export {
  COMMITMENTS,
  type OwnRecord,
  type Part,
  PURPOSE_ACTS,
  ROUTES,
  type Route,
  type RouteReading,
} from "./schema.ts";
export { actBit, allIn, anyIn, isIn, routeBit } from "./scope.ts";
export { MAX_FILE_BYTES, MAX_FILES, readYaml, type SourceFile } from "./yaml.ts";
