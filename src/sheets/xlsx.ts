import { Unzip, UnzipInflate } from "fflate";
import type { SheetRow } from "./csv.ts";
import type { Source } from "./encoding.ts";
import { SheetFault } from "./fault.ts";
import { dateFormats, writeSerial } from "./xlsx-dates.ts";
import { XmlError, type XmlPart, xmlSplitter } from "./xml.ts";

/*
 * Workbooks (ECMA-376) as streams: once through for names, styles and shared strings, once for the rows of a sheet. What stands unpacked
 * in memory is the shared strings, and one piece of the sheet.
 */

/** Of everything that is unpacked, and of shared strings, in characters. */
const UNPACKED_BYTES = 1024 * 1024 * 1024;
const STRING_LENGTH = 128 * 1024 * 1024;
const ENTRIES = 2_000;
/** Fed to the unpacker at once, so that a bomb gives a few MB and not all of it. */
const PIECE_BYTES = 4_096;

export interface Workbook {
  /** Names of its sheets, in their order. */
  readonly sheets: readonly string[];
  /** @param index from 0 @throws {SheetFault} not-xlsx, too-large */
  readonly rows: (index: number) => AsyncGenerator<SheetRow[], void, undefined>;
  /** Cells that are one, of a sheet: rows and columns from 0, both ends within. */
  readonly merged: (index: number) => Promise<readonly Merged[]>;
}

