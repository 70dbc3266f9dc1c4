import { citation } from "../law/index.ts";
import { loadPack } from "../packs/index.ts";
import { type Diagnostic, policyJsonSchema, SEVERITIES, type Severity } from "../policy/index.ts";
import type { Command } from "../room/index.ts";
import { fill, type Language, type Words } from "../wire/index.ts";

const CHECK = {
  nothing: { ja: "直すところは見つかりませんでした。", en: "There is nothing to mend." },
  count: {
    ja: "{count} 件見つかりました（{counts}）。",
    en: "{count} findings ({counts}).",
  },
  one: { ja: "1 件見つかりました（{counts}）。", en: "1 finding ({counts})." },
} as const satisfies Record<string, Words>;

const NEVER = "none";

/** `yakusoku check [FOLDER]`: what is wrong with a policy, each finding where it can be mended. */
export const checkCommand: Command = {
  name: "check",
  usage: "check [FOLDER] [--json] [--language ja|en] [--fail-on error|law|policy|advice|none] | check --schema",
  summary: {
    ja: "ポリシーの誤りと、法律や自らの約束に合わないところを見つける",
    en: "Find what is wrong with a policy, or does not fit the law or its own promises",
  },
  accepts: { flags: ["json", "schema"], options: { "fail-on": [...SEVERITIES, NEVER] }, positionals: 1 },
  run: async (asked, { language: lang, out, rooms, defaultPack }) => {
    const sections = rooms.flatMap((room) => room.sections ?? []);
    const rules = rooms.flatMap((room) => room.rules ?? []);
    if (asked.flags.has("schema")) {
      out(`${JSON.stringify(policyJsonSchema(sections), null, 2)}\n`);
      return 0;
    }
    const folder = asked.positionals[0] ?? defaultPack;
    const { versions } = await loadPack(folder, { sections, rules });
    const diagnostics = versions.flatMap((version) => version.diagnostics);
    const counts = Object.fromEntries(
      SEVERITIES.map((severity) => [severity, diagnostics.filter((found) => found.severity === severity).length]),
    );
    if (asked.flags.has("json")) out(`${JSON.stringify({ folder, counts, diagnostics })}\n`);
    else
      out(
        `${[...diagnostics.map((found) => line(found, lang)), closing(diagnostics.length, counts, lang)].join("\n")}\n`,
      );

    const limit = asked.given["fail-on"] ?? "law";
    return limit !== NEVER && diagnostics.some(({ severity }) => weighs(severity, limit)) ? 1 : 0;
  },
};

/** `file:line:column severity rule (article, clause) message`: editors and terminals jump to the first part. */
function line(
  { file, line: row, column, severity, rule, article, clause, message }: Diagnostic,
  lang: Language,
): string {
  const grounds = [
    ...(article === undefined ? [] : [citation(article)[lang]]),
    ...(clause === undefined ? [] : [clause]),
  ];
  const cited = grounds.length === 0 ? "" : ` (${grounds.join(", ")})`;
  return `${file}:${row}:${column} ${severity} ${rule}${cited} ${message[lang]}`;
}

function closing(count: number, counts: Readonly<Record<string, number>>, lang: Language): string {
  if (count === 0) return CHECK.nothing[lang];
  const each = SEVERITIES.map((severity) => `${severity} ${counts[severity]}`).join(", ");
  return fill(count === 1 ? CHECK.one[lang] : CHECK.count[lang], { count, counts: each });
}

/** Whether a finding is as grave as the limit, or graver. */
function weighs(severity: Severity, limit: string): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.findIndex((known) => known === limit);
}
