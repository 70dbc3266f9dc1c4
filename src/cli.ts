import { ROOMS } from "./app.ts";
import type { Command, CommandContext } from "./room/index.ts";
import { fill, negotiateLocale, type Words } from "./wire/index.ts";
import { startCommand } from "./start.ts";

const WORDS = {
  usage: { ja: "使い方: yakusoku <コマンド> …", en: "Usage: yakusoku <command> …" },
  unknown: {
    ja: "「{name}」というコマンドはありません。",
    en: "There is no command “{name}”.",
  },
  help: { ja: "コマンドごとの使い方は yakusoku <コマンド> --help で表示します。", en: "For one command: yakusoku <command> --help" },
  option: { ja: "オプションが読めません: {said}", en: "The options cannot be read: {said}" },
  file: { ja: "「{path}」を読めません（{code}）。パスを確かめてください。", en: "“{path}” cannot be read ({code}). Check the path." },
} as const satisfies Record<string, Words>;

/** Runs one command line. Returns the exit code: 0 done, 1 the answer is no, 2 it was asked wrongly. */
export async function runCommand(args: readonly string[], context: CommandContext, version: string): Promise<number> {
  const commands: readonly Command[] = [startCommand(version), ...ROOMS.flatMap((room) => room.commands ?? [])];
  const lang = negotiateLocale(undefined, context.environment);
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const lines = commands.map(({ usage, summary }) => `  ${usage}\n      ${summary[lang]}`);
    context.out(`${WORDS.usage[lang]}\n\n${lines.join("\n")}\n\n${WORDS.help[lang]}\n`);
    return name === undefined ? 2 : 0;
  }
  if (name === "--version") {
    context.out(`${version}\n`);
    return 0;
  }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    context.err(`${fill(WORDS.unknown[lang], { name })}\n${commands.map((one) => `  ${one.usage}`).join("\n")}\n`);
    return 2;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    context.out(`yakusoku ${command.usage}\n${command.summary[lang]}\n`);
    return 0;
  }
  try {
    return await command.run(rest, context);
  } catch (error) {
    const said = explained(error, lang);
    if (said === undefined) throw error;
    context.err(`${said}\nyakusoku ${command.usage}\n`);
    return 2;
  }
}

/** What the asker can mend: a wrong option, or a path that cannot be read. Anything else is ours, and is thrown on. */
function explained(error: unknown, lang: "ja" | "en"): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  if (error.code.startsWith("ERR_PARSE_ARGS")) return fill(WORDS.option[lang], { said: error.message });
  if ("path" in error && typeof error.path === "string") return fill(WORDS.file[lang], { path: error.path, code: error.code });
  return undefined;
}
