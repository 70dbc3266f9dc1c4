import { Hono } from "hono";
import {
  type Account,
  accountOf,
  chooseLanguage,
  type Door,
  endSessions,
  fromOf,
  limitsOf,
  type ListedSession,
  listPasskeys,
  listSessions,
  type Passkey,
  removePasskey,
  removePassword,
  requiresFresh,
  ROLES,
  type Session,
  waysIn,
} from "../access/index.ts";
import { act } from "../act/index.ts";
import type { House } from "../room/index.ts";
import { Button, LANGUAGE_PATH, localPath, Page, pageLanguage, RadioField, SummaryList } from "../web/index.ts";
import { fill, isLanguage, LANGUAGES } from "../wire/index.ts";
import { momentOf, ownSession, requiresOwn, secretPage, textOf, type View } from "./entry.tsx";
import { METHOD_WORDS, SIGN_IN_WORDS as WORDS } from "./sign-in-words.ts";

/** `GET /ja/account`: how somebody signs in, where they are signed in, and in which language; forms below it change that. */
export function accountPages(house: House, door: Door): Hono {
  const app = new Hono();
  const { desk } = door;
  const path = `${LANGUAGE_PATH}/account`;
  const own = requiresOwn(door);
  const fresh = requiresFresh(door);
  app.use(path, secretPage(), own);
  for (const one of ["language", "sessions/end", "passkeys/remove", "password/remove"])
    app.use(`${path}/${one}`, secretPage(), own);

  app.get(path, async (c) => {
    const lang = pageLanguage(c);
    const session = ownSession(c);
    const { account: id } = session;
    const [account, passkeys, ways, sessions] = await Promise.all([
      accountOf(desk, id),
      listPasskeys(desk, id),
      waysIn(desk, id),
      listSessions(desk, id, limitsOf(door)),
    ]);
    const { place } = fromOf(c, desk);
    return c.html(<AccountPage {...{ house, lang, door, account, passkeys, ways, sessions, session, place }} />);
  });
  app.post(`${path}/language`, async (c) => {
    const { account } = ownSession(c);
    const language = textOf(await c.req.parseBody(), "language");
    if (isLanguage(language))
      await act(desk, chooseLanguage(account, language), { actor: { kind: "staff", id: account } });
    return c.redirect(localPath(isLanguage(language) ? language : pageLanguage(c), "/account"), 303);
  });
  app.post(`${path}/sessions/end`, async (c) => {
    const { account, id } = ownSession(c);
    const one = textOf(await c.req.parseBody(), "session");
    const which = one === "" ? { but: id } : { only: one };
    await endSessions(desk, account, { ...which, reason: "revoked" }, { actor: { kind: "staff", id: account } });
    return c.redirect(localPath(pageLanguage(c), "/account"), 303);
  });
  app.post(`${path}/passkeys/remove`, fresh, async (c) => {
    const { account } = ownSession(c);
    const body = await c.req.parseBody();
    await act(desk, removePasskey(account, textOf(body, "passkey")), { actor: { kind: "staff", id: account } });
    return c.redirect(localPath(pageLanguage(c), "/account"), 303);
  });
  app.post(`${path}/password/remove`, fresh, async (c) => {
    const { account } = ownSession(c);
    await act(desk, removePassword(account), { actor: { kind: "staff", id: account } });
    return c.redirect(localPath(pageLanguage(c), "/account"), 303);
  });
  return app;
}

