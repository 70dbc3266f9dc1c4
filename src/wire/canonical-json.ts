import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/**
 * The canonical form of a JSON value (RFC 8785): keys in UTF-16 order, no white space, shortest numbers.
 * @throws {TypeError} where the value is not I-JSON: a lone surrogate, NaN, an infinity, or not JSON at all
 */
export function canonicalJson(value: unknown): string {
  const form = canonicalize(value);
  if (form === undefined) throw new TypeError("not a JSON value");
  // RFC 8785, 3.2.2.2: a lone surrogate must stop the process; JSON.stringify would escape it in silence.
  if (!form.isWellFormed() || /\\ud[89a-f][0-9a-f]{2}/i.test(form)) {
    throw new TypeError("a string holds a lone surrogate");
  }
  return form;
}

/** SHA-256 over the canonical form, as `sha256:` and 64 hexadecimal digits. */
export function fingerprint(value: unknown): string {
  return `sha256:${createHash("sha256").update(canonicalJson(value), "utf8").digest("hex")}`;
}
