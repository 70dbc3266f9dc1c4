import { tryGetContext } from "hono/context-storage";
import type { Child } from "hono/jsx";
import { raw } from "hono/html";
import {
  EASY_JAPANESE,
  EDITIONS,
  type Edition,
  fill,
  type Language,
  LANGUAGES,
  languageOf,
  type Text,
  type Words,
} from "../wire/index.ts";
import { signedIn } from "../access/index.ts";
import { type AssetName, assetPath, hasRareCharacters } from "./assets.ts";
import { localPath } from "./language.ts";
import { Phrase, Prose } from "./prose.tsx";
import type { Site } from "./site.ts";
import { PRODUCT, WORDS } from "./words.ts";

interface PageProps {
  readonly site: Site;
  readonly lang: Edition;
  /** Whether it can be read in easy Japanese too. */
  readonly easy?: boolean;
  /** What the page says, as a sentence or a noun; the product's name is added. */
  readonly title: string;
  /** The page's path without the language, with its query where the other language should keep it. */
  readonly path: string;
  readonly children: Child;
  /** Loads the page again after so many seconds: for work that goes on meanwhile. */
  readonly refresh?: number | undefined;
  /** Goes on there at once; the page has a link for browsers that do not. */
  readonly leadsTo?: string | undefined;
  /** Scripts of ours that the page can do without. */
  readonly scripts?: readonly AssetName[];
  /** Stands beside the content where there is room, and after it on a phone. */
  readonly aside?: Child;
}

/** A whole page: header, content, footer. Without anything from elsewhere, and usable without scripts. */
export const Page = ({
  site,
  lang,
  easy = false,
  title,
  path,
  children,
  refresh,
  leadsTo,
  scripts = [],
  aside,
}: PageProps) => {
  const bare = path.split("?")[0] ?? path;
  const editions = easy ? EDITIONS : LANGUAGES;
  const language = languageOf(lang);
  // The body is written first: its text decides which font sheets the head names.
  const body = (
    <body>
      <a class="skip" href="#content">
        {WORDS.skip[lang]}
      </a>
      <header class="site">
        <a class="product" href={localPath(language, "/")}>
          {PRODUCT[language]}
        </a>
        <nav aria-label={WORDS.mainMenu[lang]}>
          <ul>
            {site.navigation.map((entry) => (
              <li>
                <a href={localPath(editionOf(entry.label, lang), entry.path)} aria-current={current(bare, entry.path)}>
                  <Phrase text={entry.label} lang={lang} />
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <LanguageSwitch lang={lang} editions={editions} path={path} />
        <SignedIn lang={language} />
      </header>
      <div class={aside === undefined ? "frame" : "frame with-aside"}>
        <main id="content" tabindex={-1}>
          {children}
        </main>
        {aside !== undefined && <aside>{aside}</aside>}
      </div>
      <footer class="site">
        <About site={site} lang={lang} />
        <p>
          <a href={localPath(language, "/api")}>{WORDS.api[lang]}</a>
        </p>
      </footer>
    </body>
  ).toString();
  if (typeof body !== "string") throw new TypeError("a page is written at once: its parts may not be asynchronous");
  return (
    <>
      {raw("<!doctype html>")}
      <html lang={lang}>
        <head>
          <meta charset="utf-8" />
          <title>{title === PRODUCT[language] ? title : `${title} | ${PRODUCT[language]}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <meta name="color-scheme" content="light dark" />
          {refresh !== undefined && <meta http-equiv="refresh" content={String(refresh)} />}
          {leadsTo !== undefined && <meta http-equiv="refresh" content={`0; url=${leadsTo}`} />}
          <link rel="stylesheet" href={assetPath("site.css")} />
          <link rel="stylesheet" href={assetPath("fonts.css")} />
          {hasRareCharacters(body) && <link rel="stylesheet" href={assetPath("fonts-rare.css")} />}
          {scripts.map((name) => (
            <script src={assetPath(name)} defer />
          ))}
          <link rel="icon" type="image/svg+xml" href={assetPath("icon.svg")} />
          {editions.map((edition) => (
            <link rel="alternate" hreflang={edition} href={localPath(edition, bare)} />
          ))}
          <link rel="alternate" hreflang="x-default" href={bare === "/" ? "/" : localPath("ja", bare)} />
        </head>
        {raw(body)}
      </html>
    </>
  );
};

/** Who is signed in, on pages that ask for it, and how to end that. */
const SignedIn = ({ lang }: { readonly lang: Language }) => {
  const context = tryGetContext();
  const who = context && signedIn(context);
  if (who === undefined) return null;
  return (
    <div class="signed-in">
      {who.name === undefined ? (
        <span>{WORDS.atTheMachine[lang]}</span>
      ) : (
        <a href={localPath(lang, "/account")} aria-label={fill(WORDS.accountOf[lang], { name: who.name })}>
          {who.name}
        </a>
      )}
      <form method="post" action={localPath(lang, "/sign-out")}>
        <button type="submit" class="quiet">
          {WORDS.signOut[lang]}
        </button>
      </form>
    </div>
  );
};

/** A door whose label is in easy Japanese leads to easy Japanese; any other to the page that there is. */
function editionOf(label: Words, lang: Edition): Edition {
  return Object.hasOwn(label, lang) ? lang : languageOf(lang);
}

/** The same page in the other languages; the one being read is said, not linked. */
const LanguageSwitch = ({
  lang,
  editions,
  path,
}: {
  readonly lang: Edition;
  readonly editions: readonly Edition[];
  readonly path: string;
}) => (
  <nav class="languages" aria-label={WORDS.language[lang]}>
    <ul>
      {editions.map((edition) => (
        <li lang={edition}>
          {edition === lang ? (
            <span aria-current="true">{EDITION_NAMES[edition]}</span>
          ) : (
            <a href={localPath(edition, path)} hreflang={edition}>
              {EDITION_NAMES[edition]}
            </a>
          )}
        </li>
      ))}
    </ul>
  </nav>
);

const EDITION_NAMES: Readonly<Record<Edition, string>> = {
  ja: "日本語",
  en: "English",
  [EASY_JAPANESE]: "やさしい日本語",
};

/** What each pack served here says of itself, once. */
const About = ({ site, lang }: { readonly site: Site; readonly lang: Edition }) => {
  const texts: Text[] = [];
  for (const pack of site.packs.values()) {
    const about = pack.versions.at(-1)?.policy.policy.about;
    if (about !== undefined) texts.push(about);
  }
  if (texts.length === 0) return null;
  return (
    <section aria-label={WORDS.about[lang]}>
      {texts.map((text) => (
        <Prose text={text} lang={lang} />
      ))}
    </section>
  );
};

function current(path: string, entry: string): "page" | "true" | undefined {
  if (path === entry) return "page";
  return entry !== "/" && path.startsWith(`${entry}/`) ? "true" : undefined;
}
