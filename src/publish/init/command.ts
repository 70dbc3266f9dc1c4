import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { dayInJapan } from "../../law/index.ts";
import { type Diagnostic, policyJsonSchema, readYaml } from "../../policy/index.ts";
import type { Command, CommandContext } from "../../room/index.ts";
import { fill, type Words } from "../../wire/index.ts";
import { collectAnswers, type Given } from "./answers.ts";
import { casesOf } from "./cases.ts";
import { packOf } from "./pack.ts";
import { QUESTIONS } from "./questions.ts";
import { writeYaml } from "./yaml.ts";

const WORDS = {
  taken: {
    ja: "「{folder}」には、すでに何かがあります。空のフォルダーか、まだない名前を指定してください。",
    en: "There is something in “{folder}” already. Name an empty folder, or one that does not exist yet.",
  },
  notFolder: {
    ja: "「{folder}」はフォルダーではありません。別の名前を指定してください。",
    en: "“{folder}” is not a folder. Give another name.",
  },
  unknown: {
    ja: "「{key}」という問いはありません。答えられるのは {known} です。",
    en: "There is no question “{key}”. What can be answered: {known}.",
  },
  form: {
    ja: "「{key}」は文字列で答えてください。数字だけの答えは引用符で囲みます。",
    en: "Answer “{key}” with a text; put one of digits alone into quotes.",
  },
  notMap: {
    ja: "答えのファイルには「問い: 答え」を一行ずつ書きます。",
    en: "A file of answers holds “question: answer”, one on a line.",
  },
  written: { ja: "「{folder}」に新しいポリシーを書きました。", en: "A new policy stands in “{folder}”." },
  invented: {
    ja: "仮の内容があります。実際のものに置き換えてください: {keys}",
    en: "These were made up; replace them by what is true: {keys}",
  },
  next: { ja: "次にすること:", en: "What comes next:" },
  check: { ja: "誤りと、法律に合わないところを見つける", en: "what is wrong, or does not fit the law" },
  cases: { ja: "判断例を試す", en: "whether its cases hold" },
  start: { ja: "ページを見て、たずねる", en: "read its pages, and ask" },
  read: {
    ja: "中身は見本です。実際に行っていることに合わせて直し、公表の前に詳しい人に見てもらってください。",
    en: "What it says is a sample. Make it say what you do, and have it read by somebody who knows the law before it is published.",
  },
  schema: {
    ja: "policy.schema.json は編集ソフトの入力補助のためのものです。",
    en: "policy.schema.json helps editors.",
  },
} as const satisfies Record<string, Words>;

const KEYS = QUESTIONS.map(({ key }) => key);
const SCHEMA_FILE = "policy.schema.json";

