import { EASY_JAPANESE, type Edition, type Text } from "../wire/index.ts";
import { localText } from "./language.ts";

interface Said {
  readonly text: Text;
  readonly lang: Edition;
}

/**
 * A short text of a pack within a sentence or a row; marked where it stands in another language than the page, on a page
 * in easy Japanese for the eye too.
 */
export const Phrase = ({ text, lang }: Said) => {
  const { words, lang: other } = localText(text, lang);
  if (other === undefined) return <>{words}</>;
  return (
    <span lang={other} class={lang === EASY_JAPANESE ? "ordinary" : undefined}>
      {words}
    </span>
  );
};

/** A text of a pack as paragraphs: an empty line parts them, and a single line end stays one. */
export const Prose = ({ text, lang }: Said) => {
  const { words, lang: other } = localText(text, lang);
  return (
    <>
      {lang === EASY_JAPANESE && other === "ja" && <p class="ordinary-label">ふつうの日本語</p>}
      {words.split(/\n\s*\n/).map((paragraph) => (
        <p lang={other}>
          {paragraph
            .trim()
            .split("\n")
            .flatMap((line, index) => (index === 0 ? [line] : [<br />, line]))}
        </p>
      ))}
    </>
  );
};
