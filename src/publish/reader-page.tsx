import type { Child } from "hono/jsx";
import type { Program } from "../policy/index.ts";
import type { House } from "../room/index.ts";
import { localPath, Notice, Page } from "../web/index.ts";
import { EASY_JAPANESE, type Edition, fill, type Text } from "../wire/index.ts";

const WORDS = {
  says: "これは やさしい日本語の ページです。読む人を 助（たす）けるために 書きました。",
  counts: "約束（やくそく）として 正しいのは、{language}の 文です。",
  ordinary:
    "やさしい日本語が ないところは、ふつうの 日本語で 書いてあります。そこには「ふつうの日本語」と 書くか、点線（てんせん）を 引いてあります。",
  read: "この ページを ふつうの 日本語で 読む",
} as const;

/** A page for readers: in easy Japanese too where the policy has easy words, and saying then that they are a help alone. */
export const ReaderPage = ({
  program,
  house,
  lang,
  title,
  path,
  children,
}: {
  readonly program: Program;
  readonly house: House;
  readonly lang: Edition;
  readonly title: string;
  readonly path: string;
  readonly children: Child;
}) => (
  <Page site={house} lang={lang} title={title} path={path} easy={lang === EASY_JAPANESE || hasEasyWords(program)}>
    {lang === EASY_JAPANESE && (
      <Notice>
        <p>
          {WORDS.says}
          {fill(WORDS.counts, { language: languageName(program.policy.policy.languages.prevailing ?? "ja") })}
        </p>
        <p>{WORDS.ordinary}</p>
        <p>
          <a href={localPath("ja", path)} hreflang="ja">
            {WORDS.read}
          </a>
        </p>
      </Notice>
    )}
    {children}
  </Page>
);

function languageName(tag: string): string {
  return new Intl.DisplayNames(["ja"], { type: "language" }).of(tag) ?? tag;
}

/** A program does not change while it is served. */
const known = new WeakMap<Program, boolean>();

/** Whether any text that readers meet has easy words. */
export function hasEasyWords(program: Program): boolean {
  const found = known.get(program) ?? isEasyBelow(program.policy);
  known.set(program, found);
  return found;
}

function isEasyBelow(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, EASY_JAPANESE) || Object.values(value).some(isEasyBelow);
}

/** Whether a text stands on an easy page in easy words, so that what prevails is to be read elsewhere. */
export function isEasyOn(lang: Edition, ...texts: readonly (Text | undefined)[]): boolean {
  return lang === EASY_JAPANESE && texts.some((text) => text?.[EASY_JAPANESE] !== undefined);
}
