import type { Article } from "../law/index.ts";
import { fillWords, type Words } from "../wire/index.ts";

/**
 * How much a finding weighs. `error`: the pack cannot run. `law`: the Act asks for something else.
 * `policy`: the policy breaks a promise of its own. `advice`: lawful, and better otherwise.
 */
export const SEVERITIES = ["error", "law", "policy", "advice"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A place in a pack: lines and columns count from 1, columns in UTF-16 units as editors count them. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Diagnostic extends Place {
  /** What was found: the code of a reading error, or the id of a check rule. */
  readonly rule: string;
  readonly severity: Severity;
  readonly article?: Article;
  readonly clause?: string;
  readonly message: Words;
}

const READING = {
  "not-utf8": {
    ja: "UTF-8 として読めません（{offset} バイト目）。UTF-8 で保存し直してください。",
    en: "This is not UTF-8 (byte {offset}). Save the file as UTF-8.",
  },
  "file-too-large": {
    ja: "ファイルが大きすぎます。1 ファイルは {limit} バイトまでです。内容を分けてください。",
    en: "The file is too large. The limit is {limit} bytes. Split it.",
  },
  "too-many-files": {
    ja: "ファイルが多すぎます（{count} 個）。{limit} 個までにまとめてください。",
    en: "There are too many files ({count}; the limit is {limit}). Join some.",
  },
  "no-files": {
    ja: "読み込む YAML ファイルがありません。版のフォルダーに .yaml ファイルを置いてください。",
    en: "There is no YAML file to read. Put .yaml files into the folder of the version.",
  },
  "yaml-syntax": {
    ja: "YAML の書き方が崩れています（{said}）。字下げ・コロン・引用符を確かめてください。",
    en: "The YAML breaks off here ({said}). Check indentation, colons and quotes.",
  },
  "yaml-alias": {
    ja: "アンカーとエイリアス（& と *）は使えません。itemSets か mirrors を使うか、書き下してください。",
    en: "Anchors and aliases (& and *) are not allowed. Use itemSets or mirrors, or write it out.",
  },
  "yaml-tag": {
    ja: "タグ（!）は使えません。タグを消してください。",
    en: "Tags (!) are not allowed. Remove the tag.",
  },
  "too-deep": {
    ja: "入れ子が深すぎます。{limit} 段までにしてください。",
    en: "This is nested too deeply. {limit} levels are allowed.",
  },
  "duplicate-key": {
    ja: "「{key}」は同じところに 2 回書かれています。どちらかを消すか、名前を変えてください。",
    en: "“{key}” stands here twice. Remove one, or rename it.",
  },
  "declared-twice": {
    ja: "「{key}」は {file}:{line} でも定義されています。どちらかを消すか、名前を変えてください。",
    en: "“{key}” is also declared at {file}:{line}. Remove one, or rename it.",
  },
  "not-a-map": {
    ja: "ファイルの一番上には節（items、people など）を並べます（いまは{given}です）。",
    en: "A file holds sections (items, people …) at its top, not {given}.",
  },
  "unknown-section": {
    ja: "「{key}」という節はありません。{hint}",
    en: "There is no section “{key}”. {hint}",
  },
  "missing-section": {
    ja: "「{key}」の節がどのファイルにもありません。書き足してください。",
    en: "No file has the section “{key}”. Add it.",
  },
} as const satisfies Record<string, Words>;

export type ReadingCode = keyof typeof READING;
export const READING_CODES = Object.keys(READING);

/** What keeps versions from standing in one pack. */
const PACK = {
  "other-pack": {
    ja: "この版は「{id}」のものですが、同じフォルダーの {file}:{line} は「{other}」のものです。別のポリシーなら別のフォルダーに分け、同じなら id をそろえてください。",
    en: "This version is of “{id}”, and the one at {file}:{line} in the same folder is of “{other}”. Give another policy a folder of its own; where it is the same one, write the same id.",
  },
  "version-named-twice": {
    ja: "版「{version}」は {file}:{line} にもあります。どちらの版か分からなくなるので、片方の version を変えてください。",
    en: "There is another version “{version}” at {file}:{line}, and nobody could tell them apart. Change one of them.",
  },
  "in-force-on-one-day": {
    ja: "{date} に効力が生じる版は {file}:{line} にもあります。その日からどちらに従うか決まらないので、片方の inForceFrom を変えてください。",
    en: "Another version, at {file}:{line}, comes into force on {date} too, so that nothing says which one holds from that day. Change one of them.",
  },
} as const satisfies Record<string, Words>;

type PackCode = keyof typeof PACK;

/** An error of a pack as a whole, at a place of the version that does not fit the others. */
export function packError(
  code: PackCode,
  place: Place,
  values: Readonly<Record<string, string | number | Words>>,
): Diagnostic {
  return { rule: code, severity: "error", ...place, message: fillWords(PACK[code], values) };
}

/** An error found while reading: always of severity `error`. */
export function readingError(
  code: ReadingCode,
  place: Place,
  values: Readonly<Record<string, string | number | Words>> = {},
): Diagnostic {
  return { rule: code, severity: "error", ...place, message: fillWords(READING[code], values) };
}

/** In the order in which a person mends them: by file, line, column, then rule. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  return compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
