import { type Edition, isEdition, type Text } from "../wire/index.ts";
import { WORDS } from "./words.ts";

/** The same texts in the languages that pages have no edition of, folded; each under its own name. */
export const OtherLanguages = ({ texts, lang }: { readonly texts: readonly Text[]; readonly lang: Edition }) => {
  const tags = [...new Set(texts.flatMap((text) => Object.keys(text)))].filter((tag) => !isEdition(tag));
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
