import { createRequire } from "node:module";
import { buffer } from "node:stream/consumers";
import PdfKit from "pdfkit";
import type { Language } from "../wire/index.ts";

/** What is written onto paper, from the top. */
export type PaperBlock =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3 | 4; readonly text: string; readonly number?: string }
  /** An empty line parts paragraphs. `quiet` is set smaller, for what stands beside the matter. */
  | { readonly kind: "text"; readonly text: string; readonly quiet?: boolean }
  | { readonly kind: "rows"; readonly rows: readonly { readonly term: string; readonly detail: string }[] };

export interface Paper {
  readonly title: string;
  readonly author: string;
  readonly language: Language;
  /** The day the document is of, YYYY-MM-DD: what its file says of when it was made, so that the same text is the same file. */
  readonly date: string;
  readonly blocks: readonly PaperBlock[];
  /** At the foot of each page, with `{page}` and `{pages}`. */
  readonly foot: string;
}

const require = createRequire(import.meta.url);
/** The fonts as whole files: a PDF carries those glyphs alone that it uses. */
const FONTS = {
  regular: require.resolve("@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf"),
  bold: require.resolve("@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf"),
};

/** Points: A4, with room at the foot for the line that stands there. */
const MARGINS = { top: 62, bottom: 72, left: 62, right: 62 };
const FOOT_FROM_BOTTOM = 48;
const SIZES = { 1: 19, 2: 14.5, 3: 12, 4: 10.5, text: 10, quiet: 8.5 } as const;
const TAGS = { 1: "H1", 2: "H2", 3: "H3", 4: "H4" } as const;
/** Between a number and its heading, a term and what it says. */
const GAPS: Readonly<Record<Language, string>> = { ja: "　", en: "  " };
const INK = "#1a1a1c";
const QUIET_INK = "#595960";
/** A heading does not stand alone at the foot of a page: below it there is room for so much. */
const KEEP_WITH_NEXT = 70;

type Doc = InstanceType<typeof PdfKit>;

/** Writes a tagged PDF with an outline (PDF 1.7; headings and paragraphs in the order in which they are read). */
export async function writePdf(paper: Paper): Promise<Buffer> {
  const { title, author, language, date, blocks } = paper;
  const doc = new PdfKit({
    size: "A4",
    margins: MARGINS,
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    lang: language,
    displayTitle: true,
    // oxlint-disable-next-line no-restricted-globals -- the library asks for one
    info: { Title: title, Author: author, CreationDate: new Date(`${date}T00:00:00+09:00`) },
  });
  const written = buffer(doc);
  doc.registerFont("regular", FONTS.regular).registerFont("bold", FONTS.bold);
  doc.fillColor(INK);
  const root = doc.struct("Document");
  doc.addStructure(root);
  const outline: { level: number; item: ReturnType<Doc["outline"]["addItem"]> }[] = [];
  for (const block of blocks) writeBlock(doc, root, outline, block, GAPS[language]);
  root.end();
  writeFeet(doc, paper.foot);
  doc.end();
  return await written;
}

function writeBlock(
  doc: Doc,
  root: ReturnType<Doc["struct"]>,
  outline: { level: number; item: ReturnType<Doc["outline"]["addItem"]> }[],
  block: PaperBlock,
  gap: string,
): void {
  switch (block.kind) {
    case "heading": {
      const { level, text, number } = block;
      if (doc.y > doc.page.height - MARGINS.bottom - KEEP_WITH_NEXT) doc.addPage();
      const words = number === undefined ? text : `${number}${gap}${text}`;
      while ((outline.at(-1)?.level ?? 0) >= level) outline.pop();
      outline.push({ level, item: (outline.at(-1)?.item ?? doc.outline).addItem(words) });
      doc.moveDown(level === 1 ? 0 : 0.8);
      tagged(doc, root, TAGS[level], () =>
        doc.font("bold").fontSize(SIZES[level]).text(words, { lineGap: 2, paragraphGap: 4 }),
      );
      return;
    }
    case "text": {
      const size = block.quiet === true ? SIZES.quiet : SIZES.text;
      for (const paragraph of block.text.split(/\n\s*\n/)) {
        tagged(doc, root, "P", () =>
          doc
            .font("regular")
            .fontSize(size)
            .fillColor(block.quiet === true ? QUIET_INK : INK)
            .text(paragraph.trim(), { lineGap: 3.5, paragraphGap: 5 })
            .fillColor(INK),
        );
      }
      return;
    }
    case "rows": {
      for (const { term, detail } of block.rows) {
        tagged(doc, root, "P", () => {
          doc.font("bold").fontSize(SIZES.text).text(`${term}${gap}`, { continued: true, lineGap: 3.5 });
          doc.font("regular").text(detail, { lineGap: 3.5, paragraphGap: 2 });
        });
      }
      doc.moveDown(0.4);
    }
  }
}

function tagged(doc: Doc, root: ReturnType<Doc["struct"]>, tag: string, write: () => void): void {
  root.add(doc.struct(tag, {}, write));
}

/** Written last, when the number of pages is known. To those who listen to a document it is no part of it. */
function writeFeet(doc: Doc, foot: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Text below the margin would begin a new page.
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination" });
    doc
      .font("regular")
      .fontSize(7.5)
      .fillColor(QUIET_INK)
      .text(
        foot.replaceAll("{page}", String(page + 1)).replaceAll("{pages}", String(count)),
        MARGINS.left,
        doc.page.height - FOOT_FROM_BOTTOM,
        { width: doc.page.width - MARGINS.left - MARGINS.right, align: "center", lineBreak: false },
      );
    doc.endMarkedContent();
    doc.page.margins.bottom = MARGINS.bottom;
  }
}
