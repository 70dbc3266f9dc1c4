import { Button, ErrorSummary, localPath, Page, SelectField, TextField } from "../web/index.ts";
import type { Id } from "../wire/index.ts";
import type { FoundPerson } from "./find-people.ts";
import { IDENTIFIER_KINDS } from "./identifiers/index.ts";
import { optionsOf, type View } from "./view.ts";
import { WORDS } from "./words.ts";

/** What was typed into the search. */
export interface SearchForm {
  readonly kind: string;
  readonly value: string;
  readonly operator: string;
}

/** What it found; by a part of a name there may be more. */
export interface SearchResult {
  readonly items: readonly {
    readonly person: Id<"person">;
    readonly name: string | undefined;
    readonly match?: FoundPerson["match"];
  }[];
  readonly next?: string | undefined;
}

/** The search, and under it whom it found. What is searched for is sent in the body: it stays out of addresses and logs. */
export const SearchPage = ({
  form,
  result,
  errors = [],
  ...view
}: View & {
  readonly form: SearchForm;
  readonly result?: SearchResult | undefined;
  readonly errors?: readonly { readonly name: string; readonly message: string }[];
}) => {
  const { house, lang } = view;
  const kinds = [
    { value: "kana-part", label: WORDS.kanaPart[lang] },
    { value: "kana-start", label: WORDS.kanaStart[lang] },
    ...Object.entries(IDENTIFIER_KINDS).map(([value, words]) => ({ value, label: words[lang] })),
  ];
  return (
    <Page site={house} lang={lang} title={WORDS.title[lang]} path="/records/people">
      <ErrorSummary errors={errors} lang={lang} />
      <h1>{WORDS.title[lang]}</h1>
      <p class="lead">{WORDS.lead[lang]}</p>
      <form method="post" action={localPath(lang, "/records/people")}>
        <SelectField
          name="kind"
          label={WORDS.searchBy[lang]}
          options={kinds}
          value={form.kind === "" ? "phone" : form.kind}
          empty={WORDS.choose[lang]}
          error={errorOf(errors, "kind")}
        />
        <TextField
          name="value"
          label={WORDS.value[lang]}
          hint={WORDS.valueHint[lang]}
          value={form.value}
          error={errorOf(errors, "value")}
        />
        <SelectField
          name="operator"
          label={WORDS.operator[lang]}
          options={optionsOf(view, "operators")}
          value={form.operator}
          empty={WORDS.anyOperator[lang]}
        />
        <p class="actions">
          <Button>{WORDS.search[lang]}</Button>
        </p>
      </form>
      {result !== undefined && <Found {...view} form={form} result={result} />}
    </Page>
  );
};

const Found = ({ form, result, lang }: View & { readonly form: SearchForm; readonly result: SearchResult }) => (
  <section aria-labelledby="found">
    <h2 id="found">{WORDS.results[lang]}</h2>
    {result.items.length === 0 && <p>{WORDS.none[lang]}</p>}
    <ul>
      {result.items.map(({ person, name, match }) => (
        <li>
          <a href={localPath(lang, `/records/people/${person}`)}>{name ?? WORDS.unnamed[lang]}</a>
          {match !== undefined && (
            <span class="quiet"> {match === "exact" ? WORDS.exact[lang] : WORDS.similar[lang]}</span>
          )}
        </li>
      ))}
    </ul>
    {result.next !== undefined && (
      <form method="post" action={localPath(lang, "/records/people")}>
        {Object.entries({ ...form, after: result.next }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <p class="actions">
          <Button kind="quiet">{WORDS.more[lang]}</Button>
        </p>
      </form>
    )}
  </section>
);

function errorOf(errors: readonly { readonly name: string; readonly message: string }[], name: string) {
  return errors.find((error) => error.name === name)?.message;
}
