import { join } from "node:path";
import { backUp, restoreRecords } from "../act/index.ts";
import { BackupError, LockedError, SchemaError, SealError } from "../database/index.ts";
import { type Command, type CommandContext, keptAt, migrationsOf } from "../room/index.ts";
import { fill, type Words } from "../wire/index.ts";

const WORDS = {
  whichFile: { ja: "バックアップのファイルを指定してください。", en: "Name the file of the backup." },
  done: {
    ja: "バックアップ「{file}」を作りました。イベントは {events} 件、SHA-256 は {checksum} です。",
    en: "The backup is {file}. Events: {events}. SHA-256 of its lines: {checksum}.",
  },
  alsoKeep: {
    ja: "このファイルに鍵は入っていません。次のものがないと、暗号化された値は開けません。バックアップとは別の場所に保管してください。\n  {keys}（鍵のファイル）\n  {shredded}（破棄した鍵の一覧。復元のあと、破棄したものが戻らないようにするため、いつも最新のものを）\n  {checkpoint}（最新のチェックポイント。失われたものがあれば、これで分かります）",
    en: "It holds no keys. Without these, sealed values do not open. Keep them elsewhere than the backup:\n  {keys} (the key ring)\n  {shredded} (the list of shredded keys, always the newest, so that a restore does not bring back what was erased)\n  {checkpoint} (the newest checkpoint, which shows what was lost)",
  },
  restored: {
    ja: "{made} のバックアップを復元しました。イベントは {events} 件です。yakusoku verify で確かめられます。",
    en: "The backup of {made} was restored. Events: {events}. Check it by yakusoku verify.",
  },
} as const satisfies Record<string, Words>;

/** `yakusoku backup FILE`: everything that is kept, but for the keys. */
export const backupCommand: Command = {
  name: "backup",
  usage: "backup FILE [--json] [--language ja|en]",
  summary: {
    ja: "データベース全体を一つのファイルに写す（鍵は含まない）",
    en: "Copy the whole database into one file, without the keys",
  },
  accepts: { flags: ["json"], positionals: 1 },
  run: (asked, context) =>
    guarded(context, backupCommand, asked.positionals[0], async (file) => {
      const records = await context.records({ keep: false });
      if (records === undefined) return 2;
      try {
        const done = await backUp(records.desk, file);
        const settings = context.settings();
        if (settings === undefined) return 2;
        const { folder } = keptAt(settings);
        const [keys, shredded, checkpoint] = ["keys.json", "shredded.log", "checkpoint"].map((name) =>
          join(folder, name),
        );
        const { language } = context;
        const lines = [
          fill(WORDS.done[language], { file, events: done.events, checksum: done.sha256 }),
          fill(WORDS.alsoKeep[language], { keys: keys ?? "", shredded: shredded ?? "", checkpoint: checkpoint ?? "" }),
        ];
        context.out(
          asked.flags.has("json")
            ? `${JSON.stringify({ file, ...done, alsoKeep: [keys, shredded, checkpoint] })}\n`
            : `${lines.join("\n")}\n`,
        );
        return 0;
      } finally {
        await records.close();
      }
    }),
};

/** `yakusoku restore FILE`: into an empty database, of either kind. */
export const restoreCommand: Command = {
  name: "restore",
  usage: "restore FILE [--json] [--language ja|en]",
  summary: {
    ja: "バックアップを空のデータベースに復元する（鍵のファイルは先に戻しておく）",
    en: "Restore a backup into an empty database; put the key ring back first",
  },
  accepts: { flags: ["json"], positionals: 1 },
  run: (asked, context) =>
    guarded(context, restoreCommand, asked.positionals[0], async (file) => {
      const migrations = migrationsOf(context.rooms);
      const settings = context.settings();
      if (settings === undefined) return 2;
      const done = await restoreRecords(file, { ...keptAt(settings), migrations, clock: context.clock });
      // Brings the tables up to date, drops what was shredded since, and says what the backup does not hold.
      const records = await context.records();
      if (records === undefined) return 2;
      await records.close();
      const { made, events, origin } = done;
      context.out(
        asked.flags.has("json")
          ? `${JSON.stringify({ made, events, origin, kept: records.kept.outcome, droppedAgain: records.droppedAgain })}\n`
          : `${fill(WORDS.restored[context.language], { made, events })}\n`,
      );
      return 0;
    }),
};

/** Asks for the file, and says why where it cannot be done. */
async function guarded(
  { err, language }: CommandContext,
  { usage }: Command,
  file: string | undefined,
  work: (file: string) => Promise<number>,
): Promise<number> {
  if (file === undefined) {
    err(`${WORDS.whichFile[language]}\nyakusoku ${usage}\n`);
    return 2;
  }
  try {
    return await work(file);
  } catch (error) {
    if (
      error instanceof BackupError ||
      error instanceof LockedError ||
      error instanceof SchemaError ||
      error instanceof SealError
    ) {
      err(`${error.words[language]}\n`);
      return 2;
    }
    throw error;
  }
}
