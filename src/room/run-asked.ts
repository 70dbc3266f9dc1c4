import { fill, type Language, LANGUAGES, negotiateLocale, type Words } from "../wire/index.ts";
import { pathFault, readArguments } from "./arguments.ts";
import type { Command, CommandContext } from "./index.ts";
import { readSettings, type Reading, type Settings } from "../settings/index.ts";
import { createLog, type Log, LOG_FORM, LOG_LEVEL } from "../telemetry/index.ts";
import { openKept } from "./open-kept.ts";
import { settingsOf } from "./settings.ts";

const USAGE: Words = { ja: "使い方: yakusoku {usage}", en: "Usage: yakusoku {usage}" };
const MEND: Words = {
  ja: "設定に直すところが {count} か所あるので、何も始めませんでした。設定の一覧は yakusoku config で表示します。",
  en: "Nothing was started: settings to mend: {count}. yakusoku config lists them all.",
};
const WITHOUT_EFFECT: Words = { ja: "効果のない設定: {name} {says}", en: "A setting without effect: {name}. {says}" };

/** What a command is run with, besides what its own arguments and settings say. */
export type Around = Omit<CommandContext, "language" | "records" | "settings" | "log">;

/**
 * Runs a command as it was asked for: refuses what it does not accept, settles the language, and explains a path that
 * cannot be read. Returns the exit code.
 */
export async function runAsked(
  { accepts, usage, run }: Command,
  args: readonly string[],
  around: Around,
): Promise<number> {
  const asked = readArguments(args, { ...accepts, options: { ...accepts.options, language: LANGUAGES } });
  const language = negotiateLocale(asked.given["language"], around.environment);
  const refuse = (fault: Words): number => {
    around.err(`${fault[language]}\n${fill(USAGE[language], { usage })}\n`);
    return 2;
  };
  if ("fault" in asked) return refuse(asked.fault);
  try {
    const context = { ...around, language, ...settled(around, language) };
    return await run(asked, { ...context, records: (opening) => openKept(context, opening) });
  } catch (error) {
    const fault = pathFault(error, asked);
    if (fault === undefined) throw error;
    return refuse(fault);
  }
}

/** Settings and log, read when they are first asked for, and then no more. */
function settled(
  { environment, err, errIsTerminal = false, clock, rooms }: Around,
  language: Language,
): Pick<CommandContext, "settings" | "log"> {
  let read: Reading | undefined;
  let log: Log | undefined;
  const settings = (): Settings | undefined => {
    if (read === undefined) {
      read = readSettings(settingsOf(rooms), environment);
      for (const { name, says } of read.faults) err(`${name}: ${says[language]}\n`);
      if (read.faults.length > 0) err(`${fill(MEND[language], { count: read.faults.length })}\n`);
      for (const { name, says } of read.unknown)
        err(`${fill(WITHOUT_EFFECT[language], { name, says: says[language] })}\n`);
    }
    return read.settings;
  };
  return {
    settings,
    log: () => {
      const known = settings();
      const asked = known?.get(LOG_FORM) ?? "auto";
      const form = asked === "auto" ? (errIsTerminal ? "human" : "json") : asked;
      log ??= createLog({ write: err, clock, form, level: known?.get(LOG_LEVEL) ?? "error" });
      return log;
    },
  };
}
