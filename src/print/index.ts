export { ADDRESS_BLOCK, type BusinessLetter, letterPdf } from "./letter.ts";
export { type Paper, type PaperBlock, writePdf } from "./pdf.ts";
export { wareki } from "./wareki.ts";
