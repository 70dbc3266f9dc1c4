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
    const { results, diagnostics } = await runCases(folder, loaded.pack);
    if (asked.flags.has("json")) {
      const cases = results.map(({ clause, name, expect, place, decision, missing }) => ({
        clause,
        name,
        expect,
        outcome: decision.outcome,
        ...codesOf(decision),
        passed: missing.length === 0,
        missing,
        ...place,
      }));
      context.out(`${JSON.stringify({ pack: loaded.pack.id, cases, diagnostics })}\n`);
    } else {
      for (const { clause, name, place, missing, decision } of results) {
        if (missing.length === 0 && !asked.flags.has("verbose")) continue;
        const mark = missing.length === 0 ? "ok" : "NOT OK";
        context.out(`${mark} ${clause ?? "–"} ${name[lang]}\n`);
        if (missing.length > 0) context.out(`   ${place.file}:${place.line} ${missing.join("; ")}\n`);
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
      const errors = {
        ja: diagnostics.length,
        en: diagnostics.length === 1 ? "1 error" : `${diagnostics.length} errors`,
      };
      const last = results.length > 0 ? SUMMARY : diagnostics.length > 0 ? UNREAD : NONE;
      context.out(`${fill(last[lang], { ...counts, folder, errors: errors[lang] })}\n`);
    }
    if (diagnostics.length > 0 || results.length === 0) return 2;
    return results.every(({ missing }) => missing.length === 0) ? 0 : 1;
  },
};

/** What an answer says, by code: what a case may expect of it. */
function codesOf({ reasons, duties, needs }: CaseResult["decision"]): Readonly<Record<string, readonly string[]>> {
  const codes = (said: readonly { readonly code: string }[]): string[] => said.map(({ code }) => code);
  return { reasons: codes(reasons), duties: codes(duties), needs: codes(needs) };
}
