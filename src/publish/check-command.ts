import { citation } from "../law/index.ts";
import { loadPack } from "../packs/index.ts";
import { blocks, type Diagnostic, policyJsonSchema, SEVERITIES, type Severity } from "../policy/index.ts";
import type { Command } from "../room/index.ts";
import { fill, type Language, type Words } from "../wire/index.ts";

const CHECK = {
  nothing: { ja: "直すところは見つかりませんでした。", en: "There is nothing to mend." },
  count: {
    ja: "{count} 件見つかりました（{counts}）。",
    en: "{count} findings ({counts}).",
  },
  one: { ja: "1 件見つかりました（{counts}）。", en: "1 finding ({counts})." },
  asOf: { ja: "{on} の時点で調べました。", en: "Judged as of {on}." },
  noDate: {
    ja: "「--on」の「{given}」は日付ではありません。2026-04-01 のように書いてください。",
    en: "“--on” was given “{given}”, which is no date. Write it as 2026-04-01.",
  },
} as const satisfies Record<string, Words>;

const NEVER = "none";

/** `yakusoku check [FOLDER]`: what is wrong with a policy, each finding where it can be mended. */
export const checkCommand: Command = {
  name: "check",
  usage:
    "check [FOLDER] [--on YYYY-MM-DD] [--json] [--language ja|en] [--fail-on error|law|policy|advice|none] | check --schema",
  summary: {
    ja: "ポリシーの誤りと、法律や自らの約束に合わないところを見つける",
    en: "Find what is wrong with a policy, or does not fit the law or its own promises",
  },
  accepts: { flags: ["json", "schema"], options: { on: [], "fail-on": [...SEVERITIES, NEVER] }, positionals: 1 },
  run: async (asked, { clock, language: lang, out, err, rooms, defaultPack }) => {
    const sections = rooms.flatMap((room) => room.sections ?? []);
    const rules = rooms.flatMap((room) => room.rules ?? []);
    if (asked.flags.has("schema")) {
      out(`${JSON.stringify(policyJsonSchema(sections), null, 2)}\n`);
      return 0;
    }
    const given = asked.given["on"] ?? clock.now().toZonedDateTimeISO("Asia/Tokyo").toPlainDate().toString();
    const on = blocks.date.safeParse(given).data;
    if (on === undefined) {
      err(`${fill(CHECK.noDate[lang], { given })}\n`);
      return 2;
    }
    const folder = asked.positionals[0] ?? defaultPack;
    const { versions } = await loadPack(folder, { sections, rules, on });
    const diagnostics = versions.flatMap((version) => version.diagnostics);
    const counts = Object.fromEntries(
      SEVERITIES.map((severity) => [severity, diagnostics.filter((found) => found.severity === severity).length]),
    );
    if (asked.flags.has("json")) out(`${JSON.stringify({ folder, on, counts, diagnostics })}\n`);
    else {
      const said = byFile(diagnostics).map((found) => found.map((one) => `${line(one, lang)}\n`).join(""));
      out([...said, `${closing(diagnostics.length, counts, lang)} ${fill(CHECK.asOf[lang], { on })}\n`].join("\n"));
    }

    const limit = asked.given["fail-on"] ?? "law";
    return limit !== NEVER && diagnostics.some(({ severity }) => weighs(severity, limit)) ? 1 : 0;
  },
};

/** The findings of each file together, in the order in which they stand. */
function byFile(diagnostics: readonly Diagnostic[]): Diagnostic[][] {
  return [...Map.groupBy(diagnostics, ({ file }) => file).values()];
}

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