export interface Merged {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** @param unpackedBytes of all that is unpacked in one reading @throws {SheetFault} not-xlsx, too-large */
export async function openWorkbook(source: Source, unpackedBytes = UNPACKED_BYTES): Promise<Workbook> {
  const names: { name: string; relation: string }[] = [];
  const targets = new Map<string, string>();
  const strings: string[] = [];
  let is1904 = false;
  const styles = dateFormats();
  const shared = sharedStrings(strings);
  const readers: Readonly<Record<string, (part: XmlPart) => void>> = {
    "xl/workbook.xml": (part) => {
      if (part.kind !== "open") return;
      if (part.name === "sheet")
        names.push({ name: part.attributes["name"] ?? "", relation: part.attributes["id"] ?? "" });
      if (part.name === "workbookPr") is1904 = /^(?:1|true)$/.test(part.attributes["date1904"] ?? "");
    },
    "xl/_rels/workbook.xml.rels": (part) => {
      if (part.kind === "open" && part.name === "Relationship")
        targets.set(part.attributes["Id"] ?? "", part.attributes["Target"] ?? "");
    },
    "xl/styles.xml": styles.take,
    "xl/sharedStrings.xml": shared,
  };
  await throughEntries(source, unpackedBytes, (name) => readers[name]);
  if (names.length === 0) throw new SheetFault("not-xlsx");
  const pathOf = (index: number): string => {
    const target = targets.get(names[index]?.relation ?? "") ?? `worksheets/sheet${index + 1}.xml`;
    return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
  };
  return {
    sheets: names.map(({ name }) => name),
    rows: async function* rows(index) {
      const read: SheetRow[] = [];
      const take = sheetRows({ strings, isDate: styles.isDate, is1904 }, (row) => void read.push(row));
      const steps = entries(source, unpackedBytes, (name) => (name === pathOf(index) ? take : undefined));
      while ((await steps.next()).done !== true) {
        if (read.length > 0) yield read.splice(0);
      }
      if (read.length > 0) yield read;
    },
    merged: async (index) => {
      const found: Merged[] = [];
      await throughEntries(source, unpackedBytes, (name) =>
        name !== pathOf(index)
          ? undefined
          : (part) => {
              if (part.kind !== "open" || part.name !== "mergeCell") return;
              const [from, to] = (part.attributes["ref"] ?? "").split(":").map(placeOf);
              if (from !== undefined && to !== undefined && found.length < 10_000)
                found.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
            },
      );
      return found;
    },
  };
}

async function throughEntries(
  source: Source,
  unpackedBytes: number,
  choose: (name: string) => ((part: XmlPart) => void) | undefined,
): Promise<void> {
  const steps = entries(source, unpackedBytes, choose);
  // All that counts is what the readers take.
  while ((await steps.next()).done !== true);
}

/** Unpacks the entries that are chosen, step by step. */
async function* entries(
  source: Source,
  unpackedBytes: number,
  choose: (name: string) => ((part: XmlPart) => void) | undefined,
): AsyncGenerator<void, void, undefined> {
  let count = 0;
  let unpacked = 0;
  const caught: { error?: Error } = {};
  const unzip = new Unzip((file) => {
    count += 1;
    const take = choose(file.name);
    if (take === undefined || caught.error !== undefined) return;
    const splitter = xmlSplitter(take);
    const decoder = new TextDecoder("utf-8", { fatal: true });
    file.ondata = (error, bytes, isLast) => {
      if (caught.error !== undefined) return;
      try {
        if (error !== null) throw error;
        unpacked += bytes.length;
        if (unpacked > unpackedBytes) throw tooLarge();
        splitter.push(decoder.decode(bytes, { stream: !isLast }));
        if (isLast) splitter.end();
      } catch (cause) {
        caught.error = cause instanceof Error ? cause : new XmlError(String(cause));
      }
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  let isFirst = true;
  try {
    for await (const piece of source()) {
      if (isFirst && !(piece[0] === 0x50 && piece[1] === 0x4b)) throw new SheetFault("not-xlsx");
      isFirst = false;
      for (let at = 0; at < piece.length; at += PIECE_BYTES) {
        unzip.push(piece.subarray(at, at + PIECE_BYTES));
        if (caught.error !== undefined) throw caught.error;
        if (count > ENTRIES) throw tooLarge();
        yield;
      }
    }
    unzip.push(new Uint8Array(), true);
    if (caught.error !== undefined) throw caught.error;
    yield;
  } catch (error) {
    if (error instanceof SheetFault || !isOurs(error)) throw error;
    throw new SheetFault("not-xlsx");
  }
}

/** What the unpacker, the decoder or the splitter throws, and not what the source does. */
function isOurs(error: unknown): boolean {
  return (
    error instanceof XmlError ||
    error instanceof TypeError ||
    (error instanceof Error && "code" in error && typeof error.code === "number")
  );
}

function tooLarge(): SheetFault {
  return new SheetFault("too-large", { limit: UNPACKED_BYTES / 1_048_576 });
}

/** Shared strings without their readings (`rPh`). */
function sharedStrings(strings: string[]): (part: XmlPart) => void {
  let text = "";
  let total = 0;
  let isText = false;
  let isReading = false;
  return (part) => {
    if (part.kind === "text") {
      if (isText && !isReading) text += part.text;
      return;
    }
    const isOpen = part.kind === "open" && !part.isEmpty;
    if (part.name === "t") isText = isOpen;
    else if (part.name === "rPh") isReading = isOpen;
    else if (part.name === "si") {
      if (isOpen) {
        text = "";
        return;
      }
      total += text.length;
      if (total > STRING_LENGTH) throw tooLarge();
      strings.push(part.kind === "open" ? "" : text);
    }
  };
}

interface Around {
  readonly strings: readonly string[];
  readonly isDate: (style: number) => "date" | "time" | undefined;
  readonly is1904: boolean;
}

/** Rows of a sheet: of a formula the value that was last calculated. */
function sheetRows({ strings, isDate, is1904 }: Around, give: (row: SheetRow) => void): (part: XmlPart) => void {
  let line = 0;
  let column = -1;
  let cells: string[] = [];
  let formulas: number[] = [];
  let type = "";
  let style = 0;
  let value = "";
  let isText = false;
  let isReading = false;
  let isFormula = false;
  const endCell = (): void => {
    if (isFormula) formulas.push(column);
    if (value === "") return;
    if (column >= 1_000) throw new SheetFault("too-wide", { line, limit: 1_000 });
    while (cells.length < column) cells.push("");
    cells[column] = readCell();
  };
  const readCell = (): string => {
    if (type === "s") return strings[Number(value)] ?? "";
    if (type === "b") return value === "1" ? "TRUE" : "FALSE";
    if (type === "" || type === "n") {
      const shown = isDate(style);
      return shown === undefined ? plainNumber(value) : writeSerial(Number(value), shown, is1904);
    }
    return value;
  };
  return (part) => {
    if (part.kind === "text") {
      if (isText && !isReading) value += part.text;
      return;
    }
    const isOpen = part.kind === "open" && !part.isEmpty;
    switch (part.name) {
      case "row": {
        if (part.kind === "open") {
          line = Number(part.attributes["r"] ?? line + 1);
          column = -1;
          cells = [];
          formulas = [];
        }
        if (!isOpen && cells.some((cell) => cell !== ""))
          give({ line, cells, ...(formulas.length === 0 ? {} : { formulas }) });
        return;
      }
      case "c": {
        if (part.kind === "open") {
          column = placeOf(part.attributes["r"] ?? "")?.column ?? column + 1;
          type = part.attributes["t"] ?? "";
          style = Number(part.attributes["s"] ?? 0);
          value = "";
          isFormula = false;
        }
        if (!isOpen) endCell();
        return;
      }
      case "f": {
        isFormula = true;
        return;
      }
      case "rPh": {
        isReading = isOpen;
        return;
      }
      case "v":
      case "t": {
        isText = isOpen;
        return;
      }
      default:
    }
  };
}

/** `1.0E+2` as `100`; a number of many digits as it stands. */
function plainNumber(text: string): string {
  return /e/i.test(text) && Number.isFinite(Number(text)) ? String(Number(text)) : text;
}

/** `AB12` as column 27 and row 11. */
function placeOf(reference: string): { readonly row: number; readonly column: number } | undefined {
  const { letters, digits } = /^\$?(?<letters>[A-Z]{1,3})\$?(?<digits>\d{1,7})$/.exec(reference)?.groups ?? {};
  if (letters === undefined || digits === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits) - 1, column: column - 1 };
}
