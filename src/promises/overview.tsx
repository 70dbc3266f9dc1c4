import { Sign } from "../web/index.ts";
import type { Language } from "../wire/index.ts";
import { type PromiseGroup, STATES, type State, type StateCounts } from "./board.ts";
import { WORDS } from "./words.ts";

/** The sign beside the word of a state. */
const SIGNS = {
  kept: "kept",
  "at-risk": "review",
  broken: "deny",
  unobserved: "unobserved",
  "not-yet": "open",
  aspiration: "aspiration",
} as const satisfies Record<State, string>;

/** A state, as a word and a sign. */
export const StateMark = ({ state, lang }: { readonly state: State; readonly lang: Language }) => (
  <strong class={`mark ${state}`}>
    <Sign shape={SIGNS[state]} />
    {WORDS[state][lang]}
  </strong>
);

/** Where a clause stands on the page. */
export function rowId(clause: string): string {
  return `promise-${clause}`;
}

/** Units of the bar, whatever its width on the page. */
const WIDTH = 1_000;

/** All clauses at a glance: a bar by states, its legend with the counts, and each clause as a tile that leads to its row. */
export const Overview = ({
  groups,
  counts,
  lang,
}: {
  readonly groups: readonly PromiseGroup[];
  readonly counts: StateCounts;
  readonly lang: Language;
}) => {
  const present = STATES.filter((state) => counts[state] > 0);
  const total = present.reduce((sum, state) => sum + counts[state], 0);
  let from = 0;
  return (
    <section class="overview" aria-labelledby="overview">
      <h2 id="overview">{WORDS.overview[lang]}</h2>
      <svg
        class="bar"
        aria-hidden="true"
        focusable="false"
        viewBox={`0 0 ${WIDTH} 24`}
        width="100%"
        height="24"
        preserveAspectRatio="none"
      >
        {present.map((state) => {
          const x = from;
          from += (counts[state] * WIDTH) / total;
          return <rect class={state} x={x.toFixed(1)} y="0" width={(from - x).toFixed(1)} height="24" />;
        })}
      </svg>
      <ul class="legend">
        {STATES.map((state) => (
          <li>
            <StateMark state={state} lang={lang} /> {counts[state]}
          </li>
        ))}
      </ul>
      <ul class="tiles">
        {groups
          .flatMap(({ rows }) => rows)
          .map(({ clause, state }) => (
            <li>
              <a class={`tile ${state}`} href={`#${rowId(clause)}`}>
                <Sign shape={SIGNS[state]} />
                {clause}
                <span class="unseen">{` ${WORDS[state][lang]}`}</span>
              </a>
            </li>
          ))}
      </ul>
    </section>
  );
};
