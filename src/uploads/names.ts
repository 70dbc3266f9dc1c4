/** Characters of a name that are kept; what stands behind the last dot is not counted. */
const LONGEST = 120;
const ENDING = /\.[A-Za-z0-9]{1,10}$/;

/**
 * A file name as it was sent, byte for byte: in UTF-8, else in CP932, which older machines in Japan send; else without what it cannot be.
 * @param bytes one character for each byte (ISO 8859-1), as the header of a part holds it; already decoded text passes through
 */
export function decodeName(bytes: string): string {
  if (/[^\u0000-\u00ff]/.test(bytes)) return bytes;
  const raw = Buffer.from(bytes, "latin1");
  for (const encoding of ["utf-8", "shift_jis"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(raw);
    } catch {
      // Not in this one.
    }
  }
  return bytes.replace(/[^\u0020-\u007e]/g, "");
}

/**
 * A name fit to be shown and saved under: NFC, of a path the last part, without control characters, marks that turn the direction of
 * text, and what file systems refuse; 120 characters, and its ending.
 * @returns undefined where nothing is left
 */
export function cleanName(text: string): string | undefined {
  const last = text.normalize("NFC").split(/[/\\]/u).at(-1) ?? "";
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\ufffd]/gu, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/\s+/gu, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  const ending = ENDING.exec(plain)?.[0] ?? "";
  const stem = Array.from(plain.slice(0, plain.length - ending.length))
    .slice(0, LONGEST)
    .join("");
  return stem === "" && ending === "" ? undefined : `${stem}${ending}`;
}
