import { buffer } from "node:stream/consumers";
import { encode } from "uqr";
import { fill, type Language } from "../wire/index.ts";
import { beside, type Doc, INK, newDocument, QUIET_INK, type Struct, tagged, writeFeet } from "./document.ts";
import { wareki } from "./wareki.ts";

/** A business letter to one person or company. */
export interface BusinessLetter {
  readonly language: Language;
  /** YYYY-MM-DD; by the Japanese calendar on a Japanese letter. */
  readonly date: string;
  /** What both sides name it by. */
  readonly reference?: string | undefined;
  readonly to: {
    /** 100-0001; absent abroad. */
    readonly postalCode?: string | undefined;
    readonly address: readonly string[];
    readonly name: string;
    /** On a Japanese letter after the name: 様 unless said otherwise, 御中 for a company. */
    readonly honorific?: string | undefined;
  };
  readonly from: {
    /** Who writes, as a company or an office. */
    readonly name: string;
    readonly lines: readonly string[];
  };
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly enclosures?: readonly string[] | undefined;
  /** Where to go on, such as the page of a case. */
  readonly qr?: { readonly text: string; readonly caption: string } | undefined;
  /** Stands at the end in small type: what a pack says of itself. */
  readonly notice?: string | undefined;
}

/** Points in a millimetre. */
const MM = 72 / 25.4;

/*
 * Where the addressee stands, in millimetres of the sheet. A4 is folded in three and put into an envelope 長形3号 (235 by 120, JIS S
 * 5502) whose window is 90 by 45. No standard says where the window is; those sold begin some 20 to 22 from the left and 12 to 15 from
 * the top. The folded sheet (210 by 99) has 25 of play sideways and up to 21 upwards, less what the glued edges take. The block below
 * lies in such a window with the sheet at the left and at the top, and with it moved by some 20 sideways and 14 downwards. Its first
 * line keeps clear of the upper edge. Hold one print against your own envelope before you post a thousand.
 */
export const ADDRESS_BLOCK = { left: 25, top: 18, width: 63, height: 26 } as const;

const MARGINS = { top: 25 * MM, bottom: 26 * MM, left: 25 * MM, right: 25 * MM };
/** The sender stands to the right of the window, where nothing of it shows through. */
const SENDER = { left: 120, top: 18, width: 65 } as const;
/** Below the first fold: what is above it may be seen from outside. */
const BODY_TOP = 104;
/** A sheet folded in three is folded here; a short line at the edge says so. */
const FOLDS = [99, 198] as const;
const QR_SIDE = 26;

const SIZE = { text: 10.5, title: 12.5, sender: 9.5, quiet: 8.5, address: 11, addressLeast: 6.5 } as const;
const LINE_GAP = 4;
/** Of the size: the lines of an address stand closer. */
const ADDRESS_TIGHTER = 0.15;

const WORDS = {
  ja: {
    reference: "文書番号 {reference}",
    opening: "拝啓",
    closing: "敬具",
    enclosures: "同封書類",
    end: "以上",
    page: "{page} / {pages}",
  },
  en: {
    reference: "Our reference: {reference}",
    opening: "Dear {name},",
    closing: "Yours sincerely,",
    enclosures: "Enclosures",
    end: "",
    page: "{page} / {pages}",
  },
} as const;

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/**
 * Sets a letter as a tagged PDF, A4. The same letter is the same bytes.
 * @throws {RangeError} for an address that is too long for a window at a size that can be read
 */
export async function letterPdf(letter: BusinessLetter): Promise<Buffer> {
  const { language, date, title, from, paragraphs, enclosures = [], qr, notice } = letter;
  const words = WORDS[language];
  const { doc, root } = newDocument({ title, author: from.name, language, date, margins: MARGINS });
  const written = buffer(doc);
  writeAddressee(doc, root, letter);
  writeSender(doc, root, letter);
  doc.x = MARGINS.left;
  doc.y = BODY_TOP * MM;
  const paragraph = (text: string, options: PDFKit.Mixins.TextOptions = {}): void =>
    tagged(doc, root, "P", () =>
      doc
        .font("regular")
        .fontSize(SIZE.text)
        .text(text, { lineGap: LINE_GAP, paragraphGap: 6, ...options }),
    );
  const heading = (text: string): void =>
    tagged(doc, root, "H1", () =>
      doc
        .font("bold")
        .fontSize(SIZE.title)
        .text(text, { align: language === "ja" ? "center" : "left", lineGap: LINE_GAP, paragraphGap: 10 }),
    );
  if (language === "ja") {
    heading(title);
    paragraph(words.opening);
    // A full-width space begins a paragraph.
    for (const text of paragraphs) paragraph(`　${text}`);
    paragraph(words.closing, { align: "right" });
  } else {
    paragraph(fill(words.opening, { name: letter.to.name }));
    heading(title);
    for (const text of paragraphs) paragraph(text);
    paragraph(`${words.closing}\n${from.name}`);
  }
  if (enclosures.length > 0) {
    doc.moveDown(0.5);
    keepTogether(doc, 60);
    tagged(doc, root, "H2", () => doc.font("bold").fontSize(SIZE.text).text(words.enclosures, { lineGap: LINE_GAP }));
    for (const [index, one] of enclosures.entries()) paragraph(`${index + 1}. ${one}`, { paragraphGap: 0 });
    if (words.end !== "") paragraph(words.end, { align: "right" });
  }
  if (qr !== undefined) writeQr(doc, root, qr);
  if (notice !== undefined && notice !== "") {
    doc.moveDown(0.5);
    tagged(doc, root, "P", () =>
      doc.font("regular").fontSize(SIZE.quiet).fillColor(QUIET_INK).text(notice, { lineGap: 3 }).fillColor(INK),
    );
  }
  root.end();
  doc.switchToPage(doc.bufferedPageRange().start);
  beside(doc, () => {
    for (const at of FOLDS) doc.moveTo(0, at * MM).lineTo(4 * MM, at * MM);
    doc.lineWidth(0.4).strokeColor(QUIET_INK).stroke();
  });
  writeFeet(doc, words.page, MARGINS);
  doc.end();
  return await written;
}

