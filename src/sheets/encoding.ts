import { SheetFault } from "./fault.ts";

/** How a text is written: WHATWG names; `shift_jis` there is CP932 with 髙 and 﨑. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "shift_jis";

/** Bytes that can be read from their beginning more than once. */
export type Source = () => AsyncIterable<Uint8Array>;

/**
 * The encoding of a text, told from all of it: by its mark, else UTF-8 where it is that throughout, else Shift_JIS. The first signs of
 * a file say little: a name with a rare character may stand on its last line.
 * @throws {SheetFault} `encoding`, with the first line that is in neither
 */
export async function encodingOf(source: Source): Promise<Encoding> {
  const tries = (["utf-8", "shift_jis"] as const).map((encoding) => ({
    encoding,
    decoder: new TextDecoder(encoding, { fatal: true }),
    line: 1,
    isBroken: false,
  }));
  let isFirst = true;
  const feed = (piece: Uint8Array | undefined): void => {
    for (const one of tries) {
      if (one.isBroken) continue;
      try {
        one.decoder.decode(piece, { stream: piece !== undefined });
        if (piece !== undefined) one.line += linesIn(piece);
      } catch {
        one.isBroken = true;
        if (piece !== undefined) one.line += linesBefore(piece, one.encoding);
      }
    }
  };
  for await (const piece of source()) {
    if (isFirst && piece.length > 0) {
      isFirst = false;
      const [a, b, c] = piece;
      if (a === 0xff && b === 0xfe) return "utf-16le";
      if (a === 0xfe && b === 0xff) return "utf-16be";
      // With the mark of UTF-8 what cannot be read as such is damage, and not another encoding.
      if (a === 0xef && b === 0xbb && c === 0xbf) tries.splice(1);
    }
    feed(piece);
    if (tries.every(({ isBroken }) => isBroken)) break;
  }
  if (tries.some(({ isBroken }) => !isBroken)) feed(undefined);
  const found = tries.find(({ isBroken }) => !isBroken);
  if (found === undefined) throw new SheetFault("encoding", { line: Math.max(...tries.map(({ line }) => line)) });
  return found.encoding;
}

/** The text of a source, piece by piece, without its mark. @throws {SheetFault} `encoding` */
export async function* decoded(source: Source, encoding: Encoding): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  try {
    for await (const piece of source()) {
      const text = decoder.decode(piece, { stream: true });
      if (encoding.startsWith("utf-16")) line += linesIn(Buffer.from(text, "latin1"));
      if (text !== "") yield text;
    }
    const rest = decoder.decode();
    if (rest !== "") yield rest;
  } catch (error) {
    throw error instanceof TypeError ? new SheetFault("encoding", { line }) : error;
  }
}

/** No second byte of a character in either encoding is a line feed or a carriage return. */
function linesIn(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 10 || (byte === 13 && bytes[at + 1] !== 10)) count += 1;
  }
  return count;
}

/** How many lines of a piece come before the first that cannot be read. */
function linesBefore(piece: Uint8Array, encoding: Encoding): number {
  let low = 0;
  let high = piece.length;
  const reads = (length: number): boolean => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(piece.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (reads(middle)) low = middle;
    else high = middle - 1;
  }
  return linesIn(piece.subarray(0, low));
}
