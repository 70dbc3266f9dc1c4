import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/**
 * The canonical form of a JSON value (RFC 8785): keys in UTF-16 order, no white space, shortest numbers. As with
 * JSON.stringify, a member that is `undefined` is one that is not there.
 * @throws {TypeError} where the value is not I-JSON: a lone surrogate, NaN, an infinity, a circle, or not JSON at all
 */
export function canonicalJson(value: unknown): string {
  let form: string | undefined;
  try {
    form = canonicalize(value);
  } catch (cause) {
    throw new TypeError("not a value of I-JSON", { cause });
  }
  if (form === undefined) throw new TypeError("not a JSON value");
  return form;
}

/** SHA-256 over the canonical form, as `sha256:` and 64 hexadecimal digits. */
export function fingerprint(value: unknown): string {
  return `sha256:${createHash("sha256").update(canonicalJson(value), "utf8").digest("hex")}`;
}
