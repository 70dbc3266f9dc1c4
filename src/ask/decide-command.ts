import { readFile } from "node:fs/promises";
import { type Decision, type Grounded, questionSchema } from "../decision/index.ts";
import { citation, lawPreview, PREVIEWS } from "../law/index.ts";
import { type Diagnostic, readYaml, type SourceFile } from "../policy/index.ts";
import { type Command, usablePack } from "../room/index.ts";
import { fill, type Language, ProblemError } from "../wire/index.ts";
import { answer } from "./answer.ts";
import { WORDS } from "./words.ts";

/** `yakusoku decide [FILE]`: answers the questions of a YAML or JSON file, or of standard input. */
export const decideCommand: Command = {
  name: "decide",
  usage:
    "decide [QUESTION.yaml|QUESTION.json|-] [--pack FOLDER] [--at INSTANT] [--law BILL] [--json] [--language ja|en]",
  summary: { ja: "してよいかどうかを答える", en: "Answer whether something may be done" },
  accepts: { flags: ["json"], options: { pack: [], at: [], law: PREVIEWS }, positionals: 1 },
  run: async (asked, context) => {
    const lang = context.language;
    const loaded = await usablePack(asked.given["pack"] ?? context.defaultPack, context);
    if (loaded === undefined) return 2;

    const path = asked.positionals[0] ?? "-";
    const file: SourceFile =
      path === "-"
        ? { path: "stdin", bytes: new TextEncoder().encode(await context.stdin()) }
        : { path, bytes: await readFile(path) };
    const faults: Diagnostic[] = [];
    // JSON is YAML: one reader for both, and one way to say where it is broken.
    const read = readYaml(file, (diagnostic) => faults.push(diagnostic));
    if (read === undefined) {
      for (const { file: name, line, column, message } of faults)
        context.err(`${name}:${line}:${column}: ${message[lang]}\n`);
      return 2;
    }
    const at = asked.given["at"];
    const now = at === undefined ? context.clock.now().epochMilliseconds : questionSchema.shape.at.safeParse(at).data;
    if (now === undefined) {
      context.err(`${fill(WORDS.noInstant[lang], { given: at ?? "" })}\n`);
      return 2;
    }
    const by = { pack: loaded.pack, now, preview: lawPreview(asked.given["law"] ?? "") };
    const questions = Array.isArray(read.value) ? read.value : [read.value];
    let worst = 0;
    for (const [index, question] of questions.entries()) {
      try {
        const answered = answer(by, question);
        context.out(
          asked.flags.has("json")
            ? `${JSON.stringify({ id: context.ids("decision"), ...answered })}\n`
            : inWords(answered, lang),
        );
        if (answered.outcome !== "permit") worst = Math.max(worst, 1);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const problem = error.in(lang);
        context.err(`${problem.title}: ${problem.detail}\n`);
        for (const fault of problem.errors ?? []) {
          const parts = fault.pointer.split("/").slice(1);
          const place = read.place(...(Array.isArray(read.value) ? [index, ...parts] : parts));
          context.err(`${place.file}:${place.line}:${place.column}: ${fault.pointer || "/"} ${fault.detail}\n`);
        }
        worst = 2;
      }
    }
    return worst;
  },
};

function inWords(answered: Decision, lang: Language): string {
  const lines = [answered.sentence[lang]];
  const section = (heading: string, entries: readonly Grounded[]): void => {
    if (entries.length === 0) return;
    lines.push("", heading);
    for (const entry of entries) {
      const grounds = [
        entry.basis,
        ...(entry.article === undefined ? [] : [citation(entry.article)[lang]]),
        ...(entry.clause === undefined ? [] : [entry.clause]),
      ];
      lines.push(`  - ${entry.text[lang]} [${grounds.join(" ")}]`);
    }
  };
  section(WORDS.duties[lang], answered.duties);
  section(WORDS.needs[lang], answered.needs);
  section(WORDS.reasons[lang], answered.reasons);
  const { policy } = answered;
  lines.push(
    "",
    `${policy === undefined ? "–" : `${policy.pack} ${policy.version} ${policy.fingerprint}`}  ${answered.preview ?? answered.law ?? "–"}`,
    "",
  );
  return `${lines.join("\n")}\n`;
}
