import { createRequire } from "node:module";
import PdfKit from "pdfkit";
import type { Language } from "../wire/index.ts";

export type Doc = InstanceType<typeof PdfKit>;
export type Struct = ReturnType<Doc["struct"]>;

const require = createRequire(import.meta.url);
/** The fonts as whole files: a PDF carries those glyphs alone that it uses. */
const FONTS = {
  regular: require.resolve("@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf"),
  bold: require.resolve("@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf"),
};

export const INK = "#1a1a1c";
export const QUIET_INK = "#595960";
const FOOT_FROM_BOTTOM = 48;

/** Points. */
export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/**
 * A tagged document (PDF 1.7), and the root of its structure.
 * @param made the day that the document is of, YYYY-MM-DD: what its file says of when it was made, so that the same text is the same file
 */
export function newDocument(made: {
  readonly title: string;
  readonly author: string;
  readonly language: Language;
  readonly date: string;
  readonly margins: Margins;
}): { readonly doc: Doc; readonly root: Struct } {
  const doc = new PdfKit({
    size: "A4",
    margins: { ...made.margins },
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    lang: made.language,
    displayTitle: true,
    // oxlint-disable-next-line no-restricted-globals -- the library asks for one
    info: { Title: made.title, Author: made.author, CreationDate: new Date(`${made.date}T00:00:00+09:00`) },
  });
  doc.registerFont("regular", FONTS.regular).registerFont("bold", FONTS.bold);
  doc.fillColor(INK);
  const root = doc.struct("Document");
  doc.addStructure(root);
  return { doc, root };
}

export function tagged(doc: Doc, root: Struct, tag: string, write: () => void): void {
  root.add(doc.struct(tag, {}, write));
}

/** What is no part of the document to those who listen to it. */
export function beside(doc: Doc, write: () => void): void {
  doc.markContent("Artifact", { type: "Pagination" });
  write();
  doc.endMarkedContent();
}

/** At the foot of each page, with `{page}` and `{pages}`. Written last, when the number of pages is known. */
export function writeFeet(doc: Doc, foot: string, margins: Margins): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Text below the margin would begin a new page.
    doc.page.margins.bottom = 0;
    beside(doc, () =>
      doc
        .font("regular")
        .fontSize(7.5)
        .fillColor(QUIET_INK)
        .text(
          foot.replaceAll("{page}", String(page + 1)).replaceAll("{pages}", String(count)),
          margins.left,
          doc.page.height - FOOT_FROM_BOTTOM,
          { width: doc.page.width - margins.left - margins.right, align: "center", lineBreak: false },
        ),
    );
    doc.page.margins.bottom = margins.bottom;
  }
}
