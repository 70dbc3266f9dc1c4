export { assessBreach } from "./breach.ts";
export { noticeForm } from "./breach-report.ts";
export { type Article, citation, isArticle, PROVISIONS } from "./citation.ts";
export { dayInJapan } from "./calendar.ts";
export { equivalentMeasuresCheckDue, finalReportDue, suitPossibleFrom } from "./clocks.ts";
export { COUNTRY_PATTERN, isDesignated, stateOf } from "./countries.ts";
export { EXCEPTIONS, type Exception, exceptionOf } from "./exceptions.ts";
export { FORM_WORDS, FORMS, type Form, SPECIAL_CARE_KINDS, type SpecialCareKind } from "./kinds.ts";
export {
  FOREIGN_BASES,
  FOREIGN_INFORMATION,
  FOREIGN_UNKNOWNS,
  type RecordBasis,
  recordForm,
  SHARED_USE_MATTER_WORDS,
  SHARED_USE_MATTERS,
  type SharedUseMatter,
} from "./matters.ts";
export { RECORD_METHODS, type RecordMethod, recordKeptThrough, recordMethod } from "./retention.ts";
export { type SharedUseChange, sharedUseChange } from "./sharing.ts";
export { type LawPreview, lawPreview, PREVIEWS } from "./preview.ts";
export { LAW_VERSIONS, lawAt, type LawRules, type LawVersion } from "./version.ts";
export {
  AUTHORITY_PAPERS,
  isAcceptable,
  type DocumentFault,
  documentFault,
  IDENTITY_DOCUMENTS,
  type IdentityDocument,
  type IdentityDocumentName,
} from "./documents.ts";
export {
  missingOptOutMatters,
  OPT_OUT_MATTERS,
  type OptOutMatterName,
  optOutChange,
  STATED_OPT_OUT_MATTERS,
} from "./opt-out.ts";
export { REQUEST_KINDS, type RequestKind, type RequestRule } from "./requests.ts";
