// The full metadata: the smaller set takes a number of Guam without its country code (671-646-1234) for a Japanese one.
import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { plain } from "./characters.ts";
import type { NormalForm } from "./kind.ts";
import { accept, type Outcome, refuse } from "./refusal.ts";

/** Where a number without a country code may be from: Japan and the countries of the reference policy's offices. */
export type PhoneCountry = Extract<CountryCode, "JP" | "KR" | "TW" | "CN" | "GU">;

const EXTENSION = /内線|内\s*\d|EXT|\dX\s*\d|#/iu;

/**
 * A phone number in E.164 (+81312345678), exact and loose alike. A leading zero that a spreadsheet lost is found again.
 * It does not know whether the number is in use, nor whose it is: families and offices share one.
 * @param country where a number without `+` and country code is from
 */
export function normalisePhone(text: string, country: PhoneCountry): Outcome<NormalForm> {
  const typed = plain("phone", text);
  if (!typed.ok) return typed;
  const number = typed.value.replace(/^(?:TEL|電話|携帯)[:.\s]*/iu, "");
  if (EXTENSION.test(number)) return refuse("phone", "phone-extension");
  // The library reads past what it does not know and takes the first of two numbers; nothing may be lost unseen.
  if (!/^\+?[\d() .-]+$/.test(number)) return refuse("phone", "phone-form");
  const phone = parsePhoneNumberFromString(number, country);
  if (phone === undefined || !phone.isValid()) return refuse("phone", "phone-form");
  return accept({ exact: phone.number, loose: phone.number });
}
