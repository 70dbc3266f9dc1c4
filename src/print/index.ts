export { type Paper, type PaperBlock, writePdf } from "./pdf.ts";
