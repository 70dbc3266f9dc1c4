import type { Words } from "../wire/index.ts";
import type { ClauseChange, Run } from "./comparison.ts";

/** What the history of a policy and the comparison of two versions say. */
export const VERSION_WORDS = {
  history: { ja: "改定の記録", en: "Revisions" },
  historyLead: {
    ja: "このポリシーのすべての版です。新しいものが上にあります。",
    en: "Every version of this policy, newest first.",
  },
  toHistory: { ja: "改定の記録を見る", en: "See every revision" },
  version: { ja: "{date}の版", en: "Version of {date}" },
  state: { ja: "状態", en: "State" },
  inForce: { ja: "いま使われている版", en: "In force now" },
  notYet: { ja: "まだ効力がありません", en: "Not in force yet" },
  superseded: { ja: "もう使われていません", en: "No longer in force" },
  from: { ja: "効力が始まる日", en: "In force from" },
  fingerprint: { ja: "指紋", en: "Fingerprint" },
  read: { ja: "{date}の版を読む", en: "Read the version of {date}" },
  compareWith: { ja: "{date}の版から変わったところ", en: "What changed since the version of {date}" },
  first: { ja: "ここにある最初の版です。", en: "The first version that is here." },
  chooseTitle: { ja: "2つの版を比べる", en: "Compare two versions" },
  chooseFrom: { ja: "もとの版", en: "Earlier version" },
  chooseTo: { ja: "比べる版", en: "Later version" },
  chooseNone: { ja: "選んでください", en: "Choose one" },
  choose: { ja: "変わったところを見る", en: "Show what changed" },
  compare: { ja: "{from}の版と{to}の版の違い", en: "What changed from {from} to {to}" },
  counts: {
    ja: "変わった条項 {changed}、加わった条項 {added}、なくなった条項 {removed}、変わらない条項 {same}。",
    en: "Changed: {changed}. Added: {added}. Removed: {removed}. Unchanged: {same}.",
  },
  howToRead: {
    ja: "加わったことばには下線を、なくなったことばには取り消し線を引いています。",
    en: "Words that came in are underlined; words that are gone are struck through.",
  },
  whatIsCompared: {
    ja: "比べているのは、条項の文と、条項にかかわる人・項目・相手・渡し方・会社・窓口です。見出しと、読み方の理由の書き換えは含みません。",
    en: "Compared are the words of each clause, and the people, items, recipients, ways of handing over, companies and windows under it. Headings, and the reasons given for a reading, are not.",
  },
  nothing: { ja: "条項に違いはありません。", en: "No clause differs." },
  list: { ja: "違いのある条項", en: "The clauses that differ" },
  clauses: { ja: "条項ごとの違い", en: "Clause by clause" },
  unchanged: {
    ja: "変わらない条項 {count}（{first}から{last}まで）",
    en: "{count} unchanged clauses, {first} to {last}",
  },
  unchangedOne: { ja: "変わらない条項 {clause}", en: "Unchanged: clause {clause}" },
  readClause: { ja: "{date}の版で条項 {clause} を読む", en: "Read clause {clause} in the version of {date}" },
  asked: { ja: "この変更に法律が求めること", en: "What the Act asks of this change" },
  opens: { ja: "［{mark}：", en: " [{mark}: " },
  closes: { ja: "］", en: "] " },
} as const satisfies Record<string, Words>;

export const CHANGE_WORDS: Readonly<Record<Exclude<ClauseChange["state"], "same">, Words>> = {
  added: { ja: "加わった条項", en: "Added" },
  removed: { ja: "なくなった条項", en: "Removed" },
  changed: { ja: "変わった条項", en: "Changed" },
};

/** What a screen reader says around words that are marked. */
export const MARK_WORDS: Readonly<Record<Exclude<Run["mark"], "same">, Words>> = {
  added: { ja: "追加", en: "added" },
  removed: { ja: "削除", en: "removed" },
};
