import { type Command, usablePack } from "../room/index.ts";
import { fill, type Words } from "../wire/index.ts";
import { type CaseResult, runCases } from "./cases.ts";

const SUMMARY: Words = {
  ja: "{count} 件の判断例のうち {passed} 件が期待どおり、{failed} 件が違いました（条項 {clauses}）。",
  en: "{count} cases: {passed} as expected, {failed} not, over {clauses} clauses.",
};
const NONE: Words = {
  ja: "「{folder}」に判断例がありません。cases フォルダーに YAML で置いてください。",
  en: "“{folder}” has no cases. Put YAML files into its folder “cases”.",
};
const UNREAD: Words = {
  ja: "上の誤り（{errors}件）のため、試せた判断例がありません。",
  en: "No case could be run: {errors}, above, must be mended first.",
};
/** What follows the counts, where not everything was tried. */
const UNREAD_FILES: Words = { ja: "読めなかったファイル: {count} 個。", en: " {count} not read." };
const UNREAD_CASES: Words = { ja: "試せなかった判断例: {count} 件。", en: " {count} not run." };
const ANSWER: Words = {
  ja: "答え: {outcome}、reasons: {reasons}、duties: {duties}、needs: {needs}",
  en: "The answer: {outcome}; reasons: {reasons}; duties: {duties}; needs: {needs}",
};

/** `yakusoku cases [FOLDER]`: runs the decision cases that stand beside a pack. */
export const casesCommand: Command = {
  name: "cases",
  usage: "cases [PACK FOLDER] [--json] [--verbose] [--language ja|en]",
  summary: { ja: "ポリシーの判断例を試す", en: "Run the decision cases of a pack" },
  accepts: { flags: ["json", "verbose"], positionals: 1 },
  run: async (asked, context) => {
    const lang = context.language;
    const folder = asked.positionals[0] ?? context.defaultPack;
    const loaded = await usablePack(folder, context);
    if (loaded === undefined) return 2;
    const { results, diagnostics, unread } = await runCases(folder, loaded.pack);
    if (asked.flags.has("json")) {
      const cases = results.map(({ clause, name, expect, place, decision, missing, warnings }) => ({
        clause,
        name,
        expect,
        outcome: decision.outcome,
        ...codesOf(decision),
        passed: missing.length === 0,
        missing: missing.map((words) => words[lang]),
        warnings: warnings.map((words) => words[lang]),
        ...place,
      }));
      context.out(`${JSON.stringify({ pack: loaded.pack.id, cases, unread, diagnostics })}\n`);
    } else {
      for (const { clause, name, place, missing, warnings, decision } of results) {
        if (missing.length + warnings.length === 0 && !asked.flags.has("verbose")) continue;
        const mark = missing.length === 0 ? "ok" : "NOT OK";
        context.out(`${mark} ${clause ?? "–"} ${name[lang]}\n`);
        const remarks = [...missing, ...warnings].map((words) => words[lang]);
        if (remarks.length > 0)
          context.out(`   ${place.file}:${place.line} ${remarks.join(lang === "ja" ? "。" : "; ")}\n`);
        const codes = Object.entries(codesOf(decision)).map(([part, list]): [string, string] => [
          part,
          list.join(", ") || "–",
        ]);
        const said: Record<string, string> = Object.fromEntries(codes);
        context.out(`   ${fill(ANSWER[lang], { outcome: decision.outcome, ...said })}\n`);
      }
      for (const { file, line, column, message } of diagnostics)
        context.err(`${file}:${line}:${column}: ${message[lang]}\n`);
      const passed = results.filter(({ missing }) => missing.length === 0).length;
      const clauses = new Set(results.flatMap(({ clause }) => clause ?? [])).size;
      const counts = { count: results.length, passed, failed: results.length - passed, clauses };
      const errors = counted(diagnostics.length, "error");
      const last = results.length > 0 ? SUMMARY : diagnostics.length > 0 ? UNREAD : NONE;
      const files = unread.files === 0 ? "" : fill(UNREAD_FILES[lang], { count: counted(unread.files, "file")[lang] });
      const cases = unread.cases === 0 ? "" : fill(UNREAD_CASES[lang], { count: counted(unread.cases, "case")[lang] });
      context.out(`${fill(last[lang], { ...counts, folder, errors: errors[lang] })}${files}${cases}\n`);
    }
    if (diagnostics.length > 0 || results.length === 0) return 2;
    return results.every(({ missing }) => missing.length === 0) ? 0 : 1;
  },
};

function counted(count: number, noun: string): Words {
  return { ja: String(count), en: `${count} ${noun}${count === 1 ? "" : "s"}` };
}

/** What an answer says, by code: what a case may expect of it. */
function codesOf({ reasons, duties, needs }: CaseResult["decision"]): Readonly<Record<string, readonly string[]>> {
  const codes = (said: readonly { readonly code: string }[]): string[] => said.map(({ code }) => code);
  return { reasons: codes(reasons), duties: codes(duties), needs: codes(needs) };
}
