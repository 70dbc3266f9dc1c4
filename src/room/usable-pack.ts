import { type LoadedPack, loadPack } from "../packs/index.ts";
import { fillWords, type Words } from "../wire/index.ts";
import type { CommandContext } from "./index.ts";

const NO_VERSION: Words = {
  ja: "「{folder}」に使える版がありません。",
  en: "“{folder}” has no version that can be used.",
};

/**
 * Loads a pack for a command, with what every room adds to the language; or says on `err` what keeps it from being
 * used, each error by file, line and column, and gives undefined.
 * @throws {Error} as the file system says it, where the folder cannot be read: see `pathFault`
 */
export async function usablePack(
  folder: string,
  context: Pick<CommandContext, "rooms" | "err" | "language">,
): Promise<LoadedPack | undefined> {
  const loaded = await loadPack(folder, {
    sections: context.rooms.flatMap((room) => room.sections ?? []),
    rules: context.rooms.flatMap((room) => room.rules ?? []),
  });
  const errors = loaded.versions.flatMap(({ diagnostics }) =>
    diagnostics.filter(({ severity }) => severity === "error"),
  );
  for (const { file, line, column, rule, message } of errors) {
    context.err(`${file}:${line}:${column}: ${rule}: ${message[context.language]}\n`);
  }
  if (errors.length > 0) return undefined;
  if (loaded.pack.versions.length > 0) return loaded;
  context.err(`${fillWords(NO_VERSION, { folder })[context.language]}\n`);
  return undefined;
}
