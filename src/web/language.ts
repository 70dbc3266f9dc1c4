import type { Context } from "hono";
import { isLanguage, type Language, negotiate, pick, type Text } from "../wire/index.ts";

/** The start of every page's route: the language is its first segment, `/ja` or `/en`. */
export const LANGUAGE_PATH = "/:language{(?:ja|en)}";

/** The language of a page: that of its path, else what `Accept-Language` asks for. */
export function pageLanguage(c: Context): Language {
  const first = c.req.path.split("/")[1];
  return isLanguage(first) ? first : negotiate(c.req.header("Accept-Language"));
}

/** The path of a page in one language: `/ja/promises`; `/ja` for the first page. */
export function localPath(language: Language, path: string): string {
  return `/${language}${path === "/" ? "" : path}`;
}

/**
 * A text of a pack for a page in `language`: its words, and as `lang` the language they are written in where that
 * is another one, so that a screen reader speaks them rightly.
 */
export function localText(
  text: Text,
  language: Language,
): { readonly words: string; readonly lang: string | undefined } {
  const { words, language: found } = pick(text, language);
  return { words, lang: found === language ? undefined : found };
}
