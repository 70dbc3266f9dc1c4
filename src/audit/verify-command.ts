import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { isCode } from "../database/index.ts";
import {
  CHECKPOINT_FILE,
  folderSource,
  httpSource,
  KEY_FILE,
  type KeptCheckpoint,
  LogFault,
  type LogSource,
  parseVerifierKey,
  type StoredVerification,
  type Verification,
  type VerifierKey,
  verifyLog,
  verifyStored,
} from "../evidence/index.ts";
import { type Arguments, type Command, type CommandContext, keptAt } from "../room/index.ts";
import { fill, type Language, type Words } from "../wire/index.ts";

const VERIFY = {
  whole: {
    ja: "ログに欠けも書き換えもありません。イベントは {size} 件、ルートは {root}、署名は {signers} です。",
    en: "The log is whole. Events: {size}. Root: {root}. Signed by {signers}.",
  },
  tampered: {
    ja: "このログには問題があります。チェックポイントによるイベントは {size} 件、ルートは {root} です（イベントは 0 番から数えます）。",
    en: "Something is wrong with this log. Events by its checkpoint: {size}. Root: {root}. (Events are counted from 0.)",
  },
  kept: {
    ja: "手元にあったチェックポイント {given} 件のうち {fit} 件の続きになっています。",
    en: "It goes on from {fit} of the {given} checkpoints that were kept.",
  },
  noneKept: {
    ja: "手元にとってあるチェックポイント（--checkpoint）がないので、全体が作り直されて署名し直されたことや、古い控えに戻されたことは分かりません。",
    en: "No checkpoint was kept (--checkpoint): that all of it was rewritten and signed anew, or that an older copy was put back, could not be seen.",
  },
  sameHands: {
    ja: "検証鍵はログと同じところにあった {file} です。同じ手から出た鍵で分かるのは、ログがそれ自身と食い違わないことだけです。別の経路で受け取った鍵を --key で指定してください。",
    en: "The verifier key is {file}, which lies beside the log. A key from the same hands proves only that the log agrees with itself: give one that reached you another way, by --key.",
  },
  ownKey: {
    ja: "検証鍵は、この場所の鍵のファイルのものです。",
    en: "The verifier keys are those of the key ring that is here.",
  },
  sealed: {
    ja: "暗号化された値 {fit} 件は、どれもコミットメントに合います。破棄された鍵のものは {shredded} 件です。",
    en: "Sealed values that fit their commitments: {fit}. Rows whose key was shredded: {shredded}.",
  },
  more: { ja: "ほかにもあります。", en: "There is more." },
  notHere: {
    ja: "この場所のログは、この場所の鍵で確かめます。--key と --token は、フォルダーかアドレスと一緒に使ってください。",
    en: "The log that is here is verified by the keys that are here. Use --key and --token with a folder or an address.",
  },
  noKey: {
    ja: "検証鍵がありません。--key に、検証鍵そのものか、それを書いたファイルを指定してください。",
    en: "There is no verifier key: give it, or the file that holds it, by --key.",
  },
  badKey: { ja: "検証鍵「{name}」：{why}", en: "Verifier key “{name}”: {why}" },
  progress: { ja: "{done} / {size} 件", en: "{done} of {size} events" },
} as const satisfies Record<string, Words>;

/** Of all events, after how many it is said how far it is: at a terminal only. */
const STEP = 65_536;

/** `yakusoku verify FOLDER|URL`: whether a log of evidence is as it was signed, without trusting whoever keeps it. */
export const verifyCommand: Command = {
  name: "verify",
  usage: "verify [FOLDER|URL] [--key KEY|FILE] [--checkpoint FILE]… [--token TOKEN] [--json] [--language ja|en]",
  summary: {
    ja: "証跡のログが署名されたときのままかを確かめ、違うところを示す",
    en: "Check that a log of evidence is as it was signed, and say where it is not",
  },
  accepts: { flags: ["json"], options: { key: [], checkpoint: [], token: [] }, positionals: 1 },
  run: async (asked, context) => {
    const { language, out, err } = context;
    const [place] = asked.positionals;
    try {
      if (place === undefined) return await verifyHere(asked, context);
      const isAddress = /^https?:/i.test(place);
      // A folder that is not there is told apart from one without a log.
      if (!isAddress) await stat(place);
      const source = isAddress ? httpSource(place, undefined, asked.given["token"]) : folderSource(place);
      const given = asked.given["key"];
      const keys = given === undefined ? await keysBeside(source, isAddress) : await keysGiven(given);
      if (keys.length === 0) return refuse(VERIFY.noKey, context);
      const kept = await keptGiven(asked);
      const result = await verifyLog(source, { keys, kept, progress: progressOf(context) });
      const keyFrom = given === undefined ? "log" : "given";
      out(asked.flags.has("json") ? `${JSON.stringify({ ...result, keyFrom })}\n` : inWords(result, keyFrom, language));
      return result.ok ? 0 : 1;
    } catch (error) {
      if (!(error instanceof LogFault)) throw error;
      err(`${error.words[language]}\n`);
      return 2;
    }
  },
};

