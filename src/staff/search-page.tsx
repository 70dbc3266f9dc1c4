import type { FoundEntry, House } from "../room/index.ts";
import { Button, localPath, Page, TextField } from "../web/index.ts";
import { fill, type Language } from "../wire/index.ts";
import { WORDS } from "./words.ts";

/** One field for everything on record. What is searched for is sent in the body: it stays out of addresses and logs. */
export const SearchForm = ({
  lang,
  value,
  error,
}: {
  readonly lang: Language;
  readonly value?: string | undefined;
  readonly error?: string | undefined;
}) => (
  <search>
    <form method="post" action={localPath(lang, "/records/search")}>
      <TextField
        name="word"
        label={WORDS.searchLabel[lang]}
        hint={WORDS.searchHint[lang]}
        value={value}
        error={error}
      />
      <p class="actions">
        <Button>{WORDS.search[lang]}</Button>
      </p>
    </form>
  </search>
);

/** What was found, each with what it is. */
export const FoundPage = ({
  house,
  lang,
  word,
  found,
}: {
  readonly house: House;
  readonly lang: Language;
  readonly word: string;
  readonly found: readonly FoundEntry[] | undefined;
}) => {
  const title =
    found === undefined
      ? WORDS.searchTitle[lang]
      : fill(found.length === 0 ? WORDS.foundNone[lang] : WORDS.foundSome[lang], { count: found.length });
  return (
    <Page site={house} lang={lang} title={title} path="/records/search">
      <h1>{title}</h1>
      {found?.length === 0 && <p class="lead">{WORDS.foundNoneHint[lang]}</p>}
      {found !== undefined && found.length > 0 && (
        <ul class="doors">
          {found.map(({ kind, label, path }) => (
            <li>
              <a href={localPath(lang, path)}>{label[lang]}</a>
              <p>{kind[lang]}</p>
            </li>
          ))}
        </ul>
      )}
      <SearchForm
        lang={lang}
        value={word}
        error={found === undefined && word === "" ? WORDS.searchMissing[lang] : undefined}
      />
    </Page>
  );
};
