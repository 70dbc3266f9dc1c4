import { fillWords, type Words } from "../../wire/index.ts";
import { IDENTIFIER_KINDS, type IdentifierKind } from "./kind.ts";

/*
 * Why a text is no identifier of its kind: what, in which field, and how to mend it. A sentence never repeats the text, because
 * sentences reach logs and screens of others; it names one character at most.
 */
const REFUSALS = {
  empty: {
    ja: "「{kind}」が空です。入力してください。",
    en: "The {kind} is empty. Fill it in.",
  },
  "too-long": {
    ja: "「{kind}」が長すぎます。{limit}文字までにしてください。",
    en: "The {kind} is too long. Keep it to {limit} characters.",
  },
  "broken-text": {
    ja: "「{kind}」に文字化けか制御文字があります。打ち直してください。",
    en: "The {kind} holds garbled or control characters. Type it anew.",
  },
  "private-character": {
    ja: "「{kind}」に外字があります。外字はほかの機械では別の字になるため、標準の字で書いてください（例: 髙、﨑）。",
    en: "The {kind} holds a user-defined character (gaiji), which other machines read as another. Write it in a standard one.",
  },
  character: {
    ja: "「{kind}」に「{character}」は使えません。{hint}",
    en: "The {kind} cannot hold “{character}”. {hint}",
  },
  "no-letter": {
    ja: "「{kind}」に文字がありません。記号だけでは登録できません。",
    en: "The {kind} holds no letter. Marks alone are not enough.",
  },
  "my-number": {
    ja: "「{kind}」に個人番号（マイナンバー）と読める12桁の数字があります。番号法第20条により、ここに保管することはできません。削除してください。別の番号であれば、発行元の記号を付けて入力してください（例: K-番号）。",
    en: "The {kind} holds 12 digits that read as an individual number (“My Number”). Article 20 of the My Number Act forbids storing it here. Remove it. If it is another number, write it with a letter of its issuer before it (for example K-…).",
  },
  "email-form": {
    ja: "「{kind}」がメールアドレスの形になっていません。taro@example.jp の形で、1つだけ書いてください。",
    en: "The {kind} is not written as one. Write a single one like taro@example.jp.",
  },
  "email-domain": {
    ja: "「{kind}」の@より後ろが正しくありません。example.jp のようなドメイン名を確かめてください。",
    en: "What follows @ in the {kind} is no domain name. Check it; it looks like example.jp.",
  },
  "phone-extension": {
    ja: "「{kind}」に内線番号は書けません。内線を除き、外からかけられる番号だけを書いてください。",
    en: "The {kind} cannot hold an extension. Leave it out and write the number that can be called from outside.",
  },
  "phone-form": {
    ja: "「{kind}」として読めません。市外局番から1つだけ書いてください（例: 03-1234-5678）。海外の番号は + と国番号から書きます（例: +82 10-1234-5678）。",
    en: "The {kind} cannot be read. Write a single one with its area code (03-1234-5678), or one abroad from + and the country code (+82 10-1234-5678).",
  },
  "postal-code-form": {
    ja: "「{kind}」は7桁です。164-8622 の形で書いてください。",
    en: "The {kind} has seven digits. Write it like 164-8622.",
  },
  "room-number-missing": {
    ja: "「{kind}」に部屋番号がありません。建物名の後に書いてください（例: 見本ハイツ 101）。",
    en: "The {kind} lacks the room number. Write it after the building (for example Mihon Heights 101).",
  },
  "building-missing": {
    ja: "「{kind}」に建物名がありません。部屋番号の前に書いてください（例: 見本ハイツ 101）。",
    en: "The {kind} lacks the building. Write it before the room number (for example Mihon Heights 101).",
  },
  "municipality-missing": {
    ja: "「{kind}」に市区町村がありません。市区町村から書いてください（例: 中野区本町2-54-11）。",
    en: "The {kind} lacks the municipality. Begin with it (for example 中野区本町2-54-11).",
  },
  "date-form": {
    ja: "「{kind}」の書き方が違います。1975-03-05、1975年3月5日、昭和50年3月5日 のどれかで書いてください。",
    en: "The {kind} cannot be read. Write it like 1975-03-05, or with its era like 昭和50年3月5日 or S50.3.5.",
  },
  "no-such-date": {
    ja: "「{kind}」は暦にない日付です。月と日を確かめてください。",
    en: "The {kind} is no date of the calendar. Check month and day.",
  },
  "outside-era": {
    ja: "「{kind}」の年号が合いません。{era}は{first}から{last}までです。年号を確かめるか、西暦で書いてください。",
    en: "The era of the {kind} does not fit: {era} runs from {first} to {last}. Check the era, or write the Western year.",
  },
  "old-calendar": {
    ja: "「{kind}」が明治5年以前です。旧暦のため、西暦に直して書いてください。",
    en: "The {kind} lies before 明治6 (1873), when another calendar was used. Write it in the Western calendar.",
  },
  "future-date": {
    ja: "「{kind}」が今日より後です。年を確かめてください。",
    en: "The {kind} lies in the future. Check the year.",
  },
  "too-long-ago": {
    ja: "「{kind}」が130年より前です。年を確かめてください。",
    en: "The {kind} lies more than 130 years ago. Check the year.",
  },
  "part-too-short": {
    ja: "検索する「{kind}」が短すぎます。「ー」を除いて2文字以上、先頭からの検索なら1文字以上で入力してください。",
    en: "The part of the {kind} to search for is too short. Give two kana or more besides “ー”, or one where the search is from the start.",
  },
} as const satisfies Record<string, Words>;

export type RefusalCode = keyof typeof REFUSALS;

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly words: Words;
}

export type Outcome<Value> = { readonly ok: true; readonly value: Value } | Refusal;

export function refuse(
  kind: IdentifierKind,
  code: RefusalCode,
  values: Readonly<Record<string, string | number | Words>> = {},
): Refusal {
  return { ok: false, code, words: fillWords(REFUSALS[code], { kind: IDENTIFIER_KINDS[kind], ...values }) };
}

export function accept<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}
