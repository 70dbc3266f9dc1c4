import { type Context, Hono } from "hono";
import { z } from "zod";
import {
  askedSchema,
  askProvider,
  confirm,
  CONFIRM_PATH,
  type Door,
  leaveForNext,
  limitsOf,
  originOf,
  type ProviderFailure,
  proveByProvider,
  safeReturn,
  sessionOf,
  SIGN_IN_PATH,
  signIn,
  takeLeft,
} from "../access/index.ts";
import type { House } from "../room/index.ts";
import { LANGUAGE_PATH, localPath, Page, pageLanguage } from "../web/index.ts";
import { fill, LANGUAGES, type Words } from "../wire/index.ts";
import { ownSession, requiresOwn, secretPage, textOf, type View } from "./entry.tsx";
import { goOn } from "./sign-in-pages.tsx";
import { SIGN_IN_WORDS as WORDS } from "./sign-in-words.ts";

/** The address of the return has no language: what was asked says in which it was. */
const leftSchema = askedSchema.extend({ language: z.enum(LANGUAGES) });

/** Where the provider sends browsers back to: one address, to be registered there. */
const CALLBACK_PATH = "/sign-in/provider/return";

/**
 * `POST /ja/sign-in/provider` leads to the company's provider, and `/ja/confirm/provider` has it ask again; `GET /sign-in/provider/return`
 * reads what it answered.
 */
export function providerPages(house: House, door: Door): Hono {
  const app = new Hono();
  const { desk, provider } = door;
  if (provider === undefined) return app;
  const start = `${LANGUAGE_PATH}${SIGN_IN_PATH}/provider`;
  const again = `${LANGUAGE_PATH}${CONFIRM_PATH}/provider`;
  app.use(start, secretPage());
  app.use(again, secretPage(), requiresOwn(door));
  app.use(CALLBACK_PATH, secretPage({ address: true }));
  app.post(start, async (c) => await leave(c, textOf(await c.req.parseBody(), "to")));
  app.post(again, async (c) => await leave(c, textOf(await c.req.parseBody(), "to"), ownSession(c).account));
  app.get(CALLBACK_PATH, async (c) => {
    const asked = leftSchema.safeParse(await takeLeft(c, desk, "provider")).data;
    if (asked === undefined) return fail(c, "refused");
    const { language } = asked;
    const current = new URL(`${CALLBACK_PATH}${new URL(c.req.url).search}`, originOf(c));
    const proof = await proveByProvider(desk, provider, current, asked);
    if (typeof proof === "string") return fail(c, proof, language);
    if (asked.account === undefined) {
      const entered = await signIn(c, desk, proof, limitsOf(door));
      return entered ? await goOn(c, door, proof, asked.to) : fail(c, "unknown", language);
    }
    const session = await sessionOf(c, door);
    if (session?.account !== asked.account || !(await confirm(c, desk, session, proof))) {
      return fail(c, "unknown", language);
    }
    return c.redirect(safeReturn(asked.to, session.language), 303);
  });
  return app;

  async function leave(c: Context, to: string, account?: string): Promise<Response> {
    if (provider === undefined) return await fail(c, "down");
    const callback = `${originOf(c)}${CALLBACK_PATH}`;
    const asked = await askProvider(provider, { callback, to, again: account });
    if (asked === "down") return await fail(c, "down");
    await leaveForNext(c, desk, "provider", { ...asked.asked, language: pageLanguage(c) });
    // A form may not be answered from elsewhere (form-action): a page of ours leads on.
    return c.html(<LeavePage {...{ house, lang: pageLanguage(c) }} name={provider.name} url={asked.url.toString()} />);
  }

  function fail(c: Context, why: ProviderFailure, lang = pageLanguage(c)): Response | Promise<Response> {
    const name = provider?.name ?? "";
    return c.html(<FailedPage {...{ house, lang, name, why }} />, STATUS[why]);
  }
}

const STATUS = { down: 502, refused: 400, unknown: 403, old: 403 } as const;
const SAYS: Readonly<Record<ProviderFailure, Words>> = {
  down: WORDS.providerDown,
  refused: WORDS.providerRefused,
  unknown: WORDS.providerUnknown,
  old: WORDS.providerOld,
};

const LeavePage = ({ house, lang, name, url }: View & { readonly name: string; readonly url: string }) => (
  <Page site={house} lang={lang} title={fill(WORDS.byProvider[lang], { name })} path={SIGN_IN_PATH} leadsTo={url}>
    <h1>{fill(WORDS.byProvider[lang], { name })}</h1>
    <p>
      <a href={url}>{fill(WORDS.toProvider[lang], { name })}</a>
    </p>
  </Page>
);

const FailedPage = ({ house, lang, name, why }: View & { readonly name: string; readonly why: ProviderFailure }) => (
  <Page site={house} lang={lang} title={fill(WORDS.providerFailed[lang], { name })} path={SIGN_IN_PATH}>
    <h1>{fill(WORDS.providerFailed[lang], { name })}</h1>
    <p class="lead">{fill(SAYS[why][lang], { name })}</p>
    <p>
      <a href={localPath(lang, SIGN_IN_PATH)}>{WORDS.signIn[lang]}</a>
    </p>
  </Page>
);
