import type { Child } from "hono/jsx";
import { raw } from "hono/html";
import { LANGUAGES, type Language, type Text } from "../wire/index.ts";
import { assetPath, hasRareCharacters } from "./assets.ts";
import { localPath } from "./language.ts";
import { Prose } from "./prose.tsx";
import type { Site } from "./site.ts";
import { PRODUCT, WORDS } from "./words.ts";

interface PageProps {
  readonly site: Site;
  readonly lang: Language;
  /** What the page says, as a sentence or a noun; the product's name is added. */
  readonly title: string;
  /** The page's path without the language, with its query where the other language should keep it. */
  readonly path: string;
  readonly children: Child;
  /** Stands beside the content where there is room, and after it on a phone. */
  readonly aside?: Child;
}

/** A whole page: header, content, footer. Without scripts, and without anything from elsewhere. */
export const Page = ({ site, lang, title, path, children, aside }: PageProps) => {
  const bare = path.split("?")[0] ?? path;
  // The body is written first: its text decides which font sheets the head names.
  const body = (
    <body>
      <a class="skip" href="#content">
        {WORDS.skip[lang]}
      </a>
      <header class="site">
        <a class="product" href={localPath(lang, "/")}>
          {PRODUCT[lang]}
        </a>
        <nav aria-label={WORDS.mainMenu[lang]}>
          <ul>
            {site.navigation.map((entry) => (
              <li>
                <a href={localPath(lang, entry.path)} aria-current={current(bare, entry.path)}>
                  {entry.label[lang]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <LanguageSwitch lang={lang} path={path} />
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
          <a href={localPath(lang, "/api")}>{WORDS.api[lang]}</a>
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
          <title>{title === PRODUCT[lang] ? title : `${title} | ${PRODUCT[lang]}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <meta name="color-scheme" content="light dark" />
          <link rel="stylesheet" href={assetPath("site.css")} />
          <link rel="stylesheet" href={assetPath("fonts.css")} />
          {hasRareCharacters(body) && <link rel="stylesheet" href={assetPath("fonts-rare.css")} />}
          <link rel="icon" type="image/svg+xml" href={assetPath("icon.svg")} />
          {LANGUAGES.map((language) => (
            <link rel="alternate" hreflang={language} href={localPath(language, bare)} />
          ))}
          <link rel="alternate" hreflang="x-default" href={bare === "/" ? "/" : localPath("ja", bare)} />
        </head>
        {raw(body)}
      </html>
    </>
  );
};

/** The same page in the other languages; the one being read is said, not linked. */
const LanguageSwitch = ({ lang, path }: { readonly lang: Language; readonly path: string }) => (
  <nav class="languages" aria-label={WORDS.language[lang]}>
    <ul>
      {LANGUAGES.map((language) => (
        <li lang={language}>
          {language === lang ? (
            <span aria-current="true">{LANGUAGE_NAMES[language]}</span>
          ) : (
            <a href={localPath(language, path)} hreflang={language}>
              {LANGUAGE_NAMES[language]}
            </a>
          )}
        </li>
      ))}
    </ul>
  </nav>
);

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { ja: "日本語", en: "English" };

/** What each pack served here says of itself, once. */
const About = ({ site, lang }: { readonly site: Site; readonly lang: Language }) => {
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
