import { basename } from "node:path";
import {
  type Change,
  CHANGE_CLASSES,
  type ChangeClass,
  classWords,
  diff,
  type DiffSummary,
  isAsGrave,
  isChangeClass,
  type Program,
  summarize,
} from "../policy/index.ts";
import { type Command, type CommandContext, usablePack } from "../room/index.ts";
import { fill, type Language, type Words } from "../wire/index.ts";
import { askedOf } from "./asked.ts";

const DIFF = {
  versions: { ja: "{from} → {to}", en: "{from} → {to}" },
  nothing: { ja: "変わったところはありません。", en: "Nothing has changed." },
  one: { ja: "1 件の変更（{counts}）。{says}", en: "1 change ({counts}). {says}" },
  count: { ja: "{count} 件の変更（{counts}）。{says}", en: "{count} changes ({counts}). {says}" },
  unpublished: { ja: "（公表されない設定）", en: " (not published)" },
  oneVersion: {
    ja: "「{folder}」には版が一つしかありません。比べる版のフォルダーを二つ指定してください。",
    en: "“{folder}” holds one version only. Name the folders of two versions to compare.",
  },
  several: {
    ja: "「{folder}」には版がいくつもあります。比べる版のフォルダーを指定してください。",
    en: "“{folder}” holds several versions. Name the folder of the one to compare.",
  },
} as const satisfies Record<string, Words>;

const NEVER = "none";

/** `yakusoku diff BEFORE AFTER`: what changed between two versions of a policy, and what each change asks for. */
export const diffCommand: Command = {
  name: "diff",
  usage: `diff (BEFORE AFTER | [FOLDER]) [--json] [--language ja|en] [--fail-on CLASS]`,
  summary: {
    ja: "二つの版を比べ、変更ごとに、公表・通知・届出・同意のどれが要るかを示す",
    en: "Compare two versions, and say of each change whether it asks for publication, notice, filing or consent",
  },
  accepts: { flags: ["json"], options: { "fail-on": [...CHANGE_CLASSES, NEVER] }, positionals: 2 },
  run: async (asked, context) => {
    const { language: lang, out, defaultPack } = context;
    const versions = await versionsOf(asked.positionals.length > 0 ? asked.positionals : [defaultPack], context);
    if (versions === undefined) return 2;
    const [before, after] = versions;
    const changes = diff(before.content, after.content);
    const summary = summarize(changes, before.content, after.content);
    if (asked.flags.has("json")) {
      const told = changes.map((change) => ({ ...change, asked: askedOf(change) }));
      out(`${JSON.stringify({ from: before.identity, to: after.identity, summary, changes: told })}\n`);
    } else {
      const title = fill(DIFF.versions[lang], {
        from: `${before.pack} ${before.version}`,
        to: `${after.pack} ${after.version}`,
      });
      out(`${[title, ...grouped(changes, lang), closing(changes.length, summary, lang)].join("\n")}\n`);
    }
    const limit = asked.given["fail-on"] ?? "publish";
    return isChangeClass(limit) && changes.some((change) => isAsGrave(change.class, limit)) ? 1 : 0;
  },
};

/** The two versions that are meant; undefined where they cannot be used, which is said on `err`. */
async function versionsOf(
  folders: readonly string[],
  context: CommandContext,
): Promise<readonly [Program, Program] | undefined> {
  const refuse = (words: Words, folder: string): void =>
    context.err(`${fill(words[context.language], { folder: basename(folder) })}\n`);
  const packs: Program[][] = [];
  for (const folder of folders) {
    const loaded = await usablePack(folder, context);
    if (loaded === undefined) return undefined;
    packs.push([...loaded.pack.versions]);
  }
  const [first = [], second] = packs;
  const [folder = "", other = ""] = folders;
  const [before, after] = second === undefined ? first.slice(-2) : [first[0], second[0]];
  if (second === undefined && first.length < 2) refuse(DIFF.oneVersion, folder);
  else if (second !== undefined && first.length > 1) refuse(DIFF.several, folder);
  else if (second !== undefined && second.length > 1) refuse(DIFF.several, other);
  else if (before !== undefined && after !== undefined) return [before, after];
  return undefined;
}

/** The changes by class, the gravest first; in each the order of the language. */
function grouped(changes: readonly Change[], lang: Language): string[] {
  return CHANGE_CLASSES.toReversed().flatMap((name) => {
    const here = changes.filter((change) => change.class === name);
    if (here.length === 0) return [];
    return ["", `${classWords(name)[lang]} [${name}] ${here.length}`, ...here.flatMap((change) => lines(change, lang))];
  });
}

function lines(change: Change, lang: Language): string[] {
  const { says, clause, published } = change;
  const grounds = clause === undefined ? "" : ` [${clause}]`;
  return [
    `  ${says[lang]}${grounds}${published ? "" : DIFF.unpublished[lang]}`,
    ...askedOf(change).map((line) => `    ${line[lang]}`),
  ];
}

function closing(count: number, { counts, says, promised }: DiffSummary, lang: Language): string {
  if (count === 0) return `\n${DIFF.nothing[lang]}`;
  const each = CHANGE_CLASSES.toReversed()
    .filter((name: ChangeClass) => counts[name] > 0)
    .map((name) => `${name} ${counts[name]}`)
    .join(", ");
  const line = fill(count === 1 ? DIFF.one[lang] : DIFF.count[lang], { count, counts: each, says: says[lang] });
  return `\n${line}${promised === undefined ? "" : `\n${promised.says[lang]}`}`;
}
