import type { Decision, Grounded } from "../decision/index.ts";
import { ArticleMark, ClauseLink, OutcomeMark } from "../web/index.ts";
import type { Language } from "../wire/index.ts";
import { WORDS } from "./words.ts";

/** The one card for every decision: the answer, what follows from it, why, and what would help. */
export const DecisionCard = ({ decision, lang }: { readonly decision: Decision; readonly lang: Language }) => (
  <section class={`decision ${decision.outcome}`} aria-label={WORDS.answerTitle[lang]}>
    <h1 class="outcome">
      <OutcomeMark outcome={decision.outcome} lang={lang} />
    </h1>
    <p class="sentence">{decision.sentence[lang]}</p>
    {decision.duties.length > 0 && (
      <Entries heading={WORDS.duties[lang]} entries={decision.duties} kind="duties" decision={decision} lang={lang} />
    )}
    {decision.needs.length > 0 && (
      <Entries
        heading={WORDS.needs[lang]}
        hint={WORDS.needsHint[lang]}
        entries={decision.needs}
        kind="needs"
        decision={decision}
        lang={lang}
      />
    )}
    <Entries heading={WORDS.reasons[lang]} entries={decision.reasons} kind="reasons" decision={decision} lang={lang} />
    {decision.claimed && <p class="hint">{WORDS.claimed[lang]}</p>}
  </section>
);

const Entries = ({
  heading,
  hint,
  entries,
  kind,
  decision,
  lang,
}: {
  readonly heading: string;
  readonly hint?: string;
  readonly entries: readonly Grounded[];
  readonly kind: "duties" | "needs" | "reasons";
  readonly decision: Decision;
  readonly lang: Language;
}) => (
  <>
    <h2>{heading}</h2>
    {hint !== undefined && <p class="hint">{hint}</p>}
    <ul class={kind}>
      {entries.map((entry) => (
        <li>
          <p>{entry.text[lang]}</p>
          <p class="grounds">
            <ArticleMark basis={entry.basis} article={entry.article} lang={lang} />
            {entry.clause !== undefined && decision.policy !== undefined && (
              <>
                {" "}
                <ClauseLink
                  pack={decision.policy.pack}
                  version={decision.policy.version}
                  clause={entry.clause}
                  lang={lang}
                />
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  </>
);
