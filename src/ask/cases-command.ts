import { type Command, usablePack } from "../room/index.ts";
import { fill, type Words } from "../wire/index.ts";
import { runCases } from "./cases.ts";

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
        passed: missing.length === 0,
        missing,
        ...place,
      }));
      context.out(`${JSON.stringify({ pack: loaded.pack.id, cases, diagnostics })}\n`);
    } else {
      for (const { clause, name, place, missing, decision } of results) {
        if (missing.length === 0 && !asked.flags.has("verbose")) continue;
        const mark = missing.length === 0 ? "ok" : "NOT OK";
        const codes = decision.reasons.map(({ code }) => code).join(", ");
        context.out(`${mark} ${clause} ${name[lang]}\n`);
        if (missing.length > 0) context.out(`   ${place.file}:${place.line} ${missing.join("; ")} (${codes})\n`);
      }
      for (const { file, line, column, message } of diagnostics)
        context.err(`${file}:${line}:${column}: ${message[lang]}\n`);
      const passed = results.filter(({ missing }) => missing.length === 0).length;
      const clauses = new Set(results.map(({ clause }) => clause)).size;
      const counts = { count: results.length, passed, failed: results.length - passed, clauses };
      context.out(`${fill(results.length === 0 ? NONE[lang] : SUMMARY[lang], { ...counts, folder })}\n`);
    }
    if (diagnostics.length > 0 || results.length === 0) return 2;
    return results.every(({ missing }) => missing.length === 0) ? 0 : 1;
  },
};
