import { type Context, Hono } from "hono";
import { type Pack, type Program, versionAt } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import {
  LANGUAGE_PATH,
  localPath,
  longDate,
  Page,
  pageEdition,
  pageLanguage,
  Phrase,
  READER_PATH,
} from "../web/index.ts";
import { EASY_JAPANESE, type Edition, fill, type Language, negotiate, ProblemError } from "../wire/index.ts";
import { ComparisonPage } from "./comparison-page.tsx";
import { PolicyPage } from "./document.tsx";
import { HistoryPage } from "./history-page.tsx";
import { OperatorPage, OperatorsPage } from "./operator-page.tsx";
import { KindList, PeoplePage, PersonPage } from "./person-page.tsx";
import { PERSON_WORDS } from "./person-words.ts";
import { hasEasyWords } from "./reader-page.tsx";
import { VERSION_WORDS } from "./version-words.ts";
import { packOf, versionOf } from "./versions.ts";
import { WORDS } from "./words.ts";

/** The first page, the list of policies, and each version as a document. */
export function policyPages(house: House): Hono {
  const app = new Hono();
  app.get("/", (c) => {
    c.header("Vary", "Accept-Language");
    return c.redirect(localPath(negotiate(c.req.header("Accept-Language")), "/"), 302);
  });
  app.get(LANGUAGE_PATH, (c) => c.html(<HomePage house={house} lang={pageLanguage(c)} />));
  app.get(`${READER_PATH}/policies`, (c) => {
    const [only, ...more] = house.packs.values();
    if (only !== undefined && more.length === 0) return toCurrent(c, only, house);
    return c.html(<PoliciesPage house={house} lang={pageEdition(c)} />);
  });
  app.get(`${READER_PATH}/policies/:pack`, (c) => toCurrent(c, packOf(c, house), house));
  app.get(`${READER_PATH}/policies/:pack/history`, (c) => {
    const pack = packOf(c, house);
    return c.html(<HistoryPage house={house} pack={pack} inForce={inForceNow(pack, house)} lang={pageEdition(c)} />);
  });
  app.get(`${READER_PATH}/policies/:pack/compare`, (c) => {
    const pack = packOf(c, house);
    const [from, to] = [versionOf(c, pack, c.req.query("from")), versionOf(c, pack, c.req.query("to"))];
    return c.redirect(localPath(pageEdition(c), `/policies/${pack.id}/compare/${from.version}/${to.version}`), 302);
  });
  app.get(`${READER_PATH}/policies/:pack/compare/:from/:to`, (c) => {
    const pack = packOf(c, house);
    const [from, to] = [versionOf(c, pack, c.req.param("from")), versionOf(c, pack, c.req.param("to"))];
    return c.html(<ComparisonPage house={house} from={from} to={to} lang={pageEdition(c)} />);
  });
  const version = `${READER_PATH}/policies/:pack/:version`;
  app.get(version, (c) => c.html(<PolicyPage {...shown(c, house)} />));
  app.get(`${version}/people`, (c) => c.html(<PeoplePage {...shown(c, house)} />));
  app.get(`${version}/people/:kind`, (c) => {
    const page = shown(c, house);
    return c.html(<PersonPage {...page} kind={known(c, page.program.policy.people, c.req.param("kind"))} />);
  });
  app.get(`${version}/operators`, (c) => c.html(<OperatorsPage {...shown(c, house)} />));
  app.get(`${version}/operators/:id`, (c) => {
    const page = shown(c, house);
    return c.html(<OperatorPage {...page} id={known(c, page.program.policy.operators, c.req.param("id"))} />);
  });
  return app;
}

/** @throws {ProblemError} `not-found`, where the section has no such entry */
function known(c: Context, section: Readonly<Record<string, unknown>>, id: string): string {
  if (!Object.hasOwn(section, id)) throw new ProblemError("not-found", { path: c.req.path });
  return id;
}

/** What every page of a version is given. */
function shown(
  c: Context,
  house: House,
): {
  readonly house: House;
  readonly program: Program;
  readonly inForce: Program | undefined;
  readonly lang: Edition;
} {
  const pack = packOf(c, house);
  const program = versionOf(c, pack, c.req.param("version"));
  return { house, program, inForce: inForceNow(pack, house), lang: pageEdition(c) };
}

function inForceNow(pack: Pack, house: House): Program | undefined {
  return versionAt(pack, house.clock.now().epochMilliseconds);
}

/** To the version in force; before the first comes into force, to the first. */
function toCurrent(c: Context, pack: Pack, house: House): Response {
  const current = currentVersion(pack, house);
  if (current === undefined) throw new ProblemError("not-found", { path: c.req.path });
  return c.redirect(localPath(pageEdition(c), `/policies/${pack.id}/${current.version}`), 302);
}

function currentVersion(pack: Pack, house: House): Program | undefined {
  return inForceNow(pack, house) ?? pack.versions[0];
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
    <AboutYou house={house} lang={lang} />
    <h2>{WORDS.homePolicies[lang]}</h2>
    <PolicyList house={house} lang={lang} />
  </Page>
);

/** The kinds of people of the one policy served; with several policies a reader first says which. */
const AboutYou = ({ house, lang }: { readonly house: House; readonly lang: Language }) => {
  const [only, ...more] = house.packs.values();
  const current = only === undefined || more.length > 0 ? undefined : currentVersion(only, house);
  if (current === undefined) return null;
  return (
    <section>
      <h2>{WORDS.aboutYou[lang]}</h2>
      <p>{PERSON_WORDS.peopleLead[lang]}</p>
      <KindList program={current} lang={lang} />
    </section>
  );
};

const PoliciesPage = ({ house, lang }: { readonly house: House; readonly lang: Edition }) => (
  <Page
    site={house}
    lang={lang}
    title={WORDS.policiesTitle[lang]}
    path="/policies"
    easy={lang === EASY_JAPANESE || [...house.packs.values()].some(({ versions }) => versions.some(hasEasyWords))}
  >
    <h1>{WORDS.policiesTitle[lang]}</h1>
    <PolicyList house={house} lang={lang} />
  </Page>
);

const PolicyList = ({ house, lang }: { readonly house: House; readonly lang: Edition }) => (
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
          <ul>
            {house.packs.size > 1 && (
              <li>
                <a href={localPath(lang, `/policies/${pack.id}/${current.version}/people`)}>{WORDS.aboutYou[lang]}</a>
              </li>
            )}
            <li>
              <a href={localPath(lang, `/policies/${pack.id}/history`)}>{VERSION_WORDS.history[lang]}</a>
            </li>
          </ul>
        </li>
      );
    })}
  </ul>
);
