import { type Context, Hono } from "hono";
import { z } from "zod";
import {
  type Account,
  accountOf,
  allowedCaller,
  changeAccount,
  type Door,
  inviteAccount,
  type Invited,
  leaveForNext,
  listAccounts,
  makeLink,
  originOf,
  reactivateAccount,
  requiresFresh,
  requiresStaff,
  ROLES,
  suspendAccount,
  takeLeft,
} from "../access/index.ts";
import { act, type Around } from "../act/index.ts";
import type { House } from "../room/index.ts";
import {
  Button,
  ErrorSummary,
  LANGUAGE_PATH,
  localPath,
  Page,
  pageLanguage,
  RadioField,
  SummaryList,
  TextField,
} from "../web/index.ts";
import { fill, fillWords, isLanguage, type Language, LANGUAGES, type Words } from "../wire/index.ts";
import { LANGUAGE_NAMES } from "./account-page.tsx";
import { ACCOUNTS_WORDS as WORDS } from "./accounts-words.ts";
import { momentOf, secretPage, textOf, type View } from "./entry.tsx";
import { draftOf, limitWords, NO_REACH, type ReachDraft, ReachFields, readReach } from "./reach-fields.tsx";
import { NOBODY, type Person, PersonFields, readPerson } from "./set-up-pages.tsx";
import { SIGN_IN_WORDS } from "./sign-in-words.ts";

const PATH = "/records/accounts";
const WHY_LIMIT = 500;
const linkSchema = z.object({ name: z.string(), link: z.string(), until: z.string() });

/**
 * `GET /ja/records/accounts` lists accounts, `…/invite` makes one and shows its link once, `…/ACCOUNT` changes roles and reach,
 * `…/ACCOUNT/suspend`, `/reactivate` and `/link` ask, and do it when the form is sent. All of it wants a fresh sign-in.
 */
export function accountsPages(house: House, door: Door): Hono {
  const app = new Hono();
  const { desk } = door;
  const path = `${LANGUAGE_PATH}${PATH}`;
  const guards = [secretPage(), requiresStaff(door, "accounts:write")] as const;
  const fresh = requiresFresh(door);
  app.use(path, ...guards);
  app.use(`${path}/*`, ...guards, fresh);

  app.get(path, async (c) => {
    const accounts = await listAccounts(desk);
    return c.html(<AccountsPage {...{ house, lang: pageLanguage(c), accounts, own: ownId(c) }} />);
  });
  app.get(`${path}/invite`, (c) =>
    c.html(<InvitePage {...{ house, lang: pageLanguage(c), person: NOBODY, draft: NO_REACH, language: "ja" }} />),
  );
  app.post(`${path}/invite`, async (c) => {
    const lang = pageLanguage(c);
    const body = await c.req.parseBody({ all: true });
    const person = readPerson(body);
    const draft = readReach(house, body);
    const given = textOf(body, "language");
    const language = isLanguage(given) ? given : "ja";
    if (person.email === undefined || person.errors.length + draft.errors.length > 0) {
      return c.html(<InvitePage {...{ house, lang, person, draft, language }} />, 422);
    }
    const account = { name: person.name, email: person.email, language, roles: draft.roles, reach: draft.reach };
    return await showLink(c, person.name, await inviteAccount(desk, account, { actor: allowedCaller(c).actor }));
  });
  app.get(`${path}/link`, async (c) => {
    const lang = pageLanguage(c);
    const left = linkSchema.safeParse(await takeLeft(c, desk, "link")).data;
    return left === undefined
      ? c.html(<LinkGonePage {...{ house, lang }} />, 410)
      : c.html(<LinkPage {...{ house, lang, ...left }} />);
  });
  app.get(`${path}/:account`, async (c) => {
    const account = await accountOf(desk, c.req.param("account"));
    return c.html(<EditPage {...{ house, lang: pageLanguage(c), account, draft: draftOf(account) }} />);
  });
  app.post(`${path}/:account`, async (c) => {
    const lang = pageLanguage(c);
    const account = await accountOf(desk, c.req.param("account"));
    const body = await c.req.parseBody({ all: true });
    const draft = readReach(house, body);
    const { why, fault } = readWhy(body);
    if (fault !== undefined || draft.errors.length > 0) {
      return c.html(<EditPage {...{ house, lang, account, draft, why, fault }} />, 422);
    }
    await act(desk, changeAccount(account.id, draft), aroundOf(c, why));
    return c.redirect(localPath(lang, PATH), 303);
  });
  const asked = {
    suspend: async (c: Context, { id }: Account, why: string) => {
      await act(desk, suspendAccount(id), aroundOf(c, why));
      return c.redirect(localPath(pageLanguage(c), PATH), 303);
    },
    reactivate: async (c: Context, { id }: Account, why: string) => {
      await act(desk, reactivateAccount(id), aroundOf(c, why));
      return c.redirect(localPath(pageLanguage(c), PATH), 303);
    },
    link: async (c: Context, { id, name }: Account, why: string) =>
      await showLink(c, name, await makeLink(desk, id, aroundOf(c, why))),
  } as const;
  for (const verb of VERBS) {
    app.get(`${path}/:account/${verb}`, async (c) => {
      const account = await accountOf(desk, c.req.param("account") ?? "");
      return c.html(<AskPage {...{ house, lang: pageLanguage(c), account, verb }} />);
    });
    app.post(`${path}/:account/${verb}`, async (c) => {
      const lang = pageLanguage(c);
      const account = await accountOf(desk, c.req.param("account") ?? "");
      const { why, fault } = readWhy(await c.req.parseBody());
      if (fault !== undefined) return c.html(<AskPage {...{ house, lang, account, verb, why, fault }} />, 422);
      return await asked[verb](c, account, why);
    });
  }
  return app;

  /** Shown once, on a page of its own: loaded again it is gone, and nothing is sent twice. */
  async function showLink(c: Context, name: string, { link }: Invited): Promise<Response> {
    const lang = pageLanguage(c);
    const address = `${originOf(c)}${localPath(lang, "/invitation")}?token=${link.token}`;
    await leaveForNext(c, desk, "link", { name, link: address, until: momentOf(link.expiresAt, lang) });
    return c.redirect(localPath(lang, `${PATH}/link`), 303);
  }
}

