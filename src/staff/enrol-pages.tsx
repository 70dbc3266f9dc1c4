import { type Context, Hono } from "hono";
import { encode } from "uqr";
import { z } from "zod";
import {
  accountOf,
  addPasskey,
  askForNewPasskey,
  type Door,
  enrol,
  leaveForNext,
  limitsOf,
  newTotpSecret,
  PASSKEY_NAME_LIMIT,
  PASSWORD_LEAST,
  passwordCommand,
  passwordFault,
  readLeft,
  readNewPasskey,
  recoveryCodesCommand,
  takeLeft,
  totpAddress,
  totpStep,
} from "../access/index.ts";
import type { House } from "../room/index.ts";
import { Button, ErrorSummary, LANGUAGE_PATH, localPath, Notice, Page, pageLanguage, TextField } from "../web/index.ts";
import { fill, fillWords, type Words } from "../wire/index.ts";
import {
  ownSession,
  PASSKEY_SCRIPTS,
  PasskeyForm,
  requiresEnrolling,
  secretPage,
  textOf,
  type View,
} from "./entry.tsx";
import { SIGN_IN_WORDS as WORDS } from "./sign-in-words.ts";

const leftSchema = z.object({ secret: z.string(), account: z.string() });
const codesSchema = z.object({ codes: z.array(z.string()), account: z.string() });

/**
 * Where somebody sets up how they sign in: `GET /ja/account/enrol` offers a passkey and a password, `POST /ja/account/passkeys` keeps a
 * passkey, `/ja/account/password` sets password and app, `GET /ja/account/codes` shows recovery codes once.
 */
export function enrolPages(house: House, door: Door): Hono {
  const app = new Hono();
  const { desk } = door;
  const at = (path: string): string => `${LANGUAGE_PATH}/account/${path}`;
  const guard = requiresEnrolling(door);
  for (const path of ["enrol", "passkeys", "passkeys/options", "password", "codes"])
    app.use(at(path), secretPage(), guard);
  const limits = limitsOf(door);

  app.get(at("enrol"), (c) => c.html(<EnrolPage {...{ c, house, lang: pageLanguage(c) }} />));
  app.post(at("passkeys/options"), async (c) => c.json(await askForNewPasskey(c, desk, ownSession(c).account)));
  app.post(at("passkeys"), async (c) => {
    const lang = pageLanguage(c);
    const session = ownSession(c);
    const body = await c.req.parseBody();
    const name = textOf(body, "name").trim();
    const made = await readNewPasskey(c, desk, session.account, textOf(body, "answer"));
    const nameFault =
      name === "" || name.length > PASSKEY_NAME_LIMIT
        ? fillWords(WORDS.passkeyNameMissing, { limit: PASSKEY_NAME_LIMIT })
        : undefined;
    if (made === undefined || nameFault !== undefined) {
      const error = nameFault === undefined ? WORDS.passkeyNotMade : undefined;
      return c.html(<EnrolPage {...{ c, house, lang, name, nameFault, error }} />, 422);
    }
    await enrol(c, desk, { session, limits }, addPasskey(session.account, name, made));
    return c.redirect(localPath(lang, session.stage === "full" ? "/account" : "/records"), 303);
  });

  app.get(at("password"), async (c) => await askForPassword(c, 200, []));
  app.post(at("password"), async (c) => {
    const lang = pageLanguage(c);
    const session = ownSession(c);
    const body = await c.req.parseBody();
    const password = textOf(body, "password");
    const left = leftSchema.safeParse(await readLeft(c, desk, "app")).data;
    if (left?.account !== session.account) {
      return await askForPassword(c, 422, [{ name: "code", message: WORDS.scanGone }]);
    }
    const fault = passwordFault(password, await accountOf(desk, session.account));
    const step = totpStep(left.secret, textOf(body, "code"), desk.clock.now());
    if (fault !== undefined || step === undefined) {
      return await askForPassword(c, 422, [
        ...(fault === undefined ? [] : [{ name: "password", message: fault }]),
        ...(step === undefined ? [{ name: "code", message: WORDS.scanCodeWrong }] : []),
      ]);
    }
    await takeLeft(c, desk, "app");
    const { account, id: keep } = session;
    const command = await passwordCommand(account, { password, secret: left.secret, step, keep });
    const codes = await enrol(c, desk, { session, limits }, command);
    await leaveForNext(c, desk, "codes", { codes, account });
    return c.redirect(localPath(lang, "/account/codes"), 303);
  });
  app.post(at("codes"), async (c) => {
    const session = ownSession(c);
    const codes = await enrol(c, desk, { session, limits }, recoveryCodesCommand(session.account));
    await leaveForNext(c, desk, "codes", { codes, account: session.account });
    return c.redirect(localPath(pageLanguage(c), "/account/codes"), 303);
  });
  app.get(at("codes"), async (c) => {
    const lang = pageLanguage(c);
    const left = codesSchema.safeParse(await takeLeft(c, desk, "codes")).data;
    return left?.account === ownSession(c).account
      ? c.html(<CodesPage {...{ house, lang }} codes={left.codes} />)
      : c.html(<CodesGonePage {...{ house, lang }} />, 410);
  });
  return app;

  /** The secret of the app waits on the server, so that a slip does not ask for another scan. */
  async function askForPassword(c: Context, status: 200 | 422, errors: readonly FieldFault[]): Promise<Response> {
    const { account } = ownSession(c);
    const left = leftSchema.safeParse(await readLeft(c, desk, "app")).data;
    const secret = left?.account === account ? left.secret : newTotpSecret();
    if (secret !== left?.secret) await leaveForNext(c, desk, "app", { secret, account });
    const { email } = await accountOf(desk, account);
    return c.html(<PasswordPage {...{ house, lang: pageLanguage(c), secret, email, errors }} />, status);
  }
}

