import type { CheckRule } from "../policy/index.ts";
import { DOCUMENT_RULES } from "./document-rules.ts";
import { PROCEDURE_RULES } from "./procedure-rules.ts";

/** What the linter says of how requests are made (32(1)(iii), 33 to 38). */
export const REQUEST_RULES: readonly CheckRule[] = [...PROCEDURE_RULES, ...DOCUMENT_RULES];
