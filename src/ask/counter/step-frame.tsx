import type { Child } from "hono/jsx";
import { ACT_WORDS, purposeName } from "../../decision/index.ts";
import { ErrorSummary, localPath, Page, Steps, SummaryList } from "../../web/index.ts";
import { fill } from "../../wire/index.ts";
import { counterPath, COUNTER, type Draft, type DraftName, draftQuery, type Spoken } from "./draft.ts";
import type { Shown } from "./find.ts";
import { About } from "./person-parts.tsx";
import { nameOf, roleName, type View } from "./view.ts";
import { WORDS } from "./words.ts";

/** What every step after the first is given. */
export interface StepView extends View {
  readonly draft: Draft;
  readonly shown: Shown;
  /** Absent until it is known for whom the counter speaks. */
  readonly spoken: Spoken | undefined;
  readonly errors: readonly { readonly name: string; readonly message: string }[];
}

/** A step: what is known of the person first, then its question, then what was answered so far. */
export const StepFrame = ({
  step,
  title,
  own,
  children,
  ...view
}: StepView & {
  readonly step: number;
  readonly title: string;
  /** What this step asks anew. */
  readonly own: readonly DraftName[];
  readonly children: Child;
}) => {
  const { house, lang, draft, errors } = view;
  const of = draft.act === "provide" ? 4 : 3;
  return (
    <Page
      site={house}
      lang={lang}
      title={errors.length === 0 ? title : `${WORDS.error[lang]}${title}`}
      path={counterPath(draft)}
    >
      <About {...view} />
      <Steps step={step} of={of} lang={lang} />
      <ErrorSummary errors={errors} lang={lang} />
      {children}
      <section class="so-far" aria-labelledby="so-far">
        <h2 id="so-far">{WORDS.soFar[lang]}</h2>
        <SoFar {...view} without={own} />
      </section>
    </Page>
  );
};

/** Hidden fields for what is known; a step's own fields send theirs anew. */
export const Known = ({ draft, without }: { readonly draft: Draft; readonly without: readonly DraftName[] }) => (
  <>
    {[...draftQuery(draft, without)].map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
);

/** What was answered, each with a way back to it. */
const SoFar = ({ draft, shown, spoken, without, ...view }: StepView & { readonly without: readonly DraftName[] }) => {
  const { lang } = view;
  const { operator, kind, act, purpose, to } = draft;
  const role = operator === undefined || kind === undefined ? undefined : roleName(view, { operator, kind });
  const person = (
    <>
      {shown.name ?? WORDS.unnamed[lang]}
      {role !== undefined && (
        <>
          <br />
          {role}
        </>
      )}
    </>
  );
  const answered: readonly (readonly [string, Child, readonly DraftName[] | undefined])[] = [
    [WORDS.person[lang], person, undefined],
    [WORDS.act[lang], act === undefined ? undefined : ACT_WORDS[act][lang], ["act", "purpose", "to"]],
    [
      WORDS.purpose[lang],
      purpose === undefined || spoken === undefined ? undefined : purposeName(spoken.program.policy, purpose)[lang],
      ["purpose", "to"],
    ],
    [WORDS.to[lang], to === undefined ? undefined : recipientName(view, to), ["to"]],
  ];
  const rows = answered
    .filter(([, detail, names]) => detail !== undefined && names?.some((name) => without.includes(name)) !== true)
    .map(([term, detail, names]) => ({
      term,
      detail: (
        <>
          {detail}{" "}
          <a
            href={localPath(lang, names === undefined ? COUNTER : counterPath(draft, names))}
            aria-label={fill(WORDS.changeWhat[lang], { what: term })}
          >
            {WORDS.change[lang]}
          </a>
        </>
      ),
    }));
  return <SummaryList rows={rows} />;
};

function recipientName(view: View, to: string): string {
  const [of, word = ""] = to.split(/:(.*)/s);
  if (of === "class") return nameOf(view, "recipients", word);
  return of === "operator" ? nameOf(view, "operators", word) : WORDS.toAnyone[view.lang];
}
