import { Button, ErrorSummary, localPath, Page, Steps, TextField } from "../../web/index.ts";
import { fill } from "../../wire/index.ts";
import { COUNTER, draftQuery } from "./draft.ts";
import type { Shown } from "./find.ts";
import { Flags } from "./person-parts.tsx";
import { roleName, type View } from "./view.ts";
import { WORDS } from "./words.ts";

/** Whom a search found; absent before one. */
export interface FoundShown {
  readonly exact: readonly Shown[];
  readonly similar: readonly Shown[];
  readonly more: boolean;
}

/** The first step. What is searched for is sent in the body; whom it found stands in the address by their numbers. */
export const FindPage = ({
  found,
  error,
  path,
  ...view
}: View & { readonly found?: FoundShown | undefined; readonly error?: string | undefined; readonly path: string }) => {
  const { house, lang } = view;
  const errors = error === undefined ? [] : [{ name: "value", message: error }];
  return (
    <Page
      site={house}
      lang={lang}
      title={error === undefined ? WORDS.title[lang] : `${WORDS.error[lang]}${WORDS.title[lang]}`}
      path={path}
    >
      <h1>{WORDS.title[lang]}</h1>
      <p class="lead">{WORDS.findLead[lang]}</p>
      <Steps step={1} of={3} lang={lang} />
      <ErrorSummary errors={errors} lang={lang} />
      <form method="post" action={localPath(lang, COUNTER)}>
        <TextField name="value" label={WORDS.value[lang]} hint={WORDS.valueHint[lang]} error={error} />
        <p class="actions">
          <Button>{WORDS.search[lang]}</Button>
        </p>
      </form>
      {found !== undefined && <Found {...view} found={found} />}
    </Page>
  );
};

const Found = ({ found: { exact, similar, more }, ...view }: View & { readonly found: FoundShown }) => {
  const { lang } = view;
  const nobody = exact.length + similar.length === 0;
  return (
    <section aria-labelledby="found">
      <h2 id="found">{WORDS.found[lang]}</h2>
      <p>{nobody ? WORDS.none[lang] : WORDS.confirm[lang]}</p>
      <ul class="doors">
        {exact.map((shown) => (
          <Entry {...view} shown={shown} />
        ))}
        {similar.map((shown) => (
          <Entry {...view} shown={shown} note={WORDS.similar[lang]} />
        ))}
      </ul>
      {more && <p>{WORDS.more[lang]}</p>}
    </section>
  );
};

/** Who has several roles is chosen in one of them. */
const Entry = ({ shown, note, ...view }: View & { readonly shown: Shown; readonly note?: string }) => {
  const { lang } = view;
  const { person, roles } = shown;
  const name = shown.name ?? WORDS.unnamed[lang];
  const to = (role: { readonly operator: string; readonly kind: string } | undefined): string =>
    `${localPath(lang, COUNTER)}?${draftQuery({
      person,
      operator: role?.operator,
      kind: role?.kind,
      act: undefined,
      purpose: undefined,
      to: undefined,
    }).toString()}`;
  const [only] = roles;
  if (roles.length <= 1) {
    return (
      <li>
        <a href={to(only)}>{name}</a>
        <Flags shown={shown} lang={lang} />
        {only !== undefined && <p>{roleName(view, only)}</p>}
        {note !== undefined && <p class="quiet">{note}</p>}
      </li>
    );
  }
  return (
    <li>
      <strong>{name}</strong>
      <Flags shown={shown} lang={lang} />
      {note !== undefined && <p class="quiet">{note}</p>}
      <ul>
        {roles.map((role) => (
          <li>
            <a href={to(role)} aria-label={fill(WORDS.chooseThem[lang], { name: `${name}, ${roleName(view, role)}` })}>
              {roleName(view, role)}
            </a>
          </li>
        ))}
      </ul>
    </li>
  );
};
