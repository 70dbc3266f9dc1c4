import type { Article } from "../../law/index.ts";
import { LANGUAGES, type Words } from "../../wire/index.ts";
import type { Severity } from "../diagnostic.ts";
import type { Policy } from "../expand.ts";
import type { PolicySource, Section } from "../parse.ts";

/** One thing a rule found: the path of the object in the pack, and what fills the message. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly clause?: string | undefined;
  readonly values?: Readonly<Record<string, string | number | Words>>;
}

/** What a rule may know beside the policy. */
export interface Checking {
  /** The day in Japan as of which the policy is judged, YYYY-MM-DD: documents run out, and so do other things. */
  readonly on: string;
  readonly sections: readonly Section[];
}

/** A rule of the linter. Pure; reads the source for places and the written-out policy for meaning. */
export interface CheckRule {
  readonly id: string;
  readonly severity: Severity;
  readonly article?: Article;
  /** What is wrong and what to do about it; `{…}` marks are filled from the finding. */
  readonly message: Words;
  find(source: PolicySource, policy: Policy, checking: Checking): Iterable<Finding>;
}

/** A name of the pack in the languages of our own sentences; the other one where a language is missing. */
export function inOurLanguages(text: Readonly<Record<string, string>> = {}): Words {
  const any = Object.values(text)[0] ?? "";
  return { ja: text["ja"] ?? any, en: text["en"] ?? any };
}

/** Several names in one list. */
export function listOf(parts: readonly Words[]): Words {
  const [ja, en] = LANGUAGES.map((language) =>
    parts.map((part) => part[language]).join(language === "ja" ? "・" : ", "),
  );
  return { ja: ja ?? "", en: en ?? "" };
}
