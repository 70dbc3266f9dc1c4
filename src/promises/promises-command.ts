import { type Command, usablePack } from "../room/index.ts";
import { type Language, pick } from "../wire/index.ts";
import { countStates, type PromiseRow, promiseBoard, STATES } from "./board.ts";
import { currentVersion } from "./page.tsx";
import { WORDS } from "./words.ts";

/** `yakusoku promises [FOLDER]`: every promise of the version in force, and what keeps it. */
export const promisesCommand: Command = {
  name: "promises",
  usage: "promises [FOLDER] [--json] [--language ja|en]",
  summary: {
    ja: "条項ごとに、守る仕組みがあるかを一覧にする",
    en: "List for every clause what keeps it, or that nothing does yet",
  },
  accepts: { flags: ["json"], positionals: 1 },
  run: async (asked, context) => {
    const loaded = await usablePack(asked.positionals[0] ?? context.defaultPack, context);
    const program = loaded === undefined ? undefined : currentVersion(loaded.pack, context.clock.now());
    if (loaded === undefined || program === undefined) return 2;
    const { pack } = loaded;
    const mechanisms = context.rooms.flatMap((room) => room.mechanisms?.(pack) ?? []);
    const promises = promiseBoard(program, mechanisms).flatMap((group) => group.rows);
    context.out(
      asked.flags.has("json")
        ? `${JSON.stringify({ pack: pack.id, version: program.version, promises })}\n`
        : inWords(promises, context.language),
    );
    return 0;
  },
};

/** One line a promise, its columns set off by tabs so that other tools can cut them; the counts at the end. */
function inWords(promises: readonly PromiseRow[], lang: Language): string {
  const lines = promises.map(({ clause, state, mechanisms, aspiration, title }) => {
    const by =
      state === "aspiration" && aspiration !== undefined
        ? pick(aspiration, lang).words
        : mechanisms.map(({ name }) => name).join(", ");
    return [clause, WORDS[state][lang], by, pick(title, lang).words.replaceAll("\n", " ")].join("\t");
  });
  const counts = countStates(promises);
  const closing = STATES.map((state) => `${WORDS[state][lang]} ${counts[state]}`).join(lang === "ja" ? "、" : ", ");
  return `${lines.join("\n")}\n\n${closing}\n`;
}
