import type { Child } from "hono/jsx";
import type { Decision, Grounded } from "../decision/index.ts";
import { ArticleMark, ClauseLink, OutcomeMark } from "../web/index.ts";
import type { Language } from "../wire/index.ts";
import { WORDS } from "./words.ts";

/** The one card for every decision: the answer, what follows from it, why, and what would help. */
export const DecisionCard = ({
  decision,
  lang,
  met,
}: {
  readonly decision: Decision;
  readonly lang: Language;
  /** What to say below each need: how it would be with it met. */
  readonly met: (need: Decision["needs"][number]) => Child;
}) => (
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
        below={met}
        kind="needs"
        decision={decision}
        lang={lang}
      />
    )}
    <Entries heading={WORDS.reasons[lang]} entries={decision.reasons} kind="reasons" decision={decision} lang={lang} />
    {decision.claimed && <p class="hint">{WORDS.claimed[lang]}</p>}
  </section>
);

/** What a decision says of one kind, each with its ground. */
export const Entries = <Entry extends Grounded>({
  heading,
  hint,
  entries,
  kind,
  decision,
  lang,
  below,
}: {
  /** Absent where something else says what it is. */
  readonly heading?: string;
  readonly hint?: string;
  readonly entries: readonly Entry[];
  readonly below?: (entry: Entry) => Child;
  readonly kind: "duties" | "needs" | "reasons";
  readonly decision: Decision;
  readonly lang: Language;
}) => (
  <>
    {heading !== undefined && <h2>{heading}</h2>}
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
          {below?.(entry)}
        </li>
      ))}
    </ul>
  </>
);
