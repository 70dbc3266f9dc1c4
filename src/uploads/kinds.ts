import type { RefusalCode } from "./refusals.ts";

/** What is taken in. */
export const MEDIA_TYPES = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  pdf: "application/pdf",
} as const;

export type Kind = keyof typeof MEDIA_TYPES;

export function isKind(text: string): text is Kind {
  return Object.hasOwn(MEDIA_TYPES, text);
}

/** Bytes from the beginning of a file by which it is known. */
export const FIRST_BYTES = 1_024;

/** By magic numbers, whatever name or type came with it. @param first up to `FIRST_BYTES` of the file */
export function kindOf(first: Uint8Array): Kind | RefusalCode {
  if (first.length === 0) return "empty";
  const bytes = Buffer.from(first);
  const at = (offset: number, hex: string): boolean =>
    bytes.subarray(offset, offset + hex.length / 2).toString("hex") === hex;
  const text = bytes.toString("latin1");
  if (at(0, "ffd8ff")) return "jpeg";
  if (at(0, "89504e470d0a1a0a")) return "png";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "webp";
  if (text.startsWith("%PDF-")) return "pdf";
  // ISO/IEC 14496-12: the brand of a file of boxes.
  if (text.slice(4, 8) === "ftyp") return /^(?:hei|hev|mif1|msf1|avi)/.test(text.slice(8, 12)) ? "heic" : "video";
  if (at(0, "504b0304") || at(0, "504b0506"))
    return /word\/|xl\/|ppt\/|\[Content_Types\]/.test(text) ? "office" : "zip";
  if (at(0, "d0cf11e0a1b11ae1")) return "office";
  if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/i.test(withoutMark(bytes)))
    return "svg";
  if (text.startsWith("GIF8") || text.startsWith("BM") || at(0, "49492a00") || at(0, "4d4d002a")) return "other-image";
  if (text.includes("%PDF-")) return "two-kinds";
  return "unknown-kind";
}

/** As UTF-8, or UTF-16 by its mark, without it. */
function withoutMark(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.toString("utf16le", 2);
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}
