import { preparePost, setPost } from "../mail/index.ts";
import { MAX_PACKS } from "../packs/index.ts";
import type { Pack } from "../policy/index.ts";
import { type Command, keptAt, usablePack } from "../room/index.ts";
import { fill, type Words } from "../wire/index.ts";
import { untilStopped } from "./until-stopped.ts";

const WORDS = {
  working: {
    ja: "ジョブの実行と証跡の整列を始めました。やめるときは Ctrl+C を押してください。",
    en: "Carrying out jobs and keeping the evidence log. Press Ctrl+C to stop.",
  },
  stopping: { ja: "停止しています。実行中のジョブを待ちます。", en: "Stopping; jobs that run are waited for." },
  embedded: {
    ja: "組み込みのデータベースは 1 つのプロセスだけが使えるので、ジョブは yakusoku start が実行します。分けて動かすには、DATABASE_URL に PostgreSQL を指定してください（いまのフォルダーは「{folder}」）。",
    en: "The embedded database belongs to one process, so yakusoku start carries out the jobs itself. To do it apart, set DATABASE_URL to a PostgreSQL server (the folder now is “{folder}”).",
  },
} as const satisfies Record<string, Words>;

/** `yakusoku work`: jobs and the order of events, in a process that answers no requests. Any number of them may run. */
export const workCommand: Command = {
  name: "work",
  usage: "work [PACK FOLDER …] [--json] [--language ja|en]",
  summary: {
    ja: "ジョブの実行と証跡の整列だけを行う（PostgreSQL のとき。サーバーは start --no-work で）",
    en: "Only carry out jobs and keep the evidence log (on PostgreSQL; servers then run as start --no-work)",
  },
  accepts: { flags: ["json"], positionals: MAX_PACKS },
  run: async (asked, context) => {
    const { language: lang, err, out } = context;
    const settings = context.settings();
    if (settings === undefined) return 2;
    const { folder, url } = keptAt(settings);
    if (url === undefined) {
      err(`${fill(WORDS.embedded[lang], { folder })}\n`);
      return 2;
    }
    const packs: Pack[] = [];
    for (const given of asked.positionals.length > 0 ? asked.positionals : [context.defaultPack]) {
      const loaded = await usablePack(given, context);
      if (loaded === undefined) return 2;
      packs.push(loaded.pack);
    }
    const { post, faults } = await preparePost(settings, packs);
    for (const fault of faults) err(`${fault[lang]}\n`);
    if (post === undefined) return 2;
    const records = await context.records();
    if (records === undefined) return 2;
    try {
      setPost(records.desk, post);
      await records.work();
      out(asked.flags.has("json") ? `${JSON.stringify({ working: true })}\n` : `${WORDS.working[lang]}\n`);
      await untilStopped();
      context.log().info("stopping", { says: WORDS.stopping[lang] });
    } finally {
      await records.close();
    }
    return 0;
  },
};
