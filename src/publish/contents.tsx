import type { Part, Policy } from "../policy/index.ts";
import { Phrase } from "../web/index.ts";
import { type Edition, fill } from "../wire/index.ts";
import { WORDS } from "./words.ts";

/** Two levels of headings with where they stand. On a phone they are folded; where there is room, they stay in sight. */
export const Contents = ({
  policy,
  hasUnnamed,
  lang,
}: {
  readonly policy: Policy;
  readonly hasUnnamed: boolean;
  readonly lang: Edition;
}) => (
  <nav class="contents" aria-labelledby="contents" tabindex={0}>
    <h2 id="contents">{WORDS.contents[lang]}</h2>
    <details>
      <summary>
        {fill(WORDS.showContents[lang], { count: countHeadings(policy.document.parts) + (hasUnnamed ? 2 : 1) })}
      </summary>
      <ContentsList parts={policy.document.parts} lang={lang} />
      <ol>
        {hasUnnamed && (
          <li>
            <a href="#part-ours">{WORDS.ours[lang]}</a>
          </li>
        )}
        <li>
          <a href="#part-proof">{WORDS.proof[lang]}</a>
        </li>
      </ol>
    </details>
  </nav>
);

function countHeadings(parts: readonly Part[]): number {
  const inner = parts.flatMap((part) => part.parts ?? []);
  return [...parts, ...inner].filter(({ heading }) => heading !== undefined).length;
}

/** Two levels deep: a third would be longer than what it leads to. */
const ContentsList = ({
  parts,
  lang,
  deep = true,
}: {
  readonly parts: readonly Part[];
  readonly lang: Edition;
  readonly deep?: boolean;
}) => (
  <ol>
    {parts.map((part) => (
      <li>
        {part.heading !== undefined && (
          <a href={`#part-${part.id}`}>
            <Phrase text={part.heading} lang={lang} />
          </a>
        )}
        {deep && part.parts !== undefined && <ContentsList parts={part.parts} lang={lang} deep={false} />}
      </li>
    ))}
  </ol>
);
