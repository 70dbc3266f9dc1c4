import { countryName } from "../decision/index.ts";
import type { House } from "../room/index.ts";
import { Button, localPath, longDate, Notice, Page, SelectField, SummaryList } from "../web/index.ts";
import { fill, type Language } from "../wire/index.ts";
import type { Check, DueCheck } from "./checks.ts";
import { choices, type Field, type FieldError, Fields, type Sent } from "./form.tsx";
import { dayOf, nameOf, Recorded, wordOf } from "./list-pages.tsx";
import type { Party } from "./party.ts";
import type { PartyFact } from "./party-facts.ts";
import type { Series } from "./series.ts";
import {
  CHECK_WORDS,
  COVERS_WORDS,
  FACT_WORDS,
  KIND_WORDS,
  MEASURES_WORDS,
  METHOD_WORDS,
  PAGE,
  RANGE_WORDS,
  RESULT_WORDS,
} from "./words.ts";

/** Recipients and providers, with the checks that are due first. */
export const PartiesPage = ({
  house,
  lang,
  parties,
  due,
  next,
}: {
  readonly house: House;
  readonly lang: Language;
  readonly parties: readonly Party[];
  readonly due: readonly { readonly check: DueCheck; readonly party: Party | undefined }[];
  readonly next: string | undefined;
}) => (
  <Page site={house} lang={lang} title={PAGE.parties[lang]} path="/records/parties">
    <h1>{PAGE.parties[lang]}</h1>
    <p class="lead">{PAGE.partiesLead[lang]}</p>
    <p>
      <a href={localPath(lang, "/records/parties/new")}>{PAGE.newParty[lang]}</a>
    </p>
    <section aria-labelledby="due">
      <h2 id="due">{PAGE.checksDue[lang]}</h2>
      {due.length === 0 ? (
        <p>{PAGE.noChecksDue[lang]}</p>
      ) : (
        <SummaryList
          rows={due.map(({ check, party }) => ({
            term: <a href={localPath(lang, `/records/parties/${check.party}`)}>{party?.name ?? check.party}</a>,
            detail: `${wordOf(CHECK_WORDS, check.of, lang)} ${dueWords(check, lang)}`,
          }))}
        />
      )}
    </section>
    <section aria-labelledby="all">
      <h2 id="all">{PAGE.all[lang]}</h2>
      {parties.length === 0 ? (
        <p>{PAGE.none[lang]}</p>
      ) : (
        <SummaryList
          rows={parties.map((party) => ({
            term: <a href={localPath(lang, `/records/parties/${party.id}`)}>{party.name}</a>,
            detail: `${wordOf(KIND_WORDS, party.kind, lang)} / ${countryName(party.country)[lang]}`,
          }))}
        />
      )}
      {next !== undefined && (
        <p>
          <a href={localPath(lang, `/records/parties?cursor=${next}`)}>{PAGE.more[lang]}</a>
        </p>
      )}
    </section>
  </Page>
);

function dueWords({ next, suspended }: DueCheck, lang: Language): string {
  if (suspended) return PAGE.suspendedNow[lang];
  return next === undefined ? PAGE.never[lang] : fill(PAGE.nextBy[lang], { day: longDate(next.toString(), lang) });
}

export function checkFields(lang: Language): readonly Field[] {
  return [
    { name: "of", type: "radio", label: PAGE.checkOf[lang], options: choices(CHECK_WORDS, lang) },
    { name: "on", type: "date", label: PAGE.checkedOn[lang] },
    { name: "result", type: "radio", label: PAGE.result[lang], options: choices(RESULT_WORDS, lang) },
    { name: "basis", type: "select", label: PAGE.measures[lang], options: choices(MEASURES_WORDS, lang) },
    { name: "found", type: "text", label: PAGE.found[lang] },
  ];
}

