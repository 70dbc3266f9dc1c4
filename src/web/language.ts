import type { Context } from "hono";
import { type Edition, isEdition, type Language, languageOf, negotiate, pick, type Text } from "../wire/index.ts";

/** The start of every page's route: the language is its first segment, `/ja` or `/en`. */
export const LANGUAGE_PATH = "/:language{(?:ja|en)}";

/** The same for pages that readers can have in easy Japanese too, at `/ja-simple`. */
export const READER_PATH = "/:language{(?:ja-simple|ja|en)}";

/** The edition of a page for readers: that of its path, else the language that `Accept-Language` asks for. */
export function pageEdition(c: Context): Edition {
  const first = c.req.path.split("/")[1];
  return isEdition(first) ? first : negotiate(c.req.header("Accept-Language"));
}

/** The language of a page: that of its path, else what `Accept-Language` asks for. */
export function pageLanguage(c: Context): Language {
  return languageOf(pageEdition(c));
}

/** The path of a page in one edition: `/ja/promises`; `/ja` for the first page. */
export function localPath(edition: Edition, path: string): string {
  return `/${edition}${path === "/" ? "" : path}`;
}

/**
 * A text of a pack for a page in `edition`: its words, and as `lang` the language they are written in where that
 * is another one, so that a screen reader speaks them rightly.
 */
export function localText(text: Text, edition: Edition): { readonly words: string; readonly lang: string | undefined } {
  const { words, language: found } = pick(text, edition);
  return { words, lang: found === edition ? undefined : found };
}
