import type { Listed } from "./read.ts";

/*
 * Comma-separated values as RFC 4180 has them, for spreadsheets in Japan: UTF-8 with a byte order mark, lines ended by CRLF. A cell that a
 * spreadsheet would take for a formula is written with an apostrophe before it (OWASP, CSV Injection).
 */

const BOM = "\uFEFF";
/** What starts a formula, also in full width, and what white space before it hides. */
const FORMULA = /^[\s\u0000]*[=+\-@＝＋－＠]/;

function cell(value: string): string {
  const safe = FORMULA.test(value) || /^[\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line with its end. */
function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

const COLUMNS = [
  "id",
  "at",
  "person",
  "operator",
  "party",
  "party_name",
  "class",
  "basis",
  "items",
  "channel",
  "method",
  "record_due",
  "article",
  "kept_through",
  "decision",
] as const;

function lineOf(entry: Listed): string {
  return csvLine([
    entry.id,
    entry.at.toZonedDateTimeISO("Asia/Tokyo").toString({ timeZoneName: "never" }),
    entry.person ?? "",
    entry.operator,
    entry.party?.id ?? "",
    entry.party?.name ?? "",
    entry.class ?? "",
    entry.basis,
    entry.items.join(" "),
    entry.channel,
    entry.method,
    entry.due ? "yes" : "no",
    entry.article,
    entry.keptThrough?.toString() ?? "",
    entry.decision ?? "",
  ]);
}

/** Pages of a list, each read when whoever takes the file has taken the one before. */
export function csvStream(pages: AsyncIterator<readonly Listed[], void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isFirst = true;
  return new ReadableStream({
    pull: async (controller) => {
      if (isFirst) {
        isFirst = false;
        controller.enqueue(encoder.encode(BOM + csvLine(COLUMNS)));
        return;
      }
      const page = await pages.next();
      if (page.done === true) controller.close();
      else controller.enqueue(encoder.encode(page.value.map(lineOf).join("")));
    },
    cancel: async () => {
      await pages.return?.();
    },
  });
}
