import type { Child } from "hono/jsx";
import { Phrase } from "../web/index.ts";
import type { Edition, Text } from "../wire/index.ts";
import { WORDS } from "./words.ts";

/** Names in a row, as the page's language joins them. */
export const Names = ({ texts, lang }: { readonly texts: readonly Text[]; readonly lang: Edition }) => (
  <>
    {texts.flatMap((text, index) => [
      ...(index === 0 ? [] : [WORDS.separator[lang]]),
      <Phrase text={text} lang={lang} />,
    ])}
  </>
);

/** The names of identifiers in a section of the policy; an identifier without an entry speaks for itself. */
export function namesOf(section: Readonly<Record<string, { readonly name: Text }>>, ids: readonly string[]): Text[] {
  return ids.map((id) => section[id]?.name ?? { en: id, ja: id });
}

export interface Row {
  readonly term: Child;
  readonly detail: Child;
}

/** What is said about a clause in small: terms and details, row by row. */
export const Facts = ({ rows }: { readonly rows: readonly Row[] }) => (
  <dl class="facts">
    {rows.map(({ term, detail }) => (
      <div>
        <dt>{term}</dt>
        <dd>{detail}</dd>
      </div>
    ))}
  </dl>
);