interface FieldFault {
  readonly name: string;
  readonly message: Words;
}

const EnrolPage = ({
  c,
  house,
  lang,
  name = "",
  nameFault,
  error,
}: View & {
  readonly c: Context;
  readonly name?: string;
  readonly nameFault?: Words | undefined;
  readonly error?: Words | undefined;
}) => (
  <Page site={house} lang={lang} title={WORDS.enrol[lang]} path="/account/enrol" scripts={PASSKEY_SCRIPTS}>
    <h1>{WORDS.enrol[lang]}</h1>
    <p class="lead">{WORDS.enrolLead[lang]}</p>
    <h2>{WORDS.enrolPasskey[lang]}</h2>
    <p>{WORDS.enrolPasskeySays[lang]}</p>
    <PasskeyForm
      {...{ c, lang }}
      kind="create"
      action="/account/passkeys"
      button={WORDS.makePasskey}
      name={{ value: name, error: nameFault?.[lang] }}
      error={error?.[lang]}
    />
    <h2>{WORDS.enrolPassword[lang]}</h2>
    <p>{WORDS.enrolPasswordSays[lang]}</p>
    <p>
      <a href={localPath(lang, "/account/password")}>{WORDS.toPassword[lang]}</a>
    </p>
  </Page>
);

const PasswordPage = ({
  house,
  lang,
  secret,
  email,
  errors,
}: View & { readonly secret: string; readonly email: string; readonly errors: readonly FieldFault[] }) => {
  const errorOf = (field: string): string | undefined => errors.find(({ name }) => name === field)?.message[lang];
  return (
    <Page site={house} lang={lang} title={WORDS.passwordPage[lang]} path="/account/password">
      <h1>{WORDS.passwordPage[lang]}</h1>
      <p class="lead">{WORDS.passwordPageLead[lang]}</p>
      <ErrorSummary lang={lang} errors={errors.map(({ name, message }) => ({ name, message: message[lang] }))} />
      <form method="post" action={localPath(lang, "/account/password")}>
        <input type="hidden" name="username" value={email} autocomplete="username" />
        <TextField
          type="password"
          name="password"
          label={WORDS.newPassword[lang]}
          hint={fill(WORDS.newPasswordHint[lang], { least: PASSWORD_LEAST })}
          error={errorOf("password")}
          autocomplete="new-password"
        />
        <h2>{WORDS.scan[lang]}</h2>
        <QrCode text={totpAddress(secret, email)} label={WORDS.scanAlt[lang]} />
        <p class="hint">{WORDS.scanSecret[lang]}</p>
        <p>
          <code>{secret.match(/.{1,4}/g)?.join(" ")}</code>
        </p>
        <TextField
          name="code"
          label={WORDS.scanCode[lang]}
          error={errorOf("code")}
          autocomplete="one-time-code"
          inputMode="numeric"
        />
        <p class="actions">
          <Button>{WORDS.setPassword[lang]}</Button>
        </p>
      </form>
    </Page>
  );
};

/** Light squares round it, as readers want (ISO/IEC 18004, 9.1). */
const QUIET = 4;

/** A QR code as a picture that the server makes: dark on white whatever the colours of the page. */
const QrCode = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg
      class="qr"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn here: an address of its own would hold the secret
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      width="232"
      height="232"
      shape-rendering="crispEdges"
    >
      <path fill="#ffffff" d={`M0 0h${size}v${size}h-${size}z`} />
      <path fill="#000000" d={path} />
    </svg>
  );
};

const CodesPage = ({ house, lang, codes }: View & { readonly codes: readonly string[] }) => (
  <Page site={house} lang={lang} title={WORDS.codes[lang]} path="/account/codes">
    <h1>{WORDS.codes[lang]}</h1>
    <p class="lead">{WORDS.codesLead[lang]}</p>
    <ol class="codes">
      {codes.map((code) => (
        <li>
          <code>{code}</code>
        </li>
      ))}
    </ol>
    <p>
      <a href={localPath(lang, "/records")}>{WORDS.codesKept[lang]}</a>
    </p>
  </Page>
);

const CodesGonePage = ({ house, lang }: View) => (
  <Page site={house} lang={lang} title={WORDS.codesGone[lang]} path="/account/codes">
    <h1>{WORDS.codesGone[lang]}</h1>
    <Notice>
      <p>{WORDS.codesGoneLead[lang]}</p>
    </Notice>
    <p>
      <a href={localPath(lang, "/account")}>{WORDS.account[lang]}</a>
    </p>
  </Page>
);
