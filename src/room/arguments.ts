import { parseArgs } from "node:util";
import { suggestion } from "../policy/index.ts";
import { fillWords, type Words } from "../wire/index.ts";

/** What a command was asked with. */
export interface Arguments {
  /** Options with a value, by name. */
  readonly given: Readonly<Record<string, string>>;
  /** All values of an option, where it was given more than once; `given` has the last. */
  readonly repeated: Readonly<Record<string, readonly string[]>>;
  readonly flags: ReadonlySet<string>;
  readonly positionals: readonly string[];
}

/** What a command takes, besides `--language`. */
export interface Accepted {
  readonly flags?: readonly string[];
  /** Name to the values it takes; an empty list takes any. */
  readonly options?: Readonly<Record<string, readonly string[]>>;
  /** How many arguments without a name it takes at most. */
  readonly positionals?: number;
  /** What these may be, for a shell to complete; absent: a file or a folder. */
  readonly words?: readonly string[];
}

const FAULTS = {
  unknown: { ja: "「--{name}」というオプションはありません。{hint}", en: "There is no option “--{name}”. {hint}" },
  noValue: { ja: "「--{name}」には値が要ります。{hint}", en: "“--{name}” needs a value. {hint}" },
  noFlag: { ja: "「--{name}」は値をとりません。", en: "“--{name}” takes no value." },
  wrongValue: { ja: "「--{name}」に「{value}」は指定できません。{hint}", en: "“--{name}” cannot be “{value}”. {hint}" },
  tooMany: { ja: "「{value}」は余分です。", en: "“{value}” is one argument too many." },
  allowed: { ja: "使えるのは {allowed} です。", en: "It takes {allowed}." },
} as const satisfies Record<string, Words>;

const NONE: Words = { ja: "", en: "" };

/** What is wrong with the arguments, and the options that were read before that was seen. */
interface Misasked {
  readonly fault: Words;
  readonly given: Readonly<Record<string, string>>;
}

/** Reads the arguments of a command, strictly: an option that it does not know is a fault, and so is a value too many. */
export function readArguments(args: readonly string[], accepted: Accepted): Arguments | Misasked {
  const { flags: known = [], options = {}, positionals: most = 0 } = accepted;
  const types: Record<string, { type: "boolean" | "string" }> = {};
  for (const name of known) types[name] = { type: "boolean" };
  for (const name of Object.keys(options)) types[name] = { type: "string" };
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: types,
  });
  const given: Record<string, string> = {};
  const repeated: Record<string, string[]> = {};
  const wrong = (words: Words, values: Readonly<Record<string, string | Words>>): Misasked => ({
    fault: fillWords(words, values),
    given,
  });
  const flags = new Set<string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const { name, value } = token;
    const choices = Object.hasOwn(options, name) ? options[name] : undefined;
    if (choices !== undefined) {
      const hint = choices.length === 0 ? NONE : fillWords(FAULTS.allowed, { allowed: choices.join(", ") });
      if (value === undefined || value === "") return wrong(FAULTS.noValue, { name, hint });
      if (choices.length > 0 && !choices.includes(value)) return wrong(FAULTS.wrongValue, { name, value, hint });
      given[name] = value;
      (repeated[name] ??= []).push(value);
    } else if (!known.includes(name)) {
      return wrong(FAULTS.unknown, {
        name,
        hint: suggestion(
          `--${name}`,
          [...known, ...Object.keys(options)].map((one) => `--${one}`),
        ),
      });
    } else if (value !== undefined) {
      return wrong(FAULTS.noFlag, { name });
    } else flags.add(name);
  }
  const extra = positionals[most];
  return extra === undefined ? { given, repeated, flags, positionals } : wrong(FAULTS.tooMany, { value: extra });
}

const PATH: Readonly<Record<string, Words>> = {
  ENOENT: {
    ja: "「{path}」はありません。つづりと、いまいる場所を確かめてください。",
    en: "There is no “{path}”. Check the spelling, and where you are.",
  },
  ENOTDIR: {
    ja: "「{path}」はフォルダーではありません。ポリシーのフォルダーを指定してください。",
    en: "“{path}” is not a folder. Name the folder of a policy.",
  },
  EISDIR: {
    ja: "「{path}」はフォルダーです。ファイルを指定してください。",
    en: "“{path}” is a folder. Name a file.",
  },
  EACCES: { ja: "「{path}」を読む権限がありません。", en: "“{path}” may not be read by this user." },
};

/** Why a file or folder could not be read, from the error of the file system; undefined where the error is something else. */
export function pathFault(error: unknown, asked: Arguments): Words | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const words = PATH[String(error.code)];
  // Reading a folder as a file gives an error without a path.
  const path = "path" in error ? String(error.path) : asked.positionals.join(" ");
  return words === undefined ? undefined : fillWords(words, { path });
}
