export { type Article, citation, type Evidence, isArticle, PROVISIONS, type Provision } from "./citation.ts";
export { COUNTRY_PATTERN, isDesignated } from "./countries.ts";
export { EXCEPTIONS, type Exception, exceptionOf } from "./exceptions.ts";
export { FORM_WORDS, FORMS, type Form, SPECIAL_CARE_KINDS, type SpecialCareKind } from "./kinds.ts";
export {
  FOREIGN_INFORMATION,
  type ForeignInformation,
  type RecordForm,
  recordForm,
  SHARED_USE_MATTER_WORDS,
  SHARED_USE_MATTERS,
  type SharedUseMatter,
} from "./matters.ts";
export { LAW_VERSIONS, type LawVersion, lawAt } from "./version.ts";
