import { firstOutside, plain, plainCapitals } from "./characters.ts";
import type { IdentifierKind, NormalForm } from "./kind.ts";
import { readsAsMyNumber } from "./my-number.ts";
import { accept, type Outcome, refuse } from "./refusal.ts";

export type NumberKind = Extract<IdentifierKind, `${string}-number`>;

/**
 * A number that an office gave. Exact: capital letters and digits without blanks, hyphens and “No.”, leading zeros kept. Loose:
 * without leading zeros, which spreadsheets lose. 1-23 and 12-3 become one: an issuer for whom they differ must not use this.
 * It does not know O from 0 nor I from 1.
 */
export function normaliseNumber(kind: NumberKind, text: string): Outcome<NormalForm> {
  const typed = plainCapitals(kind, text);
  if (!typed.ok) return typed;
  const exact = typed.value.replaceAll(/[ -]/g, "").replace(/^(?:NO\.|#)+/, "");
  const character = firstOutside(exact, /[\p{L}\p{N}]/u);
  if (character !== undefined) {
    const hint = {
      ja: "番号だけを、英数字とハイフンで書いてください。",
      en: "Write the number alone, in letters, digits and hyphens.",
    };
    return refuse(kind, "character", { character, hint });
  }
  if (exact === "") return refuse(kind, "no-letter");
  if (readsAsMyNumber(exact)) return refuse(kind, "my-number");
  return accept({ exact, loose: exact.replace(/^0+(?=\d)/, "") });
}

/** A Japanese postal code: seven digits. Whether the code exists is not known here, nor those of other countries. */
export function normalisePostalCode(text: string): Outcome<NormalForm> {
  const typed = plain("postal-code", text);
  if (!typed.ok) return typed;
  const exact = typed.value.replaceAll(/[〒 -]/g, "");
  return /^\d{7}$/.test(exact) ? accept({ exact, loose: exact }) : refuse("postal-code", "postal-code-form");
}
