/** Eras as Temporal names them (CLDR), and as an office writes them. */
const ERAS: Readonly<Record<string, string>> = {
  meiji: "明治",
  taisho: "大正",
  showa: "昭和",
  heisei: "平成",
  reiwa: "令和",
};

/**
 * A day by the Japanese calendar: 令和8年11月22日, and 令和元年 for a first year.
 * @param date YYYY-MM-DD
 * @throws {RangeError} for a day before 1873, when Japan took up the calendar that it is reckoned in
 */
export function wareki(date: string): string {
  const { era, eraYear, month, day } = Temporal.PlainDate.from(date).withCalendar("japanese");
  const name = ERAS[era ?? ""];
  if (name === undefined || eraYear === undefined)
    throw new RangeError(`${date} lies before the eras of this calendar`);
  return `${name}${eraYear === 1 ? "元" : eraYear}年${month}月${day}日`;
}
