import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readPolicyFiles } from "../packs/index.ts";
import { type Decision, decide, OUTCOMES, questionSchema } from "../decision/index.ts";
import {
  byPlace,
  type Diagnostic,
  type Pack,
  readYaml,
  type Place,
  type SourceFile,
  suggestion,
} from "../policy/index.ts";
import { describeIssues, fillWords, type Words } from "../wire/index.ts";

/*
 * Decision cases: the tests of a policy that a lawyer reads and writes. They stand beside the versions of a pack, in
 * `cases/`, and each names the clause it is about.
 */

const caseSchema = z.strictObject({
  /** Absent where the case is about no clause, as where only the Act decides. */
  clause: z.string().min(1).max(40).optional(),
  name: z.strictObject({ ja: z.string().min(1), en: z.string().min(1) }),
  at: z.string().optional(),
  ask: z.record(z.string(), z.unknown()),
  expect: z.enum(OUTCOMES),
  // Codes that must be among the answer's, in any order; an empty list: there must be none.
  reasons: z.array(z.string()).optional(),
  duties: z.array(z.string()).optional(),
  needs: z.array(z.string()).optional(),
});
const fileSchema = z.strictObject({
  at: z.string().optional().meta({ description: "The instant of every case that gives none" }),
  cases: z.array(caseSchema).min(1),
});

const UNKNOWN_CLAUSE: Words = {
  ja: "条項「{clause}」は、このポリシーのどの版にもありません。{hint}",
  en: "No version of this policy has a clause “{clause}”. {hint}",
};

const NO_VERSION = "not-in-force";

const NOT_IN_FORCE: Words = {
  ja: "注意: {at} にはどの版も効力がないため、これは条項についての答えではありません。効力のある日時（at）にするか、それより前の版を置くか、そのつもりなら reasons: [not-in-force] と書いてください。",
  en: "Note: no version was in force at {at}, so this answer says nothing of the clause. Ask of an instant (`at`) at which one is, add the earlier version, or write reasons: [not-in-force] where that is meant.",
};
const OTHER_OUTCOME: Words = {
  ja: "結論は {expected} のはずが、{outcome} でした",
  en: "expected {expected}, found {outcome}",
};
const CODE_MISSING: Words = {
  ja: "{part} に {code} があるはずが、ありません（あったもの: {found}）",
  en: "{part}: expected {code}, found {found}",
};
const NONE_EXPECTED: Words = {
  ja: "{part} は何もないはずが、あります（{found}）",
  en: "{part}: expected none, found {found}",
};
const NOTHING: Words = { ja: "なし", en: "none" };

export interface CaseResult {
  readonly clause: string | undefined;
  readonly name: { readonly ja: string; readonly en: string };
  readonly expect: (typeof OUTCOMES)[number];
  readonly place: Place;
  readonly decision: Decision;
  /** What was expected and what was found instead, in words; empty when it passed. */
  readonly missing: readonly Words[];
  /** What keeps an answer as expected from showing anything of the clause. */
  readonly warnings: readonly Words[];
}

export interface CaseRun {
  readonly results: readonly CaseResult[];
  /** Files and questions that could not be read; a run with any is not a pass. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many files gave no case to run, and how many cases of the others could not be run. */
  readonly unread: { readonly files: number; readonly cases: number };
}

/** Runs every case file beside a pack's versions. An empty folder is an empty run, which no caller may take for a pass. */
export async function runCases(folder: string, pack: Pack): Promise<CaseRun> {
  const entries = await readdir(folder);
  const files = entries.includes("cases") ? await readPolicyFiles(join(folder, "cases")) : [];
  const runs = files.map((file) => runFile(file, pack));
  return {
    results: runs.flatMap(({ results }) => results),
    diagnostics: runs.flatMap(({ diagnostics }) => diagnostics).sort(byPlace),
    unread: {
      files: runs.reduce((sum, { unread }) => sum + unread.files, 0),
      cases: runs.reduce((sum, { unread }) => sum + unread.cases, 0),
    },
  };
}

