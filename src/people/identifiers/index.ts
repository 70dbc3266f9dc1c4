import { normaliseAddress } from "./address.ts";
import { normaliseBirthDate } from "./birth-date.ts";
import { plainCapitals } from "./characters.ts";
import { normaliseEmail } from "./email.ts";
import { normaliseKana } from "./kana.ts";
import type { IdentifierKind, NormalForm } from "./kind.ts";
import { isLabelledMyNumber } from "./my-number.ts";
import { normaliseName } from "./name.ts";
import { normaliseNumber, normalisePostalCode } from "./number.ts";
import { normalisePassportName } from "./passport-name.ts";
import { normalisePhone, type PhoneCountry } from "./phone.ts";
import { type Outcome, refuse } from "./refusal.ts";
import { normaliseRoom } from "./room.ts";

export { holdsPart, kanaGrams, queryGrams } from "./grams.ts";
export { IDENTIFIER_KINDS, type IdentifierKind, type NormalForm } from "./kind.ts";
export type { PhoneCountry } from "./phone.ts";
export type { Outcome } from "./refusal.ts";

export interface Circumstances {
  /** The day in Japan: no one is born after it. */
  readonly today: Temporal.PlainDate;
  /** Where a phone number without a country code is from; Japan unless given. */
  readonly country?: PhoneCountry;
}

/**
 * The normal forms of an identifier, or why it is none, in words for whoever typed it. What two offices spell differently comes out
 * equal; what is made equal, only similar or refused stands in docs/identifiers.md. Deterministic; normalised again, the exact form
 * yields both forms unchanged.
 */
export function normalise(
  kind: IdentifierKind,
  text: string,
  { today, country = "JP" }: Circumstances,
): Outcome<NormalForm> {
  const typed = plainCapitals(kind, text);
  if (!typed.ok) return typed;
  if (isLabelledMyNumber(typed.value)) return refuse(kind, "my-number");
  switch (kind) {
    case "email":
      return normaliseEmail(text);
    case "phone":
      return normalisePhone(text, country);
    case "customer-number":
    case "contract-number":
    case "employee-number":
    case "shareholder-number":
    case "insurance-number":
      return normaliseNumber(kind, text);
    case "room":
      return normaliseRoom(text);
    case "name":
    case "alias":
      return normaliseName(kind, text);
    case "kana":
      return normaliseKana(text);
    case "passport-name":
      return normalisePassportName(text);
    case "birth-date":
      return normaliseBirthDate(text, today);
    case "postal-code":
      return normalisePostalCode(text);
    case "address":
      return normaliseAddress(text);
  }
}
