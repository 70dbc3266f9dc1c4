import { suggestion } from "../parse.ts";
import type { CheckRule } from "./rule.ts";
import { clauses, references, texts } from "./walk.ts";

const danglingReference: CheckRule = {
  id: "dangling-reference",
  severity: "error",
  message: {
    ja: "{section} に「{id}」はありません。つづりを直すか、{section} に定義してください。{hint}",
    en: "There is no “{id}” in {section}. Mend the spelling, or declare it there. {hint}",
  },
  *find(source, _policy, { sections }) {
    // A set stands wherever an item may.
    const items: object = { ...source.items, ...source.itemSets };
    for (const { path, id, section } of references(source, sections)) {
      const known = section === "items" ? items : source[section];
      if (!Object.hasOwn(known, id)) yield { path, values: { id, section, hint: suggestion(id, Object.keys(known)) } };
    }
  },
};

const unknownClause: CheckRule = {
  id: "unknown-clause",
  severity: "error",
  message: {
    ja: "条項「{id}」は promises にありません。つづりを直すか、promises に書き足してください。",
    en: "Clause “{id}” is not in promises. Mend the spelling, or add it to promises.",
  },
  *find(source, policy) {
    for (const { path, id } of clauses(source)) {
      if (!Object.hasOwn(policy.promises, id)) yield { path, values: { id } };
    }
  },
};

const textMissing: CheckRule = {
  id: "text-missing",
  severity: "error",
  message: {
    ja: "必須の言語「{language}」の文がありません。書き足してください。",
    en: "The text lacks the required language “{language}”. Add it.",
  },
  *find(source) {
    const { required, prevailing } = source.policy.languages;
    const wanted = new Set(prevailing === undefined ? required : [...required, prevailing]);
    for (const { path, languages } of texts(source)) {
      for (const language of wanted) {
        if (!languages.includes(language)) yield { path, values: { language } };
      }
    }
  },
};

export const REFERENCE_RULES: readonly CheckRule[] = [danglingReference, unknownClause, textMissing];
