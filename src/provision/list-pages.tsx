import { citation, isArticle } from "../law/index.ts";
import type { House } from "../room/index.ts";
import { Button, localPath, longDate, Notice, Page, SelectField, SummaryList, TextField } from "../web/index.ts";
import { fill, type Language, type Words } from "../wire/index.ts";
import { todayAt } from "./asked.ts";
import { choices, Fields, policyChoices } from "./form.tsx";
import type { Listed } from "./read.ts";
import type { Telling } from "./telling.ts";
import { BASIS_WORDS, CHANNEL_WORDS, METHOD_WORDS, PAGE, TOLD_WORDS } from "./words.ts";

/** A moment as a page writes it: the day and the time in Japan. */
function moment(at: Temporal.Instant, lang: Language): string {
  const local = at.toZonedDateTimeISO("Asia/Tokyo");
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  return `${longDate(local.toPlainDate().toString(), lang)} ${time}`;
}

export function dayOf(at: Temporal.Instant, lang: Language): string {
  return longDate(todayAt(at).toString(), lang);
}

export function wordOf(words: Readonly<Record<string, Words>>, key: string, lang: Language): string {
  return words[key]?.[lang] ?? key;
}

/** Whether a record is due, and by which article. */
function duty({ due, article }: { readonly due: boolean; readonly article: string }, lang: Language): string {
  const cited = isArticle(article) ? citation(article)[lang] : article;
  const state = due ? PAGE.due[lang] : PAGE.notDue[lang];
  return lang === "ja" ? `${state}（${cited}）` : `${state} ${cited}`;
}

export function nameOf(house: House, kind: "operators" | "recipients" | "items", id: string, lang: Language): string {
  return policyChoices(house, kind, lang).find(({ value }) => value === id)?.label ?? id;
}

/** The records of provision, filtered. */
export const ProvisionsPage = ({
  house,
  lang,
  items,
  query,
  next,
}: {
  readonly house: House;
  readonly lang: Language;
  readonly items: readonly Listed[];
  /** The filters as they stand in the address, without the cursor. */
  readonly query: URLSearchParams;
  readonly next: string | undefined;
}) => {
  const text = query.toString();
  const at = (path: string, more = ""): string =>
    localPath(lang, `${path}${text === "" && more === "" ? "" : `?${[text, more].filter(Boolean).join("&")}`}`);
  return (
    <Page
      site={house}
      lang={lang}
      title={PAGE.provisions[lang]}
      path={`/records/provisions${text === "" ? "" : `?${text}`}`}
    >
      <h1>{PAGE.provisions[lang]}</h1>
      <p class="lead">{PAGE.provisionsLead[lang]}</p>
      <ul class="plain">
        <li>
          <a href={localPath(lang, "/records/provisions/new")}>{PAGE.newProvision[lang]}</a>
        </li>
        <li>
          <a href={localPath(lang, "/records/receipts/new")}>{PAGE.newReceipt[lang]}</a>
        </li>
        <li>
          <a href={localPath(lang, "/records/parties")}>{PAGE.parties[lang]}</a>
        </li>
        <li>
          <a href={localPath(lang, "/records/tellings")}>{PAGE.tellings[lang]}</a>
        </li>
      </ul>
      <section aria-labelledby="filter">
        <h2 id="filter">{PAGE.filter[lang]}</h2>
        <form method="get" action={localPath(lang, "/records/provisions")}>
          <SelectField
            name="operator"
            label={PAGE.operator[lang]}
            options={policyChoices(house, "operators", lang)}
            value={query.get("operator") ?? undefined}
            empty={PAGE.all[lang]}
          />
          <SelectField
            name="basis"
            label={PAGE.basis[lang]}
            options={choices(BASIS_WORDS, lang)}
            value={query.get("basis") ?? undefined}
            empty={PAGE.all[lang]}
          />
          <TextField
            name="party"
            label={PAGE.partyId[lang]}
            hint={PAGE.partyIdHint[lang]}
            value={query.get("party") ?? undefined}
          />
          <TextField type="date" name="from" label={PAGE.from[lang]} value={query.get("from") ?? undefined} />
          <TextField type="date" name="to" label={PAGE.to[lang]} value={query.get("to") ?? undefined} />
          <p class="actions">
            <Button kind="quiet">{PAGE.show[lang]}</Button>
          </p>
        </form>
      </section>
      {items.length === 0 ? (
        <p>{PAGE.none[lang]}</p>
      ) : (
        items.map((entry) => <Provision entry={entry} house={house} lang={lang} />)
      )}
      {next !== undefined && (
        <p>
          <a href={at("/records/provisions", `cursor=${next}`)}>{PAGE.older[lang]}</a>
        </p>
      )}
      {items.length > 0 && (
        <p>
          <a href={at("/records/provisions.csv")}>{PAGE.csv[lang]}</a>
        </p>
      )}
    </Page>
  );
};

