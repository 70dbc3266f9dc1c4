export { readDate, readYear } from "./dates.ts";
export { SheetFault } from "./fault.ts";
export { checkRow, type SheetKind, suggestMapping } from "./kind.ts";
export { openSheet } from "./sheet.ts";
export { BYTE_ORDER_MARK, csvLine, withoutFormula } from "./write-csv.ts";
