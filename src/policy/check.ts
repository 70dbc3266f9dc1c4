import { fillWords } from "../wire/index.ts";
import { byPlace, type Diagnostic } from "./diagnostic.ts";
import { expand } from "./expand.ts";
import type { PolicySource, Section } from "./parse.ts";
import { CONTACT_RULES } from "./rules/contacts.ts";
import { ITEM_RULES } from "./rules/items.ts";
import { OPERATOR_RULES } from "./rules/operators.ts";
import { OPT_OUT_RULES } from "./rules/opt-out.ts";
import { PUBLICATION_RULES } from "./rules/publication.ts";
import { PURPOSE_RULES } from "./rules/purposes.ts";
import { RECIPIENT_RULES } from "./rules/recipients.ts";
import { REFERENCE_RULES } from "./rules/references.ts";
import { RETENTION_RULES } from "./rules/retention.ts";
import type { CheckRule } from "./rules/rule.ts";
import { SHARED_USE_RULES } from "./rules/shared-use.ts";

/** What rooms add to the language, and the day as of which a policy is judged. */
export interface Extension {
  readonly sections?: readonly Section[];
  readonly rules?: readonly CheckRule[];
  /** YYYY-MM-DD in Japan; absent: the day on which the version comes into force. */
  readonly on?: string;
}

/** The rules of the language itself; those of a room's section stand in the room. */
export const CORE_RULES: readonly CheckRule[] = [
  ...REFERENCE_RULES,
  ...PUBLICATION_RULES,
  ...OPERATOR_RULES,
  ...PURPOSE_RULES,
  ...ITEM_RULES,
  ...RETENTION_RULES,
  ...CONTACT_RULES,
  ...RECIPIENT_RULES,
  ...OPT_OUT_RULES,
  ...SHARED_USE_RULES,
];

/** Runs rules over a policy that could be read. Findings of severity `error` keep it from being compiled. */
export function check(source: PolicySource, { sections = [], rules = [], on }: Extension = {}): Diagnostic[] {
  const policy = expand(source);
  const checking = { sections, on: on ?? source.policy.inForceFrom };
  const found: Diagnostic[] = [];
  for (const rule of [...CORE_RULES, ...rules]) {
    for (const { path, clause, values } of rule.find(source, policy, checking)) {
      found.push({
        rule: rule.id,
        severity: rule.severity,
        ...source.place(...path),
        ...(rule.article === undefined ? {} : { article: rule.article }),
        ...(clause === undefined ? {} : { clause }),
        message: fillWords(rule.message, values ?? {}),
      });
    }
  }
  return found.sort(byPlace);
}