/** The checkpoints that were named; a file of the name is read whole. */
async function keptGiven({ repeated }: Arguments): Promise<KeptCheckpoint[]> {
  const kept: KeptCheckpoint[] = [];
  for (const file of repeated["checkpoint"] ?? []) kept.push({ name: basename(file), bytes: await readFile(file) });
  return kept;
}

/** The log in the database that is here: as an outsider sees it, and between its tables. */
async function verifyHere(asked: Arguments, context: CommandContext): Promise<number> {
  const { language, out } = context;
  if (asked.given["key"] !== undefined || asked.given["token"] !== undefined) return refuse(VERIFY.notHere, context);
  const settings = context.settings();
  if (settings === undefined) return 2;
  const file = join(keptAt(settings).folder, CHECKPOINT_FILE);
  const beside = await readIfThere(file);
  const kept = [...(beside === undefined ? [] : [{ name: file, bytes: beside }]), ...(await keptGiven(asked))];
  const records = await context.records({ keep: false });
  if (records === undefined) return 2;
  try {
    const { desk } = records;
    const result = await verifyStored(desk.database.kysely, { keys: desk.keys, kept, progress: progressOf(context) });
    out(
      asked.flags.has("json") ? `${JSON.stringify({ ...result, keyFrom: "ring" })}\n` : hereInWords(result, language),
    );
    return result.ok ? 0 : 1;
  } finally {
    await records.close();
  }
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function hereInWords(result: StoredVerification, language: Language): string {
  const { ok, size, root, signedBy, findings, stored, more, sealed } = result;
  const lines = [
    fill(VERIFY[ok ? "whole" : "tampered"][language], { size, root, signers: signedBy.join(", ") }),
    ...[...findings, ...stored].map(({ code, words }) => `  [${code}] ${words[language]}`),
    ...(more ? [VERIFY.more[language]] : []),
    fill(VERIFY.sealed[language], sealed),
    VERIFY.ownKey[language],
  ];
  return `${lines.join("\n")}\n`;
}

function refuse(words: Words, { err, language }: CommandContext): number {
  err(`${words[language]}\nyakusoku ${verifyCommand.usage}\n`);
  return 2;
}

/** The key that lies beside a log; over HTTP it has to be brought along. */
async function keysBeside(source: LogSource, isAddress: boolean): Promise<VerifierKey[]> {
  const written = isAddress ? undefined : await source.key();
  return written === undefined ? [] : readKeys(written, KEY_FILE);
}

/** A key as it is written, or the file that holds it. */
async function keysGiven(given: string): Promise<VerifierKey[]> {
  return /^[^+]+\+[0-9a-f]{8}\+/.test(given) ? readKeys(given, given) : readKeys(await readFile(given, "utf8"), given);
}

/** One key a line: a log whose key was renewed has more than one. */
function readKeys(written: string, name: string): VerifierKey[] {
  return written
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      try {
        return parseVerifierKey(line);
      } catch (error) {
        if (error instanceof LogFault) throw new LogFault(VERIFY.badKey, { name, why: error.words });
        throw error;
      }
    });
}

function progressOf({ terminal, err, language }: CommandContext): (done: number, size: number) => void {
  let said = 0;
  return (done, size) => {
    if (terminal === undefined || done - said < STEP) return;
    said = done;
    err(`${fill(VERIFY.progress[language], { done, size })}\n`);
  };
}

function inWords(result: Verification, keyFrom: "log" | "given", language: Language): string {
  const { ok, size, root, signedBy, kept, findings } = result;
  const lines = [
    fill(VERIFY[ok ? "whole" : "tampered"][language], { size, root, signers: signedBy.join(", ") }),
    ...findings.map(({ code, words }) => `  [${code}] ${words[language]}`),
    kept.given === 0 ? VERIFY.noneKept[language] : fill(VERIFY.kept[language], kept),
    ...(keyFrom === "log" ? [fill(VERIFY.sameHands[language], { file: KEY_FILE })] : []),
  ];
  return `${lines.join("\n")}\n`;
}
