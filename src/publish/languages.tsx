import { isLanguage, type Language, type Text } from "../wire/index.ts";
import { WORDS } from "./words.ts";

/** Easy Japanese (やさしい日本語): Japanese with the registered variant `simple` of BCP 47. */
const SIMPLE_JAPANESE = "ja-simple";

/** A text again in easy Japanese, on Japanese pages and where the pack has it. */
export const PlainWords = ({ text, lang }: { readonly text: Text; readonly lang: Language }) => {
  const words = text[SIMPLE_JAPANESE];
  if (lang !== "ja" || words === undefined) return null;
  return (
    <p class="simple" lang={SIMPLE_JAPANESE}>
      <span class="label">{WORDS.simple[lang]}</span>
      {WORDS.colon[lang]}
      {words}
    </p>
  );
};

/** The same texts in the languages that pages have no edition of, folded; each under its own name. */
export const OtherLanguages = ({ texts, lang }: { readonly texts: readonly Text[]; readonly lang: Language }) => {
  const tags = [...new Set(texts.flatMap((text) => Object.keys(text)))].filter(
    (tag) => !isLanguage(tag) && tag !== SIMPLE_JAPANESE,
  );
  if (tags.length === 0) return null;
  return (
    <details class="details">
      <summary>
        {WORDS.alsoIn[lang]}
        {WORDS.colon[lang]}
        {tags.map((tag, index) => (
          <>
            {index === 0 ? "" : WORDS.separator[lang]}
            <span lang={tag}>{ownName(tag)}</span>
          </>
        ))}
      </summary>
      {tags.flatMap((tag) =>
        texts
          .filter((text) => text[tag] !== undefined)
          .map((text) => (
            <p lang={tag} dir="auto">
              {text[tag]}
            </p>
          )),
      )}
    </details>
  );
};

/** A language as its speakers call it: 한국어. */
function ownName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
