import type { EditionWords, Words } from "../wire/index.ts";

export const PRODUCT: Words = { ja: "約束 Yakusoku", en: "約束 Yakusoku" };

export const WORDS = {
  skip: { ja: "本文へ進む", en: "Skip to the content", "ja-simple": "本文（ほんぶん）へ" },
  mainMenu: { ja: "メニュー", en: "Menu", "ja-simple": "メニュー" },
  language: { ja: "表示言語", en: "Language", "ja-simple": "ことば" },
  api: { ja: "プログラムから使う（API）", en: "For programs (API)", "ja-simple": "プログラムから 使う（API）" },
  about: { ja: "この文書について", en: "About this document", "ja-simple": "この 文書（ぶんしょ）について" },
  atTheMachine: { ja: "この端末から利用中", en: "At this machine" },
  accountOf: { ja: "{name} さんのアカウント", en: "Account of {name}" },
  signOut: { ja: "サインアウト", en: "Sign out" },
  step: { ja: "{of}問のうち{step}問目", en: "Step {step} of {of}" },
  errorHeading: { ja: "次の点を確かめてください", en: "Please check the following" },
  law: { ja: "法律", en: "Law" },
  policy: { ja: "ポリシー", en: "Policy" },
  clause: { ja: "条項 {clause}", en: "Clause {clause}", "ja-simple": "{clause}" },
  status: { ja: "状態コード {status}", en: "Status {status}" },
  problems: { ja: "エラーの一覧", en: "What can go wrong" },
  problemsLead: {
    ja: "エラーが返るときは、このどれかです。名前を選ぶと、意味と直し方をご覧になれます。",
    en: "Every error that is returned is one of these. Choose one to read what it means and how to mend it.",
  },
  problemMeaning: { ja: "意味と直し方", en: "What it means, and how to mend it" },
  problemBlanks: {
    ja: "「…」には、そのときの値が入ります。",
    en: "“…” stands for a value of the case at hand.",
  },
  problemCode: { ja: "名前", en: "Name" },
  toStart: { ja: "最初のページへ", en: "Go to the first page" },
  allProblems: { ja: "エラーの一覧へ", en: "See everything that can go wrong" },
  requestNumber: { ja: "お問い合わせ番号", en: "Number to give the operator" },
} as const satisfies Record<string, Words | EditionWords>;
