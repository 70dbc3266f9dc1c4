import { ACCESS_MIGRATIONS } from "../access/index.ts";
import { NothingKeptError, openRecords, type Records } from "../act/index.ts";
import { LockedError, type Migration, SchemaError, SealError } from "../database/index.ts";
import type { Comparison } from "../evidence/index.ts";
import type { Settings } from "../settings/index.ts";
import { SHEET_MIGRATIONS } from "../sheets/index.ts";
import { errorName } from "../telemetry/index.ts";
import { CLAMD, openUploads, UPLOAD_JOBS, UPLOAD_MIGRATIONS } from "../uploads/index.ts";
import { fill, type Language, type Words } from "../wire/index.ts";
import type { CommandContext, Room } from "./index.ts";
import { DATA_FOLDER, DATABASE_URL } from "./settings.ts";

const WORDS = {
  noDatabase: {
    ja: "データベース（{what}）を開けません: {why}。DATABASE_URL と、サーバーが動いているかを確かめてください。",
    en: "The database ({what}) cannot be opened: {why}. Check DATABASE_URL, and whether the server runs.",
  },
  shorter: {
    ja: "記録が失われています。{at} の時点でイベントは {known} 件ありましたが、データベースには {found} 件しかありません（最後のイベントは {last}）。停電か、古いバックアップの復元が考えられます。",
    en: "Events were lost. At {at} the log counted {known}; the database holds {found} (the last of {last}). A power cut or an older backup does this.",
  },
  other: {
    ja: "記録が入れ替わっています。{at} の時点で署名された {known} 件のイベントは、データベースにある {found} 件の先頭部分ではありません。",
    en: "The log is another one. The {known} events that were signed at {at} are not the beginning of the {found} in the database.",
  },
  reopened: {
    ja: "前の世代「{origin}」は続けず、新しい世代を始めました。失われたことは、その記録にも残してあります。前のチェックポイントを手元にお持ちなら、捨てずに残してください。",
    en: "The generation “{origin}” was not gone on with: the next one was opened, and says what was lost. Keep whatever earlier checkpoints you have.",
  },
  unsigned: {
    ja: "データのフォルダーにあったチェックポイントは、この鍵で署名されたものではありません（{why}）。「{movedTo}」に移しました。",
    en: "The checkpoint in the data folder was not signed by the keys that are here ({why}). It was moved to {movedTo}.",
  },
  droppedAgain: {
    ja: "破棄したはずのデータ鍵 {count} 個が戻っていたので、もう一度破棄しました。",
    en: "Data keys that had been shredded were there again ({count}), and were dropped.",
  },
  failing: {
    ja: "証跡のログを書けません: {why}。記録は残っており、書けるまで試し続けます。",
    en: "The evidence log cannot be kept: {why}. Events are recorded; it is tried again until it works.",
  },
  nothing: { ja: "なし", en: "none" },
} as const satisfies Record<string, Words>;

/** Where what is kept stands: the data folder, and the database server where there is one. */
export function keptAt(settings: Settings): { readonly folder: string; readonly url: string | undefined } {
  return { folder: settings.get(DATA_FOLDER), url: settings.get(DATABASE_URL) };
}

export interface Opening {
  /** False only to look at it: the log is not gone on with. */
  readonly keep?: boolean;
  /** False where other processes keep the log. */
  readonly sequence?: boolean;
  /** Told how long each statement took, in seconds. */
  readonly queried?: (seconds: number) => void;
  /** Said besides, where another process has it. */
  readonly whileLocked?: Words;
  /** Where nothing is kept yet this is called, and nothing is said. */
  readonly ifNothing?: () => void;
}

/** The tables of all rooms. */
export function migrationsOf(rooms: readonly Room[]): readonly Migration[] {
  return [
    ...ACCESS_MIGRATIONS,
    ...UPLOAD_MIGRATIONS,
    ...SHEET_MIGRATIONS,
    ...rooms.flatMap((room) => room.migrations ?? []),
  ];
}

/**
 * Opens what is kept. Where it cannot be, says why on `err` and gives undefined; says as well what was found to be lost. Whoever opens
 * it closes it.
 */
export async function openKept(
  { clock, ids, settings: readAll, log: logOf, err, language, rooms }: Omit<CommandContext, "records">,
  { keep = true, sequence, queried, whileLocked, ifNothing }: Opening = {},
): Promise<Records | undefined> {
  const settings = readAll();
  if (settings === undefined) return undefined;
  const { folder, url } = keptAt(settings);
  const clamd = settings.get(CLAMD);
  const log = logOf();
  let failing = "";
  try {
    const records = await openRecords({
      folder,
      url,
      clock,
      ids,
      keep,
      sequence,
      queried,
      log,
      migrations: migrationsOf(rooms),
      reactions: rooms.flatMap((room) => room.reactions ?? []),
      jobs: [...UPLOAD_JOBS, ...rooms.flatMap((room) => room.jobs ?? [])],
      settle: [openUploads({ folder, clamd }), ...rooms.flatMap((room) => room.settle ?? [])],
      failed: (error) => {
        const why = hasWords(error) ? error.words[language] : errorName(error);
        // Once: it is tried every second.
        if (why !== failing) log.error("evidence.failed", { says: fill(WORDS.failing[language], { why }) });
        failing = why;
      },
    });
    for (const line of sayKept(records, language)) err(`${line}\n`);
    return records;
  } catch (error) {
    if (error instanceof NothingKeptError && ifNothing !== undefined) {
      ifNothing();
    } else if (hasWords(error)) {
      err(`${error.words[language]}\n`);
      if (error instanceof LockedError && whileLocked !== undefined) err(`${whileLocked[language]}\n`);
    } else {
      // Of a URL only the host: it may hold a password.
      const what = url === undefined ? folder : (URL.parse(url)?.host ?? "DATABASE_URL");
      err(`${fill(WORDS.noDatabase[language], { what, why: whyOf(error, language) })}\n`);
    }
    return undefined;
  }
}

function hasWords(error: unknown): error is Error & { readonly words: Words } {
  return [LockedError, SchemaError, SealError, NothingKeptError].some((kind) => error instanceof kind);
}

function whyOf(error: unknown, language: Language): string {
  if (hasWords(error)) return error.words[language];
  return error instanceof Error ? error.message : String(error);
}

function sayKept({ kept, droppedAgain }: Pick<Records, "kept" | "droppedAgain">, language: Language): string[] {
  return [
    ...sayComparison(kept, language),
    ...(droppedAgain === 0 ? [] : [fill(WORDS.droppedAgain[language], { count: droppedAgain })]),
  ];
}

function sayComparison(kept: Comparison, language: Language): string[] {
  if (kept.outcome === "unsigned") {
    return [fill(WORDS.unsigned[language], { why: kept.why[language], movedTo: kept.movedTo })];
  }
  if (kept.outcome !== "lost") return [];
  const { known, found } = kept.loss;
  const values = {
    known: known.size,
    found: found.size,
    at: inJapan(known.at),
    last: found.last === undefined ? WORDS.nothing[language] : inJapan(found.last),
  };
  return [
    fill(WORDS[found.shorter ? "shorter" : "other"][language], values),
    fill(WORDS.reopened[language], { origin: known.origin }),
  ];
}

function inJapan(at: Temporal.Instant): string {
  return at.toString({ timeZone: "Asia/Tokyo", smallestUnit: "second" });
}
