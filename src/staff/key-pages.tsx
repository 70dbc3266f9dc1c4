import { type Context, Hono } from "hono";
import { every } from "hono/combine";
import {
  allowedCaller,
  type ApiKey,
  type Door,
  isInUse,
  isKeyScope,
  isWithin,
  KEY_SCOPES,
  type KeyScope,
  listApiKeys,
  type MadeKey,
  makeApiKey,
  type Maker,
  requiresFresh,
  requiresStaff,
  revokeApiKey,
  rotateApiKey,
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
  RadioField,
  shortDate,
  SummaryList,
  TextField,
} from "../web/index.ts";
import { fill, fillWords, type Language, ProblemError, type Words } from "../wire/index.ts";
import { momentOf } from "./entry.tsx";
import { LimitFields, limitWords, readLimits, type ReachDraft } from "./reach-fields.tsx";
import { Showings } from "./showings.ts";
import { ACCOUNTS_WORDS } from "./accounts-words.ts";
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
  const staff = every(requiresStaff(door, "accounts:write"), requiresFresh(door));
  app.use(`${LANGUAGE_PATH}${PATH}/*`, async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });
  app.get(`${LANGUAGE_PATH}${PATH}`, staff, async (c) => {
    const keys = await listApiKeys(door.desk);
    const draft = newDraft(c);
    return c.html(
      <KeysPage
        {...{ house, keys, draft }}
        now={door.desk.clock.now()}
        maker={allowedCaller(c)}
        lang={pageLanguage(c)}
        form={showings.open()}
      />,
    );
  });
  app.post(`${LANGUAGE_PATH}${PATH}`, staff, async (c) => {
    const lang = pageLanguage(c);
    const body = await c.req.parseBody({ all: true });
    const maker = allowedCaller(c);
    const draft = draftOf(house, body, maker);
    const form = typeof body["form"] === "string" ? body["form"] : "";
    const { actor } = maker;
    const now = door.desk.clock.now();
    if (draft.errors.length === 0) {
      const expiresAt = draft.days === "" ? undefined : now.add({ hours: 24 * Number(draft.days) });
      const { name, scopes, reach } = draft;
      const asked = { name, scopes, reach, expiresAt };
      const made = await showings.send(form, () => makeApiKey(door.desk, asked, { actor }, maker));
      if (made) return c.redirect(localPath(lang, `${PATH}/made/${form}`), 303);
      draft.errors.push({ name: "name", message: WORDS.formUsed });
    }
    const keys = await listApiKeys(door.desk);
    return c.html(<KeysPage {...{ house, keys, draft, lang, maker, now }} form={showings.open()} />, 422);
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
  const rotate = `${LANGUAGE_PATH}${PATH}/:key/rotate`;
  app.get(rotate, staff, async (c) => {
    const key = (await listApiKeys(door.desk)).find(({ id }) => id === c.req.param("key"));
    if (key === undefined) throw new ProblemError("not-found", { path: c.req.path });
    if (!isInUse(key, door.desk.clock.now())) return c.redirect(localPath(pageLanguage(c), PATH), 303);
    return c.html(<RotatePage house={house} lang={pageLanguage(c)} apiKey={key} form={showings.open()} />);
  });
  app.post(rotate, staff, async (c) => {
    const lang = pageLanguage(c);
    const body = await c.req.parseBody();
    const form = typeof body["form"] === "string" ? body["form"] : "";
    const hours = HOURS.find((one) => String(one) === body["hours"]) ?? HOURS[0];
    const { actor } = allowedCaller(c);
    const sent = await showings.send(form, async () => {
      const made = await rotateApiKey(door.desk, c.req.param("key"), hours, { actor });
      if (made === undefined) throw new ProblemError("not-found", { path: c.req.path });
      return made;
    });
    return c.redirect(localPath(lang, sent ? `${PATH}/made/${form}` : PATH), 303);
  });
  return app;
}

/** How long the secret before may go on working. */
const HOURS = [24, 168, 0] as const;
/** Days after which a key expires; "" for none. */
const DAYS = ["90", "365", ""] as const;

function newDraft(c: Context): Draft {
  return { name: "", scopes: [], days: "365", reach: allowedCaller(c).reach, errors: [] };
}

interface Draft extends Omit<ReachDraft, "roles" | "errors"> {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly days: string;
  readonly errors: { readonly name: string; readonly message: Words }[];
}

function draftOf(house: House, body: Readonly<Record<string, unknown>>, maker: Maker): Draft {
  const name = typeof body["name"] === "string" ? body["name"].trim() : "";
  const scopes = [body["scopes"]].flat().filter((scope) => typeof scope === "string" && isKeyScope(scope));
  const errors: Draft["errors"] = [];
  if (name === "") errors.push({ name: "name", message: WORDS.nameMissing });
  if (name.length > NAME_LIMIT)
    errors.push({ name: "name", message: fillWords(WORDS.nameTooLong, { limit: NAME_LIMIT }) });
  if (scopes.length === 0) errors.push({ name: "scopes", message: WORDS.scopesMissing });
  // A form without them asks for what its maker has.
  const limits = body["operators-limit"] === undefined ? { reach: maker.reach, errors: [] } : readLimits(house, body);
  errors.push(...limits.errors);
  if (!scopes.every((scope) => maker.scopes.has(scope))) errors.push({ name: "scopes", message: WORDS.beyondOwn });
  if (!isWithin(limits.reach, maker.reach)) errors.push({ name: "operators-limit", message: WORDS.beyondOwn });
  const days = DAYS.find((one) => one === body["days"]) ?? "365";
  return { name, scopes, days, reach: limits.reach, errors };
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
  now,
  maker,
}: View & {
  readonly keys: readonly ApiKey[];
  readonly draft: Draft;
  readonly form: string;
  readonly now: Temporal.Instant;
  readonly maker: Maker;
}) => {
  const messageOf = (field: string): string | undefined =>
    draft.errors.find(({ name }) => name === field)?.message[lang];
  const inUse = keys.filter((key) => isInUse(key, now));
  const revoked = keys.filter((key) => !isInUse(key, now));
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
      {inUse.length === 0 ? (
        <p>{WORDS.keysNone[lang]}</p>
      ) : (
        <KeyList house={house} keys={inUse} lang={lang} now={now} />
      )}
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
          options={KEY_SCOPES.filter((scope) => maker.scopes.has(scope)).map((value) => ({
            value,
            label: SCOPES[value][lang],
            hint: value,
          }))}
        />
        <RadioField
          name="days"
          label={WORDS.expiry[lang]}
          value={draft.days}
          options={DAYS.map((value) => ({
            value,
            label: value === "" ? WORDS.never[lang] : fill(WORDS.afterDays[lang], { days: value }),
          }))}
        />
        <details open={draft.errors.some(({ name }) => name.endsWith("-limit"))}>
          <summary>{WORDS.narrow[lang]}</summary>
          <LimitFields {...{ house, lang, draft }} />
        </details>
        <p class="actions">
          <Button>{WORDS.makeKey[lang]}</Button>
        </p>
      </form>
      {revoked.length > 0 && (
        <>
          <h2>{WORDS.revokedKeys[lang]}</h2>
          <KeyList house={house} keys={revoked} lang={lang} now={now} />
        </>
      )}
    </Page>
  );
};

