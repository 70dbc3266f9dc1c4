import type { Words } from "../wire/index.ts";

export const WORDS = {
  navigation: { ja: "約束の一覧", en: "Promises" },
  navigationSays: {
    ja: "条項の一つひとつについて、守られているか、守れていないおそれがあるか、まだ仕組みがないかを確かめられます。",
    en: "For every clause: whether it is kept, at risk or broken, or that nothing keeps it yet.",
  },
  title: {
    ja: "条項{count}件のうち、守られているもの{kept}件、守れていないもの{broken}件",
    en: "Of {count} clauses, {kept} are kept and {broken} are broken",
  },
  titleUnseen: {
    ja: "条項{count}件のうち、{kept}件に守る仕組みがあります",
    en: "{kept} of {count} clauses have a mechanism that keeps them",
  },
  lead: {
    ja: "{at}の時点で記録にあることから、条項ごとに確かめた結果です。起きたことは{since}から後を、終わっていないことは時期を問わず見ています。",
    en: "What the records of {at} show, clause by clause. What happened is looked at from {since} on; what is still open, however old it is.",
  },
  endOf: { ja: "{day}の終わり", en: "the end of {day}" },
  leadUnseen: {
    ja: "ここには記録がないので、守られているかどうかまでは確かめていません。",
    en: "Nothing is kept here, so whether they are kept was not looked at.",
  },
  ownWord: {
    ja: "これはこのソフトウェアが自分の記録を調べた結果です。記録されなかったことは見えません。",
    en: "This is what the software finds in its own records. What was never recorded cannot be seen.",
  },
  policy: { ja: "対象のポリシー", en: "The policy" },
  otherPolicies: { ja: "ほかのポリシー", en: "Other policies" },
  overview: { ja: "全体のようす", en: "At a glance" },
  day: { ja: "別の日の状態を見る", en: "See another day" },
  dayHint: {
    ja: "その日の終わりに記録にあったことで確かめます。その後に消した記録は数えられません。",
    en: "By what was on record at the end of that day. Records erased since cannot be counted.",
  },
  show: { ja: "表示する", en: "Show" },
  wrongDay: {
    ja: "「{given}」は日付として読めないか、まだ来ていない日です。今日までの日付を 2026-11-22 のように書いてください。",
    en: "“{given}” is no day, or one that has not come. Write a day up to today, as in 2026-11-22.",
  },
  wrongInstant: {
    ja: "「{given}」は日時として読めないか、まだ来ていません。2026-11-22 か 2026-11-22T09:00:00+09:00 のように書いてください。",
    en: "“{given}” is no day or instant, or has not come. Write it as in 2026-11-22 or 2026-11-22T09:00:00+09:00.",
  },
  clause: { ja: "条項", en: "Clause" },
  promise: { ja: "約束", en: "Promise" },
  state: { ja: "状態と仕組み", en: "State, and what keeps it" },
  partCount: { ja: "{count}件のうち{kept}件に仕組みがあります", en: "{kept} of {count} have a mechanism" },
  rest: { ja: "文書に置かれていない条項", en: "Clauses that the document does not set out" },
  kept: { ja: "守られています", en: "Kept" },
  "at-risk": { ja: "守れなくなるおそれがあります", en: "At risk" },
  broken: { ja: "守れていません", en: "Broken" },
  unobserved: { ja: "まだ確かめる材料がありません", en: "Unobserved" },
  "not-yet": { ja: "まだ仕組みがありません", en: "Not yet" },
  aspiration: { ja: "姿勢を述べたもの", en: "An attitude" },
  looked: { ja: "{says}: {count}", en: "{says}: {count}" },
  found: { ja: "{says}（{count}）", en: "{says} ({count})" },
  nothing: { ja: "{says}: この期間にはありません", en: "{says}: none in this time" },
  few: { ja: "5件未満", en: "under 5" },
  crowd: { ja: "{count}件以上", en: "{count} or more" },
  exact: { ja: "{count}件", en: "{count}" },
  due: { ja: "次の期限: {at}", en: "Next due: {at}" },
  wrong: { ja: "直すもの", en: "To be mended" },
  seeRecords: { ja: "記録を見る", en: "See the records" },
  seeEvents: { ja: "証跡を見る: {kind}", en: "See the evidence: {kind}" },
  wholeAt: {
    ja: "記録を扱う方には、件数をそのまま示しています。",
    en: "You have access to the records: counts are exact.",
  },
  roundedAt: {
    ja: "件数は、個人のことが分からないように丸めています。",
    en: "Counts are rounded, so that they tell nothing of a single person.",
  },
  without: {
    ja: "記録は見ていません。守る仕組みがあるかどうかだけを示します。",
    en: "The records were not looked at: this shows only what has a mechanism.",
  },
  whileLocked: {
    ja: "サーバーが動いている間は、約束の一覧のページをご覧になるか、--no-records を付けてください。",
    en: "While the server runs, see its page of promises, or add --no-records.",
  },
} as const satisfies Record<string, Words>;

/** What a mechanism is called where people read it; its name as the rooms claim it, where it has no other. */
export const MECHANISM_NAMES: Readonly<Record<string, Words>> = {
  decision: { ja: "判断", en: "Decision" },
  consent: { ja: "同意の記録", en: "Record of consent" },
  stop: { ja: "停止の求めへの対応", en: "Heeding of stops" },
  "exception-evidence": { ja: "例外の資料", en: "Evidence of exceptions" },
  "provision-record": { ja: "提供の記録", en: "Record of provision" },
  "receipt-record": { ja: "受領の記録", en: "Record of receipt" },
  telling: { ja: "提供先への連絡", en: "Telling recipients" },
  retention: { ja: "保存期間の管理", en: "Retention" },
  "evidence-log": { ja: "証跡のログ", en: "Evidence log" },
  "published-policy": { ja: "ポリシーの公表", en: "Published policy" },
};
