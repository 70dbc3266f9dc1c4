import { rewrapDataKeys, rotateKey } from "../act/index.ts";
import { SealError } from "../database/index.ts";
import { verifierLines } from "../evidence/index.ts";
import type { Command } from "../room/index.ts";
import { fill, fillWords, type Words } from "../wire/index.ts";

/** What can be rotated; the key that vouches for the list of shredded keys is not: the list is read under every version. */
const KINDS = ["wrap", "lookup", "log"] as const;
type Kind = (typeof KINDS)[number];

const WORDS = {
  how: {
    ja: "「keys rotate wrap」のように、何をするかを指定してください。rotate のあとは wrap, lookup, log のいずれか、rewrap のあとには何も要りません。",
    en: "Say what to do, as in: keys rotate wrap. After rotate comes wrap, lookup or log; after rewrap nothing.",
  },
  rotated: {
    ja: "鍵「{kind}」を版 {version}（{fingerprint}）に切り替えました。",
    en: "The key “{kind}” is now version {version} ({fingerprint}).",
  },
  backUp: {
    ja: "鍵のファイルが変わりました。控えを取り直してください。動いているサーバーは、次に使うときに読み直します。",
    en: "The key ring has changed: make a new copy of it. A server that runs reads it again when it needs it.",
  },
  rewrapped: {
    ja: "データ鍵 {count} 個を包み直しました。",
    en: "Data keys wrapped anew: {count}.",
  },
  lookup: {
    ja: "これまでのハッシュはそのまま使えます。人を次に見つけたときに、新しい鍵のものに置き換わります。",
    en: "People are still found under the older version; each is hashed anew when next seen.",
  },
  log: {
    ja: "次のチェックポイントには、前の鍵と新しい鍵の両方で署名しました。検証鍵をお渡しした相手には、次の 1 行もお渡しください。\n{line}",
    en: "One checkpoint is signed by the old key and the new. Give whoever has the verifier key this line too:\n{line}",
  },
} as const satisfies Record<string, Words>;

/** `yakusoku keys rotate wrap|lookup|log`, `yakusoku keys rewrap`. */
export const keysCommand: Command = {
  name: "keys",
  usage: "keys rotate wrap|lookup|log | keys rewrap [--json] [--language ja|en]",
  summary: {
    ja: "鍵を新しい版に切り替える（データ鍵の包み直しも）",
    en: "Rotate a key; wrap the data keys anew",
  },
  accepts: { flags: ["json"], positionals: 2, words: ["rotate", "rewrap", ...KINDS] },
  run: async (asked, context) => {
    const { out, err, language } = context;
    const [verb, given] = asked.positionals;
    const kind = KINDS.find((one) => one === given);
    if (!(verb === "rotate" ? kind !== undefined : verb === "rewrap" && given === undefined)) {
      err(`${WORDS.how[language]}\nyakusoku ${keysCommand.usage}\n`);
      return 2;
    }
    const records = await context.records();
    if (records === undefined) return 2;
    const around = { actor: { kind: "staff", id: "local" } } as const;
    try {
      const { desk, keeper } = records;
      const made = kind === undefined ? undefined : await rotateKey(desk, kind, around);
      const count = kind === undefined || kind === "wrap" ? await rewrapDataKeys(desk, around) : 0;
      await keeper?.run();
      const [line = ""] = await verifierLines(desk.database.kysely, desk.keys);
      if (asked.flags.has("json")) {
        const { version, fingerprint } = made ?? {};
        out(
          `${JSON.stringify({ kind, version, fingerprint, rewrapped: count, ...(kind === "log" ? { verifier: line } : {}) })}\n`,
        );
      } else {
        const rotated =
          made === undefined
            ? []
            : [
                fill(WORDS.rotated[language], {
                  kind: made.kind,
                  version: made.version,
                  fingerprint: made.fingerprint,
                }),
                WORDS.backUp[language],
              ];
        out(`${[...rotated, ...follows(kind, count, line).map((words) => words[language])].join("\n")}\n`);
      }
      return 0;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      err(`${error.words[language]}\n`);
      return 2;
    } finally {
      await records.close();
    }
  },
};

function follows(kind: Kind | undefined, count: number, line: string): readonly Words[] {
  if (kind === "lookup") return [WORDS.lookup];
  if (kind === "log") return [fillWords(WORDS.log, { line })];
  return [fillWords(WORDS.rewrapped, { count })];
}
