import type { Program } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { localPath, shortDate } from "../web/index.ts";
import { EASY_JAPANESE, type Edition, fill, languageOf } from "../wire/index.ts";
import { type ClauseChange, compareVersions, type Run } from "./comparison.ts";
import { askedByClause } from "./asked.ts";
import { Facts } from "./names.tsx";
import { PolicyLine } from "./policy-line.tsx";
import { ReaderPage } from "./reader-page.tsx";
import { CHANGE_WORDS, MARK_WORDS, VERSION_WORDS as WORDS } from "./version-words.ts";

interface Compared {
  readonly from: Program;
  readonly to: Program;
  readonly lang: Edition;
}

/** Two versions side by side in one text: what came, what went, and, folded, what stayed. */
export const ComparisonPage = ({ house, from, to, lang }: Compared & { readonly house: House }) => {
  const changes = compareVersions(from.policy, to.policy, lang);
  const counts = { changed: 0, added: 0, removed: 0, same: 0 };
  for (const { state } of changes) counts[state] += 1;
  const differing = changes.filter(({ state }) => state !== "same");
  const asked = askedByClause(from, to, languageOf(lang));
  const title = fill(WORDS.compare[lang], {
    from: shortDate(from.version, lang),
    to: shortDate(to.version, lang),
  });
  return (
    <ReaderPage
      program={to}
      house={house}
      lang={lang}
      title={title}
      path={`/policies/${to.pack}/compare/${from.version}/${to.version}`}
    >
      <h1>{title}</h1>
      <PolicyLine program={to} lang={lang} />
      <p class="lead">{differing.length === 0 ? WORDS.nothing[lang] : fill(WORDS.counts[lang], counts)}</p>
      {differing.length > 0 && <p>{WORDS.howToRead[lang]}</p>}
      <p class="quiet">{WORDS.whatIsCompared[lang]}</p>
      {differing.length > 0 && (
        <nav aria-labelledby="differing">
          <h2 id="differing">{WORDS.list[lang]}</h2>
          <ul class="plain">
            {differing.map(({ clause, state, title: named }) => (
              <li>
                <a href={`#${clause}`} lang={spoken(lang)}>
                  {clause} {later(named)}
                </a>{" "}
                <span class="quiet">{state === "same" ? "" : CHANGE_WORDS[state][lang]}</span>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <h2>{WORDS.clauses[lang]}</h2>
      {stretches(changes).map((stretch) =>
        stretch[0]?.state === "same" ? (
          <Unchanged clauses={stretch} lang={lang} />
        ) : (
          stretch.map((change) => (
            <Change change={change} asked={asked.get(change.clause) ?? []} from={from} to={to} lang={lang} />
          ))
        ),
      )}
      <ul class="plain">
        <li>
          <a href={localPath(lang, `/policies/${to.pack}/history`)}>{WORDS.toHistory[lang]}</a>
        </li>
      </ul>
    </ReaderPage>
  );
};

/** The language of the words compared, where the page itself is in easy Japanese. */
function spoken(lang: Edition): string | undefined {
  return lang === EASY_JAPANESE ? languageOf(lang) : undefined;
}

/** Neighbours that are all unchanged, or all not, in their order. */
function stretches(changes: readonly ClauseChange[]): ClauseChange[][] {
  const found: ClauseChange[][] = [];
  for (const change of changes) {
    const last = found.at(-1);
    if (last !== undefined && (last[0]?.state === "same") === (change.state === "same")) last.push(change);
    else found.push([change]);
  }
  return found;
}

/** What a clause is called in the later version, or was in the earlier one where it is gone. */
function later(title: readonly Run[]): string {
  const words = title.filter(({ mark }) => mark !== "removed");
  return (words.length > 0 ? words : title).map((run) => run.words).join("");
}

const Unchanged = ({ clauses, lang }: { readonly clauses: readonly ClauseChange[]; readonly lang: Edition }) => {
  const [first, last] = [clauses[0]?.clause ?? "", clauses.at(-1)?.clause ?? ""];
  return (
    <details class="unchanged">
      <summary>
        {clauses.length === 1
          ? fill(WORDS.unchangedOne[lang], { clause: first })
          : fill(WORDS.unchanged[lang], { count: clauses.length, first, last })}
      </summary>
      <dl>
        {clauses.map(({ clause, title, text }) => (
          <div id={clause} lang={spoken(lang)}>
            <dt>
              {clause} {later(title)}
            </dt>
            <dd>{later(text)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
};

/** One clause that differs, with what its changes ask of the company before or after they take effect. */
const Change = ({
  change,
  asked,
  from,
  to,
  lang,
}: Compared & { readonly change: ClauseChange; readonly asked: readonly string[] }) => {
  const { clause, state, title, text, facts } = change;
  const where = state === "removed" ? from : to;
  return (
    <section class="clause change" id={clause}>
      <h3 lang={spoken(lang)}>
        {clause} <Runs runs={title} whole={state !== "changed"} lang={lang} />
      </h3>
      {state !== "same" && (
        <p>
          <span class="tag">{CHANGE_WORDS[state][lang]}</span>
        </p>
      )}
      {text.length > 0 && (
        <p class="words" lang={spoken(lang)}>
          <Runs runs={text} whole={false} lang={lang} />
        </p>
      )}
      {facts.length > 0 && (
        <Facts
          rows={facts.map(({ term, entries }) => ({
            term,
            detail: (
              <ul lang={spoken(lang)}>
                {entries.map((entry) => (
                  <li>
                    <Runs runs={[entry]} whole={false} lang={lang} />
                  </li>
                ))}
              </ul>
            ),
          }))}
        />
      )}
      {asked.length > 0 && (
        <div class="reading" role="note">
          <p class="label">{WORDS.asked[lang]}</p>
          <ul lang={spoken(lang)}>
            {asked.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </div>
      )}
      <p>
        <a href={localPath(lang, `/policies/${where.pack}/${where.version}#${clause}`)}>
          {fill(WORDS.readClause[lang], { clause, date: shortDate(where.version, lang) })}
        </a>
      </p>
    </section>
  );
};

/** Words with what came and what went marked: for the eye by line, for the ear by words around it. */
const Runs = ({
  runs,
  whole,
  lang,
}: {
  readonly runs: readonly Run[];
  /** The whole clause is new or gone, and is said to be: its title needs no mark of its own. */
  readonly whole: boolean;
  readonly lang: Edition;
}) => (
  <>
    {runs.map(({ mark, words }) => {
      if (whole || mark === "same") return words;
      const said = (
        <>
          <span class="unseen">{fill(WORDS.opens[lang], { mark: MARK_WORDS[mark][lang] })}</span>
          {words}
          <span class="unseen">{WORDS.closes[lang]}</span>
        </>
      );
      return mark === "added" ? <ins>{said}</ins> : <del>{said}</del>;
    })}
  </>
);
