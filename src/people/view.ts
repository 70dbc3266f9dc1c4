import type { Context } from "hono";
import { purposeName } from "../decision/index.ts";
import { type Program, versionAt } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { localText, type Option, pageLanguage, shortDate } from "../web/index.ts";
import type { Language } from "../wire/index.ts";

/** What every page of people is given. */
export interface View {
  readonly house: House;
  readonly lang: Language;
  readonly programs: readonly Program[];
}

/** The versions in force of the policies served; where one has none yet, its first. */
export function viewOf(house: House, c: Context): View {
  const now = house.clock.now().epochMilliseconds;
  const programs = [...house.packs.values()].flatMap((pack) => versionAt(pack, now) ?? pack.versions[0] ?? []);
  return { house, lang: pageLanguage(c), programs };
}

type Named = "operators" | "people" | "items" | "recipients";

/** The name of a word of the policy; one that no version in force has is shown as it was recorded. */
export function nameOf({ programs, lang }: View, section: Named, id: string): string {
  for (const { policy } of programs) {
    const entries: Readonly<Record<string, { readonly name: Readonly<Record<string, string>> }>> = policy[section];
    const entry = Object.hasOwn(entries, id) ? entries[id] : undefined;
    if (entry !== undefined) return localText(entry.name, lang).words;
  }
  return id;
}

export function purposeOf({ programs, lang }: View, id: string): string {
  const program = programs.find(({ purposes }) => purposes.has(id)) ?? programs[0];
  return program === undefined ? id : purposeName(program.policy, id)[lang];
}

export function optionsOf(view: View, section: "operators" | "recipients"): readonly Option[] {
  const ids = [...new Set(view.programs.flatMap(({ policy }) => Object.keys(policy[section])))];
  return ids.map((value) => ({ value, label: nameOf(view, section, value) }));
}

export function purposeOptions(view: View): readonly Option[] {
  const ids = [...new Set(view.programs.flatMap(({ purposes }) => [...purposes.keys()]))];
  return ids.map((value) => ({ value, label: `${purposeOf(view, value)}（${value}）` }));
}

export function joined(parts: readonly string[], lang: Language): string {
  return parts.join(lang === "ja" ? "、" : ", ");
}

/** An instant as a clock in Japan shows it. */
export function inJapan(at: number | Temporal.Instant, lang: Language): string {
  const instant = typeof at === "number" ? Temporal.Instant.fromEpochMilliseconds(at) : at;
  const local = instant.toZonedDateTimeISO("Asia/Tokyo");
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  return `${shortDate(local.toPlainDate().toString(), lang)}${lang === "ja" ? "" : ","} ${time}`;
}
