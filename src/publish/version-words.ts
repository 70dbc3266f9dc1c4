import type { EditionWords } from "../wire/index.ts";
import type { ClauseChange, Run } from "./comparison.ts";

/** What the history of a policy and the comparison of two versions say. */
export const VERSION_WORDS = {
  history: { ja: "改定の記録", en: "Revisions", "ja-simple": "約束（やくそく）が いつ 変わったか" },
  historyLead: {
    ja: "このポリシーのすべての版です。新しいものが上にあります。",
    en: "Every version of this policy, newest first.",
    "ja-simple": "今までの 約束が 全部（ぜんぶ） あります。新しいものが 上に あります。",
  },
  toHistory: { ja: "改定の記録を見る", en: "See every revision", "ja-simple": "いつ 変わったかを 見る" },
  version: { ja: "{date}の版", en: "Version of {date}", "ja-simple": "{date}の 約束" },
  state: { ja: "状態", en: "State", "ja-simple": "今の ようす" },
  inForce: { ja: "いま使われている版", en: "In force now", "ja-simple": "今 使っている 約束です" },
  notYet: { ja: "まだ効力がありません", en: "Not in force yet", "ja-simple": "まだ 使っていません" },
  superseded: { ja: "もう使われていません", en: "No longer in force", "ja-simple": "もう 使っていません" },
  from: { ja: "効力が始まる日", en: "In force from", "ja-simple": "使いはじめる 日" },
  fingerprint: { ja: "指紋", en: "Fingerprint", "ja-simple": "見分ける 番号（指紋）" },
  read: { ja: "{date}の版を読む", en: "Read the version of {date}", "ja-simple": "{date}の 約束を 読む" },
  compareWith: {
    ja: "{date}の版から変わったところ",
    en: "What changed since the version of {date}",
    "ja-simple": "{date}の 約束から 変わったところ",
  },
  first: {
    ja: "ここにある最初の版です。",
    en: "The first version that is here.",
    "ja-simple": "ここにある 一番 古い 約束です。",
  },
  chooseTitle: { ja: "2つの版を比べる", en: "Compare two versions", "ja-simple": "2つの 約束を くらべる" },
  chooseFrom: { ja: "もとの版", en: "Earlier version", "ja-simple": "前の 約束" },
  chooseTo: { ja: "比べる版", en: "Later version", "ja-simple": "あとの 約束" },
  chooseNone: { ja: "選んでください", en: "Choose one", "ja-simple": "選（えら）んでください" },
  choose: { ja: "変わったところを見る", en: "Show what changed", "ja-simple": "変わったところを 見る" },
  compare: {
    ja: "{from}の版と{to}の版の違い",
    en: "What changed from {from} to {to}",
    "ja-simple": "{from}の 約束と {to}の 約束で ちがうところ",
  },
  counts: {
    ja: "変わった条項 {changed}、加わった条項 {added}、なくなった条項 {removed}、変わらない条項 {same}。",
    en: "Changed: {changed}. Added: {added}. Removed: {removed}. Unchanged: {same}.",
    "ja-simple": "変わった 約束 {changed}、新しい 約束 {added}、なくなった 約束 {removed}、同じ 約束 {same}。",
  },
  howToRead: {
    ja: "加わったことばには下線を、なくなったことばには取り消し線を引いています。",
    en: "Words that came in are underlined; words that are gone are struck through.",
    "ja-simple": "新しい ことばには 下に 線（せん）が あります。なくなった ことばには 上に 線が あります。",
  },
  whatIsCompared: {
    ja: "比べているのは、条項の文と、条項にかかわる人・項目・相手・渡し方・会社・窓口です。見出しと、読み方の理由の書き換えは含みません。",
    en: "Compared are the words of each clause, and the people, items, recipients, ways of handing over, companies and windows under it. Headings, and the reasons given for a reading, are not.",
    "ja-simple":
      "ふつうの 日本語の 文を くらべています。人、情報（じょうほう）、渡す 相手、渡し方、会社、聞くところも くらべています。",
  },
  nothing: { ja: "条項に違いはありません。", en: "No clause differs.", "ja-simple": "ちがう 約束は ありません。" },
  list: { ja: "違いのある条項", en: "The clauses that differ", "ja-simple": "ちがいが ある 約束" },
  clauses: { ja: "条項ごとの違い", en: "Clause by clause", "ja-simple": "1つずつの ちがい" },
  unchanged: {
    ja: "変わらない条項 {count}（{first}から{last}まで）",
    en: "{count} unchanged clauses, {first} to {last}",
    "ja-simple": "同じ 約束 {count}（{first}から {last}まで）",
  },
  unchangedOne: { ja: "変わらない条項 {clause}", en: "Unchanged: clause {clause}", "ja-simple": "同じ 約束 {clause}" },
  readClause: {
    ja: "{date}の版で条項 {clause} を読む",
    en: "Read clause {clause} in the version of {date}",
    "ja-simple": "{date}の 約束で {clause}を 読む",
  },
  asked: {
    ja: "この変更に法律が求めること",
    en: "What the Act asks of this change",
    "ja-simple": "この 変更（へんこう）で 法律（ほうりつ）が 求めること",
  },
  opens: { ja: "［{mark}：", en: " [{mark}: ", "ja-simple": "［{mark}：" },
  closes: { ja: "］", en: "] ", "ja-simple": "］" },
} as const satisfies Record<string, EditionWords>;

export const CHANGE_WORDS: Readonly<Record<Exclude<ClauseChange["state"], "same">, EditionWords>> = {
  added: { ja: "加わった条項", en: "Added", "ja-simple": "新しい 約束" },
  removed: { ja: "なくなった条項", en: "Removed", "ja-simple": "なくなった 約束" },
  changed: { ja: "変わった条項", en: "Changed", "ja-simple": "変わった 約束" },
};

/** What a screen reader says around words that are marked. */
export const MARK_WORDS: Readonly<Record<Exclude<Run["mark"], "same">, EditionWords>> = {
  added: { ja: "追加", en: "added", "ja-simple": "新しい" },
  removed: { ja: "削除", en: "removed", "ja-simple": "なくなった" },
};
