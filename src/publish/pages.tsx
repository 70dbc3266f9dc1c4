import { type Context, Hono } from "hono";
import { type Pack, type Program, versionAt } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { LANGUAGE_PATH, localPath, longDate, Page, pageLanguage, Phrase } from "../web/index.ts";
import { fill, type Language, negotiate, ProblemError } from "../wire/index.ts";
import { PolicyPage } from "./document.tsx";
import { WORDS } from "./words.ts";

/** The first page, the list of policies, and each version as a document. */
export function policyPages(house: House): Hono {
  const app = new Hono();
  app.get("/", (c) => {
    c.header("Vary", "Accept-Language");
    return c.redirect(localPath(negotiate(c.req.header("Accept-Language")), "/"), 302);
  });
  app.get(LANGUAGE_PATH, (c) => c.html(<HomePage house={house} lang={pageLanguage(c)} />));
  app.get(`${LANGUAGE_PATH}/policies`, (c) => {
    const [only, ...more] = house.packs.values();
    if (only !== undefined && more.length === 0) return toCurrent(c, only, house);
    return c.html(<PoliciesPage house={house} lang={pageLanguage(c)} />);
  });
  app.get(`${LANGUAGE_PATH}/policies/:pack`, (c) => {
    const pack = house.packs.get(c.req.param("pack"));
    if (pack === undefined) throw new ProblemError("not-found", { path: c.req.path });
    return toCurrent(c, pack, house);
  });
  app.get(`${LANGUAGE_PATH}/policies/:pack/:version`, (c) => {
    const pack = house.packs.get(c.req.param("pack"));
    const program = pack?.versions.find(({ version }) => version === c.req.param("version"));
    if (pack === undefined || program === undefined) throw new ProblemError("not-found", { path: c.req.path });
    const inForce = versionAt(pack, house.clock.now().epochMilliseconds);
    return c.html(<PolicyPage house={house} program={program} inForce={inForce} lang={pageLanguage(c)} />);
  });
  return app;
}

/** To the version in force; before the first comes into force, to the first. */
function toCurrent(c: Context, pack: Pack, house: House): Response {
  const current = currentVersion(pack, house);
  if (current === undefined) throw new ProblemError("not-found", { path: c.req.path });
  return c.redirect(localPath(pageLanguage(c), `/policies/${pack.id}/${current.version}`), 302);
}

function currentVersion(pack: Pack, house: House): Program | undefined {
  return versionAt(pack, house.clock.now().epochMilliseconds) ?? pack.versions[0];
}

const HomePage = ({ house, lang }: { readonly house: House; readonly lang: Language }) => (
  <Page site={house} lang={lang} title={WORDS.homeTitle[lang]} path="/">
    <h1>{WORDS.homeTitle[lang]}</h1>
    <p class="lead">{WORDS.homeLead[lang]}</p>
    <ul class="doors">
      {house.navigation.map(({ path, label, says }) => (
        <li>
          <a href={localPath(lang, path)}>{label[lang]}</a>
          <p>{says[lang]}</p>
        </li>
      ))}
    </ul>
    <h2>{WORDS.homePolicies[lang]}</h2>
    <PolicyList house={house} lang={lang} />
  </Page>
);

const PoliciesPage = ({ house, lang }: { readonly house: House; readonly lang: Language }) => (
  <Page site={house} lang={lang} title={WORDS.policiesTitle[lang]} path="/policies">
    <h1>{WORDS.policiesTitle[lang]}</h1>
    <PolicyList house={house} lang={lang} />
  </Page>
);

const PolicyList = ({ house, lang }: { readonly house: House; readonly lang: Language }) => (
  <ul class="plain">
    {[...house.packs.values()].map((pack) => {
      const current = currentVersion(pack, house);
      if (current === undefined) return null;
      const { title, inForceFrom } = current.policy.policy;
      return (
        <li>
          <a href={localPath(lang, `/policies/${pack.id}/${current.version}`)}>
            <Phrase text={title} lang={lang} />
          </a>
          <br />
          <span class="quiet">{fill(WORDS.inForceFrom[lang], { date: longDate(inForceFrom, lang) })}</span>
        </li>
      );
    })}
  </ul>
);
