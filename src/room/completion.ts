import { LANGUAGES, type Words } from "../wire/index.ts";
import type { Accepted } from "./arguments.ts";
import type { Command } from "./index.ts";

const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

const WHICH: Words = {
  ja: "どのシェルのためか、bash・zsh・fish のどれかを指定してください。",
  en: "Say for which shell: bash, zsh or fish.",
};

/**
 * `yakusoku completion bash|zsh|fish`: a script that completes commands, options, their values and paths.
 * @param others every other command, as it declares itself
 */
export function completionCommand(others: readonly Command[]): Command {
  const command: Command = {
    name: "completion",
    usage: "completion bash|zsh|fish [--language ja|en]",
    summary: {
      ja: "シェルの補完を出力する（例：source <(yakusoku completion bash)）",
      en: "Print completion for a shell, as in: source <(yakusoku completion bash)",
    },
    accepts: { positionals: 1, words: SHELLS },
    run: ({ positionals: [given] }, { out, err, language }) => {
      const shell = SHELLS.find((name) => name === given);
      if (shell === undefined) {
        err(`${WHICH[language]}\nyakusoku ${command.usage}\n`);
        return Promise.resolve(2);
      }
      const commands = [...others, command].map(({ name, summary, accepts }) =>
        entryOf(name, summary[language], accepts),
      );
      out(SCRIPTS[shell](commands));
      return Promise.resolve(0);
    },
  };
  return command;
}

/** A command as a shell needs to know it. Names and values are words without blanks or signs of a shell: see `word`. */
interface Entry {
  readonly name: string;
  readonly says: string;
  readonly flags: readonly string[];
  /** By option what it takes; an empty list stands for a path or any word. */
  readonly options: readonly (readonly [string, readonly string[]])[];
  /** What an argument without a name may be; absent: none is taken; an empty list: a path. */
  readonly words: readonly string[] | undefined;
}

function entryOf(
  name: string,
  says: string,
  { flags = [], options = {}, positionals = 0, words = [] }: Accepted,
): Entry {
  return {
    name: word(name),
    says,
    flags: [...flags, "help"].map(word),
    options: [...Object.entries(options), ["language", LANGUAGES] as const].map(
      ([option, values]) => [word(option), values.map(word)] as const,
    ),
    words: positionals === 0 ? undefined : words.map(word),
  };
}

/** @throws {TypeError} for a name that a shell would take apart: declared by us, so a slip of ours */
function word(name: string): string {
  if (!/^[\w.-]+$/.test(name)) throw new TypeError(`“${name}” cannot be completed by a shell`);
  return name;
}

function dashed({ flags, options }: Entry): string[] {
  return [...flags, ...options.map(([name]) => name)].map((name) => `--${name}`);
}

const SCRIPTS: Readonly<Record<Shell, (commands: readonly Entry[]) => string>> = { bash, zsh, fish };

function bash(commands: readonly Entry[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options.map(
      ([option, given]) =>
        `    ${name}:--${option}) ${given.length === 0 ? "paths=1" : `words="${given.join(" ")}"`}; return;;`,
    ),
  );
  const rest = commands.map((entry) => {
    const plain =
      entry.words === undefined ? "" : entry.words.length === 0 ? "paths=1" : `words="${entry.words.join(" ")}"`;
    return `    ${entry.name})\n      if [[ $cur == -* ]]; then words="${dashed(entry).join(" ")}"; ${plain === "" ? "" : `else ${plain}; `}fi;;`;
  });
  return `# bash completion for yakusoku
_yakusoku_choose() {
  if (( COMP_CWORD == 1 )); then words="${[...commands.map(({ name }) => name), "--help", "--version"].join(" ")}"; return; fi
  case "\${COMP_WORDS[1]}:$prev" in
${values.join("\n")}
  esac
  case "\${COMP_WORDS[1]}" in
${rest.join("\n")}
  esac
}
_yakusoku() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" words="" paths="" line
  COMPREPLY=()
  _yakusoku_choose
  if [[ -n $paths ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$cur")
  elif [[ -n $words ]]; then
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -W "$words" -- "$cur")
  fi
}
complete -F _yakusoku yakusoku
`;
}

/** Text inside single quotes, where a shell reads nothing but the quote itself. */
function single(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function zsh(commands: readonly Entry[]): string {
  const described = commands.map(({ name, says }) => `    ${single(`${name}:${says.replaceAll(":", "\\:")}`)}`);
  const cases = commands.map((entry) => {
    const options = [
      ...entry.flags.map((name) => `'--${name}'`),
      ...entry.options.map(
        ([name, values]) => `'--${name}:${name}:${values.length === 0 ? "_files" : `(${values.join(" ")})`}'`,
      ),
      ...(entry.words === undefined
        ? []
        : [entry.words.length === 0 ? "'*:path:_files'" : `'1:word:(${entry.words.join(" ")})'`]),
    ];
    return `    ${entry.name}) _arguments ${options.join(" ")};;`;
  });
  return `#compdef yakusoku
_yakusoku() {
  local -a commands
  commands=(
${described.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="\${words[2]}"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join("\n")}
  esac
}
# Found in a folder of fpath it is called at once; read by source it waits for its turn.
if [[ "\${funcstack[1]}" == "_yakusoku" ]]; then _yakusoku "$@"; else compdef _yakusoku yakusoku; fi
`;
}

function fish(commands: readonly Entry[]): string {
  const lines = commands.flatMap((entry) => {
    const here = `complete -c yakusoku -n '__fish_seen_subcommand_from ${entry.name}'`;
    return [
      `complete -c yakusoku -n __fish_use_subcommand -f -a ${entry.name} -d ${fishText(entry.says)}`,
      ...entry.flags.map((name) => `${here} -l ${name}`),
      ...entry.options.map(([name, values]) =>
        values.length === 0 ? `${here} -l ${name} -r -F` : `${here} -l ${name} -x -a '${values.join(" ")}'`,
      ),
      ...(entry.words === undefined ? [`${here} -f`] : []),
      ...((entry.words?.length ?? 0) > 0 ? [`${here} -f -a '${entry.words?.join(" ")}'`] : []),
    ];
  });
  return `# fish completion for yakusoku\n${lines.join("\n")}\n`;
}

/** In fish a backslash counts inside single quotes as well. */
function fishText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
