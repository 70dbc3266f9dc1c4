/** Era, as it is written in letters, its first day, and the year before its first. */
const ERAS = [
  { name: "令和", letter: "R", begins: "2019-05-01", before: 2018 },
  { name: "平成", letter: "H", begins: "1989-01-08", before: 1988 },
  { name: "昭和", letter: "S", begins: "1926-12-25", before: 1925 },
  { name: "大正", letter: "T", begins: "1912-07-30", before: 1911 },
  { name: "明治", letter: "M", begins: "1868-01-25", before: 1867 },
] as const;

const WESTERN = /^(?<year>\d{4})(?:年|[-/.])(?<month>\d{1,2})(?:月|[-/.])(?<day>\d{1,2})日?$/;
const COMPACT = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/;
const JAPANESE =
  /^(?<era>令和|平成|昭和|大正|明治|[RHSTM])(?<year>元|\d{1,2})(?:年|[-/.])(?<month>\d{1,2})(?:月|[-/.])(?<day>\d{1,2})日?$/i;
const YEAR = /^(?:(?<era>令和|平成|昭和|大正|明治|[RHSTM]))?(?<year>元|\d{1,4})年?$/i;

/**
 * A date as Japanese offices write it: 令和5年5月1日, R5.5.1, 昭和63年1月2日, 2023/5/1, 2023年5月1日, 20230501, with full-width figures too, and with
 * a time of midnight behind. A year beyond the end of its era is taken as it counts on (平成35年 is 2023), since papers say so.
 * @returns undefined where it is none, or no day of the calendar
 */
export function readDate(text: string): Temporal.PlainDate | undefined {
  const plain = plainOf(text)
    .replace(/[T ]0{1,2}:00(?::00(?:\.0+)?)?Z?$/, "")
    .replace(/\([日月火水木金土]\)$/, "");
  const found = (WESTERN.exec(plain) ?? COMPACT.exec(plain) ?? JAPANESE.exec(plain))?.groups;
  if (found === undefined) return undefined;
  const year = yearOf(found["era"], found["year"] ?? "");
  if (year === undefined) return undefined;
  try {
    const date = Temporal.PlainDate.from(
      { year, month: Number(found["month"]), day: Number(found["day"]) },
      { overflow: "reject" },
    );
    const begins = eraOf(found["era"])?.begins;
    return begins !== undefined && Temporal.PlainDate.compare(date, begins) < 0 ? undefined : date;
  } catch {
    return undefined;
  }
}

/** A year of the common era: 昭和63年, S63, 2023年, 2023. @returns undefined where it is none */
export function readYear(text: string): number | undefined {
  const found = YEAR.exec(plainOf(text))?.groups;
  if (found === undefined || (found["era"] === undefined && !/^\d{4}$/.test(found["year"] ?? ""))) return undefined;
  return yearOf(found["era"], found["year"] ?? "");
}

function plainOf(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/(?<=[年月成和正治])\s+|\s+(?=[年月日])/gu, "")
    .trim();
}

function eraOf(word: string | undefined): (typeof ERAS)[number] | undefined {
  return ERAS.find(({ name, letter }) => name === word || letter === word?.toUpperCase());
}

function yearOf(era: string | undefined, year: string): number | undefined {
  const count = year === "元" ? 1 : Number(year);
  if (era === undefined) return year === "元" ? undefined : count;
  const found = eraOf(era);
  return found === undefined || count === 0 ? undefined : found.before + count;
}
