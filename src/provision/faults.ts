import { citation, isArticle } from "../law/index.ts";
import { fillWords, type Language, ProblemError, type Words } from "../wire/index.ts";

/* What a record is refused for beyond its form: by the law, or because something it names is not there. */

const FAULTS = {
  "no-party": {
    ja: "この提供先・提供元は記録にありません。先に登録してください。",
    en: "This party is not on record. Record it first.",
  },
  "no-person": {
    ja: "この人は記録にないか、消去されています。番号を確かめてください。",
    en: "This person is not on record, or was erased. Check the identifier.",
  },
  "person-needed": { ja: "誰のデータかを書いてください。", en: "Say whose data it is." },
  "person-named": {
    ja: "個人関連情報の提供の記録には本人を書きません（{article}）。person と principal を消してください。",
    en: "The record of personal-related information names no person ({article}). Take out person and principal.",
  },
  "principal-needed": {
    ja: "記録が要る提供です。本人が誰かを特定できる事項を書いてください（{article}）。",
    en: "A record is due: write what tells who the person is ({article}).",
  },
  "method-refused": {
    ja: "この方法では記録できません（{article}）。一件ずつ記録するか、条件を確かめてください。",
    en: "A record may not be made in this way ({article}). Record each by itself, or check the conditions.",
  },
  "no-series": {
    ja: "そのまとまりの記録はないか、保存期間を過ぎて閉じられています。新しく作ってください。",
    en: "There is no such series, or it was closed when its time ran out. Open a new one.",
  },
  "other-series": {
    ja: "このまとまりの記録は、別の事業者・相手・区分・根拠のものです。",
    en: "That series is of another operator, party, class or basis.",
  },
  "document-needed": {
    ja: "契約書などの番号を書いてください。",
    en: "Give the number of the contract or other document.",
  },
  "within-missing": {
    ja: "外国の提供先の体制に加えて、第27条の根拠を within に書いてください。",
    en: "Besides the system abroad, say in “within” what article 27 asks.",
  },
  "exception-missing": {
    ja: "どの例外にあたるか、根拠となる資料と承認した人を書いてください。",
    en: "Say which exception it is, what shows it and who let it happen.",
  },
  "exempt-missing": {
    ja: "第三者への提供にあたらない理由を exempt に書いてください。",
    en: "Say in “exempt” why it is no provision to a third party.",
  },
  "not-of-27": {
    ja: "提供の例外は第27条第1項の各号です。",
    en: "An exception for provision is an item of article 27(1).",
  },
  "in-the-future": { ja: "まだ来ていない日時です。", en: "That lies in the future." },
  "publication-needed": {
    ja: "オプトアウトで受け取ったときは、委員会が公表していることを書いてください（{article}）。",
    en: "For data that came by opt-out, write that the Commission published it ({article}).",
  },
  "not-a-fact": { ja: "事実として読めません。{hint}", en: "This cannot be read as a fact. {hint}" },
  "no-fact": { ja: "その事実は記録にないか、すでに終わっています。", en: "There is no such fact, or it has ended." },
  "not-abroad": {
    ja: "国内の提供先に、外国の提供先の確認はありません。",
    en: "A party in Japan has no check of a recipient abroad.",
  },
  "basis-needed": {
    ja: "体制が何に基づくか（契約・グループの規程・CBPR）を書いてください。",
    en: "Say what the measures rest on: contract, group-rules or cbpr.",
  },
  "not-public": {
    ja: "第16条第2項の機関は日本の機関です。国を JP にするか、種類を変えてください。",
    en: "Bodies of 16(2) are Japanese. Make the country JP, or choose another kind.",
  },
  "no-receipt": { ja: "その受領の記録はありません。", en: "There is no such receipt." },
  "no-telling": {
    ja: "その連絡は記録にないか、済んでいます。",
    en: "There is nothing to tell by that identifier, or it is done.",
  },
  "already-recorded": {
    ja: "同じ名前または番号の相手が記録にあります。",
    en: "A party with this number is on record already.",
  },
} as const satisfies Record<string, Words>;

export type FaultCode = keyof typeof FAULTS;

/** One thing wrong: where (JSON Pointer), what, and values of its words. An article is said as it is cited. */
export interface RecordFault {
  readonly pointer: string;
  readonly code: FaultCode;
  readonly article?: string | undefined;
  readonly hint?: Words | undefined;
}

/** @throws {ProblemError} `invalid-record` where there is any fault */
export function refuse(faults: readonly RecordFault[]): void {
  if (faults.length === 0) return;
  throw new ProblemError("invalid-record", { count: faults.length }, (language: Language) =>
    faults.map(({ pointer, code, article, hint }) => ({
      pointer,
      detail: fillWords(FAULTS[code], {
        article: article !== undefined && isArticle(article) ? citation(article) : (article ?? ""),
        hint: hint ?? { ja: "", en: "" },
      })[language].trim(),
    })),
  );
}
