export { type CheckRule, CORE_RULES, check, missingMatters } from "./check.ts";
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
  partyName,
  type Program,
  versionAt,
} from "./compile.ts";
export {
  byPlace,
  type Diagnostic,
  type Place,
  READING_CODES,
  SEVERITIES,
  type Severity,
} from "./diagnostic.ts";
export { expand, kindsOf, legalPerson, type Policy, purposeText } from "./expand.ts";
export { policyJsonSchema } from "./json-schema.ts";
export { type PolicySource, parse, type Section, suggestion } from "./parse.ts";
export {
  COMMITMENTS,
  type Part,
  PURPOSE_ACTS,
  ROUTES,
  type Route,
  type RouteReading,
} from "./schema.ts";
export { actBit, allIn, anyIn, isIn, routeBit } from "./scope.ts";
export { MAX_FILE_BYTES, MAX_FILES, readYaml, type SourceFile } from "./yaml.ts";
