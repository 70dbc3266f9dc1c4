import { type Context, Hono } from "hono";
import { deleteCookie } from "hono/cookie";
import {
  ACCESS_COOKIE,
  ACCESS_PATH,
  accountOf,
  askForPasskey,
  type Door,
  dropSession,
  endSessions,
  limitsOf,
  proveByPasskey,
  proveByPassword,
  type Proof,
  safeReturn,
  sessionOf,
  SIGN_IN_PATH,
  signIn,
  staffCanSignIn,
} from "../access/index.ts";
import type { House } from "../room/index.ts";
import { Button, ErrorSummary, LANGUAGE_PATH, localPath, Notice, Page, pageLanguage, TextField } from "../web/index.ts";
import { fill, type Words } from "../wire/index.ts";
import { PASSKEY_SCRIPTS, PasskeyForm, PasswordFields, secretPage, textOf, type View } from "./entry.tsx";
import { SIGN_IN_WORDS as WORDS } from "./sign-in-words.ts";

/**
 * `GET /ja/sign-in?to=…` asks who somebody is, `POST` there takes password and code, `POST …/passkey` a passkey, whose question
 * `POST …/passkey/options` gives; `POST /ja/sign-out` ends the session of this browser.
 */
export function signInPages(house: House, door: Door): Hono {
  const app = new Hono();
  const { desk } = door;
  const path = `${LANGUAGE_PATH}${SIGN_IN_PATH}`;
  app.use(path, secretPage());
  app.use(`${path}/*`, secretPage());
  app.get(path, async (c) => {
    const lang = pageLanguage(c);
    if (!(await staffCanSignIn(desk))) return c.redirect(localPath(lang, ACCESS_PATH), 303);
    const to = c.req.query("to") ?? "";
    // Whoever is signed in already, as in another tab, goes on.
    const session = await sessionOf(c, door);
    if (session?.stage === "full" && to !== "") return c.redirect(safeReturn(to, lang), 303);
    return c.html(<SignInPage {...{ c, house, lang, door, to }} out={c.req.query("out") !== undefined} />);
  });
  app.post(path, async (c) => {
    const lang = pageLanguage(c);
    const body = await c.req.parseBody();
    const [email, password, code] = ["email", "password", "code"].map((name) => textOf(body, name));
    const proof = await proveByPassword(c, desk, { email: email ?? "", password: password ?? "", code: code ?? "" });
    const to = textOf(body, "to");
    if (proof !== undefined && "account" in proof) {
      if (await signIn(c, desk, proof, limitsOf(door))) return await goOn(c, door, proof, to);
    }
    const wait = proof !== undefined && "wait" in proof ? proof.wait : undefined;
    if (wait !== undefined) c.header("Retry-After", String(wait));
    const error: Words = wait === undefined ? WORDS.wrong : fillWait(wait);
    return c.html(<SignInPage {...{ c, house, lang, door, to, error, email }} />, wait === undefined ? 401 : 429);
  });
  app.post(`${path}/passkey/options`, async (c) => c.json(await askForPasskey(c, desk)));
  app.post(`${path}/passkey`, async (c) => {
    const lang = pageLanguage(c);
    const body = await c.req.parseBody();
    const proof = await proveByPasskey(c, desk, textOf(body, "answer"));
    const to = textOf(body, "to");
    if (proof !== undefined && (await signIn(c, desk, proof, limitsOf(door)))) return await goOn(c, door, proof, to);
    return c.html(<SignInPage {...{ c, house, lang, door, to }} passkeyError={WORDS.passkeyWrong} />, 401);
  });
  app.post(`${LANGUAGE_PATH}/sign-out`, async (c) => {
    const lang = pageLanguage(c);
    const session = await sessionOf(c, door);
    if (session !== undefined) {
      const actor = { kind: "staff", id: session.account } as const;
      await endSessions(desk, session.account, { only: session.id, reason: "signed-out" }, { actor });
    }
    dropSession(c);
    deleteCookie(c, ACCESS_COOKIE, { path: "/" });
    const next = (await staffCanSignIn(desk)) ? `${SIGN_IN_PATH}?out` : ACCESS_PATH;
    return c.redirect(localPath(lang, next), 303);
  });
  return app;
}

function fillWait(seconds: number): Words {
  return { ja: fill(WORDS.wait.ja, { seconds }), en: fill(WORDS.wait.en, { seconds }) };
}

/** To the page that was wanted, else to the records in the account's language. */
export async function goOn(c: Context, door: Door, { account }: Pick<Proof, "account">, to: string): Promise<Response> {
  const lang = pageLanguage(c);
  if (to !== "") return c.redirect(safeReturn(to, lang), 303);
  const { language } = await accountOf(door.desk, account);
  return c.redirect(localPath(language, "/records"), 303);
}

const SignInPage = ({
  c,
  house,
  lang,
  door,
  to,
  out = false,
  error,
  passkeyError,
  email,
}: View & {
  readonly c: Context;
  readonly door: Door;
  readonly to: string;
  readonly out?: boolean;
  readonly error?: Words;
  readonly passkeyError?: Words;
  readonly email?: string | undefined;
}) => {
  const hidden = to === "" ? {} : { to };
  const query = to === "" ? "" : `?${new URLSearchParams({ to }).toString()}`;
  return (
    <Page
      site={house}
      lang={lang}
      title={WORDS.signIn[lang]}
      path={`${SIGN_IN_PATH}${query}`}
      scripts={PASSKEY_SCRIPTS}
    >
      <h1>{WORDS.signIn[lang]}</h1>
      {out && (
        <Notice>
          <p>{WORDS.signedOut[lang]}</p>
        </Notice>
      )}
      <p class="lead">{WORDS.signInLead[lang]}</p>
      <ErrorSummary lang={lang} errors={error === undefined ? [] : [{ name: "email", message: error[lang] }]} />
      <h2>{WORDS.byPasskey[lang]}</h2>
      <p class="hint">{WORDS.byPasskeyHint[lang]}</p>
      <PasskeyForm
        {...{ c, lang, hidden }}
        kind="get"
        action={`${SIGN_IN_PATH}/passkey`}
        button={WORDS.byPasskey}
        error={passkeyError?.[lang]}
      />
      {door.provider !== undefined && (
        <form method="post" action={localPath(lang, `${SIGN_IN_PATH}/provider`)}>
          {to !== "" && <input type="hidden" name="to" value={to} />}
          <p class="actions">
            <Button kind="quiet">{fill(WORDS.byProvider[lang], { name: door.provider.name })}</Button>
          </p>
        </form>
      )}
      <h2>{WORDS.byPassword[lang]}</h2>
      <form method="post" action={localPath(lang, SIGN_IN_PATH)}>
        {to !== "" && <input type="hidden" name="to" value={to} />}
        <TextField type="email" name="email" label={WORDS.email[lang]} value={email} autocomplete="username" />
        <PasswordFields lang={lang} />
        <p class="actions">
          <Button>{WORDS.byPassword[lang]}</Button>
        </p>
      </form>
    </Page>
  );
};