const Provision = ({
  entry,
  house,
  lang,
}: {
  readonly entry: Listed;
  readonly house: House;
  readonly lang: Language;
}) => {
  const { party } = entry;
  const join = lang === "ja" ? "、" : ", ";
  return (
    <section aria-labelledby={entry.id}>
      <h2 id={entry.id}>{moment(entry.at, lang)}</h2>
      <SummaryList
        rows={[
          { term: PAGE.operator[lang], detail: nameOf(house, "operators", entry.operator, lang) },
          {
            term: PAGE.party[lang],
            detail:
              party === undefined ? "–" : <a href={localPath(lang, `/records/parties/${party.id}`)}>{party.name}</a>,
          },
          { term: PAGE.basis[lang], detail: wordOf(BASIS_WORDS, entry.basis, lang) },
          {
            term: PAGE.items[lang],
            detail: entry.items.map((item) => nameOf(house, "items", item, lang)).join(join),
          },
          { term: PAGE.channel[lang], detail: wordOf(CHANNEL_WORDS, entry.channel, lang) },
          { term: PAGE.record[lang], detail: duty(entry, lang) },
          { term: PAGE.method[lang], detail: wordOf(METHOD_WORDS, entry.method, lang) },
          {
            term: PAGE.kept[lang],
            detail: entry.keptThrough === undefined ? "–" : longDate(entry.keptThrough.toString(), lang),
          },
          {
            term: PAGE.person[lang],
            detail: entry.person === undefined ? PAGE.noPerson[lang] : <code>{entry.person}</code>,
          },
        ]}
      />
    </section>
  );
};

/** What recipients are to be told, or have not answered to. */
export const TellingsPage = ({
  house,
  lang,
  items,
  next,
}: {
  readonly house: House;
  readonly lang: Language;
  readonly items: readonly Telling[];
  readonly next: string | undefined;
}) => (
  <Page site={house} lang={lang} title={PAGE.tellings[lang]} path="/records/tellings">
    <h1>{PAGE.tellings[lang]}</h1>
    <p class="lead">{PAGE.tellingsLead[lang]}</p>
    {items.length === 0 && <p>{PAGE.noTellings[lang]}</p>}
    {items.map((telling) => (
      <TellingEntry telling={telling} house={house} lang={lang} />
    ))}
    {next !== undefined && (
      <p>
        <a href={localPath(lang, `/records/tellings?cursor=${next}`)}>{PAGE.more[lang]}</a>
      </p>
    )}
  </Page>
);

const TellingEntry = ({
  telling,
  house,
  lang,
}: {
  readonly telling: Telling;
  readonly house: House;
  readonly lang: Language;
}) => {
  const { id, person, party, operator, what, items, since, toldAt } = telling;
  const by = {
    name: "by",
    type: "radio",
    label: PAGE.channel[lang],
    options: choices(CHANNEL_WORDS, lang),
  } as const;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{wordOf(TOLD_WORDS, what, lang)}</h2>
      <SummaryList
        rows={[
          { term: PAGE.party[lang], detail: party?.name ?? "–" },
          { term: PAGE.operator[lang], detail: nameOf(house, "operators", operator, lang) },
          { term: PAGE.person[lang], detail: <code>{person}</code> },
          ...(items === undefined
            ? []
            : [
                { term: PAGE.items[lang], detail: items.map((item) => nameOf(house, "items", item, lang)).join(" / ") },
              ]),
          { term: PAGE.arisen[lang], detail: moment(since, lang) },
          ...(toldAt === undefined ? [] : [{ term: PAGE.toldAt[lang], detail: moment(toldAt, lang) }]),
        ]}
      />
      <form
        method="post"
        action={localPath(lang, `/records/tellings/${toldAt === undefined ? "told" : "acknowledged"}`)}
      >
        <input type="hidden" name="person" value={person} />
        <input type="hidden" name="id" value={id} />
        {toldAt === undefined && (
          <Fields fields={[{ ...by, name: `by` }]} sent={{ by: ["electronic"] }} errors={[]} lang={lang} />
        )}
        <p class="actions">
          <Button kind="quiet">{toldAt === undefined ? PAGE.tell[lang] : PAGE.acknowledge[lang]}</Button>
        </p>
      </form>
    </section>
  );
};

/** Says that what was sent is on record. */
export const Recorded = ({ lang, show }: { readonly lang: Language; readonly show: boolean }) =>
  show ? (
    <Notice>
      <p>{fill(PAGE.recorded[lang], {})}</p>
    </Notice>
  ) : null;
