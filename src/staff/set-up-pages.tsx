import { Hono } from "hono";
import {
  checkAttempts,
  countRefusal,
  type Door,
  findLink,
  isSame,
  limitsOf,
  openLink,
  setUpAccount,
  staffCanSignIn,
  staffEmail,
} from "../access/index.ts";
import type { House } from "../room/index.ts";
import { Button, ErrorSummary, LANGUAGE_PATH, localPath, Page, pageLanguage, TextField } from "../web/index.ts";
import { fillWords, type Words } from "../wire/index.ts";
import { secretPage, textOf, type View } from "./entry.tsx";
import { SIGN_IN_WORDS as WORDS } from "./sign-in-words.ts";

const STAFF_NAME_LIMIT = 100;

/**
 * `GET /ja/set-up?token=…`, the address printed at the first start, asks for name and address of the first account; `POST` makes it.
 * `GET /ja/invitation?token=…` says what an invitation is, and `POST` opens the pages of enrolment. Only a button uses a link: mail
 * programs open addresses by themselves.
 */
export function setUpPages(house: House, door: Door): Hono {
  const app = new Hono();
  const { desk } = door;
  const setUp = `${LANGUAGE_PATH}/set-up`;
  const invitation = `${LANGUAGE_PATH}/invitation`;
  app.use(setUp, secretPage({ address: true }));
  app.use(invitation, secretPage({ address: true }));
  app.on(["GET", "POST"], setUp, async (c) => {
    const lang = pageLanguage(c);
    const body = c.req.method === "POST" ? await c.req.parseBody() : {};
    const token = c.req.query("token") ?? textOf(body, "token");
    checkAttempts(c, desk);
    const right = door.setUpToken !== undefined && isSame(token, door.setUpToken);
    if (!right) countRefusal(c, desk);
    if (!right || (await staffCanSignIn(desk))) return c.html(<SetUpGonePage {...{ house, lang }} />, 410);
    if (c.req.method === "GET") return c.html(<SetUpPage {...{ house, lang, token, draft: NOBODY }} />);
    const draft = readPerson(body);
    const { name, email } = draft;
    if (email === undefined || draft.errors.length > 0) {
      return c.html(<SetUpPage {...{ house, lang, token, draft }} />, 422);
    }
    const made = await setUpAccount(desk, { name, email, language: lang });
    if (made === undefined || !(await openLink(c, desk, made.link.token, limitsOf(door)))) {
      return c.html(<SetUpGonePage {...{ house, lang }} />, 410);
    }
    return c.redirect(localPath(lang, "/account/enrol"), 303);
  });
  app.get(invitation, async (c) => {
    const lang = pageLanguage(c);
    const token = c.req.query("token") ?? "";
    checkAttempts(c, desk);
    if ((await findLink(desk, token)) !== undefined) return c.html(<InvitationPage {...{ house, lang, token }} />);
    countRefusal(c, desk);
    return c.html(<LinkGonePage {...{ house, lang }} />, 410);
  });
  app.post(invitation, async (c) => {
    const lang = pageLanguage(c);
    checkAttempts(c, desk);
    const token = textOf(await c.req.parseBody(), "token");
    if (await openLink(c, desk, token, limitsOf(door))) return c.redirect(localPath(lang, "/account/enrol"), 303);
    countRefusal(c, desk);
    return c.html(<LinkGonePage {...{ house, lang }} />, 410);
  });
  return app;
}

/** Name and address as a form sent them. */
export interface Person {
  readonly name: string;
  /** As it was entered. */
  readonly given: string;
  /** As accounts are found; undefined for what is none. */
  readonly email: string | undefined;
  readonly errors: readonly { readonly name: string; readonly message: Words }[];
}

export const NOBODY: Person = { name: "", given: "", email: undefined, errors: [] };

export function readPerson(body: Readonly<Record<string, unknown>>): Person {
  const name = textOf(body, "name").trim();
  const given = textOf(body, "email").trim();
  const email = staffEmail(given);
  return {
    name,
    given,
    email,
    errors: [
      ...(name === "" ? [{ name: "name", message: WORDS.nameMissing }] : []),
      ...(name.length > STAFF_NAME_LIMIT
        ? [{ name: "name", message: fillWords(WORDS.nameTooLong, { limit: STAFF_NAME_LIMIT }) }]
        : []),
      ...(email === undefined ? [{ name: "email", message: WORDS.emailWrong }] : []),
    ],
  };
}

/** The fields that `readPerson` reads. */
export const PersonFields = ({
  lang,
  draft: { name, given, errors },
  own,
}: Pick<View, "lang"> & {
  readonly draft: Person;
  /** Whether somebody enters their own. */
  readonly own: boolean;
}) => {
  const errorOf = (field: string): string | undefined => errors.find((one) => one.name === field)?.message[lang];
  return (
    <>
      <TextField
        name="name"
        label={WORDS.name[lang]}
        hint={WORDS.nameHint[lang]}
        value={name}
        error={errorOf("name")}
        autocomplete={own ? "name" : "off"}
      />
      <TextField
        type="email"
        name="email"
        label={WORDS.email[lang]}
        hint={WORDS.emailHint[lang]}
        value={given}
        error={errorOf("email")}
        autocomplete={own ? "email" : "off"}
      />
    </>
  );
};

const SetUpPage = ({ house, lang, token, draft }: View & { readonly token: string; readonly draft: Person }) => (
  <Page
    site={house}
    lang={lang}
    title={WORDS.setUp[lang]}
    path={`/set-up?${new URLSearchParams({ token }).toString()}`}
  >
    <h1>{WORDS.setUp[lang]}</h1>
    <p class="lead">{WORDS.setUpLead[lang]}</p>
    <ErrorSummary lang={lang} errors={draft.errors.map(({ name, message }) => ({ name, message: message[lang] }))} />
    <form method="post" action={localPath(lang, "/set-up")}>
      <input type="hidden" name="token" value={token} />
      <PersonFields {...{ lang, draft }} own />
      <p class="actions">
        <Button>{WORDS.goOn[lang]}</Button>
      </p>
    </form>
  </Page>
);

const SetUpGonePage = ({ house, lang }: View) => (
  <Page site={house} lang={lang} title={WORDS.setUpGone[lang]} path="/set-up">
    <h1>{WORDS.setUpGone[lang]}</h1>
    <p class="lead">{WORDS.setUpGoneLead[lang]}</p>
    <p>
      <a href={localPath(lang, "/sign-in")}>{WORDS.signIn[lang]}</a>
    </p>
  </Page>
);

const InvitationPage = ({ house, lang, token }: View & { readonly token: string }) => (
  <Page
    site={house}
    lang={lang}
    title={WORDS.invitation[lang]}
    path={`/invitation?${new URLSearchParams({ token }).toString()}`}
  >
    <h1>{WORDS.invitation[lang]}</h1>
    <p class="lead">{WORDS.invitationLead[lang]}</p>
    <form method="post" action={localPath(lang, "/invitation")}>
      <input type="hidden" name="token" value={token} />
      <p class="actions">
        <Button>{WORDS.begin[lang]}</Button>
      </p>
    </form>
  </Page>
);

const LinkGonePage = ({ house, lang }: View) => (
  <Page site={house} lang={lang} title={WORDS.linkGone[lang]} path="/invitation">
    <h1>{WORDS.linkGone[lang]}</h1>
    <p class="lead">{WORDS.linkGoneLead[lang]}</p>
  </Page>
);
