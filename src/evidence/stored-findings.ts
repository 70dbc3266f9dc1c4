import { fillWords, type Words } from "../wire/index.ts";

/** What can be seen in the database only: between its tables, and in what is sealed beside the events. */
const FINDINGS = {
  unplaced: {
    ja: "イベント「{event}」は、あとから差し込まれています。この時期のイベントはすでに順序が決まっていますが、その中にありません。",
    en: "The event {event} was put in afterwards: events of its time have their place in the tree, and it has none.",
  },
  gone: {
    ja: "{index} 番のイベント「{event}」が、データベースから取り除かれています。",
    en: "Event {index} ({event}) was taken out of the database.",
  },
  gap: {
    ja: "{index} 番の葉がありません。",
    en: "The leaf {index} is not there.",
  },
  cut: {
    ja: "{index} 番から後の葉がありません。",
    en: "From {index} on the leaves are not there.",
  },
  misplaced: {
    ja: "{index} 番の葉「{event}」は、記録された順に並んでいません。ここで差し込まれたか、入れ替えられています。",
    en: "The leaf {index} ({event}) does not stand in the order of recording: something was put in or moved here.",
  },
  columns: {
    ja: "イベント「{event}」の表示用の列（識別子・種類・日時・ハッシュのどれか）が、署名された本文と違います。",
    en: "A column of the event {event} (identifier, kind, instant or hash) differs from the entry that is signed.",
  },
  "secret-missing": {
    ja: "イベント「{event}」の暗号化された値が、行ごとなくなっています。",
    en: "The row with the sealed values of the event {event} is gone.",
  },
  "secrets-unaccounted": {
    ja: "人についてのイベントのうち {missing} 件で、暗号化された値が行ごとなくなっています。人の消去でなくなったのは {erased} 件までです。",
    en: "Of events about people, {missing} have lost the row with their sealed values; erasures of people took away {erased} at most.",
  },
  "secret-damaged": {
    ja: "イベント「{event}」の暗号化された値が開きません。{why}",
    en: "The sealed values of the event {event} do not open. {why}",
  },
  "secret-differs": {
    ja: "イベント「{event}」の暗号化された値「{name}」が、署名された本文のコミットメントに合いません。",
    en: "The sealed value “{name}” of the event {event} does not fit the commitment in the entry.",
  },
} as const satisfies Record<string, Words>;

export type StoredFindingCode = keyof typeof FINDINGS;

/** Something wrong between the tables of the database. */
export interface StoredFinding {
  readonly code: StoredFindingCode;
  /** `evt_…`; undefined where only its place is known. */
  readonly event: string | undefined;
  /** Its place in the tree, where it has one. */
  readonly index: number | undefined;
  readonly words: Words;
}

export function storedFinding(
  code: StoredFindingCode,
  {
    event,
    index,
    ...values
  }: {
    readonly event?: string;
    readonly index?: number;
    readonly name?: string;
    readonly why?: Words;
    readonly missing?: number;
    readonly erased?: number;
  },
): StoredFinding {
  const words = fillWords(FINDINGS[code], { event: event ?? "?", index: index ?? "?", ...values });
  return { code, event, index, words };
}
