import type { Words } from "../wire/index.ts";

/** Everything that the page, the command and the first start say. */
export const WORDS = {
  notice: {
    ja: "ここには見本のデータが入っています。見本の人、電話番号、メールアドレス、提供先とのやりとりはすべて架空のもので、実在の人のものではありません。見本のデータなしで始めるには、環境変数 YAKUSOKU_SAMPLE を no にし、空のデータフォルダーを YAKUSOKU_DATA に指定して起動します。",
    en: "Sample data is on record here. The people of the sample, their telephone numbers and e-mail addresses and all dealings with recipients are made up; none of it is anybody's. To begin without it, start with YAKUSOKU_SAMPLE set to no and YAKUSOKU_DATA to an empty data folder.",
  },
  summary: {
    ja: "架空の人と2年分の記録を、見本として書き込む",
    en: "Record made-up people with two years of records, as a sample",
  },
  notANumber: {
    ja: "--{name} は {least} 以上 {most} 以下の整数で書いてください（「{given}」となっています）。",
    en: "--{name} is a whole number from {least} to {most}, not “{given}”.",
  },
  peopleThere: {
    ja: "すでに {count} 人の記録があります。本物の記録に見本を混ぜないよう、何も書き込みませんでした。それでも加えるときは --more を付けてください。",
    en: "Records of people are here already ({count}). Nothing was recorded, so that the sample does not mix with real ones. To add it all the same, use --more.",
  },
  full: {
    ja: "見本の電話番号が足りなくなります。記録にある {count} 人と合わせて {most} 人までにしてください。",
    en: "The sample would run out of telephone numbers: with the {count} people on record, ask for no more than {most} in all.",
  },
  stopFirst: {
    ja: "サーバーを止めてから、もう一度実行してください。",
    en: "Stop the server and run this again.",
  },
  otherPolicy: {
    ja: "このポリシーの見本のデータはありません。見本があるのは {pack} です。",
    en: "There is no sample data for this policy; there is for {pack}.",
  },
  setting: {
    ja: "最初の起動で、見本の人々を記録するか。指定がなければ、組み込みのデータベースでは yes、PostgreSQL では no",
    en: "Whether the first start records sample people; unless set yes on the embedded database, no on PostgreSQL",
  },
  wish: { ja: "yes か no、または {most} 以下の人数", en: "yes, no, or a number of people up to {most}" },
  begins: {
    ja: "見本のデータを記録しています（架空の {people} 人、2年分）。",
    en: "Recording sample data: {people} made-up people, two years.",
  },
  leaveOut: {
    ja: "見本なしで始めるには、Ctrl+C で止め、YAKUSOKU_SAMPLE=no を付け、空のデータフォルダーで起動します。",
    en: "To begin without it, press Ctrl+C and start with YAKUSOKU_SAMPLE=no on an empty data folder.",
  },
  progress: { ja: "\r  {done} / {of} 人", en: "\r  {done} of {of} people" },
  done: {
    ja: "見本のデータを記録しました: 人 {people}、事実 {facts}、提供 {provisions}、受領 {receipts}、提供先・提供元 {parties}（{seconds} 秒）。",
    en: "Sample data recorded: people {people}, facts {facts}, provisions {provisions}, receipts {receipts}, parties {parties} ({seconds} s).",
  },
} as const satisfies Record<string, Words>;
