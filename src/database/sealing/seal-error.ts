import { fillWords, type Words } from "../../wire/index.ts";

/*
 * What can go wrong with keys and sealed values. No message names more than identifiers, versions, places and paths: never a key, and
 * never a value.
 */
const SEAL_ERRORS = {
  "wrong-key": {
    ja: "この値を暗号化したデータ鍵は「{key}」ですが、「{given}」で開こうとしました。値に書かれた番号の鍵を使ってください。",
    en: "This value was sealed under the data key {key}, and {given} was tried. Open it with the key that it names.",
  },
  cut: {
    ja: "{what}が途中で切れています（{length} バイトしかありません。少なくとも {least} バイトあるはずです）。バックアップから戻してください。",
    en: "{what} is cut short: {length} bytes, where there are at least {least}. Restore it from a backup.",
  },
  tampered: {
    ja: "{what}を開けません。書き換えられたか、別の場所から移されたか、鍵の中身が違うかのいずれかで、どれかは見分けられません。バックアップと照らし合わせてください。",
    en: "{what} does not open. It was changed, or moved here from another place, or the bytes of the key are others; which of these cannot be told apart. Compare it with a backup.",
  },
  shredded: {
    ja: "データ鍵「{key}」は破棄されています。この鍵で暗号化した値は、もう誰にも開けません。",
    en: "The data key {key} was shredded. Nobody can open what was sealed under it any more.",
  },
  "unknown-key": {
    ja: "鍵のファイルに「{kind}」の版 {version} がありません（使えるのは {known}）。この版を含む鍵のファイルをバックアップから戻してください。",
    en: "The key ring has no version {version} of “{kind}” (it has {known}). Restore a key ring that holds this version from a backup.",
  },
  "unknown-form": {
    ja: "{what}の形式 {form} は、この版の Yakusoku では読めません。暗号化したときの版か、それより新しい版で開いてください。",
    en: "{what} has the form {form}, which this release cannot read. Open it with the release that sealed it, or a newer one.",
  },
  "not-json": {
    ja: "開いた値は JSON ではありません。JSON として暗号化した値ではないので、バイト列として開いてください。",
    en: "What was opened is not JSON. It was not sealed as JSON: open it as bytes.",
  },
  "ring-missing": {
    ja: "鍵のファイル「{path}」がありません。これまでのデータはこの鍵がないと開けないため、新しい鍵は作りませんでした。バックアップから戻してください。",
    en: "There is no key ring at {path}. Nothing stored so far opens without it, so no new one was made. Restore it from a backup.",
  },
  "ring-readable": {
    ja: "鍵のファイル「{path}」は、ほかの利用者にも開かれています（モード {mode}）。読まれたおそれがないかを確かめたうえで、chmod 600 {path} を実行してください。",
    en: "Others are let into the key ring at {path} (mode {mode}). Make sure that nobody has read it, then run: chmod 600 {path}",
  },
  "ring-cut": {
    ja: "鍵のファイル「{path}」が途中で切れています。バックアップから戻してください。",
    en: "The key ring at {path} is cut short. Restore it from a backup.",
  },
  "ring-malformed": {
    ja: "鍵のファイル「{path}」の内容が正しくありません（{place}）。手で書き換えずに、バックアップから戻してください。",
    en: "The key ring at {path} is not in order ({place}). Do not mend it by hand: restore it from a backup.",
  },
  "ring-newer": {
    ja: "鍵のファイル「{path}」の形式 {format} は、この版の Yakusoku より新しいものです。Yakusoku を更新してください。",
    en: "The key ring at {path} has the format {format}, which is newer than this release. Update Yakusoku.",
  },
  "ring-busy": {
    ja: "ほかの処理が鍵のファイルを書き換えています。少し待ってからやり直してください。ほかに何も動いていなければ「{lock}」を消してください。",
    en: "The key ring is being changed by another process. Try again in a moment; if nothing else is running, delete {lock}.",
  },
  "key-active": {
    ja: "「{kind}」の版 {version} は現在の鍵なので、廃止できません。先に新しい版に切り替えてください。",
    en: "Version {version} of “{kind}” is the active one and cannot be retired. Rotate first.",
  },
  "key-used": {
    ja: "「{kind}」の版 {version} はまだ使われているので、廃止できません。これを使っているものを、先に新しい版に移してください。",
    en: "Version {version} of “{kind}” is still in use and cannot be retired. Move what uses it to the new version first.",
  },
  "list-damaged": {
    ja: "破棄した鍵の一覧「{path}」の {line} 行目が壊れているか、欠けています。この一覧なしにバックアップを使い始めると、破棄した鍵が生き返ります。一覧をバックアップから戻してください。",
    en: "Line {line} of the list of shredded keys at {path} is damaged or missing. Serving a restored backup without it would bring shredded keys back. Restore the list from a backup.",
  },
} as const satisfies Record<string, Words>;

export type SealErrorCode = keyof typeof SEAL_ERRORS;

/** A key, a sealed value, the key ring or the list of shredded keys is not what it should be; `words` says what, where and how to mend it. */
export class SealError extends Error {
  override readonly name = "SealError";
  readonly code: SealErrorCode;
  readonly words: Words;

  constructor(code: SealErrorCode, values: Readonly<Record<string, string | number | Words>> = {}) {
    const words = fillWords(SEAL_ERRORS[code], values);
    super(words.en);
    this.code = code;
    this.words = words;
  }
}
