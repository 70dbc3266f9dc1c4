import { parseArgs } from "node:util";
import type { Command } from "../room/index.ts";
import { fill, negotiateLocale, type Words } from "../wire/index.ts";
import { runCases } from "./cases.ts";
import { packOrExplain } from "./decide-command.ts";

const OPTIONS = { json: { type: "boolean" }, language: { type: "string" }, verbose: { type: "boolean" } } as const;

const SUMMARY: Words = {
  ja: "{count} 件の判断例のうち {passed} 件が期待どおり、{failed} 件が違いました（条項 {clauses}）。",
  en: "{count} cases: {passed} as expected, {failed} not, over {clauses} clauses.",
};
const NONE: Words = {
  ja: "「{folder}」に判断例がありません。cases フォルダーに YAML で置いてください。",
  en: "“{folder}” has no cases. Put YAML files into its folder “cases”.",
};

/** `yakusoku cases [FOLDER]`: runs the decision cases that stand beside a pack. */
export const casesCommand: Command = {
  name: "cases",
  usage: "cases [PACK FOLDER] [--json] [--verbose] [--language ja|en]",
  summary: { ja: "ポリシーの判断例を試す", en: "Run the decision cases of a pack" },
  async run(args, context) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const lang = negotiateLocale(values.language, context.environment);
    const folder = positionals[0] ?? context.defaultPack;
    const pack = await packOrExplain(folder, context, lang);
    if (pack === undefined) return 2;
    const { results, diagnostics } = await runCases(folder, pack);
    if (values.json === true) {
      const cases = results.map(({ clause, name, expect, place, decision, missing }) => ({
        clause,
        name,
        expect,
        outcome: decision.outcome,
        passed: missing.length === 0,
        missing,
        ...place,
      }));
      context.out(`${JSON.stringify({ pack: pack.id, cases, diagnostics })}\n`);
    } else {
      for (const { clause, name, place, missing, decision } of results) {
        if (missing.length === 0 && values.verbose !== true) continue;
        const mark = missing.length === 0 ? "ok" : "NOT OK";
        const codes = decision.reasons.map(({ code }) => code).join(", ");
        context.out(`${mark} ${clause} ${name[lang]}\n`);
        if (missing.length > 0) context.out(`   ${place.file}:${place.line} ${missing.join("; ")} (${codes})\n`);
      }
      for (const { file, line, column, message } of diagnostics) context.err(`${file}:${line}:${column}: ${message[lang]}\n`);
      const passed = results.filter(({ missing }) => missing.length === 0).length;
      const clauses = new Set(results.map(({ clause }) => clause)).size;
      const counts = { count: results.length, passed, failed: results.length - passed, clauses };
      context.out(`${fill(results.length === 0 ? NONE[lang] : SUMMARY[lang], { ...counts, folder })}\n`);
    }
    if (diagnostics.length > 0 || results.length === 0) return 2;
    return results.every(({ missing }) => missing.length === 0) ? 0 : 1;
  },
};
