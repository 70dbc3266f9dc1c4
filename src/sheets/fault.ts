import { fillWords, type Words } from "../wire/index.ts";

/*
 * What is wrong with a sheet as a whole: it cannot be read on. What is wrong with one row is said beside that row.
 */
const FAULTS = {
  encoding: {
    ja: "{line} 行目に、UTF-8 でも Shift_JIS（CP932）でも読めない文字があります。Excel の「CSV UTF-8（コンマ区切り）」で保存し直してください。",
    en: "Line {line} cannot be read as UTF-8, nor as Shift_JIS (CP932). Save it again as “CSV UTF-8” in Excel.",
  },
  "open-quote": {
    ja: '{line} 行目で始まった引用符（"）が閉じていません。その行の引用符の数を確かめてください。',
    en: "The quotation mark that opens in line {line} is never closed. Check the marks of that line.",
  },
  "after-quote": {
    ja: '{line} 行目で、閉じた引用符（"）のあとに文字があります。値の中の引用符は 2 つ続けて書いてください。',
    en: "In line {line} something follows a closing quotation mark. Write a mark within a value twice.",
  },
  "too-long": {
    ja: "{line} 行目のひとつの値が {limit} 文字を超えています。引用符の閉じ忘れがないかを確かめてください。",
    en: "A value in line {line} has more than {limit} characters. Check whether a quotation mark is left open.",
  },
  "too-wide": {
    ja: "{line} 行目の列が {limit} を超えています。区切り文字を確かめてください。",
    en: "Line {line} has more than {limit} columns. Check what separates them.",
  },
  "no-rows": {
    ja: "見出しの下に行がありません。1 行目に見出し、2 行目から内容を書いてください。",
    en: "There are no rows below the heads. Write the heads into the first row, and what is to be imported below.",
  },
  "too-many-rows": {
    ja: "行が {limit} を超えています。分けて取り込んでください。",
    en: "There are more than {limit} rows. Import them in parts.",
  },
  "not-xlsx": {
    ja: "Excel のブック（.xlsx）として読めません。壊れているか、パスワードがかかっています。開いて「Excel ブック (.xlsx)」で保存し直してください。",
    en: "This cannot be read as an Excel workbook (.xlsx): it is damaged or protected by a password. Open it and save it again as .xlsx.",
  },
  "too-large": {
    ja: "展開すると大きすぎるブックです（{limit} MB まで）。CSV で保存して取り込んでください。",
    en: "The workbook is too large once unpacked: up to {limit} MB are read. Save it as CSV and import that.",
  },
} as const satisfies Record<string, Words>;

export type SheetFaultCode = keyof typeof FAULTS;

/** A sheet cannot be read on. It says where and how to mend it, and nothing of what stands there. */
export class SheetFault extends Error {
  override readonly name = "SheetFault";
  readonly code: SheetFaultCode;
  readonly words: Words;

  constructor(code: SheetFaultCode, values: Readonly<Record<string, string | number>> = {}) {
    const words = fillWords(FAULTS[code], values);
    super(words.en);
    this.code = code;
    this.words = words;
  }
}
