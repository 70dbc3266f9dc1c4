import { csvRows, type Delimiter, delimiterOf, type SheetRow } from "./csv.ts";
import { decoded, type Encoding, encodingOf, type Source } from "./encoding.ts";
import { SheetFault } from "./fault.ts";
import { type Merged, openWorkbook } from "./xlsx.ts";

/** A sheet that can be read, from its beginning, as often as is wanted. */
export interface Sheet {
  /** How it was found to be written. */
  readonly form:
    | { readonly kind: "csv"; readonly encoding: Encoding; readonly delimiter: Delimiter }
    | { readonly kind: "xlsx"; readonly sheets: readonly string[] };
  /** By column. Where heads are merged over columns, each has the words above it in front of its own. */
  readonly heads: readonly string[];
  /** The line of the last row of heads: what is to be imported stands below. */
  readonly headLine: number;
  /** Rows below the heads, some at a time, without those that are empty. @throws {SheetFault} */
  readonly rows: () => AsyncGenerator<readonly SheetRow[], void, undefined>;
}

/** Rows in which the heads are looked for: lists often begin with a title and a date. */
const LOOKED_AT = 20;
/** Characters of which the first line is part. */
const BEGINNING = 100_000;

/**
 * Opens a CSV or a workbook, told by its first bytes, and finds its heads: the first row with more than one value that does not lie in
 * one cell, and, where cells of it are merged over columns, the row below with it.
 * @param index of the sheet of a workbook, from 0
 * @throws {SheetFault} where it cannot be read, or has nothing below its heads
 */
export async function openSheet(source: Source, index = 0): Promise<Sheet> {
  if (await isWorkbook(source)) {
    const book = await openWorkbook(source);
    const all = (): AsyncGenerator<readonly SheetRow[], void, undefined> => book.rows(index);
    const merged = await book.merged(index);
    return { form: { kind: "xlsx", sheets: book.sheets }, ...(await below(all, merged)) };
  }
  const encoding = await encodingOf(source);
  const delimiter = delimiterOf(await beginningOf(decoded(source, encoding)));
  const all = (): AsyncGenerator<readonly SheetRow[], void, undefined> => csvRows(decoded(source, encoding), delimiter);
  return { form: { kind: "csv", encoding, delimiter }, ...(await below(all, [])) };
}

async function isWorkbook(source: Source): Promise<boolean> {
  const first: number[] = [];
  for await (const piece of source()) {
    first.push(...piece.subarray(0, 4));
    if (first.length >= 4) break;
  }
  const start = Buffer.from(first).toString("hex");
  return start.startsWith("504b0304") || start.startsWith("d0cf11e0");
}

async function beginningOf(text: AsyncIterable<string>): Promise<string> {
  let beginning = "";
  for await (const piece of text) {
    beginning += piece;
    if (beginning.length > BEGINNING) break;
  }
  return beginning;
}

async function below(
  all: () => AsyncGenerator<readonly SheetRow[], void, undefined>,
  merged: readonly Merged[],
): Promise<Pick<Sheet, "heads" | "headLine" | "rows">> {
  const looked: SheetRow[] = [];
  for await (const rows of all()) {
    looked.push(...rows.filter(hasValue));
    if (looked.length > LOOKED_AT) break;
  }
  const start = looked.findIndex((row) => filled(row, merged).filter((cell) => cell !== "").length > 1);
  const first = looked[Math.max(0, start)];
  if (first === undefined) throw new SheetFault("no-rows");
  const isWide = merged.some(
    ({ top, bottom, left, right }) => top === first.line - 1 && bottom === top && right > left,
  );
  const second = isWide ? looked[Math.max(0, start) + 1] : undefined;
  const last = second ?? first;
  if (looked.at(-1) === last) throw new SheetFault("no-rows");
  return {
    heads: headsOf(first, second, merged),
    headLine: last.line,
    rows: async function* rows() {
      for await (const some of all()) {
        const wanted = some.filter((row) => row.line > last.line && hasValue(row));
        if (wanted.length > 0) yield wanted;
      }
    },
  };
}

function hasValue({ cells }: SheetRow): boolean {
  return cells.some((cell) => cell.trim() !== "");
}

/** Cells of a row, of those that are one over columns only the first. */
function filled({ cells, line }: SheetRow, merged: readonly Merged[]): readonly string[] {
  const inside = (column: number): boolean =>
    merged.some(({ top, left, right }) => top === line - 1 && column > left && column <= right);
  return cells.map((cell, column) => (inside(column) ? "" : cell.trim()));
}

function headsOf(first: SheetRow, second: SheetRow | undefined, merged: readonly Merged[]): readonly string[] {
  const width = Math.max(first.cells.length, second?.cells.length ?? 0);
  return Array.from({ length: width }, (_none, column) => {
    const over = merged.find(({ top, left, right }) => top === first.line - 1 && column >= left && column <= right);
    const above = (first.cells[over?.left ?? column] ?? "").trim();
    const own = (second?.cells[column] ?? "").trim();
    return [above, own].filter((text, at, both) => text !== "" && both.indexOf(text) === at).join(" ");
  });
}
