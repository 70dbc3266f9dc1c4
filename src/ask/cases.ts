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
  // Codes that must be among the answer's, in any order.
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

export interface CaseResult {
  readonly clause: string | undefined;
  readonly name: { readonly ja: string; readonly en: string };
  readonly expect: (typeof OUTCOMES)[number];
  readonly place: Place;
  readonly decision: Decision;
  /** What the case asked for and did not get; empty when it passed. */
  readonly missing: readonly string[];
}

export interface CaseRun {
  readonly results: readonly CaseResult[];
  /** Files and questions that could not be read; a run with any is not a pass. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs every case file beside a pack's versions. An empty folder is an empty run, which no caller may take for a pass. */
export async function runCases(folder: string, pack: Pack): Promise<CaseRun> {
  const entries = await readdir(folder);
  const files = entries.includes("cases") ? await readPolicyFiles(join(folder, "cases")) : [];
  const runs = files.map((file) => runFile(file, pack));
  return {
    results: runs.flatMap(({ results }) => results),
    diagnostics: runs.flatMap(({ diagnostics }) => diagnostics).sort(byPlace),
  };
}

function runFile(file: SourceFile, pack: Pack): CaseRun {
  const diagnostics: Diagnostic[] = [];
  const results: CaseResult[] = [];
  const read = readYaml(file, (diagnostic) => diagnostics.push(diagnostic));
  if (read === undefined) return { results, diagnostics };
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
    return { results, diagnostics };
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
    results.push({
      clause: entry.clause,
      name: entry.name,
      expect: entry.expect,
      place,
      decision,
      missing: unmet(entry, decision),
    });
  }
  return { results, diagnostics };
}

function unmet(entry: z.output<typeof caseSchema>, decision: Decision): string[] {
  const missing = entry.expect === decision.outcome ? [] : [`${entry.expect} ≠ ${decision.outcome}`];
  for (const part of ["reasons", "duties", "needs"] as const) {
    const codes: readonly string[] = decision[part].map(({ code }) => code);
    for (const wanted of entry[part] ?? []) if (!codes.includes(wanted)) missing.push(`${part}: ${wanted}`);
  }
  return missing;
}
