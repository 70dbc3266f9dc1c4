import { fillWords, type Words } from "../wire/index.ts";

/** Why a file is not taken in, and what its sender can do. The one table; docs/uploads.md is held against it by a test. */
export const REFUSALS = {
  empty: {
    ja: "中身のないファイルです。ファイルを選び直すか、写真を撮り直して送ってください。",
    en: "The file is empty. Choose it again, or take the picture again, and send that.",
  },
  "too-large": {
    ja: "ファイルが大きすぎます。1 つのファイルは {limit} MB までです。写真は画質を下げて、PDF はページを分けて送ってください。",
    en: "The file is too large: one may have {limit} MB. Send a picture of lower quality, or a PDF in parts.",
  },
  "too-many-files": {
    ja: "一度に送れるのは {limit} 個までです。このファイルは受け取っていません。もう一度に分けて送ってください。",
    en: "One sending may hold {limit} files. This one was not taken in; send it in another.",
  },
  "owner-full": {
    ja: "この件で預かれる量（合計 {limit} MB）を超えます。要らないファイルを外すか、窓口にご相談ください。",
    en: "This goes beyond what one case may hold, {limit} MB in all. Leave out what is not needed, or ask the office.",
  },
  heic: {
    ja: "HEIC（iPhone などの高効率形式）の写真は開けません。カメラの設定を「互換性優先」にして撮り直すか、JPEG に変換して送ってください。",
    en: "Pictures in HEIC, the high-efficiency format of iPhones, cannot be opened here. Set the camera to “Most Compatible” and take it again, or send it as JPEG.",
  },
  svg: {
    ja: "SVG の画像は、中でプログラムを動かせるため受け取れません。画面の写しか写真を、JPEG か PNG で送ってください。",
    en: "An SVG picture can carry programs and is not taken in. Send a screenshot or a photograph of it as JPEG or PNG.",
  },
  zip: {
    ja: "まとめて圧縮したファイル（ZIP など）は受け取れません。中のファイルを取り出して、1 つずつ送ってください。",
    en: "Archives such as ZIP are not taken in. Unpack it and send the files themselves.",
  },
  office: {
    ja: "Word や Excel などの文書は受け取れません。「PDF として保存」したものを送ってください。",
    en: "Documents of Word, Excel and the like are not taken in. Save it as PDF and send that.",
  },
  video: {
    ja: "動画や音声は受け取れません。写真（JPEG か PNG）で送ってください。",
    en: "Video and sound are not taken in. Send a photograph as JPEG or PNG.",
  },
  "other-image": {
    ja: "この形式の画像は受け取れません。JPEG か PNG に変換して送ってください。",
    en: "Pictures in this format are not taken in. Convert it to JPEG or PNG and send that.",
  },
  "unknown-kind": {
    ja: "受け取れない種類のファイルです。送れるのは JPEG・PNG・WebP の画像と PDF です。",
    en: "Files of this kind are not taken in. Send a picture as JPEG, PNG or WebP, or a PDF.",
  },
  "two-kinds": {
    ja: "2 つの種類のファイルが 1 つに重なっています。安全のため受け取れません。写真を撮り直すか、印刷して PDF に保存し直したものを送ってください。",
    en: "Two kinds of file are laid over each other in this one, which is not safe. Take the picture again, or print it to a new PDF, and send that.",
  },
  "image-unreadable": {
    ja: "画像が壊れていて開けません。撮り直すか、元の画像から送り直してください。",
    en: "The picture is damaged and does not open. Take it again, or send it again from the original.",
  },
  "too-many-pixels": {
    ja: "画像が大きすぎます。{limit} 万画素までにしてください。カメラの画素数を下げて撮り直すのが確実です。",
    en: "The picture is too large: it may have {millions} million pixels. Set the camera to a smaller size and take it again.",
  },
  "pdf-unreadable": {
    ja: "PDF の中身を確かめられません。壊れているか、特殊な作りです。開いて「PDF に印刷」で保存し直したものを送ってください。",
    en: "What the PDF holds cannot be checked: it is damaged or unusually made. Open it, print it to a new PDF, and send that.",
  },
  "pdf-encrypted": {
    ja: "PDF にパスワードなどの保護がかかっています。保護を外すか、「PDF に印刷」で保存し直したものを送ってください。",
    en: "The PDF is protected by a password or the like. Take the protection off, or print it to a new PDF, and send that.",
  },
  "pdf-active": {
    ja: "PDF に、動作するもの（JavaScript・外部の起動・添付ファイルなど）が入っています。「PDF に印刷」で保存し直したものを送ってください。",
    en: "The PDF holds something that acts: JavaScript, the start of a program, or files attached inside. Print it to a new PDF and send that.",
  },
  "too-many-pages": {
    ja: "PDF のページが多すぎます（{count} ページ）。{limit} ページまでです。必要なページだけを送ってください。",
    en: "The PDF has too many pages: {count}, where {limit} are allowed. Send only those that are needed.",
  },
  infected: {
    ja: "ウイルス検査で危険なファイルとされたため、受け取らずに消しました。お使いの機器を検査してから、別のファイルを送ってください。",
    en: "The virus scan found this file dangerous; it was not kept. Scan the device it came from, and send another file.",
  },
  "check-failed": {
    ja: "ファイルを確かめる処理が終わりませんでした。写真は撮り直し、PDF は「PDF に印刷」で保存し直してから、もう一度送ってください。",
    en: "The check of this file did not come to an end. Take the picture again, or print the PDF to a new one, and send that.",
  },
  "cut-off": {
    ja: "途中で通信が切れました。電波の良いところで、もう一度送ってください。",
    en: "The connection broke off on the way. Send it again from where the connection is good.",
  },
  "too-slow": {
    ja: "通信が遅く、時間内に届きませんでした。電波の良いところで、またはファイルを小さくして、もう一度送ってください。",
    en: "It did not arrive in time. Send it again from where the connection is good, or make it smaller.",
  },
  interrupted: {
    ja: "受け取っている途中でサーバーが止まりました。もう一度送ってください。",
    en: "The server stopped while it was received. Send it again.",
  },
} as const satisfies Record<string, Words>;

export type RefusalCode = keyof typeof REFUSALS;

export function isRefusalCode(text: string): text is RefusalCode {
  return Object.hasOwn(REFUSALS, text);
}

export type RefusalValues = Readonly<Record<string, string | number>>;

/** A file is not taken in. What it says holds nothing of the file. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly values: RefusalValues;
  readonly words: Words;

  constructor(code: RefusalCode, values: RefusalValues = {}) {
    const words = fillWords(REFUSALS[code], values);
    super(words.en);
    this.code = code;
    this.values = values;
    this.words = words;
  }
}
