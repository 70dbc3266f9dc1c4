import { domainToASCII } from "node:url";
import type { Words } from "../wire/index.ts";

/** RFC 5321 (4.5.3.1), in octets. */
const LONGEST_LOCAL_PART = 64;
const LONGEST_DOMAIN = 253;
/** An atom of RFC 5322, with dots anywhere but first: older addresses of Japanese mobile carriers have two in a row or one before @. */
const ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-][A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]*$/;
/** What is no atom is sent in quotes (RFC 5321, 4.1.2). */
const NEEDS_QUOTES = /\.\.|\.$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const FAULTS = {
  form: {
    ja: "メールアドレスは「名前@example.jp」の形で、名前には半角の英数字と記号だけを使ってください。",
    en: "Write an e-mail address as name@example.jp, with letters, figures and signs of ASCII before the @.",
  },
  domain: {
    ja: "メールアドレスの @ のあとがドメインになっていません。「example.jp」のような形か確かめてください。",
    en: "What follows the @ is no domain. Check it: it looks like example.jp.",
  },
} as const satisfies Record<string, Words>;

export type AddressRead =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly words: Words };

/**
 * An address as mail is sent to it: the local part as it was given, the domain in ASCII (IDNA, RFC 5891). One address and no name;
 * neither a blank nor a control character passes, so it can add nothing to a header or to a command of SMTP.
 */
export function readAddress(text: string): AddressRead {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, Math.max(at, 0)).replace(/^"([^"]*)"$/, "$1");
  if (at < 1 || !ATOM.test(local) || local.length > LONGEST_LOCAL_PART) return { ok: false, words: FAULTS.form };
  const domain = domainToASCII(text.slice(at + 1).replaceAll("。", "."));
  const labels = domain.split(".");
  const isDomain =
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? "");
  if (!isDomain || /\s/.test(text) || domain.length > LONGEST_DOMAIN) return { ok: false, words: FAULTS.domain };
  return { ok: true, address: `${NEEDS_QUOTES.test(local) ? `"${local}"` : local}@${domain}` };
}

/** Enough to tell two apart on a list, and not enough to write to: `t…@e…jp`. */
export function maskAddress(address: string): string {
  const [local = "", domain = ""] = address.replaceAll('"', "").split("@");
  return `${local.slice(0, 1)}…@${domain.slice(0, 1)}…${domain.slice(domain.lastIndexOf(".") + 1)}`;
}

/** A text that may stand in one header: a line end or another control character would begin a header of its own. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}
