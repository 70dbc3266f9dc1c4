import type { Language, Text } from "../wire/index.ts";
import { localText } from "./language.ts";

interface Said {
  readonly text: Text;
  readonly lang: Language;
}

/** A short text of a pack within a sentence or a row; marked where it stands in another language than the page. */
export const Phrase = ({ text, lang }: Said) => {
  const { words, lang: other } = localText(text, lang);
  return other === undefined ? <>{words}</> : <span lang={other}>{words}</span>;
};

/** A text of a pack as paragraphs: an empty line parts them, and a single line end stays one. */
export const Prose = ({ text, lang }: Said) => {
  const { words, lang: other } = localText(text, lang);
  return (
    <>
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