const VERBS = ["suspend", "reactivate", "link"] as const;
type Verb = (typeof VERBS)[number];

function ownId(c: Context): string | undefined {
  return allowedCaller(c).session?.account;
}

function aroundOf(c: Context, why: string): Around {
  return { actor: allowedCaller(c).actor, why };
}

function readWhy(body: Readonly<Record<string, unknown>>): { readonly why: string; readonly fault?: Words } {
  const why = textOf(body, "why").trim();
  if (why !== "" && why.length <= WHY_LIMIT) return { why };
  return { why, fault: fillWords(WORDS.whyMissing, { limit: WHY_LIMIT }) };
}

const AccountsPage = ({
  house,
  lang,
  accounts,
  own,
}: View & { readonly accounts: readonly Account[]; readonly own: string | undefined }) => (
  <Page site={house} lang={lang} title={WORDS.accounts[lang]} path={PATH}>
    <h1>{WORDS.accounts[lang]}</h1>
    <p class="lead">{WORDS.accountsLead[lang]}</p>
    <p>
      <a href={localPath(lang, `${PATH}/invite`)}>{WORDS.invite[lang]}</a>
    </p>
    {accounts.length === 0 && <p>{WORDS.none[lang]}</p>}
    {accounts.map(({ id, name, email, roles, reach, state, madeAt }) => (
      <section>
        <h2>
          {name}
          {id === own && WORDS.yourself[lang]}
        </h2>
        <SummaryList
          rows={[
            { term: WORDS.state[lang], detail: WORDS[state][lang] },
            { term: SIGN_IN_WORDS.email[lang], detail: email },
            {
              term: WORDS.role[lang],
              detail: roles.map((role) => ROLES[role].name[lang]).join(lang === "ja" ? "、" : ", "),
            },
            { term: WORDS.operators[lang], detail: limitWords(house, "operators", reach.operators, lang) },
            { term: WORDS.departments[lang], detail: limitWords(house, "departments", reach.departments, lang) },
            { term: WORDS.kinds[lang], detail: limitWords(house, "kinds", reach.kinds, lang) },
            { term: WORDS.purposes[lang], detail: limitWords(house, "purposes", reach.purposes, lang) },
            { term: WORDS.madeAt[lang], detail: momentOf(madeAt, lang) },
          ]}
        />
        <ul class="plain">
          <li>
            <a href={localPath(lang, `${PATH}/${id}`)}>{WORDS.editLink[lang]}</a>
          </li>
          {state !== "suspended" && (
            <li>
              <a href={localPath(lang, `${PATH}/${id}/link`)}>{WORDS.newLink[lang]}</a>
            </li>
          )}
          <li>
            {state === "suspended" ? (
              <a href={localPath(lang, `${PATH}/${id}/reactivate`)}>{WORDS.reactivate[lang]}</a>
            ) : (
              <a href={localPath(lang, `${PATH}/${id}/suspend`)}>{WORDS.suspend[lang]}</a>
            )}
          </li>
        </ul>
      </section>
    ))}
  </Page>
);

