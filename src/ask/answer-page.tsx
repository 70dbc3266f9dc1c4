import type { Child } from "hono/jsx";
import { type Decision, OUTCOME_WORDS, type QuestionInput } from "../decision/index.ts";
import { versionAt } from "../policy/index.ts";
import { localPath, longDate, Notice, OutcomeMark, Page, TextField } from "../web/index.ts";
import { fill, type Language } from "../wire/index.ts";
import { answer } from "./answer.ts";
import { asCase } from "./as-case.ts";
import { Asked } from "./asked.tsx";
import { DecisionCard } from "./decision-card.tsx";
import { draftOf, draftQuery, stepsFor, toQuestion } from "./draft.ts";
import { MAX_LINK, questionQuery } from "./link.ts";
import { meetNeed } from "./meet-need.ts";
import type { View } from "./view.ts";
import { WORDS } from "./words.ts";

/** Where this server is reached: `http://127.0.0.1:8350`. */
interface Reached {
  readonly origin: string;
}

/** The answer at the end of the form. */
export const AnswerPage = (view: View & Reached) => {
  const { house, program, draft } = view;
  const question = toQuestion(draft, program, house.clock.now().toString({ smallestUnit: "millisecond" }));
  const query = draftQuery(draft);
  query.set("from", "facts");
  return (
    <AnswerSheet {...view} question={question} path={`/ask?${query.toString()}`}>
      <Asked {...view} steps={stepsFor(draft)} />
    </AnswerSheet>
  );
};

/** The path of a question without its language, or how long the link would be where that is too long. */
export function questionPath(
  question: QuestionInput,
  { house, pack }: Pick<View, "house" | "pack">,
): { readonly path: string } | { readonly length: number } {
  const query = questionQuery(question);
  // Where only one policy is served, the link goes without its name.
  if (house.packs.size > 1) query.set("policy", pack.id);
  const path = `/ask/question?${query.toString()}`;
  return path.length > MAX_LINK ? { length: path.length } : { path };
}

/** A decision with everything that can be done with it: `children` say what was asked, `path` is the page's own. */
export const AnswerSheet = ({
  question,
  path,
  children,
  ...view
}: View & Reached & { readonly question: QuestionInput; readonly path: string; readonly children: Child }) => {
  const { house, pack, program, lang } = view;
  const now = house.clock.now().epochMilliseconds;
  const decision = answer({ pack, now, preview: undefined }, question);
  const decided = versionAt(pack, Temporal.Instant.from(decision.at).epochMilliseconds) ?? program;
  return (
    <Page
      site={house}
      lang={lang}
      title={`${WORDS.answerTitle[lang]}: ${OUTCOME_WORDS[decision.outcome][lang]}`}
      path={path}
    >
      <DecisionCard
        decision={decision}
        lang={lang}
        met={(need) => <MetNeed {...view} program={decided} question={question} decision={decision} need={need} />}
      />
      <section aria-labelledby="asked">
        <h2 id="asked">{WORDS.asked[lang]}</h2>
        {children}
        <p class="hint">
          {fill(WORDS.answeredAt[lang], { when: inJapan(decision.at, lang) })}{" "}
          {fill(WORDS.basis[lang], {
            version: decision.policy === undefined ? "–" : longDate(decision.policy.version, lang),
            law: decision.law ?? "–",
          })}
        </p>
        <p>
          <a href={localPath(lang, "/ask")}>{WORDS.again[lang]}</a>
        </p>
      </section>
      <Share {...view} question={question} decision={decision} path={path} />
      <details>
        <summary>{WORDS.machine[lang]}</summary>
        <pre tabindex={0}>
          <code>{`POST /v1/decisions\nContent-Type: application/json\n\n${JSON.stringify(question, null, 2)}`}</code>
        </pre>
        <p class="hint">
          {WORDS.fingerprint[lang]} <code>{decision.policy?.fingerprint}</code>
        </p>
      </details>
      <details>
        <summary>{WORDS.asCase[lang]}</summary>
        <p class="hint">{WORDS.asCaseHint[lang]}</p>
        <pre tabindex={0}>
          <code>{asCase(question, decision, decided)}</code>
        </pre>
      </details>
    </Page>
  );
};

type Need = Decision["needs"][number];

/** How it would be with a need met, and the way there; or that only a human can meet it. */
const MetNeed = ({
  need,
  question,
  decision,
  ...view
}: View & { readonly need: Need; readonly question: QuestionInput; readonly decision: Decision }) => {
  const { house, pack, program, lang } = view;
  const met = meetNeed(need, question, program, decision.at);
  if ("human" in met) {
    const query = draftQuery(draftOf(question, view.draft.policy));
    if (met.step !== undefined) query.set("change", met.step);
    return (
      <p class="hint">
        {WORDS.metHuman[lang]}
        {met.human[lang]}{" "}
        {met.step !== undefined && (
          <a href={`${localPath(lang, "/ask")}?${query.toString()}`}>{WORDS.metChoose[lang]}</a>
        )}
      </p>
    );
  }
  const after = answer({ pack, now: house.clock.now().epochMilliseconds, preview: undefined }, met.question);
  const to = questionPath(met.question, view);
  return (
    <p class="met">
      {WORDS.metOutcome[lang]}
      <OutcomeMark outcome={after.outcome} lang={lang} />{" "}
      {"path" in to && <a href={localPath(lang, to.path)}>{WORDS.metLink[lang]}</a>}
    </p>
  );
};

/** The link that opens this question again, to be copied by hand: pages here have no scripts. */
const Share = ({
  question,
  decision,
  path,
  origin,
  ...view
}: View & Reached & { readonly question: QuestionInput; readonly decision: Decision; readonly path: string }) => {
  const { lang } = view;
  const when = inJapan(decision.at, lang);
  const { at: _at, ...timeless } = question;
  const other = questionPath(question.at === undefined ? { ...question, at: decision.at } : timeless, view);
  const length = path.length;
  return (
    <section class="share" aria-labelledby="share">
      <h2 id="share">{WORDS.share[lang]}</h2>
      {length > MAX_LINK ? (
        <p>{fill(WORDS.linkTooLong[lang], { length, limit: MAX_LINK })}</p>
      ) : (
        <>
          <TextField
            name="link"
            label={WORDS.link[lang]}
            hint={question.at === undefined ? WORDS.linkNow[lang] : fill(WORDS.linkThen[lang], { when })}
            value={`${origin}${localPath(lang, path)}`}
            readOnly
          />
          <Notice kind="warning">
            <p>{WORDS.linkWarning[lang]}</p>
          </Notice>
        </>
      )}
      {"path" in other && (
        <p>
          <a href={localPath(lang, other.path)}>
            {question.at === undefined ? fill(WORDS.fix[lang], { when }) : WORDS.unfix[lang]}
          </a>
        </p>
      )}
    </section>
  );
};

/** An instant as a clock in Japan shows it: 2026年11月22日（令和8年）17:09, 22 Nov 2026 17:09. */
export function inJapan(instant: string, lang: Language): string {
  const there = Temporal.Instant.from(instant).toZonedDateTimeISO("Asia/Tokyo");
  const time = there.toPlainTime().toString({ smallestUnit: "minute" });
  return `${longDate(there.toPlainDate().toString(), lang)} ${time}`;
}
