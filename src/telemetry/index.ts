export {
  createLog,
  errorFields,
  errorName,
  errorsOnly,
  type Log,
  LOG_FORM,
  LOG_LEVEL,
} from "./log.ts";
export { type Loop, watchLoop } from "./loop.ts";
export { createMetrics, type Looked, type Metrics } from "./metrics.ts";
