import type { XmlPart } from "./xml.ts";

/** Built-in formats that show a date, those of Japanese Excel among them (ECMA-376, 18.8.30). */
const DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
const TIMES = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47]);

/** Reads the styles of a workbook: which of them show a number as a date. */
export function dateFormats(): {
  readonly take: (part: XmlPart) => void;
  readonly isDate: (style: number) => "date" | "time" | undefined;
} {
  const custom = new Map<number, "date" | "time" | undefined>();
  const formats: number[] = [];
  let isCells = false;
  return {
    take: (part) => {
      if (part.kind === "text") return;
      if (part.name === "cellXfs") isCells = part.kind === "open" && !part.isEmpty;
      if (part.kind !== "open") return;
      if (part.name === "numFmt")
        custom.set(Number(part.attributes["numFmtId"]), shownBy(part.attributes["formatCode"] ?? ""));
      if (isCells && part.name === "xf") formats.push(Number(part.attributes["numFmtId"] ?? 0));
    },
    isDate: (style) => {
      const format = formats[style] ?? 0;
      if (custom.has(format)) return custom.get(format);
      return DATES.has(format) ? "date" : TIMES.has(format) ? "time" : undefined;
    },
  };
}

/** What a format of its own shows: years, months and days of either calendar, or hours only. */
function shownBy(code: string): "date" | "time" | undefined {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]/gi, "").toLowerCase();
  if (/[yd]|e(?![+-])|g(?!eneral)/.test(bare)) return "date";
  if (/h|s/.test(bare)) return "time";
  return /m/.test(bare) ? "date" : undefined;
}

/**
 * A serial number as the date that it shows: `2023-05-01`, with a time where it has one. The system of 1900 has a 29 February 1900 that
 * never was, and the one of 1904 begins four years later (ECMA-376, 18.17.4.1).
 */
export function writeSerial(serial: number, shown: "date" | "time", is1904: boolean): string {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return String(serial);
  const days = Math.floor(serial);
  const seconds = Math.round((serial - days) * 86_400);
  const time = Temporal.PlainTime.from("00:00")
    .add({ seconds: seconds % 86_400 })
    .toString()
    .slice(0, 8);
  if (shown === "time" && days === 0) return time;
  const begin = Temporal.PlainDate.from(is1904 ? "1904-01-01" : days < 60 ? "1899-12-31" : "1899-12-30");
  const date = begin.add({ days: days + (seconds === 86_400 ? 1 : 0) }).toString();
  return seconds % 86_400 === 0 ? date : `${date} ${time}`;
}
