import { SheetFault } from "./fault.ts";

/** A row as it stands in a sheet. */
export interface SheetRow {
  /** From 1: of a CSV the line in which it begins, of a workbook the number of the row. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Columns, from 0, whose value a formula gave. */
  readonly formulas?: readonly number[];
}

export type Delimiter = "," | "\t" | ";";

const LONGEST_VALUE = 100_000;
const MOST_COLUMNS = 1_000;

/**
 * What separates the values: whichever of comma, tab and semicolon is the most frequent outside quotation marks in the first of the
 * lines that have any: the first may be a title.
 */
export function delimiterOf(beginning: string): Delimiter {
  const most = { ",": 0, "\t": 0, ";": 0 };
  let counts = { ",": 0, "\t": 0, ";": 0 };
  let lines = 0;
  let isQuoted = false;
  const endLine = (): void => {
    for (const one of DELIMITERS) most[one] = Math.max(most[one], counts[one]);
    if (Object.values(counts).some((count) => count > 0)) lines += 1;
    counts = { ",": 0, "\t": 0, ";": 0 };
  };
  for (const character of beginning) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === "\n" || character === "\r") endLine();
    else if (character === "," || character === "\t" || character === ";") counts[character] += 1;
    if (lines > 0) break;
  }
  endLine();
  return DELIMITERS.toSorted((a, b) => most[b] - most[a])[0] ?? ",";
}

const DELIMITERS = [",", "\t", ";"] as const;

/**
 * Rows of a CSV (RFC 4180) as its text comes: lines may end with CRLF, LF or a lone CR, mixed too; values in quotation marks may hold
 * all of these. A line without a character is no row.
 * @throws {SheetFault} open-quote, after-quote, too-long, too-wide, each with its line
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
): AsyncGenerator<SheetRow[], void, undefined> {
  let cells: string[] = [];
  let value = "";
  let line = 1;
  let rowLine = 1;
  let quoteLine = 1;
  /** Before a value, in one without marks, within marks, after a mark that closes or doubles. */
  let state: "start" | "plain" | "quoted" | "closing" = "start";
  let skipFeed = false;
  const special = new RegExp(`[${delimiter === "\t" ? "\\t" : delimiter}"\\r\\n]`, "g");

  const endValue = (): void => {
    cells.push(value);
    value = "";
    state = "start";
    if (cells.length > MOST_COLUMNS) throw new SheetFault("too-wide", { line: rowLine, limit: MOST_COLUMNS });
  };
  const take = (piece: string): void => {
    value += piece;
    if (value.length > LONGEST_VALUE) throw new SheetFault("too-long", { line: rowLine, limit: LONGEST_VALUE });
  };

  for await (const piece of text) {
    const rows: SheetRow[] = [];
    const endRow = (): void => {
      const isEmpty = cells.length === 0 && value === "" && state === "start";
      if (!isEmpty) {
        endValue();
        rows.push({ line: rowLine, cells });
        cells = [];
      }
      rowLine = line;
    };
    let at = 0;
    while (at < piece.length) {
      if (skipFeed) {
        skipFeed = false;
        if (piece[at] === "\n") {
          at += 1;
          continue;
        }
      }
      if (state === "quoted") {
        const end = piece.indexOf('"', at);
        const inner = end === -1 ? piece.slice(at) : piece.slice(at, end);
        line += lineEnds(inner);
        take(inner);
        at += inner.length + (end === -1 ? 0 : 1);
        if (end !== -1) state = "closing";
        continue;
      }
      const character = piece[at] ?? "";
      if (state === "closing") {
        if (character === '"') {
          take('"');
          state = "quoted";
          at += 1;
          continue;
        }
        if (character !== delimiter && character !== "\r" && character !== "\n")
          throw new SheetFault("after-quote", { line });
      }
      if (character === delimiter) {
        endValue();
        at += 1;
        continue;
      }
      if (character === "\r" || character === "\n") {
        line += 1;
        skipFeed = character === "\r";
        at += 1;
        endRow();
        continue;
      }
      if (character === '"' && state === "start") {
        state = "quoted";
        quoteLine = line;
        at += 1;
        continue;
      }
      special.lastIndex = at + 1;
      const next = special.exec(piece)?.index ?? piece.length;
      take(piece.slice(at, next));
      state = "plain";
      at = next;
    }
    if (rows.length > 0) yield rows;
  }
  if (state === "quoted") throw new SheetFault("open-quote", { line: quoteLine });
  if (cells.length > 0 || value !== "" || state !== "start") yield [{ line: rowLine, cells: [...cells, value] }];
}

/** A CR LF within marks that is cut between two pieces counts twice: line numbers are for people, and this is rarer than a person. */
function lineEnds(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) count += 1;
  }
  return count;
}
