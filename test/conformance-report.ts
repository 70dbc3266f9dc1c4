import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Words } from "../src/wire/index.ts";
import { DECIDERS, type Index, type IndexedExample, readIndex, TEXTS, type TextName } from "./conformance.ts";

/* Writes docs/conformance.md from the index of worked examples. */

export const REPORT = join(import.meta.dirname, "..", "docs", "conformance.md");

const TEXT_WORDS: Readonly<Record<TextName, string>> = {
  general: "General / 通則編",
  foreign: "Foreign Third Party / 外国にある第三者への提供編",
  processed: "Pseudonymously and Anonymously Processed Information / 仮名加工情報・匿名加工情報編",
};

/** The classes of the counts: a human alone is told from one whose fact is given both ways. */
const CLASSES = [...DECIDERS.filter((by) => by !== "human"), "human, both ways", "human alone"] as const;
type Class = (typeof CLASSES)[number];

function classOf({ example, cases }: IndexedExample): Class {
  if (example.by !== "human") return example.by;
  return cases.length > 0 ? "human, both ways" : "human alone";
}

/** The document, whole. */
export function conformanceReport({ examples }: Index): string {
  const cases = examples.flatMap((one) => one.cases);
  const alone = examples.filter((one) => classOf(one) === "human alone").length;
  return [
    "# The Commission's worked examples, and what decides each",
    "",
    "The Guidelines of the Personal Information Protection Commission explain the Act by worked examples (事例). The texts are not",
    "shipped; `conformance/` keeps an index of every example by text, section, heading and ordinal, with one line of our own.",
    "This page is made from that index by `npm run conformance`.",
    "",
    "- **engine**: a question with facts, and the engine's answer is the Guidelines'. The cases run in the tests.",
    "- **checker**: a fault of a policy, which a rule of the linter finds; *planned* where the rule is still to come.",
    "- **clock**: a date, a period or a threshold, as data for a function of the law.",
    "- **room**: the workflow of a room of the house.",
    "- **human, both ways**: a human says whether a fact holds; the case runs with it and without, and the answers differ.",
    "- **human alone**: the fact is named, and no question takes it in yet.",
    "",
    `${examples.length} examples, ${cases.length} cases, all of which pass.`,
    `Left to a human alone: ${alone} of ${examples.length} (${((100 * alone) / Math.max(1, examples.length)).toFixed(1)} %).`,
    "",
    ...counts(examples),
    ...TEXTS.flatMap((text) =>
      table(
        text,
        examples.filter((one) => one.text === text),
      ),
    ),
  ].join("\n");
}

function counts(examples: readonly IndexedExample[]): string[] {
  const row = (name: string, among: readonly IndexedExample[]): string =>
    `| ${[name, ...CLASSES.map((one) => among.filter((example) => classOf(example) === one).length), among.length].join(" | ")} |`;
  return [
    `| text | ${CLASSES.join(" | ")} | all |`,
    `| --- |${" ---: |".repeat(CLASSES.length + 1)}`,
    ...TEXTS.map((text) =>
      row(
        text,
        examples.filter((one) => one.text === text),
      ),
    ),
    row("**all**", examples),
    "",
  ];
}

function table(text: TextName, examples: readonly IndexedExample[]): string[] {
  return [
    `## ${TEXT_WORDS[text]}`,
    "",
    "| example | in our words | decided by | cases |",
    "| --- | --- | --- | --- |",
    ...examples.map((one) => `| ${[one.example.key, said(one.example.says), decider(one), links(one)].join(" | ")} |`),
    "",
  ];
}

function decider(one: IndexedExample): string {
  const { example } = one;
  switch (example.by) {
    case "engine":
      return example.clock === undefined ? "engine" : `engine, clock: \`${example.clock}\``;
    case "checker":
      return `checker: \`${example.rule}\`${example.planned === true ? " (planned)" : ""}`;
    case "clock":
      return `clock: \`${example.clock}\``;
    case "room":
      return `room: ${example.room}<br>${said(example.does)}`;
    case "human":
      return `${classOf(one)}<br>${said(example.fact)}`;
  }
}

/** A link to the line of each case; where there is none, to the line of the example. */
function links({ cases, place }: IndexedExample): string {
  const link = (name: string, file: string, line: number): string =>
    `[${name}](../conformance/${basename(file)}#L${line})`;
  if (cases.length === 0) return link("entry", place.file, place.line);
  return cases.map((one) => link(one.case.expect, one.place.file, one.place.line)).join("<br>");
}

function said(text: Words | string): string {
  const texts = typeof text === "string" ? [text] : [text.ja, text.en];
  return texts.map((one) => one.replaceAll("|", "\\|")).join("<br>");
}

if (import.meta.main) {
  const index = await readIndex();
  if (index.problems.length > 0) {
    process.stderr.write(`${index.problems.join("\n")}\n`);
    process.exitCode = 1;
  } else {
    await writeFile(REPORT, conformanceReport(index));
    process.stdout.write(`docs/conformance.md: ${index.examples.length} examples\n`);
  }
}
