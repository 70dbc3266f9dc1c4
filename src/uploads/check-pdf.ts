import { inflateSync } from "node:zlib";
import { Refusal } from "./refusals.ts";

/*
 * What a PDF holds, told from its bytes (ISO 32000-1), without drawing it. Whoever hides something from a reader of bytes is met by
 * refusing what cannot be read: names are compared after their escapes (7.3.5), the whole file is looked through whether or not a place
 * belongs to a stream, and every object stream (7.5.7) has to open.
 */

/** Names that make a document act, or carry another file. */
const ACTIVE =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|Rendition|GoToE|ImportData|SubmitForm|XFA)(?![A-Za-z0-9_.-])/;
const ENCRYPTED = /\/Encrypt(?![A-Za-z0-9_.-])/;
const OBJECT_STREAM = /\/ObjStm(?![A-Za-z0-9_.-])/g;
const PAGE = /\/Type\s*\/Page(?![A-Za-z0-9_.-])/g;
/** A name that has an escape; without one nothing needs to be written out. */
const ESCAPED = /\/[^\s()<>[\]{}/%]*#[0-9A-Fa-f]{2}[^\s()<>[\]{}/%]*/g;
/** Of all object streams together. They hold dictionaries, which are small. */
const INFLATED_BYTES = 64 * 1024 * 1024;

export interface CheckedPdf {
  readonly pages: number;
}

/** @throws {Refusal} pdf-unreadable, pdf-encrypted, pdf-active, too-many-pages, two-kinds */
export function checkPdf(bytes: Buffer, limits: { readonly pages: number }): CheckedPdf {
  const raw = bytes.toString("latin1");
  if (!raw.startsWith("%PDF-")) throw new Refusal("two-kinds");
  if (endsAsZip(bytes)) throw new Refusal("two-kinds");
  if (!/%%EOF[\s\0]*$/.test(raw.slice(-1_024))) throw new Refusal("pdf-unreadable");
  const text = withoutEscapes(raw);
  if (ENCRYPTED.test(text)) throw new Refusal("pdf-encrypted");
  const inner = objectStreams(text, bytes, raw).map(withoutEscapes);
  const texts = [text, ...inner];
  if (texts.some((one) => ACTIVE.test(one))) throw new Refusal("pdf-active");
  const count = texts.reduce((sum, one) => sum + (one.match(PAGE)?.length ?? 0), 0);
  if (count === 0) throw new Refusal("pdf-unreadable");
  if (count > limits.pages) throw new Refusal("too-many-pages", { count, limit: limits.pages });
  return { pages: count };
}

/** What the object streams hold. As many have to open as the file names; a filter besides Flate is not looked behind. */
function objectStreams(text: string, bytes: Buffer, raw: string): string[] {
  const named = text.match(OBJECT_STREAM)?.length ?? 0;
  if (named === 0) return [];
  const opened: string[] = [];
  let left = INFLATED_BYTES;
  for (const { index, 0: word } of raw.matchAll(/(?<!end)stream(?:\r\n|\n|\r)/g)) {
    const object = raw.lastIndexOf(" obj", index);
    const dictionary = withoutEscapes(raw.slice(Math.max(0, object), index));
    if (!/\/ObjStm(?![A-Za-z0-9_.-])/.test(dictionary)) continue;
    const start = index + word.length;
    const end = raw.indexOf("endstream", start);
    if (end === -1) throw new Refusal("pdf-unreadable");
    const body = bytes.subarray(start, end);
    if (!/\/Filter/.test(dictionary)) opened.push(body.toString("latin1"));
    else if (
      /\/Filter\s*(?:\/FlateDecode(?![A-Za-z0-9])|\[\s*\/FlateDecode\s*\])/.test(dictionary) &&
      !/\/Predictor\s+(?!1\b)/.test(dictionary)
    ) {
      const plain = inflated(body, left);
      left -= plain.length;
      opened.push(plain.toString("latin1"));
    } else throw new Refusal("pdf-unreadable");
  }
  if (opened.length !== named) throw new Refusal("pdf-unreadable");
  return opened;
}

function inflated(body: Buffer, limit: number): Buffer {
  try {
    return inflateSync(body, { maxOutputLength: Math.max(1, limit) });
  } catch {
    throw new Refusal("pdf-unreadable");
  }
}

function withoutEscapes(text: string): string {
  return text.replace(ESCAPED, (name) =>
    name.replace(/#([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number(`0x${hex}`))),
  );
}

/** Bytes of the end record of a ZIP archive (APPNOTE 4.3.16), and of the longest comment behind it. */
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;

/** Whether an unpacker would take it for an archive: these are found from their end. */
export function endsAsZip(bytes: Buffer): boolean {
  const tail = bytes.subarray(Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT));
  for (let at = tail.lastIndexOf("PK\u0005\u0006", tail.length, "latin1"); at !== -1; ) {
    if (at + END_BYTES <= tail.length && at + END_BYTES + tail.readUInt16LE(at + 20) <= tail.length) return true;
    at = at === 0 ? -1 : tail.lastIndexOf("PK\u0005\u0006", at - 1, "latin1");
  }
  return false;
}
