/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;
/** A number is harmless, and is to stay one. */
const NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/;

/**
 * A value that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front, which spreadsheets show as text
 * (OWASP, CSV injection). Numbers and telephone numbers with a plus stay as they are.
 */
export function withoutFormula(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** A row of a CSV (RFC 4180), ended by CR LF, without formulas. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(withoutFormula(cell))).join(",")}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
