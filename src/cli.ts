import { ROOMS } from "./app.ts";
import { type Around, type Command, completionCommand, runAsked } from "./room/index.ts";
import { startCommand } from "./start.ts";
import { fill, negotiateLocale, type Words } from "./wire/index.ts";

const WORDS = {
  usage: { ja: "使い方: yakusoku {usage}", en: "Usage: yakusoku {usage}" },
  commands: { ja: "<コマンド> …", en: "<command> …" },
  unknown: { ja: "「{name}」というコマンドはありません。", en: "There is no command “{name}”." },
  help: {
    ja: "コマンドごとの使い方は yakusoku <コマンド> --help で表示します。",
    en: "For one command: yakusoku <command> --help",
  },
} as const satisfies Record<string, Words>;

/** Runs one command line. Returns the exit code: 0 done, 1 the answer is no, 2 it was asked wrongly. */
export async function runCommand(
  args: readonly string[],
  around: Omit<Around, "rooms">,
  version: string,
): Promise<number> {
  const { out, err, environment } = around;
  const running: readonly Command[] = [startCommand(version), ...ROOMS.flatMap((room) => room.commands ?? [])];
  const commands = [...running, completionCommand(running)];
  const lang = negotiateLocale(undefined, environment);
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const lines = commands.map(({ usage, summary }) => `  ${usage}\n      ${summary[lang]}`);
    const usage = fill(WORDS.usage[lang], { usage: WORDS.commands[lang] });
    out(`${usage}\n\n${lines.join("\n")}\n\n${WORDS.help[lang]}\n`);
    return name === undefined ? 2 : 0;
  }
  if (name === "--version") {
    out(`${version}\n`);
    return 0;
  }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    err(`${fill(WORDS.unknown[lang], { name })}\n${commands.map((one) => `  ${one.usage}`).join("\n")}\n`);
    return 2;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    out(`yakusoku ${command.usage}\n${command.summary[lang]}\n`);
    return 0;
  }
  return runAsked(command, rest, { ...around, rooms: ROOMS });
}