const KeyList = ({
  house,
  keys,
  lang,
  now,
}: View & { readonly keys: readonly ApiKey[]; readonly now: Temporal.Instant }) => (
  <>
    {keys.map((key) => {
      const { id, name, scopes, reach, madeAt, revokedAt, expiresAt, previousUntil, usedOn } = key;
      const narrowed = LIMITS.filter((limit) => reach[limit] !== "all");
      const rotating = previousUntil !== undefined && Temporal.Instant.compare(previousUntil, now) > 0;
      return (
        <section>
          <h3>{name}</h3>
          <SummaryList
            rows={[
              { term: WORDS.keyId[lang], detail: <code>{id}</code> },
              {
                term: WORDS.scopes[lang],
                detail: scopes.map((scope) => SCOPES[scope][lang]).join(lang === "ja" ? "、" : "; "),
              },
              ...narrowed.map((limit) => ({
                term: ACCOUNTS_WORDS[limit][lang],
                detail: limitWords(house, limit, reach[limit], lang),
              })),
              { term: WORDS.made[lang], detail: dayOf(madeAt, lang) },
              {
                term: WORDS.used[lang],
                detail: usedOn === undefined ? WORDS.notUsed[lang] : shortDate(usedOn.toString(), lang),
              },
              {
                term: WORDS.expiry[lang],
                detail: expiresAt === undefined ? WORDS.never[lang] : dayOf(expiresAt, lang),
              },
              ...(rotating ? [{ term: WORDS.previousUntil[lang], detail: momentOf(previousUntil, lang) }] : []),
              ...(revokedAt === undefined ? [] : [{ term: WORDS.revoked[lang], detail: dayOf(revokedAt, lang) }]),
            ]}
          />
          {isInUse(key, now) && (
            <p>
              <a href={localPath(lang, `${PATH}/${id}/rotate`)}>{fill(WORDS.rotateWhich[lang], { name })}</a>
            </p>
          )}
          {revokedAt === undefined && (
            <p>
              <a href={localPath(lang, `${PATH}/${id}/revoke`)}>{fill(WORDS.revokeWhich[lang], { name })}</a>
            </p>
          )}
        </section>
      );
    })}
  </>
);

const LIMITS = ["operators", "departments", "kinds", "purposes"] as const;

const RotatePage = ({
  house,
  lang,
  apiKey: { id, name },
  form,
}: View & { readonly apiKey: ApiKey; readonly form: string }) => (
  <Page site={house} lang={lang} title={fill(WORDS.rotateTitle[lang], { name })} path={`${PATH}/${id}/rotate`}>
    <h1>{fill(WORDS.rotateTitle[lang], { name })}</h1>
    <p class="lead">{WORDS.rotateLead[lang]}</p>
    <form method="post" action={localPath(lang, `${PATH}/${id}/rotate`)}>
      <input type="hidden" name="form" value={form} />
      <RadioField
        name="hours"
        label={WORDS.previousFor[lang]}
        value={String(HOURS[0])}
        options={HOURS.map((hours) => ({
          value: String(hours),
          label: hours === 0 ? WORDS.atOnce[lang] : fill(WORDS.forHours[lang], { hours }),
        }))}
      />
      <p class="actions">
        <Button>{WORDS.rotate[lang]}</Button>
      </p>
    </form>
    <p>
      <a href={localPath(lang, PATH)}>{WORDS.keep[lang]}</a>
    </p>
  </Page>
);

const MadePage = ({ house, lang, made: { key, token } }: View & { readonly made: MadeKey }) => (
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