const InvitePage = ({
  house,
  lang,
  person,
  draft,
  language,
}: View & { readonly person: Person; readonly draft: ReachDraft; readonly language: Language }) => {
  const errors = [...person.errors, ...draft.errors].map(({ name, message }) => ({ name, message: message[lang] }));
  const title = `${errors.length === 0 ? "" : WORDS.error[lang]}${WORDS.invite[lang]}`;
  return (
    <Page site={house} lang={lang} title={title} path={`${PATH}/invite`}>
      <h1>{WORDS.invite[lang]}</h1>
      <p class="lead">{WORDS.inviteLead[lang]}</p>
      <ErrorSummary lang={lang} errors={errors} />
      <form method="post" action={localPath(lang, `${PATH}/invite`)}>
        <PersonFields {...{ lang }} draft={person} own={false} />
        <RadioField
          name="language"
          label={SIGN_IN_WORDS.language[lang]}
          value={language}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
        <ReachFields {...{ house, lang, draft }} />
        <p class="actions">
          <Button>{WORDS.inviteNow[lang]}</Button>
        </p>
      </form>
    </Page>
  );
};

const WhyField = ({ lang, why = "", fault }: WhyProps & Pick<View, "lang">) => (
  <TextField name="why" label={WORDS.why[lang]} hint={WORDS.whyHint[lang]} value={why} error={fault?.[lang]} />
);

interface WhyProps {
  readonly why?: string;
  readonly fault?: Words | undefined;
}

const EditPage = ({
  house,
  lang,
  account,
  draft,
  ...given
}: View & WhyProps & { readonly account: Account; readonly draft: ReachDraft }) => {
  const title = fill(WORDS.edit[lang], { name: account.name });
  const faults = given.fault === undefined ? draft.errors : [...draft.errors, { name: "why", message: given.fault }];
  return (
    <Page site={house} lang={lang} title={title} path={`${PATH}/${account.id}`}>
      <h1>{title}</h1>
      <ErrorSummary lang={lang} errors={faults.map(({ name, message }) => ({ name, message: message[lang] }))} />
      <form method="post" action={localPath(lang, `${PATH}/${account.id}`)}>
        <ReachFields {...{ house, lang, draft }} />
        <WhyField lang={lang} {...given} />
        <p class="actions">
          <Button>{WORDS.save[lang]}</Button>
        </p>
      </form>
      <p>
        <a href={localPath(lang, PATH)}>{WORDS.keep[lang]}</a>
      </p>
    </Page>
  );
};

const ASKED = {
  suspend: { title: WORDS.suspendTitle, lead: WORDS.suspendLead, button: WORDS.suspend },
  reactivate: { title: WORDS.reactivateTitle, lead: WORDS.reactivateLead, button: WORDS.reactivate },
  link: { title: WORDS.newLinkTitle, lead: WORDS.newLinkLead, button: WORDS.newLink },
} as const satisfies Record<Verb, { title: Words; lead: Words; button: Words }>;

const AskPage = ({
  house,
  lang,
  account: { id, name },
  verb,
  ...given
}: View & WhyProps & { readonly account: Account; readonly verb: Verb }) => {
  const { title, lead, button } = ASKED[verb];
  const { fault } = given;
  return (
    <Page site={house} lang={lang} title={fill(title[lang], { name })} path={`${PATH}/${id}/${verb}`}>
      <h1>{fill(title[lang], { name })}</h1>
      <p class="lead">{lead[lang]}</p>
      <ErrorSummary lang={lang} errors={fault === undefined ? [] : [{ name: "why", message: fault[lang] }]} />
      <form method="post" action={localPath(lang, `${PATH}/${id}/${verb}`)}>
        <WhyField lang={lang} {...given} />
        <p class="actions">
          <Button>{button[lang]}</Button>
        </p>
      </form>
      <p>
        <a href={localPath(lang, PATH)}>{WORDS.keep[lang]}</a>
      </p>
    </Page>
  );
};

const LinkPage = ({
  house,
  lang,
  name,
  link,
  until,
}: View & { readonly name: string; readonly link: string; readonly until: string }) => (
  <Page site={house} lang={lang} title={WORDS.linkTitle[lang]} path={PATH}>
    <h1>{WORDS.linkTitle[lang]}</h1>
    <p class="lead">{fill(WORDS.linkLead[lang], { until })}</p>
    <TextField name="link" label={fill(WORDS.link[lang], { name })} value={link} readOnly />
    <p>
      <a href={localPath(lang, PATH)}>{WORDS.toAccounts[lang]}</a>
    </p>
  </Page>
);

const LinkGonePage = ({ house, lang }: View) => (
  <Page site={house} lang={lang} title={WORDS.linkGone[lang]} path={PATH}>
    <h1>{WORDS.linkGone[lang]}</h1>
    <p class="lead">{WORDS.linkGoneLead[lang]}</p>
    <p>
      <a href={localPath(lang, PATH)}>{WORDS.toAccounts[lang]}</a>
    </p>
  </Page>
);
