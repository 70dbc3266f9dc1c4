import { exportLog, LogFault } from "../evidence/index.ts";
import type { Command } from "../room/index.ts";
import { fill, type Words } from "../wire/index.ts";

const WORDS = {
  which: { ja: "書き出す先のフォルダーを指定してください。", en: "Say where to: name a folder." },
  done: {
    ja: "証跡のログ「{origin}」を「{folder}」に書き出しました。イベントは {size} 件、うち今回加わったのは {added} 件です。",
    en: "The evidence log “{origin}” stands in “{folder}”. Events: {size}, of these new: {added}.",
  },
  check: {
    ja: "確かめるには: yakusoku verify {folder} --key 別の経路で受け取った検証鍵",
    en: "Check it with: yakusoku verify {folder} --key A-KEY-THAT-REACHED-YOU-ANOTHER-WAY",
  },
} as const satisfies Record<string, Words>;

/** `yakusoku export-evidence FOLDER`: the log as files that others' tools read. */
export const exportCommand: Command = {
  name: "export-evidence",
  usage: "export-evidence FOLDER [--json] [--language ja|en]",
  summary: {
    ja: "証跡のログを、ほかの人の道具でも読める形でフォルダーに書き出す",
    en: "Write the evidence log into a folder, in a form that others' tools read",
  },
  accepts: { flags: ["json"], positionals: 1 },
  run: async (asked, context) => {
    const { language, out, err } = context;
    const [folder] = asked.positionals;
    if (folder === undefined) {
      err(`${WORDS.which[language]}\nyakusoku ${exportCommand.usage}\n`);
      return 2;
    }
    const records = await context.records({ keep: false });
    if (records === undefined) return 2;
    try {
      const { desk } = records;
      const done = await exportLog(desk.database.kysely, desk.keys, folder);
      const { origin, size, before } = done;
      const lines = [
        fill(WORDS.done[language], { origin, folder, size, added: size - before }),
        fill(WORDS.check[language], { folder }),
      ];
      out(asked.flags.has("json") ? `${JSON.stringify(done)}\n` : `${lines.join("\n")}\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof LogFault)) throw error;
      err(`${error.words[language]}\n`);
      return 2;
    } finally {
      await records.close();
    }
  },
};