/** One party: its particulars, what is known of it, when it was checked and is to be again. */
export const PartyPage = ({
  house,
  lang,
  party,
  facts,
  checks,
  series,
  sent,
  errors,
  saved,
}: {
  readonly house: House;
  readonly lang: Language;
  readonly party: Party;
  readonly facts: readonly PartyFact[];
  readonly checks: readonly Check[];
  readonly series: readonly Series[];
  readonly sent: Sent;
  readonly errors: readonly FieldError[];
  readonly saved: boolean;
}) => {
  const path = `/records/parties/${party.id}`;
  const given = (term: string, detail: string | undefined) => (detail === undefined ? [] : [{ term, detail }]);
  return (
    <Page site={house} lang={lang} title={party.name} path={path}>
      <h1>{party.name}</h1>
      <Recorded lang={lang} show={saved} />
      <SummaryList
        rows={[
          { term: PAGE.kind[lang], detail: wordOf(KIND_WORDS, party.kind, lang) },
          { term: PAGE.country[lang], detail: countryName(party.country)[lang] },
          ...given(PAGE.databaseInJapan[lang], party.databaseInJapan ? PAGE.yes[lang] : undefined),
          ...given(PAGE.address[lang], party.address),
          ...given(PAGE.representative[lang], party.representative),
          ...given(PAGE.number[lang], party.number),
          ...given(
            PAGE.isOperator[lang],
            party.operator === undefined ? undefined : nameOf(house, "operators", party.operator, lang),
          ),
          { term: PAGE.partyId[lang], detail: <code>{party.id}</code> },
        ]}
      />
      <ul class="plain">
        <li>
          <a href={localPath(lang, `/records/provisions?party=${party.id}`)}>{PAGE.itsProvisions[lang]}</a>
        </li>
        <li>
          <a href={localPath(lang, `/records/provisions/new?party=${party.id}`)}>{PAGE.newProvision[lang]}</a>
        </li>
      </ul>
      <section aria-labelledby="facts">
        <h2 id="facts">{PAGE.facts[lang]}</h2>
        {facts.length === 0 && <p>{PAGE.noFacts[lang]}</p>}
        {facts.map((fact) => (
          <FactEntry fact={fact} path={path} lang={lang} />
        ))}
      </section>
      {series.length > 0 && (
        <section aria-labelledby="series">
          <h2 id="series">{PAGE.seriesTitle[lang]}</h2>
          <SummaryList
            rows={series.map((one) => ({
              term: wordOf(METHOD_WORDS, one.method, lang),
              detail: seriesWords(one, lang),
            }))}
          />
        </section>
      )}
      <section aria-labelledby="checks">
        <h2 id="checks">{PAGE.checks[lang]}</h2>
        {checks.length > 0 && (
          <SummaryList
            rows={checks.map((check) => ({
              term: `${longDate(check.on.toString(), lang)} ${wordOf(CHECK_WORDS, check.of, lang)}`,
              detail: [
                wordOf(RESULT_WORDS, check.result, lang),
                check.found,
                fill(PAGE.nextBy[lang], { day: longDate(check.next.toString(), lang) }),
              ]
                .filter((part) => part !== undefined)
                .join(lang === "ja" ? "。" : ". "),
            }))}
          />
        )}
        <h3>{PAGE.newCheck[lang]}</h3>
        <form method="post" action={localPath(lang, `${path}/checks`)}>
          <Fields fields={checkFields(lang)} sent={sent} errors={errors} lang={lang} />
          <p class="actions">
            <Button kind="quiet">{PAGE.save[lang]}</Button>
          </p>
        </form>
      </section>
    </Page>
  );
};

function seriesWords({ id, document, firstOn, lastOn, keptThrough }: Series, lang: Language): string {
  const day = (value: Temporal.PlainDate): string => longDate(value.toString(), lang);
  const days =
    firstOn === undefined || lastOn === undefined
      ? PAGE.seriesEmpty[lang]
      : fill(PAGE.seriesDays[lang], { first: day(firstOn), last: day(lastOn) });
  const kept = keptThrough === undefined ? undefined : `${PAGE.kept[lang]} ${day(keptThrough)}`;
  return [days, document, kept, id].filter((part) => part !== undefined).join(" / ");
}

const FactEntry = ({
  fact: { recorded, document, needsReview, range },
  path,
  lang,
}: {
  readonly fact: PartyFact;
  readonly path: string;
  readonly lang: Language;
}) => {
  const { fact, ended } = recorded;
  const at = (epoch: number): string => dayOf(Temporal.Instant.fromEpochMilliseconds(epoch), lang);
  const what = [
    wordOf(FACT_WORDS, fact.kind, lang),
    fact.kind === "contract" ? wordOf(COVERS_WORDS, fact.covers, lang) : undefined,
    fact.kind === "membership" ? fact.sharedUse : undefined,
    fact.kind === "safeguard" ? wordOf(MEASURES_WORDS, fact.basis, lang) : undefined,
    fact.kind === "safeguard" && fact.suspended ? PAGE.suspendedNow[lang] : undefined,
  ];
  const until =
    "until" in fact && fact.until !== undefined ? fill(PAGE.until[lang], { day: at(fact.until) }) : undefined;
  const rows = [
    fill(PAGE.since[lang], { day: at(fact.at) }),
    until,
    ended === undefined ? undefined : fill(PAGE.ended[lang], { day: at(ended.at) }),
    document === undefined ? undefined : `${PAGE.document[lang]}: ${document}`,
    range === undefined ? undefined : wordOf(RANGE_WORDS, range, lang),
  ];
  return (
    <>
      <h3>{what.filter((part) => part !== undefined).join(lang === "ja" ? "：" : ": ")}</h3>
      <p>{rows.filter((part) => part !== undefined).join(lang === "ja" ? "、" : ", ")}</p>
      {needsReview && ended === undefined && (
        <>
          <Notice kind="warning">
            <p>{PAGE.needsReview[lang]}</p>
          </Notice>
          <form method="post" action={localPath(lang, `${path}/review`)}>
            <input type="hidden" name="fact" value={recorded.id} />
            <SelectField
              name="as"
              label={PAGE.reviewAs[lang]}
              options={choices(RANGE_WORDS, lang)}
              empty={PAGE.choose[lang]}
            />
            <p class="actions">
              <Button kind="quiet">{PAGE.review[lang]}</Button>
            </p>
          </form>
        </>
      )}
    </>
  );
};
