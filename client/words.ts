/* What the client says itself; what the server says comes with its answers. */

export type Language = "ja" | "en";

const WORDS = {
  unreachable: {
    ja: "{url} から答えがありません（{attempts} 回試しました）。何も許可されていません。アドレスと、サーバーが動いているかを確かめてください。",
    en: "No answer from {url} (attempts: {attempts}). Nothing is permitted. Check the address, and whether the server runs.",
  },
  timeout: {
    ja: "{url} から {timeout} ミリ秒以内に答えがありません（{attempts} 回試しました）。何も許可されていません。",
    en: "No answer from {url} within {timeout} ms (attempts: {attempts}). Nothing is permitted.",
  },
  unreadable: {
    ja: "{url} の答え（ステータス {status}）は約束のものとして読めません。何も許可されていません。間にあるサーバーと、アドレスを確かめてください。",
    en: "What {url} answered (status {status}) is no answer of Yakusoku. Nothing is permitted. Check what stands in between, and the address.",
  },
  unknownOption: {
    ja: "「{name}」という設定はありません。あるのは {known} です。",
    en: "There is no option “{name}”. There are: {known}.",
  },
  badUrl: {
    ja: "url には http:// か https:// で始まるアドレスを、利用者名を入れずに書いてください。",
    en: "The url is an address that begins with http:// or https://, without a user name.",
  },
  badKey: {
    ja: "key には API キーを空白なしで書いてください。キーが要らないときは書かないでください。",
    en: "The key is an API key without blanks; leave it out where none is needed.",
  },
  badNumber: {
    ja: "{name} は {least} から {most} までの整数です。",
    en: "{name} is a whole number from {least} to {most}.",
  },
  badQuestion: {
    ja: "質問がありません。operator、person、act、items、purpose を持つオブジェクトを渡してください。",
    en: "There is no question. Give an object with operator, person, act, items and purpose.",
  },
  badIdempotencyKey: {
    ja: "idempotencyKey は ASCII の文字で 1 文字から 200 文字です。番号だけを使うなどしてください。",
    en: "An idempotencyKey is 1 to 200 characters of ASCII; use a number alone, for instance.",
  },
  badPath: {
    ja: "「{given}」は {name} の番号ではありません。前の答えにある番号を渡してください。",
    en: "“{given}” is no number of a {name}. Give one from an answer before.",
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export function say(
  code: keyof typeof WORDS,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return WORDS[code][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
