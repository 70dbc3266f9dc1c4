import { Hono } from "hono";
import {
  allowedCaller,
  type ApiKey,
  type Door,
  isScope,
  listApiKeys,
  makeApiKey,
  requiresStaff,
  revokeApiKey,
  SCOPES,
} from "../access/index.ts";
import type { House } from "../room/index.ts";
import {
  Button,
  CheckboxField,
  ErrorSummary,
  LANGUAGE_PATH,
  localPath,
  Page,
  pageLanguage,
  shortDate,
  SummaryList,
  TextField,
} from "../web/index.ts";
import { fill, fillWords, type Language, ProblemError, type Words } from "../wire/index.ts";
import { type Made, Showings } from "./showings.ts";
import { WORDS } from "./words.ts";

/** Characters of a key's name. */
export const NAME_LIMIT = 100;
const PATH = "/records/keys";

/**
 * `GET /ja/records/keys` lists the API keys, with the form that makes one; `POST` there makes it and leads to
 * `GET /ja/records/keys/made/FORM`, which shows it once; `…/KEY/revoke` asks, and revokes when it is sent.
 */
export function keyPages(house: House, door: Door): Hono {
  const app = new Hono();
  const showings = new Showings(house.clock);
  const staff = requiresStaff(door);
  app.use(`${LANGUAGE_PATH}${PATH}/*`, async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });
  app.get(`${LANGUAGE_PATH}${PATH}`, staff, async (c) => {
    const keys = await listApiKeys(door.desk);
    return c.html(<KeysPage {...{ house, keys, draft: NEW }} lang={pageLanguage(c)} form={showings.open()} />);
  });
  app.post(`${LANGUAGE_PATH}${PATH}`, staff, async (c) => {
    const lang = pageLanguage(c);
    const body = await c.req.parseBody({ all: true });
    const draft = draftOf(body);
    const form = typeof body["form"] === "string" ? body["form"] : "";
    const { actor } = allowedCaller(c);
    if (draft.errors.length === 0) {
      const made = await showings.send(form, () => makeApiKey(door.desk, draft, { actor }));
      if (made) return c.redirect(localPath(lang, `${PATH}/made/${form}`), 303);
      draft.errors.push({ name: "name", message: WORDS.formUsed });
    }
    const keys = await listApiKeys(door.desk);
    return c.html(<KeysPage {...{ house, keys, draft, lang }} form={showings.open()} />, 422);
  });
  app.get(`${LANGUAGE_PATH}${PATH}/made/:form`, staff, async (c) => {
    const lang = pageLanguage(c);
    const made = await showings.take(c.req.param("form"));
    return made === undefined
      ? c.html(<GonePage {...{ house, lang }} />, 410)
      : c.html(<MadePage {...{ house, lang, made }} />);
  });
  const revoke = `${LANGUAGE_PATH}${PATH}/:key/revoke`;
  app.get(revoke, staff, async (c) => {
    const key = (await listApiKeys(door.desk)).find(({ id }) => id === c.req.param("key"));
    if (key === undefined) throw new ProblemError("not-found", { path: c.req.path });
    if (key.revokedAt !== undefined) return c.redirect(localPath(pageLanguage(c), PATH), 303);
    return c.html(<RevokePage house={house} lang={pageLanguage(c)} apiKey={key} />);
  });
  app.post(revoke, staff, async (c) => {
    await revokeApiKey(door.desk, c.req.param("key"), { actor: allowedCaller(c).actor });
    return c.redirect(localPath(pageLanguage(c), PATH), 303);
  });
  return app;
}

interface Draft {
  readonly name: string;
  readonly scopes: readonly (keyof typeof SCOPES)[];
  readonly errors: { readonly name: string; readonly message: Words }[];
}

const NEW: Draft = { name: "", scopes: [], errors: [] };

function draftOf(body: Readonly<Record<string, unknown>>): Draft {
  const name = typeof body["name"] === "string" ? body["name"].trim() : "";
  const scopes = [body["scopes"]].flat().filter((scope) => typeof scope === "string" && isScope(scope));
  const errors: Draft["errors"] = [];
  if (name === "") errors.push({ name: "name", message: WORDS.nameMissing });
  if (name.length > NAME_LIMIT)
    errors.push({ name: "name", message: fillWords(WORDS.nameTooLong, { limit: NAME_LIMIT }) });
  if (scopes.length === 0) errors.push({ name: "scopes", message: WORDS.scopesMissing });
  return { name, scopes, errors };
}

interface View {
  readonly house: House;
  readonly lang: Language;
}

