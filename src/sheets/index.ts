export { readDate, readYear } from "./dates.ts";
export { checkRow, type SheetKind, suggestMapping } from "./kind.ts";
export { openSheet } from "./sheet.ts";
export { beginImport, dropImport, importProgress, publishImport, rejectedRows, stageRows } from "./staging.ts";
export { SHEET_MIGRATIONS } from "./tables.ts";
export { csvLine, withoutFormula } from "./write-csv.ts";
