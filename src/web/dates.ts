import { EASY_JAPANESE, type Edition } from "../wire/index.ts";

const ERA = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { era: "long", year: "numeric", timeZone: "UTC" });
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A calendar date `YYYY-MM-DD` as a page writes it: 2023年5月1日（令和5年） or 1 May 2023; easy Japanese does without eras. */
export function longDate(date: string, edition: Edition): string {
  const { year, month, day } = Temporal.PlainDate.from(date);
  if (edition === "en") return `${day} ${MONTHS[month - 1]} ${year}`;
  if (edition === EASY_JAPANESE) return `${year}年${month}月${day}日`;
  return `${year}年${month}月${day}日（${eraYear(date)}）`;
}

/** The same without the Japanese calendar, where a date stands in a title or within a sentence: 2023年5月1日. */
export function shortDate(date: string, edition: Edition): string {
  return longDate(date, edition).replace(/（.*）$/, "");
}

/** The year by the Japanese calendar: 令和5年, and 令和元年 for its first. */
function eraYear(date: string): string {
  const instant = Temporal.PlainDate.from(date).toZonedDateTime("UTC").epochMilliseconds;
  return ERA.format(instant).replace(/(?<!\d)1年/, "元年");
}