const KeysPage = ({
  house,
  lang,
  keys,
  draft,
  form,
}: View & { readonly keys: readonly ApiKey[]; readonly draft: Draft; readonly form: string }) => {
  const messageOf = (field: string): string | undefined =>
    draft.errors.find(({ name }) => name === field)?.message[lang];
  const inUse = keys.filter(({ revokedAt }) => revokedAt === undefined);
  const revoked = keys.filter(({ revokedAt }) => revokedAt !== undefined);
  return (
    <Page
      site={house}
      lang={lang}
      title={draft.errors.length === 0 ? WORDS.keys[lang] : `${WORDS.error[lang]}${WORDS.keys[lang]}`}
      path={PATH}
    >
      <h1>{WORDS.keys[lang]}</h1>
      <p class="lead">{WORDS.keysLead[lang]}</p>
      <ErrorSummary lang={lang} errors={draft.errors.map(({ name, message }) => ({ name, message: message[lang] }))} />
      <h2>{WORDS.inUse[lang]}</h2>
      {inUse.length === 0 ? <p>{WORDS.keysNone[lang]}</p> : <KeyList keys={inUse} lang={lang} />}
      <h2>{WORDS.makeKey[lang]}</h2>
      <form method="post" action={localPath(lang, PATH)}>
        <input type="hidden" name="form" value={form} />
        <TextField
          name="name"
          label={WORDS.name[lang]}
          hint={WORDS.nameHint[lang]}
          value={draft.name}
          error={messageOf("name")}
        />
        <CheckboxField
          name="scopes"
          label={WORDS.scopes[lang]}
          hint={WORDS.scopesHint[lang]}
          value={draft.scopes}
          error={messageOf("scopes")}
          options={Object.entries(SCOPES).map(([value, words]) => ({ value, label: words[lang], hint: value }))}
        />
        <p class="actions">
          <Button>{WORDS.makeKey[lang]}</Button>
        </p>
      </form>
      {revoked.length > 0 && (
        <>
          <h2>{WORDS.revokedKeys[lang]}</h2>
          <KeyList keys={revoked} lang={lang} />
        </>
      )}
    </Page>
  );
};

const KeyList = ({ keys, lang }: { readonly keys: readonly ApiKey[]; readonly lang: Language }) => (
  <>
    {keys.map(({ id, name, scopes, madeAt, revokedAt }) => (
      <section>
        <h3>{name}</h3>
        <SummaryList
          rows={[
            { term: WORDS.keyId[lang], detail: <code>{id}</code> },
            {
              term: WORDS.scopes[lang],
              detail: scopes.map((scope) => SCOPES[scope][lang]).join(lang === "ja" ? "、" : "; "),
            },
            { term: WORDS.made[lang], detail: dayOf(madeAt, lang) },
            ...(revokedAt === undefined ? [] : [{ term: WORDS.revoked[lang], detail: dayOf(revokedAt, lang) }]),
          ]}
        />
        {revokedAt === undefined && (
          <p>
            <a href={localPath(lang, `${PATH}/${id}/revoke`)}>{fill(WORDS.revokeWhich[lang], { name })}</a>
          </p>
        )}
      </section>
    ))}
  </>
);

const MadePage = ({ house, lang, made: { key, token } }: View & { readonly made: Made }) => (
  <Page site={house} lang={lang} title={WORDS.tokenTitle[lang]} path={PATH}>
    <h1>{WORDS.tokenTitle[lang]}</h1>
    <p class="lead">{WORDS.tokenLead[lang]}</p>
    <TextField name="token" label={fill(WORDS.token[lang], { name: key.name })} value={token} readOnly />
    <h2>{WORDS.tokenUse[lang]}</h2>
    <pre>
      <code>Authorization: Bearer …</code>
    </pre>
    <p>
      <a href={localPath(lang, PATH)}>{WORDS.toKeys[lang]}</a>
    </p>
  </Page>
);

const GonePage = ({ house, lang }: View) => (
  <Page site={house} lang={lang} title={WORDS.tokenGoneTitle[lang]} path={PATH}>
    <h1>{WORDS.tokenGoneTitle[lang]}</h1>
    <p class="lead">{WORDS.tokenGoneLead[lang]}</p>
    <p>
      <a href={localPath(lang, PATH)}>{WORDS.toKeys[lang]}</a>
    </p>
  </Page>
);

const RevokePage = ({ house, lang, apiKey: { id, name } }: View & { readonly apiKey: ApiKey }) => (
  <Page site={house} lang={lang} title={fill(WORDS.revokeTitle[lang], { name })} path={`${PATH}/${id}/revoke`}>
    <h1>{fill(WORDS.revokeTitle[lang], { name })}</h1>
    <p class="lead">{WORDS.revokeLead[lang]}</p>
    <SummaryList rows={[{ term: WORDS.keyId[lang], detail: <code>{id}</code> }]} />
    <form method="post" action={localPath(lang, `${PATH}/${id}/revoke`)}>
      <p class="actions">
        <Button>{WORDS.revoke[lang]}</Button>
      </p>
    </form>
    <p>
      <a href={localPath(lang, PATH)}>{WORDS.keep[lang]}</a>
    </p>
  </Page>
);

/** The day in Japan. */
function dayOf(instant: Temporal.Instant, lang: Language): string {
  return shortDate(instant.toZonedDateTimeISO("Asia/Tokyo").toPlainDate().toString(), lang);
}
