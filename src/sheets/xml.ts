/** What an XML text is made of, as a reader of workbooks needs it. Names are without their prefix. */
export type XmlPart =
  | {
      readonly kind: "open";
      readonly name: string;
      readonly attributes: Readonly<Record<string, string>>;
      readonly isEmpty: boolean;
    }
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

const TAG = /^<(?<name>[A-Za-z_][\w.:-]*)(?<attributes>(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<slash>\/?)>/;
const ATTRIBUTE = /(?<name>[\w.:-]+)\s*=\s*(?:"(?<double>[^"<]*)"|'(?<single>[^'<]*)')/g;
/** Nothing in a workbook is longer in one piece. */
const LONGEST = 1_000_000;

/** The text is no XML, or not such as programs for spreadsheets write. */
export class XmlError extends Error {
  override readonly name = "XmlError";
}

/**
 * Splits XML as it comes. Without document types, so that nothing is read that expands or lies elsewhere (XXE); comments and processing
 * instructions are left out.
 * @throws {XmlError}
 */
export function xmlSplitter(take: (part: XmlPart) => void): {
  readonly push: (text: string) => void;
  readonly end: () => void;
} {
  let rest = "";
  const skip = (start: string, end: string): boolean | undefined => {
    if (!rest.startsWith(start)) return undefined;
    const at = rest.indexOf(end, start.length);
    if (at === -1) return false;
    rest = rest.slice(at + end.length);
    return true;
  };
  const step = (isLast: boolean): boolean => {
    const at = rest.indexOf("<");
    if (at !== 0) {
      // An entity may be cut in two.
      const safe =
        at === -1
          ? isLast
            ? rest.length
            : Math.max(0, rest.lastIndexOf("&") === -1 ? rest.length : rest.lastIndexOf("&"))
          : at;
      if (safe === 0) return false;
      take({ kind: "text", text: unescaped(rest.slice(0, safe)) });
      rest = rest.slice(safe);
      return true;
    }
    if (rest.length < 9 && !isLast && "<![CDATA[".startsWith(rest)) return false;
    if (rest.startsWith("<![CDATA[")) {
      const end = rest.indexOf("]]>");
      if (end === -1) return false;
      take({ kind: "text", text: rest.slice(9, end) });
      rest = rest.slice(end + 3);
      return true;
    }
    const skipped = skip("<!--", "-->") ?? skip("<?", "?>");
    if (skipped !== undefined) return skipped;
    if (rest.startsWith("<!") && rest.length > 3) throw new XmlError("a document type");
    const end = rest.indexOf(">");
    if (end === -1) return false;
    if (rest.startsWith("</")) {
      take({ kind: "close", name: localOf(rest.slice(2, end).trim()) });
      rest = rest.slice(end + 1);
      return true;
    }
    const found = TAG.exec(rest);
    if (found === null) {
      // A `>` may stand within the marks of an attribute.
      if (rest.length > LONGEST || isLast || (rest.split('"').length % 2 === 1 && rest.split("'").length % 2 === 1))
        throw new XmlError("no tag");
      return false;
    }
    const { name = "", attributes = "", slash } = found.groups ?? {};
    const isEmpty = slash === "/";
    take({ kind: "open", name: localOf(name), attributes: attributesOf(attributes), isEmpty });
    rest = rest.slice(found[0].length);
    return true;
  };
  return {
    push: (text) => {
      rest += text;
      for (let goesOn = true; goesOn; ) goesOn = rest !== "" && step(false);
      if (rest.length > LONGEST) throw new XmlError("a piece that does not end");
    },
    end: () => {
      for (let goesOn = true; goesOn; ) goesOn = rest !== "" && step(true);
      if (rest !== "") throw new XmlError("broken off");
    },
  };
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  if (text === "") return {};
  const found: Record<string, string> = {};
  for (const { groups } of text.matchAll(ATTRIBUTE))
    found[localOf(groups?.["name"] ?? "")] = unescaped(groups?.["double"] ?? groups?.["single"] ?? "");
  return found;
}

function localOf(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x(?<hex>[0-9a-f]{1,6})|#(?<decimal>\d{1,7})|(?<name>\w+));/gi,
    (all, hex, decimal, name) => {
      if (typeof name === "string") return NAMED[name] ?? all;
      const code = Number(typeof hex === "string" ? `0x${hex}` : decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
    },
  );
}
