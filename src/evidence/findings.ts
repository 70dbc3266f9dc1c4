import { fillWords, type Words } from "../wire/index.ts";

/** An event as it stands in the log. Indices count from 0. */
export interface Standing {
  readonly index: number;
  /** Of the event's JSON, where it can be read as one. */
  readonly id?: string;
  readonly kind?: string;
  /** Its leaf hash, hexadecimal. */
  readonly leaf: string;
}

/** What is wrong with a log, the events from index `from` to before `to` where it can be said. */
export interface Finding {
  readonly code: FindingCode;
  readonly from?: number;
  readonly to?: number;
  /** What stands at `from`. */
  readonly found?: Standing;
  /** The leaf hash that should stand at `from`, hexadecimal. */
  readonly expected?: string;
  /** The kept checkpoint that shows it, by the name it was given with. */
  readonly checkpoint?: string;
  readonly words: Words;
}

const FINDINGS = {
  checkpoint: {
    ja: "ログのチェックポイントを確かめられません。{why}",
    en: "The checkpoint of the log does not hold. {why}",
  },
  origin: {
    ja: "チェックポイントは別のログ「{found}」のものです（「{expected}」のはずです）。",
    en: "The checkpoint is of another log, “{found}”, and not of “{expected}”.",
  },
  changed: {
    ja: "{from} 番のイベントが書き換えられています。いまあるのは{found}で、葉ハッシュは {leaf} です。正しくは {expected} です。",
    en: "Event {from} was changed: {found} stands there, with leaf hash {leaf}; it should be {expected}.",
  },
  "changed-range": {
    ja: "{range}のイベントが書き換えられています。{from} 番にいまあるのは{found}で、葉ハッシュは {leaf} です。正しくは {expected} です。",
    en: "Events {from} to {last} were changed: at {from} stands {found}, with leaf hash {leaf}; it should be {expected}.",
  },
  removed: {
    ja: "{from} 番にあった {count}件のイベントが取り除かれ、後ろが詰められています。葉ハッシュ {expected} のイベントがあるはずの所に、いまは{found}があります。",
    en: "{count} taken out at {from}, and the rest moved up: where the event with leaf hash {expected} should stand, {found} does.",
  },
  inserted: {
    ja: "{from} 番に {count}件のイベントが差し込まれ、後ろがずれています。差し込まれたのは{found}（葉ハッシュ {leaf}）です。",
    en: "{count} put in at {from}, and the rest moved down: {found}, with leaf hash {leaf}, does not belong there.",
  },
  reordered: {
    ja: "{range}のイベントの順序が入れ替えられています。{from} 番にいまあるのは{found}で、正しくは葉ハッシュ {expected} のイベントです。",
    en: "Events {from} to {last} are in another order: at {from} stands {found}, where the event with leaf hash {expected} should.",
  },
  truncated: {
    ja: "{from} 番から後のイベント {count}がありません。チェックポイントは {size}あるとしています。",
    en: "From {from} on the log ends: {count} missing of the {size} that its checkpoint counts.",
  },
  missing: {
    ja: "{range}のイベントのファイルがありません。",
    en: "The file with {range} is not there.",
  },
  unreadable: {
    ja: "{from} 番のイベントのところで、ファイルの形が壊れています。そこから先のイベントを切り分けられません。",
    en: "At event {from} its file is broken: what follows cannot be told apart into events.",
  },
  "tile-missing": {
    ja: "ハッシュのファイル {path} がないか、長さが違います。イベント {range}に当たります。",
    en: "The file of hashes {path} is not there, or not as long as it should be; it belongs to {range}.",
  },
  "tile-wrong": {
    ja: "ハッシュのファイル {path} が書き換えられています（イベント {range}）。イベントそのものは署名されたルートに合っています。",
    en: "The file of hashes {path} was changed ({range}). The events themselves fit the signed root.",
  },
  rewritten: {
    ja: "{range}のどこかで、イベントがハッシュとともに書き換えられています。その上の段のハッシュは署名されたルートに合っています。",
    en: "Somewhere among {range}, events were changed together with their hashes: the hash above them still fits the signed root.",
  },
  root: {
    ja: "イベントのルートは {found} で、署名された {expected} と違います。{range}のどこかが変えられています。",
    en: "The root of these events is {found}, and not {expected} as signed: something among {range} is not as it was.",
  },
  fork: {
    ja: "以前のチェックポイント「{checkpoint}」（{size}）は、もうこのログの先頭部分ではありません。署名のあとに、{range}のどこかが書き換えられています。",
    en: "The kept checkpoint “{checkpoint}” (of {size}) is no longer the beginning of this log: after it was signed, something among {range} was rewritten.",
  },
  "older-copy": {
    ja: "以前のチェックポイント「{checkpoint}」には {kept}とありますが、ログには {size}しかありません。古い控えに戻されたか、{from} 番から後が失われています。",
    en: "The kept checkpoint “{checkpoint}” counts {kept}, and the log only {size}: an older copy was put back, or what came from {from} on was lost.",
  },
  "kept-checkpoint": {
    ja: "以前のチェックポイント「{checkpoint}」は、このログの鍵で確かめられません。{why} 別のログのものか、ログの鍵が取り替えられています。",
    en: "The kept checkpoint “{checkpoint}” does not hold by the key of this log. {why} It is of another log, or the log’s key was exchanged.",
  },
} as const satisfies Record<string, Words>;