function runFile(file: SourceFile, pack: Pack): CaseRun {
  const diagnostics: Diagnostic[] = [];
  const results: CaseResult[] = [];
  const read = readYaml(file, (diagnostic) => diagnostics.push(diagnostic));
  if (read === undefined) return { results, diagnostics, unread: { files: 1, cases: 0 } };
  const refuse = (error: z.ZodError, value: unknown, path: readonly PropertyKey[]): void => {
    for (const issue of describeIssues(error, value, "cases")) {
      diagnostics.push({
        rule: issue.code,
        severity: "error",
        ...read.place(...path, ...issue.path),
        message: issue.message,
      });
    }
  };
  const parsed = fileSchema.safeParse(read.value);
  if (!parsed.success) {
    refuse(parsed.error, read.value, []);
    return { results, diagnostics, unread: { files: 1, cases: 0 } };
  }
  const clauses = new Set(pack.versions.flatMap(({ policy }) => Object.keys(policy.promises)));
  for (const [index, entry] of parsed.data.cases.entries()) {
    if (entry.clause !== undefined && !clauses.has(entry.clause)) {
      const values = { clause: entry.clause, hint: suggestion(entry.clause, [...clauses]) };
      const where = read.place("cases", index, "clause");
      diagnostics.push({
        rule: "unknown-clause",
        severity: "error",
        ...where,
        message: fillWords(UNKNOWN_CLAUSE, values),
      });
      continue;
    }
    const at = entry.at ?? parsed.data.at;
    const asked = { ...(at === undefined ? {} : { at }), ...entry.ask };
    const question = questionSchema.safeParse(asked);
    const place = read.place("cases", index);
    if (!question.success) {
      refuse(question.error, asked, ["cases", index, "ask"]);
      continue;
    }
    if (question.data.at === undefined) {
      const message = {
        ja: "この判断例には日時（at）がありません。ファイルか判断例に書いてください。",
        en: "This case has no instant. Give the file or the case an “at”.",
      };
      diagnostics.push({ rule: "missing-key", severity: "error", ...place, message });
      continue;
    }
    const decision = decide(pack, question.data, question.data.at);
    const writtenAt = typeof asked["at"] === "string" ? asked["at"] : decision.at;
    results.push({
      clause: entry.clause,
      name: entry.name,
      expect: entry.expect,
      place,
      decision,
      missing: unmet(entry, decision),
      warnings: beforeAnyVersion(entry, decision) ? [fillWords(NOT_IN_FORCE, { at: writtenAt })] : [],
    });
  }
  return { results, diagnostics, unread: { files: 0, cases: parsed.data.cases.length - results.length } };
}

type Case = z.output<typeof caseSchema>;

/** Whether the answer is what it is only because no version was in force, and the case does not say that this is meant. */
function beforeAnyVersion({ expect, reasons = [] }: Case, { outcome, reasons: found }: Decision): boolean {
  return expect === outcome && !reasons.includes(NO_VERSION) && found.some(({ code }) => code === NO_VERSION);
}

function unmet(entry: Case, decision: Decision): Words[] {
  const { outcome } = decision;
  const unmetHere = entry.expect === outcome ? [] : [fillWords(OTHER_OUTCOME, { expected: entry.expect, outcome })];
  for (const part of ["reasons", "duties", "needs"] as const) {
    const codes: readonly string[] = decision[part].map(({ code }) => code);
    const found = codes.length === 0 ? NOTHING : codes.join(", ");
    const wanted = entry[part];
    if (wanted?.length === 0 && codes.length > 0) unmetHere.push(fillWords(NONE_EXPECTED, { part, found }));
    for (const code of wanted ?? []) {
      if (!codes.includes(code)) unmetHere.push(fillWords(CODE_MISSING, { part, code, found }));
    }
  }
  return unmetHere;
}
