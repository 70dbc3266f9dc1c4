import type { Child } from "hono/jsx";
import { type Basis, OUTCOME_WORDS, type Outcome } from "../decision/index.ts";
import { type Article, citation, PROVISIONS } from "../law/index.ts";
import { type Edition, fill, type Language } from "../wire/index.ts";
import { localPath } from "./language.ts";
import { WORDS } from "./words.ts";

/** Something the reader should know before going on. `label` says what kind of thing, where the words do not. */
export const Notice = ({
  kind = "information",
  label,
  children,
}: {
  readonly kind?: "information" | "warning";
  readonly label?: string;
  readonly children: Child;
}) => (
  <div class={`notice ${kind}`} role="note" aria-label={label}>
    {label !== undefined && <p class="label">{label}</p>}
    {children}
  </div>
);

/** Terms with what is said of each: one under the other on a phone, side by side where there is room. */
export const SummaryList = ({
  rows,
}: {
  readonly rows: readonly { readonly term: Child; readonly detail: Child }[];
}) => (
  <dl class="summary">
    {rows.map(({ term, detail }) => (
      <div>
        <dt>{term}</dt>
        <dd>{detail}</dd>
      </div>
    ))}
  </dl>
);

/** Where a form of several questions stands: “Step 2 of 5”. */
export const Steps = ({ step, of, lang }: { readonly step: number; readonly of: number; readonly lang: Language }) => (
  <p class="steps">{fill(WORDS.step[lang], { step, of })}</p>
);

/** The answer of a decision, as a word and a sign. */
export const OutcomeMark = ({ outcome, lang }: { readonly outcome: Outcome; readonly lang: Language }) => (
  <strong class={`mark ${outcome}`}>
    <Sign shape={outcome} />
    {OUTCOME_WORDS[outcome][lang]}
  </strong>
);

const SHAPES = {
  /** Circle, cross and triangle: how answers are marked in Japan. */
  permit: <circle cx="12" cy="12" r="8.5" />,
  deny: <path d="M5 5l14 14M19 5L5 19" />,
  review: <path d="M12 4l9 16H3z" />,
  /** A tick, a star for what is meant and not measured, a ring that waits to be filled, and an empty dash. */
  kept: <path d="M4 12.5l5.5 5.5L20 6.5" />,
  aspiration: <path d="M12 3.5v17M4.6 7.8l14.8 8.5M19.4 7.8L4.6 16.3" />,
  unobserved: <circle cx="12" cy="12" r="4" />,
  open: <path d="M4 12h4M10 12h4M16 12h4" />,
} as const;

/** A sign beside a word, never in its place; it takes the colour of the text. */
export const Sign = ({ shape }: { readonly shape: keyof typeof SHAPES }) => (
  <svg
    class="sign"
    viewBox="0 0 24 24"
    width="24"
    height="24"
    fill="none"
    stroke="currentColor"
    stroke-width="3"
    aria-hidden="true"
    focusable="false"
  >
    {SHAPES[shape]}
  </svg>
);

/** A clause, linked to where it stands in the policy. */
export const ClauseLink = ({
  pack,
  version,
  clause,
  lang,
}: {
  readonly pack: string;
  readonly version: string;
  readonly clause: string;
  readonly lang: Edition;
}) => (
  <a class="clause-link" href={localPath(lang, `/policies/${pack}/${version}#${clause}`)}>
    {fill(WORDS.clause[lang], { clause })}
  </a>
);

/** Who asks for something, the Act or only the policy, and the provision where one is cited. */
export const ArticleMark = ({
  basis,
  article,
  lang,
}: {
  readonly basis: Basis;
  readonly article?: Article | undefined;
  readonly lang: Language;
}) => (
  <span class="basis">
    <span class={basis === "LAW" ? "tag law" : "tag policy"}>
      {basis === "LAW" ? WORDS.law[lang] : WORDS.policy[lang]}
    </span>
    {article !== undefined && (
      <>
        {" "}
        <cite title={PROVISIONS[article].says[lang]}>{citation(article)[lang]}</cite>
      </>
    )}
  </span>
);