export type FindingCode = Exclude<keyof typeof FINDINGS, "changed-range">;

const EVENTS = {
  one: { ja: "1 ", en: "1 event was" },
  many: { ja: "{given} ", en: "{given} events were" },
} as const satisfies Record<string, Words>;
const COUNTED = {
  one: { ja: "1 件", en: "1 event" },
  many: { ja: "{given} 件", en: "{given} events" },
} as const satisfies Record<string, Words>;
const RANGE = {
  one: { ja: "{from} 番", en: "event {from}" },
  many: { ja: "{from} 番から {last} 番まで", en: "events {from} to {last}" },
} as const satisfies Record<string, Words>;
const ENTRY: Words = { ja: "イベントの形でないもの", en: "something that is no event" };
const NAMED: Words = { ja: "「{name}」", en: "“{name}”" };
const ROOT_DIGITS = 16;

/** What a finding is made of; `values` are the marks of its words that are not among the rest. */
export type Found = Omit<Finding, "words"> & {
  readonly values?: Readonly<Record<string, string | number | Words>>;
};

/** Puts a finding into words. */
export function inWords({ values, ...finding }: Found): Finding {
  const { code, from = 0, to = 0, found, expected, checkpoint = "" } = finding;
  const template = code === "changed" && to - from > 1 ? FINDINGS["changed-range"] : FINDINGS[code];
  const count = to - from;
  const words = fillWords(template, {
    from,
    last: Math.max(from, to - 1),
    range: fillWords(count <= 1 ? RANGE.one : RANGE.many, { from, last: to - 1 }),
    checkpoint,
    found: found === undefined ? ENTRY : name(found),
    leaf: short(found?.leaf ?? ""),
    expected: short(expected ?? ""),
    count: code === "truncated" ? countOf(count) : fillWords(count === 1 ? EVENTS.one : EVENTS.many, { given: count }),
    ...values,
  });
  return { ...finding, words: { ja: words.ja.trim(), en: words.en.trim() } };
}

/** So many events, in words. */
export function countOf(given: number): Words {
  return fillWords(given === 1 ? COUNTED.one : COUNTED.many, { given });
}

/** A hash as people compare it at sight; the whole of it stands in the data. */
export function short(hash: string): string {
  return hash.length > ROOT_DIGITS ? `${hash.slice(0, ROOT_DIGITS)}…` : hash;
}

function name({ id, kind }: Standing): Words {
  if (id === undefined && kind === undefined) return ENTRY;
  return fillWords(NAMED, { name: [kind, id].filter((part) => part !== undefined).join(" ") });
}
