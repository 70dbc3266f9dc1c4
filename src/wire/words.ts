/** Languages in which Yakusoku itself speaks. Packs may carry more. */
export const LANGUAGES = ["ja", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** One thing said in every language in which Yakusoku speaks; `{name}` marks a parameter. */
export type Words = Readonly<Record<Language, string>>;

/** Easy Japanese (やさしい日本語): Japanese with the registered variant `simple` of BCP 47. */
export const EASY_JAPANESE = "ja-simple";

/** What a page for readers is written in: a language, or Japanese in easy words. */
export type Edition = Language | typeof EASY_JAPANESE;
export const EDITIONS: readonly Edition[] = [...LANGUAGES, EASY_JAPANESE];

/** One thing said in every edition of a page for readers. */
export type EditionWords = Readonly<Record<Edition, string>>;

/** A text of a pack: language tag (BCP 47) to words. Which languages must be there is the pack's say. */
export type Text = Readonly<Record<string, string>>;

export function isLanguage(value: string | undefined): value is Language {
  return LANGUAGES.some((language) => language === value);
}

export function isEdition(value: string | undefined): value is Edition {
  return EDITIONS.some((edition) => edition === value);
}

/** The language of an edition: whatever has no easy words is said in it. */
export function languageOf(edition: Edition): Language {
  return edition === EASY_JAPANESE ? "ja" : edition;
}

/** Fills `{name}` marks. A mark without a value stays, so that a slip is seen and never hidden. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{([a-zA-Z]+)\}/g, (mark, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? mark : String(value);
  });
}

/** Fills a sentence in every language; a value may itself differ by language. */
export function fillWords(words: Words, values: Readonly<Record<string, string | number | Words>>): Words {
  const inLanguage = (language: Language): string => {
    const flat: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(values)) {
      flat[name] = typeof value === "object" ? value[language] : value;
    }
    return fill(words[language], flat);
  };
  return { ja: inLanguage("ja"), en: inLanguage("en") };
}

/**
 * The text in the wanted language, else in the first of `fallbacks` that is there, else whatever there is.
 * A page that falls back must mark the language it fell back to: hence the tag beside the words.
 */
export function pick(
  text: Text,
  language: string,
  fallbacks: readonly string[] = LANGUAGES,
): { language: string; words: string } {
  for (const tag of [language, ...fallbacks, ...Object.keys(text)]) {
    const words = Object.hasOwn(text, tag) ? text[tag] : undefined;
    if (words !== undefined) return { language: tag, words };
  }
  return { language, words: "" };
}

/** The language an `Accept-Language` header asks for (RFC 9110, 12.5.4), Japanese when it asks for neither. */
export function negotiate(acceptLanguage: string | null | undefined): Language {
  const ranges = (acceptLanguage ?? "").split(",").map((part, order) => {
    const [tag = "", ...parameters] = part.trim().split(";");
    const quality = parameters.map((p) => /^\s*q=([0-9.]+)\s*$/i.exec(p)?.[1]).find(Boolean);
    const primary = tag.trim().toLowerCase().split("-")[0];
    return { primary, quality: quality === undefined ? 1 : Number(quality), order };
  });
  const wanted = ranges.filter((range) => range.quality > 0).sort((a, b) => b.quality - a.quality || a.order - b.order);
  // `*` stands for every language that the header does not name.
  const unnamed = LANGUAGES.find((language) => ranges.every(({ primary }) => primary !== language));
  for (const { primary } of wanted) {
    const language = primary === "*" ? unnamed : primary;
    if (isLanguage(language)) return language;
  }
  return "ja";
}

/**
 * The language of a command's output: the one asked for, else that of the environment (LC_ALL, LC_MESSAGES, LANG, in
 * the order POSIX gives them), else English.
 */
export function negotiateLocale(
  wanted: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  if (isLanguage(wanted)) return wanted;
  const locale = environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"] || "";
  return locale.startsWith("ja") ? "ja" : "en";
}
