export { admission } from "./admission.ts";
export { assetRoutes } from "./assets.ts";
export { ArticleMark, ClauseLink, Notice, OutcomeMark, Sign, Steps, SummaryList } from "./components.tsx";
export { longDate, shortDate } from "./dates.ts";
export { delivery } from "./delivery.ts";
export {
  Button,
  CheckboxField,
  ErrorSummary,
  type Option,
  RadioField,
  SelectField,
  TextAreaField,
  TextField,
} from "./fields.tsx";
export { hostGuard, originGuard, securityHeaders } from "./guards.ts";
export { LANGUAGE_PATH, localPath, localText, pageEdition, pageLanguage, READER_PATH } from "./language.ts";
export { Page } from "./page.tsx";
export { notFound, onError, problemRoutes } from "./problems.tsx";
export { Phrase, Prose } from "./prose.tsx";
export { MAX_BODY_BYTES, readJson, whereBroken } from "./read-json.ts";
export { observed } from "./requests.ts";
export { referenceRoutes } from "./reference.tsx";
