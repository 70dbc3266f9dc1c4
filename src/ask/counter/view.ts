import { localText, shortDate } from "../../web/index.ts";
import { fill, type Language } from "../../wire/index.ts";
import type { Program } from "../../policy/index.ts";
import type { House } from "../../room/index.ts";
import { spokenHere } from "./draft.ts";
import { WORDS } from "./words.ts";

export interface View {
  readonly house: House;
  readonly lang: Language;
}

type Named = "operators" | "people" | "items" | "recipients";

/** The name of a word of a policy in force; one that none has is shown as it is. */
export function nameOf({ house, lang }: View, section: Named, id: string): string {
  for (const { program } of spokenHere(house)) {
    const name = nameIn(program, section, id, lang);
    if (name !== undefined) return name;
  }
  return id;
}

export function nameIn({ policy }: Program, section: Named, id: string, lang: Language): string | undefined {
  const entries: Readonly<Record<string, { readonly name: Readonly<Record<string, string>> }>> = policy[section];
  const entry = Object.hasOwn(entries, id) ? entries[id] : undefined;
  return entry === undefined ? undefined : localText(entry.name, lang).words;
}

export function roleName(view: View, { operator, kind }: { readonly operator: string; readonly kind: string }): string {
  return fill(WORDS.role[view.lang], {
    operator: nameOf(view, "operators", operator),
    kind: nameOf(view, "people", kind),
  });
}

export function joined(parts: readonly string[], lang: Language): string {
  return parts.filter((part) => part !== "").join(lang === "ja" ? "、" : ", ");
}

/** An instant as a clock in Japan shows it. */
export function inJapan(instant: Temporal.Instant, lang: Language): string {
  const there = instant.toZonedDateTimeISO("Asia/Tokyo");
  const time = there.toPlainTime().toString({ smallestUnit: "minute" });
  return `${shortDate(there.toPlainDate().toString(), lang)}${lang === "ja" ? "" : ","} ${time}`;
}
