import { type Context, Hono } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import {
  ACCESS_COOKIE,
  ACCESS_PATH,
  callerOf,
  checkAttempts,
  connectionOf,
  countRefusal,
  type Door,
  isLocalAccessOpen,
  isSame,
} from "../access/index.ts";
import type { House } from "../room/index.ts";
import { LANGUAGE_PATH, localPath, Page, pageLanguage } from "../web/index.ts";
import type { Language } from "../wire/index.ts";
import { WORDS } from "./words.ts";

/**
 * `GET /ja/access?token=…` gives this browser access, `GET /ja/access` says how to get it, `POST /ja/access/end` ends it.
 */
export function accessPages(house: House, door: Door): Hono {
  const app = new Hono();
  app.get(`${LANGUAGE_PATH}${ACCESS_PATH}`, async (c) => {
    const lang = pageLanguage(c);
    // The address holds a secret: nobody keeps the page, and no request that it makes names it.
    c.header("Cache-Control", "no-store");
    c.header("Referrer-Policy", "no-referrer");
    const token = c.req.query("token");
    if (token === undefined) {
      const inside = (await callerOf(c, door))?.actor.kind === "staff";
      return c.html(<AccessPage house={house} lang={lang} state={inside ? "inside" : "outside"} />);
    }
    checkAttempts(c, door.desk);
    if (!isSame(token, door.accessToken) || !(await isLocalAccessOpen(c, door))) {
      countRefusal(c, door.desk);
      return c.html(<AccessPage house={house} lang={lang} state="wrong" />, 401);
    }
    setCookie(c, ACCESS_COOKIE, token, cookieOptions(c));
    return c.redirect(localPath(lang, "/records"), 303);
  });
  app.post(`${LANGUAGE_PATH}${ACCESS_PATH}/end`, (c) => {
    deleteCookie(c, ACCESS_COOKIE, cookieOptions(c));
    return c.redirect(localPath(pageLanguage(c), ACCESS_PATH), 303);
  });
  return app;
}

/** For this host alone; gone when the browser is closed. */
function cookieOptions(c: Context): {
  readonly path: "/";
  readonly httpOnly: true;
  readonly sameSite: "Strict";
  readonly secure: boolean;
} {
  return { path: "/", httpOnly: true, sameSite: "Strict", secure: connectionOf(c).secure };
}

const AccessPage = ({
  house,
  lang,
  state,
}: {
  readonly house: House;
  readonly lang: Language;
  readonly state: "outside" | "inside" | "wrong";
}) => {
  const title = WORDS[state === "wrong" ? "accessWrongTitle" : "accessTitle"][lang];
  return (
    <Page site={house} lang={lang} title={title} path={ACCESS_PATH}>
      <h1>{title}</h1>
      <p class="lead">{WORDS[state === "wrong" ? "accessWrongLead" : "accessLead"][lang]}</p>
      <h2>{WORDS.accessSteps[lang]}</h2>
      <ol>
        <li>{WORDS.accessStepFind[lang]}</li>
        <li>{WORDS.accessStepOpen[lang]}</li>
        <li>{WORDS.accessStepAgain[lang]}</li>
      </ol>
      {state !== "wrong" && (
        // A link from elsewhere brings no cookie along; one from this page does.
        <p>
          {WORDS.accessContinue[lang]} <a href={localPath(lang, "/records")}>{WORDS.toRecords[lang]}</a>
        </p>
      )}
    </Page>
  );
};