/** In the window whatever its length: long lines are set smaller, and as a last resort broken. */
function writeAddressee(doc: Doc, root: Struct, { to, language }: BusinessLetter): void {
  const { left, top, width, height } = ADDRESS_BLOCK;
  const name = language === "ja" ? `${to.name}　${to.honorific ?? "様"}` : to.name;
  const address = [...(to.postalCode === undefined ? [] : [`〒${to.postalCode}`]), ...to.address];
  const lines =
    language === "ja"
      ? [...address, name]
      : [name, ...to.address, ...(to.postalCode === undefined ? [] : [to.postalCode])];
  let size: number = SIZE.address;
  // The font's own lines are 1.45 of its size apart.
  const optionsOf = () => ({ width: width * MM, lineGap: size * -ADDRESS_TIGHTER });
  const tall = (): number => lines.reduce((sum, line) => sum + doc.heightOfString(line, optionsOf()), 0);
  const wide = (): number => Math.max(...lines.map((line) => doc.widthOfString(line)));
  const set = (): Doc => doc.font("regular").fontSize(size);
  set();
  // First until no line is broken, then, for one that stays too long at a size that can be read, until all of it has room.
  while (size > 8 && (wide() > width * MM || tall() > height * MM)) {
    size -= 0.5;
    set();
  }
  while (size > SIZE.addressLeast && tall() > height * MM) {
    size -= 0.5;
    set();
  }
  if (tall() > height * MM) throw new RangeError("the address has no room in the window of an envelope");
  tagged(doc, root, "P", () => {
    doc.x = left * MM;
    doc.y = top * MM;
    for (const line of lines) set().text(line, optionsOf());
  });
}

function writeSender(doc: Doc, root: Struct, { from, reference, date, language }: BusinessLetter): void {
  const { left, top, width } = SENDER;
  const options = { width: width * MM, lineGap: 2.5, align: "right" } as const;
  tagged(doc, root, "P", () => {
    doc.font("regular").fontSize(SIZE.sender);
    doc.x = left * MM;
    doc.y = top * MM;
    if (reference !== undefined) doc.text(fill(WORDS[language].reference, { reference }), options);
    doc.text(dateOf(date, language), options);
  });
  tagged(doc, root, "P", () => {
    doc.moveDown(0.8);
    doc.font("bold").fontSize(SIZE.text).text(from.name, options);
    for (const line of from.lines) doc.font("regular").fontSize(SIZE.sender).text(line, options);
  });
}

function dateOf(date: string, language: Language): string {
  if (language === "ja") return wareki(date);
  const { year, month, day } = Temporal.PlainDate.from(date);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** Begins a new page where so many points no longer fit onto this one. */
function keepTogether(doc: Doc, points: number): void {
  if (doc.y + points > doc.page.height - doc.page.margins.bottom) doc.addPage();
}

/** Modules on each side that stay white (ISO/IEC 18004, 5.3.8). */
const QUIET_ZONE = 4;

/** A QR code as one path, so that it is sharp on any printer, with its caption beside it. */
function writeQr(doc: Doc, root: Struct, { text, caption }: { readonly text: string; readonly caption: string }): void {
  const side = QR_SIDE * MM;
  doc.moveDown(0.5);
  keepTogether(doc, side);
  const { data, size } = encode(text, { ecc: "M", border: QUIET_ZONE });
  const module = side / size;
  const { left } = MARGINS;
  const top = doc.y;
  root.add(
    doc.struct("Figure", { alt: caption }, () => {
      for (const [y, row] of data.entries()) {
        for (let x = 0; x < row.length; x += 1) {
          const from = x;
          while (row[x] === true) x += 1;
          if (x > from) doc.rect(left + from * module, top + y * module, (x - from) * module, module);
        }
      }
      doc.fill("#000000").fillColor(INK);
    }),
  );
  tagged(doc, root, "Caption", () =>
    doc
      .font("regular")
      .fontSize(SIZE.sender)
      .text(caption, left + side + 4 * MM, top + QUIET_ZONE * module, {
        width: doc.page.width - MARGINS.right - left - side - 4 * MM,
        lineGap: 3,
      }),
  );
  doc.x = left;
  doc.y = Math.max(doc.y, top + side);
}
