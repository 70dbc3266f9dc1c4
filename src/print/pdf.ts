import { buffer } from "node:stream/consumers";
import type { Language } from "../wire/index.ts";
import { type Doc, INK, newDocument, QUIET_INK, type Struct, tagged, writeFeet } from "./document.ts";

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

/** Points: A4, with room at the foot for the line that stands there. */
const MARGINS = { top: 62, bottom: 72, left: 62, right: 62 };
const SIZES = { 1: 19, 2: 14.5, 3: 12, 4: 10.5, text: 10, quiet: 8.5 } as const;
const TAGS = { 1: "H1", 2: "H2", 3: "H3", 4: "H4" } as const;
/** Between a number and its heading, a term and what it says. */
const GAPS: Readonly<Record<Language, string>> = { ja: "　", en: "  " };
/** A heading does not stand alone at the foot of a page: below it there is room for so much. */
const KEEP_WITH_NEXT = 70;

/** Writes a tagged PDF with an outline (PDF 1.7; headings and paragraphs in the order in which they are read). */
export async function writePdf(paper: Paper): Promise<Buffer> {
  const { title, author, language, date, blocks } = paper;
  const { doc, root } = newDocument({ title, author, language, date, margins: MARGINS });
  const written = buffer(doc);
  const outline: { level: number; item: ReturnType<Doc["outline"]["addItem"]> }[] = [];
  for (const block of blocks) writeBlock(doc, root, outline, block, GAPS[language]);
  root.end();
  writeFeet(doc, paper.foot, MARGINS);
  doc.end();
  return await written;
}

function writeBlock(
  doc: Doc,
  root: Struct,
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
