import { writeFile } from "node:fs/promises";
import { EXTENSION } from "../src/app.ts";
import { citation } from "../src/law/index.ts";
import { CORE_RULES, type CheckRule, SEVERITIES, type Severity } from "../src/policy/index.ts";
import type { Words } from "../src/wire/index.ts";

/* Writes docs/check.md: every rule of `yakusoku check`, those that rooms add among them. */

export const REPORT = new URL("../docs/check.md", import.meta.url);

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  error: "the pack cannot run",
  law: "the Act asks for something else",
  policy: "the policy breaks a promise of its own",
  advice: "lawful, and better otherwise",
};

/** The document, whole. */
export function rulesReport(): string {
  const core = new Set(CORE_RULES.map(({ id }) => id));
  const rules = [...CORE_RULES, ...(EXTENSION.rules ?? [])].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const count = (severity: Severity): number => rules.filter((rule) => rule.severity === severity).length;
  return [
    "# What `yakusoku check` looks for",
    "",
    "This page is made from the rules by `npm run rules`. Marks in braces are filled from the pack. A rule judges as of today in Japan,",
    "or as of the day that `--on` gives. Errors of reading (a missing key, a word that is not known) explain themselves and are not here.",
    "",
    ...SEVERITIES.map((severity) => `- **${severity}**: ${SEVERITY_WORDS[severity]} (${count(severity)})`),
    "",
    `${rules.length} rules. ${core.size} belong to the language itself, the others to sections that rooms add.`,
    "",
    "| rule | severity | article | what it says |",
    "| --- | --- | --- | --- |",
    ...rules.map(row),
    "",
  ].join("\n");
}

function row({ id, severity, article, message }: CheckRule): string {
  const cells = [`\`${id}\``, severity, article === undefined ? "" : said(citation(article)), said(message)];
  return `| ${cells.join(" | ")} |`;
}

function said({ ja, en }: Words): string {
  return [ja, en].map((text) => text.trim().replaceAll("|", "\\|")).join("<br>");
}

if (import.meta.main) {
  await writeFile(REPORT, rulesReport());
  process.stdout.write("docs/check.md is current\n");
}
