import { createHash, verify } from "node:crypto";

/** What a DKIM signature says of a message (RFC 6376), looked at without the library that made it. */
export interface DkimVerdict {
  readonly domain: string;
  readonly selector: string;
  /** Names of the headers that it covers. */
  readonly signed: readonly string[];
  readonly bodyHashHolds: boolean;
  readonly signatureHolds: boolean;
}

/** @param raw as it came over the wire, lines ended by CRLF; relaxed/relaxed and rsa-sha256 alone are understood */
export function checkDkim(raw: string, publicKey: string): DkimVerdict | undefined {
  const end = raw.indexOf("\r\n\r\n");
  const headers = raw.slice(0, end).split(/\r\n(?![ \t])/);
  const body = raw.slice(end + 4);
  const own = headers.find((header) => /^dkim-signature:/i.test(header));
  if (own === undefined) return undefined;
  const tags = new Map(
    own
      .slice(own.indexOf(":") + 1)
      .split(";")
      .map((tag) => {
        const at = tag.indexOf("=");
        return [tag.slice(0, at).trim(), tag.slice(at + 1).replace(/\s+/g, "")] as const;
      }),
  );
  const signed = (tags.get("h") ?? "").toLowerCase().split(":");
  const left = [...headers];
  const covered = signed.flatMap((name) => {
    const at = left.findLastIndex((header) => header.slice(0, header.indexOf(":")).toLowerCase() === name);
    return at === -1 ? [] : left.splice(at, 1).map(relaxed);
  });
  const unsigned = relaxed(own).replace(/(^|;\s*)b=[^;]*$/, "$1b=");
  const relaxedBody = `${body
    .split("\r\n")
    .map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""))
    .join("\r\n")
    .replace(/(?:\r\n)*$/, "")}\r\n`;
  return {
    domain: tags.get("d") ?? "",
    selector: tags.get("s") ?? "",
    signed,
    bodyHashHolds: createHash("sha256").update(relaxedBody, "utf8").digest("base64") === tags.get("bh"),
    signatureHolds: verify(
      "sha256",
      Buffer.from([...covered, unsigned].join("\r\n"), "utf8"),
      publicKey,
      Buffer.from(tags.get("b") ?? "", "base64"),
    ),
  };
}

function relaxed(header: string): string {
  const at = header.indexOf(":");
  const value = header
    .slice(at + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim();
  return `${header.slice(0, at).toLowerCase().trim()}:${value}`;
}