/** `yakusoku init [FOLDER]`: a new policy from questions, whole and without findings that keep it from being published. */
export const initCommand: Command = {
  name: "init",
  usage: `init [FOLDER] [--yes] [--answers FILE.yaml] [${KEYS.map((key) => `--${key} …`).join("] [")}] [--language ja|en]`,
  summary: { ja: "質問に答えて、新しいポリシーを作る", en: "Make a new policy by answering questions" },
  accepts: {
    flags: ["yes"],
    options: { answers: [], ...Object.fromEntries(KEYS.map((key) => [key, []])) },
    positionals: 1,
  },
  run: async (asked, context) => {
    const { language, err, out } = context;
    const named = asked.positionals[0];
    if (named !== undefined && !(await isFree(named, context))) return 2;
    const given = await answersOf(asked.given, context);
    if (given === undefined) return 2;
    const today = dayInJapan(context.clock.now().epochMilliseconds).toString();
    const collected = await collectAnswers({
      given,
      terminal: context.terminal,
      defaults: asked.flags.has("yes"),
      today,
      language,
      err,
    });
    if (collected === undefined) return 2;
    const { answers, invented } = collected;
    const folder = named ?? answers.id;
    if (!(await isFree(folder, context))) return 2;

    const files = packOf(answers, today);
    const schema = `yaml-language-server: $schema=../${SCHEMA_FILE}`;
    const texts = new Map(
      Object.entries(files).map(([name, content]): [string, string] => [
        join(answers.inForceFrom, `${name}.yaml`),
        writeYaml(content, [schema]),
      ]),
    );
    texts.set(join("cases", "basic.yaml"), writeYaml(casesOf(answers, files), []));
    const sections = context.rooms.flatMap((room) => room.sections ?? []);
    texts.set(SCHEMA_FILE, `${JSON.stringify(policyJsonSchema(sections), null, 2)}\n`);
    await writeWhole(folder, texts);

    const lines = (["check", "cases", "start"] as const).map((command) => ({
      typed: `  yakusoku ${command} ${quoted(folder)}`,
      says: WORDS[command][language],
    }));
    const wide = Math.max(...lines.map(({ typed }) => typed.length));
    out(`${fill(WORDS.written[language], { folder })} ${WORDS.schema[language]}\n`);
    if (invented.length > 0) out(`${fill(WORDS.invented[language], { keys: invented.join(", ") })}\n`);
    out(`\n${WORDS.next[language]}\n${lines.map(({ typed, says }) => `${typed.padEnd(wide)}  # ${says}\n`).join("")}`);
    out(`\n${WORDS.read[language]}\n`);
    return 0;
  },
};

/** Whether a folder may be written to: it is not there, or holds nothing. Says on `err` why not. */
async function isFree(folder: string, { err, language }: CommandContext): Promise<boolean> {
  try {
    if ((await readdir(folder)).length === 0) return true;
    err(`${fill(WORDS.taken[language], { folder })}\n`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return true;
    if (code !== "ENOTDIR") throw error;
    err(`${fill(WORDS.notFolder[language], { folder })}\n`);
  }
  return false;
}

/** Writes everything beside the folder first, so that it is there whole or not at all. */
async function writeWhole(folder: string, texts: ReadonlyMap<string, string>): Promise<void> {
  const whole = resolve(folder);
  await mkdir(dirname(whole), { recursive: true });
  const part = await mkdtemp(join(dirname(whole), `.${basename(whole)}-`));
  try {
    for (const [path, text] of texts) {
      await mkdir(dirname(join(part, path)), { recursive: true });
      await writeFile(join(part, path), text);
    }
    // Takes the place of an empty folder; where something has come into it meanwhile, it fails.
    await rename(part, whole);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** Answers by question, from the options and the file of `--answers`; an option goes before the file. */
async function answersOf(
  options: Readonly<Record<string, string>>,
  { err, language }: CommandContext,
): Promise<Map<string, Given> | undefined> {
  const given = new Map<string, Given>();
  const path = options["answers"];
  if (path !== undefined) {
    const faults: Diagnostic[] = [];
    const read = readYaml({ path, bytes: await readFile(path) }, (diagnostic) => faults.push(diagnostic));
    for (const { file, line, column, message } of faults) err(`${file}:${line}:${column}: ${message[language]}\n`);
    if (read === undefined) return undefined;
    if (typeof read.value !== "object" || read.value === null || Array.isArray(read.value)) {
      err(`${path}:1:1: ${WORDS.notMap[language]}\n`);
      return undefined;
    }
    let refused = false;
    for (const [key, value] of Object.entries(read.value)) {
      const { line, column } = read.place(key);
      const where = `${path}:${line}:${column}: ${key}`;
      const text = textOf(value);
      if (KEYS.includes(key) && text !== undefined) given.set(key, { value: text, where });
      else {
        const words = KEYS.includes(key) ? WORDS.form : WORDS.unknown;
        err(`${where}: ${fill(words[language], { key, known: KEYS.join(", ") })}\n`);
        refused = true;
      }
    }
    if (refused) return undefined;
  }
  for (const key of KEYS) {
    const value = options[key];
    if (value !== undefined) given.set(key, { value, where: `--${key}` });
  }
  return given;
}

/** An answer as it would be typed: a list by commas, true and false as yes and no. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  const isList = Array.isArray(value) && value.every((one) => typeof one === "string");
  return isList ? value.join(", ") : undefined;
}

function quoted(path: string): string {
  const shown = relative(process.cwd(), resolve(path)) || ".";
  return /^[\w./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
