import { type Context, Hono } from "hono";
import { z } from "zod";
import {
  accountOf,
  askForPasskey,
  confirm,
  CONFIRM_PATH,
  type Door,
  FRESH_MINUTES,
  proveByPasskey,
  proveByPassword,
  safeReturn,
} from "../access/index.ts";
import type { House } from "../room/index.ts";
import { Button, ErrorSummary, LANGUAGE_PATH, localPath, Notice, Page, pageLanguage } from "../web/index.ts";
import { fill, fillWords, type Words } from "../wire/index.ts";
import {
  ownSession,
  PASSKEY_SCRIPTS,
  PasskeyForm,
  PasswordFields,
  requiresOwn,
  secretPage,
  textOf,
  type View,
} from "./entry.tsx";
import { SIGN_IN_WORDS as WORDS } from "./sign-in-words.ts";

/** A form that was sent too early, so that it can be sent again: it travels through the browser and is kept nowhere. */
const formSchema = z.object({
  action: z.string().max(4_000),
  fields: z.array(z.tuple([z.string().max(200), z.string().max(100_000)])).max(1_000),
});
type Form = z.infer<typeof formSchema>;

/**
 * `GET /ja/confirm?to=…` asks somebody who is signed in to show again who they are, and leads back. A form that was sent too early comes
 * to `POST /ja/confirm/form` (by 307), and is offered again once they have.
 */
export function confirmPages(house: House, door: Door): Hono {
  const app = new Hono();
  const { desk } = door;
  const path = `${LANGUAGE_PATH}${CONFIRM_PATH}`;
  const own = requiresOwn(door);
  for (const one of [path, `${path}/form`, `${path}/passkey`, `${path}/passkey/options`])
    app.use(one, secretPage(), own);

  app.get(path, (c) =>
    c.html(<ConfirmPage {...{ c, house, lang: pageLanguage(c), door }} to={c.req.query("to") ?? ""} />),
  );
  app.post(`${path}/form`, async (c) => {
    const lang = pageLanguage(c);
    const body = await c.req.parseBody({ all: true });
    const fields = Object.entries(body).flatMap(([name, values]) =>
      [values].flat().map((value) => [name, value] as const),
    );
    const texts = fields.flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as [string, string]] : [],
    );
    const form = { action: safeReturn(c.req.query("form"), lang), fields: texts };
    const lost = texts.length < fields.length;
    return c.html(<ConfirmPage {...{ c, house, lang, door, form, lost }} to={c.req.query("to") ?? ""} />);
  });
  app.post(path, async (c) => {
    const lang = pageLanguage(c);
    const session = ownSession(c);
    const body = await c.req.parseBody();
    const { email } = await accountOf(desk, session.account);
    const given = { email, password: textOf(body, "password"), code: textOf(body, "code") };
    const proof = await proveByPassword(c, desk, given);
    if (proof !== undefined && "account" in proof && (await confirm(c, desk, session, proof))) return goBack(c, body);
    const wait = proof !== undefined && "wait" in proof ? proof.wait : undefined;
    const error = wait === undefined ? WORDS.wrong : fillWords(WORDS.wait, { seconds: wait });
    return c.html(
      <ConfirmPage {...{ c, house, lang, door, error }} {...carriedBy(body)} />,
      wait === undefined ? 401 : 429,
    );
  });
  app.post(`${path}/passkey/options`, async (c) => c.json(await askForPasskey(c, desk)));
  app.post(`${path}/passkey`, async (c) => {
    const lang = pageLanguage(c);
    const body = await c.req.parseBody();
    const proof = await proveByPasskey(c, desk, textOf(body, "answer"));
    if (proof !== undefined && (await confirm(c, desk, ownSession(c), proof))) return goBack(c, body);
    const page = <ConfirmPage {...{ c, house, lang, door }} {...carriedBy(body)} passkeyError={WORDS.passkeyWrong} />;
    return c.html(page, 401);
  });
  return app;

  function goBack(c: Context, body: Readonly<Record<string, unknown>>): Response | Promise<Response> {
    const lang = pageLanguage(c);
    const { to, form } = carriedBy(body);
    if (form === undefined) return c.redirect(safeReturn(to, lang), 303);
    return c.html(<AgainPage {...{ house, lang, form }} to={safeReturn(to, lang)} />);
  }
}

function carriedBy(body: Readonly<Record<string, unknown>>): { readonly to: string; readonly form?: Form } {
  const to = textOf(body, "to");
  try {
    const { data } = formSchema.safeParse(JSON.parse(textOf(body, "form")));
    // Only to a page of ours, whatever was sent.
    return data !== undefined && safeReturn(data.action, "ja") === data.action ? { to, form: data } : { to };
  } catch {
    return { to };
  }
}

const ConfirmPage = ({
  c,
  house,
  lang,
  door,
  to,
  form,
  lost = false,
  error,
  passkeyError,
}: View & {
  readonly c: Context;
  readonly door: Door;
  readonly to: string;
  readonly form?: Form;
  readonly lost?: boolean;
  readonly error?: Words;
  readonly passkeyError?: Words;
}) => {
  const hidden = { to, ...(form === undefined ? {} : { form: JSON.stringify(form) }) };
  const query = new URLSearchParams({ to }).toString();
  return (
    <Page
      site={house}
      lang={lang}
      title={WORDS.confirm[lang]}
      path={`${CONFIRM_PATH}?${query}`}
      scripts={PASSKEY_SCRIPTS}
    >
      <h1>{WORDS.confirm[lang]}</h1>
      <p class="lead">{fill(WORDS.confirmLead[lang], { minutes: FRESH_MINUTES })}</p>
      {form !== undefined && (
        <Notice>
          <p>{WORDS.confirmForm[lang]}</p>
          {lost && <p>{WORDS.confirmFormLost[lang]}</p>}
        </Notice>
      )}
      <ErrorSummary lang={lang} errors={error === undefined ? [] : [{ name: "password", message: error[lang] }]} />
      <h2>{WORDS.confirmPasskey[lang]}</h2>
      <PasskeyForm
        {...{ c, lang, hidden }}
        kind="get"
        action={`${CONFIRM_PATH}/passkey`}
        button={WORDS.confirmPasskey}
        error={passkeyError?.[lang]}
      />
      {door.provider !== undefined && form === undefined && (
        <form method="post" action={localPath(lang, `${CONFIRM_PATH}/provider`)}>
          <input type="hidden" name="to" value={to} />
          <p class="actions">
            <Button kind="quiet">{fill(WORDS.confirmProvider[lang], { name: door.provider.name })}</Button>
          </p>
        </form>
      )}
      <h2>{WORDS.confirmPassword[lang]}</h2>
      <form method="post" action={localPath(lang, CONFIRM_PATH)}>
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <PasswordFields lang={lang} />
        <p class="actions">
          <Button>{WORDS.confirmPassword[lang]}</Button>
        </p>
      </form>
    </Page>
  );
};

const AgainPage = ({ house, lang, form, to }: View & { readonly form: Form; readonly to: string }) => (
  <Page site={house} lang={lang} title={WORDS.confirmed[lang]} path={CONFIRM_PATH}>
    <h1>{WORDS.confirmed[lang]}</h1>
    <p class="lead">{WORDS.confirmedLead[lang]}</p>
    <form method="post" action={form.action}>
      {form.fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <p class="actions">
        <Button>{WORDS.sendAgain[lang]}</Button>
      </p>
    </form>
    <p>
      <a href={to}>{WORDS.doNotSend[lang]}</a>
    </p>
  </Page>
);
