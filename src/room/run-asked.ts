import { fill, LANGUAGES, negotiateLocale, type Words } from "../wire/index.ts";
import { pathFault, readArguments } from "./arguments.ts";
import type { Command, CommandContext } from "./index.ts";
import { openKept } from "./open-kept.ts";

const USAGE: Words = { ja: "使い方: yakusoku {usage}", en: "Usage: yakusoku {usage}" };

/**
 * Runs a command as it was asked for: refuses what it does not accept, settles the language, and explains a path that
 * cannot be read. Returns the exit code.
 */
export async function runAsked(
  { accepts, usage, run }: Command,
  args: readonly string[],
  around: Omit<CommandContext, "language" | "records">,
): Promise<number> {
  const asked = readArguments(args, { ...accepts, options: { ...accepts.options, language: LANGUAGES } });
  const language = negotiateLocale(asked.given["language"], around.environment);
  const refuse = (fault: Words): number => {
    around.err(`${fault[language]}\n${fill(USAGE[language], { usage })}\n`);
    return 2;
  };
  if ("fault" in asked) return refuse(asked.fault);
  try {
    return await run(asked, {
      ...around,
      language,
      records: (opening) => openKept({ ...around, language }, opening),
    });
  } catch (error) {
    const fault = pathFault(error, asked);
    if (fault === undefined) throw error;
    return refuse(fault);
  }
}