const AccountPage = ({
  house,
  lang,
  door,
  account,
  passkeys,
  ways,
  sessions,
  session,
  place,
}: View & {
  readonly door: Door;
  readonly account: Account;
  readonly passkeys: readonly Passkey[];
  readonly ways: Awaited<ReturnType<typeof waysIn>>;
  readonly sessions: readonly ListedSession[];
  readonly session: Session;
  readonly place: string;
}) => (
  <Page site={house} lang={lang} title={WORDS.account[lang]} path="/account">
    <h1>{WORDS.account[lang]}</h1>
    <SummaryList
      rows={[
        { term: WORDS.name[lang], detail: account.name },
        { term: WORDS.email[lang], detail: account.email },
        {
          term: WORDS.roles[lang],
          detail: account.roles.map((role) => ROLES[role].name[lang]).join(lang === "ja" ? "、" : ", "),
        },
      ]}
    />
    <h2>{WORDS.passkeys[lang]}</h2>
    {passkeys.length === 0 && <p>{WORDS.passkeysNone[lang]}</p>}
    {passkeys.map(({ id, name, madeAt, usedAt }) => (
      <section>
        <h3>{name}</h3>
        <SummaryList
          rows={[
            { term: WORDS.passkeyMade[lang], detail: momentOf(madeAt, lang) },
            {
              term: WORDS.passkeyUsed[lang],
              detail: usedAt === undefined ? WORDS.notUsed[lang] : momentOf(usedAt, lang),
            },
          ]}
        />
        <form method="post" action={localPath(lang, "/account/passkeys/remove")}>
          <Button kind="quiet" name="passkey" value={id}>
            {fill(WORDS.removePasskey[lang], { name })}
          </Button>
        </form>
      </section>
    ))}
    <p>
      <a href={localPath(lang, "/account/enrol")}>{WORDS.makePasskey[lang]}</a>
    </p>
    <h2>{WORDS.passwordPage[lang]}</h2>
    {ways.password ? (
      <>
        <p>{fill(WORDS.passwordSet[lang], { left: ways.recoveryCodes })}</p>
        <p>
          <a href={localPath(lang, "/account/password")}>{WORDS.changePassword[lang]}</a>
        </p>
        <form method="post" action={localPath(lang, "/account/codes")}>
          <p class="actions">
            <Button kind="quiet">{WORDS.newCodes[lang]}</Button>
          </p>
        </form>
        <form method="post" action={localPath(lang, "/account/password/remove")}>
          <p class="actions">
            <Button kind="quiet">{WORDS.removePassword[lang]}</Button>
          </p>
        </form>
      </>
    ) : (
      <>
        <p>{WORDS.passwordNotSet[lang]}</p>
        <p>
          <a href={localPath(lang, "/account/password")}>{WORDS.toPassword[lang]}</a>
        </p>
      </>
    )}
    {ways.provider && door.provider !== undefined && (
      <p>{fill(WORDS.providerLinked[lang], { name: door.provider.name })}</p>
    )}
    <h2>{WORDS.sessions[lang]}</h2>
    <p class="hint">{WORDS.sessionsLead[lang]}</p>
    {sessions.map((one) => (
      <section>
        <h3>
          {one.browser === "" ? WORDS.unknownBrowser[lang] : one.browser}
          {one.id === session.id && WORDS.thisSession[lang]}
        </h3>
        <SummaryList
          rows={[
            { term: WORDS.sessionSince[lang], detail: momentOf(one.madeAt, lang) },
            { term: WORDS.sessionSeen[lang], detail: momentOf(one.seenAt, lang) },
            {
              term: WORDS.sessionPlace[lang],
              detail: one.place === place ? WORDS.samePlace[lang] : WORDS.otherPlace[lang],
            },
            { term: WORDS.sessionMethod[lang], detail: METHOD_WORDS[one.method]?.[lang] ?? one.method },
          ]}
        />
        {one.id !== session.id && (
          <form method="post" action={localPath(lang, "/account/sessions/end")}>
            <Button kind="quiet" name="session" value={one.id}>
              {WORDS.endSession[lang]}
            </Button>
          </form>
        )}
      </section>
    ))}
    {sessions.length > 1 && (
      <form method="post" action={localPath(lang, "/account/sessions/end")}>
        <p class="actions">
          <Button>{WORDS.endAll[lang]}</Button>
        </p>
      </form>
    )}
    <h2>{WORDS.language[lang]}</h2>
    <form method="post" action={localPath(lang, "/account/language")}>
      <RadioField
        name="language"
        label={WORDS.language[lang]}
        hint={WORDS.languageHint[lang]}
        value={account.language}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <p class="actions">
        <Button>{WORDS.save[lang]}</Button>
      </p>
    </form>
  </Page>
);

/** Each in itself, as it is looked for. */
export const LANGUAGE_NAMES = { ja: "日本語", en: "English" } as const;
