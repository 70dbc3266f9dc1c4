import { domainToASCII } from "node:url";
import { plain } from "./characters.ts";
import type { NormalForm } from "./kind.ts";
import { accept, type Outcome, refuse } from "./refusal.ts";

/** RFC 5321's limits, in octets. */
const LONGEST_LOCAL_PART = 64;
const LONGEST_DOMAIN = 253;
/** An atom of RFC 5322, with dots anywhere but first: older addresses of Japanese mobile carriers have two in a row or one before @. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-][a-z0-9.!#$%&'*+/=?^_`{|}~-]*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * An e-mail address. The whole of it is in small letters: RFC 5321 (2.4) leaves the case of the local part to the receiver, but none of
 * note tells Taro@ from taro@, and an objection that is not found by its address does more harm than two boxes taken for one.
 * What mail is sent to is the address as it was given, never this form. Domains are in ASCII (IDNA). Loose: without `+tag`. It does not
 * know dots that a provider ignores, providers with two names, or whether the box exists; local parts are ASCII only.
 */
export function normaliseEmail(text: string): Outcome<NormalForm> {
  const typed = plain("email", text);
  if (!typed.ok) return typed;
  const address = typed.value.toLowerCase().replace(/^(?:mailto: ?)+/, "");
  const at = address.lastIndexOf("@");
  if (at < 1) return refuse("email", "email-form");
  // "a..b"@ is how some mail programs write what a carrier let people choose.
  const local = address.slice(0, at).replace(/^"([^"]*)"$/, "$1");
  if (!LOCAL_PART.test(local) || local.length > LONGEST_LOCAL_PART) return refuse("email", "email-form");

  const domain = domainToASCII(address.slice(at + 1).replaceAll("。", "."));
  const labels = domain.split(".");
  const isDomain =
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? "");
  if (!isDomain || domain.length > LONGEST_DOMAIN) return refuse("email", "email-domain");
  return accept({ exact: `${local}@${domain}`, loose: `${local.replace(/(?<=.)\+.*$/, "")}@${domain}` });
}
