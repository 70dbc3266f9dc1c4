import { type Context, Hono } from "hono";
import { allowedCaller, type Door, requires } from "../access/index.ts";
import { act } from "../act/index.ts";
import {
  currentWords,
  editTemplate,
  type MailTemplate,
  noticeOf,
  renderMail,
  sampleValues,
  type TemplateVersion,
  templateFaults,
  type TemplateWords,
  templateVersions,
  withNotice,
} from "../mail/index.ts";
import type { House } from "../room/index.ts";
import {
  Button,
  ErrorSummary,
  LANGUAGE_PATH,
  localPath,
  Page,
  pageLanguage,
  shortDate,
  SummaryList,
  TextAreaField,
  TextField,
} from "../web/index.ts";
import { fill, isLanguage, type Language, pick, ProblemError } from "../wire/index.ts";
import { MAIL_PATH, MailText } from "./mail-pages.tsx";
import { MAIL } from "./mail-words.ts";

const PATH = `${MAIL_PATH}/templates`;

/** Lines of a field; a longer text is scrolled. */
const LONGEST_AREA = 24;

type Draft = Readonly<Record<string, TemplateWords>>;

interface View {
  readonly house: House;
  readonly lang: Language;
}

/**
 * `GET /ja/records/mail/templates` lists the mails that rooms send; `…/templates/ID` shows the words of one, with a preview, and takes
 * others: a POST with `preview` shows them, one without makes them the new version; a POST to its `reset` sets them back.
 */
export function templatePages(house: House, door: Door): Hono {
  const app = new Hono();
  const { desk } = door;
  const [read, write] = [requires(door, "mail:read"), requires(door, "mail:write")];
  const db = desk.database.kysely;
  app.use(`${LANGUAGE_PATH}${PATH}/*`, async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });
  app.get(`${LANGUAGE_PATH}${PATH}`, read, async (c) => {
    const all = [];
    for (const template of house.mails) all.push({ template, current: await currentWords(db, template) });
    return c.html(<TemplatesPage {...{ house, all }} lang={pageLanguage(c)} />);
  });
  const one = `${LANGUAGE_PATH}${PATH}/:template`;
  const templateAsked = (c: Context): MailTemplate => {
    const found = house.mails.find(({ id }) => id === c.req.param("template"));
    if (found === undefined) throw new ProblemError("not-found", { path: c.req.path });
    return found;
  };
  const page = async (c: Context, given?: { readonly draft: Draft; readonly isWrong: boolean }) => {
    const template = templateAsked(c);
    const versions = await templateVersions(db, template);
    const draft = given?.draft ?? versions[0].words;
    return (
      <TemplatePage
        {...{ house, template, versions, draft }}
        lang={pageLanguage(c)}
        isWrong={given?.isWrong ?? false}
        mayWrite={allowedCaller(c).scopes.has("mail:write")}
      />
    );
  };
  app.get(one, read, async (c) => c.html(await page(c)));
  app.post(one, write, async (c) => {
    const template = templateAsked(c);
    const body = await c.req.parseBody();
    const base = baseOf(body);
    const draft = draftOf(template, body);
    const isWrong = Object.entries(draft).some(
      ([language, words]) => templateFaults(template, language, words).length > 0,
    );
    if (isWrong) return c.html(await page(c, { draft, isWrong }), 422);
    if (body["preview"] !== undefined) return c.html(await page(c, { draft, isWrong }));
    await act(desk, editTemplate(template, { base, words: draft }), { actor: allowedCaller(c).actor });
    return c.redirect(localPath(pageLanguage(c), `${PATH}/${template.id}`), 303);
  });
  app.post(`${one}/reset`, write, async (c) => {
    const template = templateAsked(c);
    const base = baseOf(await c.req.parseBody());
    await act(desk, editTemplate(template, { base, words: undefined }), { actor: allowedCaller(c).actor });
    return c.redirect(localPath(pageLanguage(c), `${PATH}/${template.id}`), 303);
  });
  return app;
}

/** The version that was open when the form was; what is none was changed by somebody. */
function baseOf({ base }: Readonly<Record<string, unknown>>): number {
  if (typeof base !== "string" || !/^\d{1,9}$/.test(base)) throw new ProblemError("mail-template-changed");
  return Number(base);
}

function draftOf({ words }: MailTemplate, body: Readonly<Record<string, unknown>>): Draft {
  const given = (name: string): string => {
    const value = body[name];
    return typeof value === "string" ? value.replaceAll("\r\n", "\n") : "";
  };
  return Object.fromEntries(
    Object.keys(words).map((language) => [
      language,
      { subject: given(`subject-${language}`), text: given(`text-${language}`) },
    ]),
  );
}

const TemplatesPage = ({
  house,
  lang,
  all,
}: View & { readonly all: readonly { readonly template: MailTemplate; readonly current: TemplateVersion }[] }) => (
  <Page site={house} lang={lang} title={MAIL.templates[lang]} path={PATH}>
    <h1>{MAIL.templates[lang]}</h1>
    <p class="lead">{MAIL.templatesLead[lang]}</p>
    {all.map(({ template: { id, kind, says }, current }) => (
      <section>
        <h2>{says[lang]}</h2>
        <SummaryList
          rows={[
            { term: MAIL.kind[lang], detail: MAIL[kind][lang] },
            { term: MAIL.current[lang], detail: versionWords(current, lang) },
            { term: MAIL.subject[lang], detail: subjectOf(current, lang) },
          ]}
        />
        <p>
          <a href={localPath(lang, `${PATH}/${id}`)}>{MAIL.editLink[lang]}</a>
        </p>
      </section>
    ))}
    <p>
      <a href={localPath(lang, MAIL_PATH)}>{MAIL.toOutbox[lang]}</a>
    </p>
  </Page>
);

const TemplatePage = ({
  house,
  lang,
  template,
  versions,
  draft,
  isWrong,
  mayWrite,
}: View & {
  readonly template: MailTemplate;
  readonly versions: readonly [TemplateVersion, ...TemplateVersion[]];
  readonly draft: Draft;
  readonly isWrong: boolean;
  readonly mayWrite: boolean;
}) => {
  const path = `${PATH}/${template.id}`;
  const title = fill(MAIL.edit[lang], { name: template.says[lang] });
  const [current] = versions;
  const faults = isWrong
    ? Object.entries(draft).flatMap(([language, words]) => templateFaults(template, language, words))
    : [];
  const errorOf = (language: string, field: keyof TemplateWords): string | undefined => {
    const said = faults.filter((fault) => fault.language === language && fault.field === field);
    return said.length === 0 ? undefined : said.map(({ words }) => words[lang]).join(lang === "ja" ? "" : " ");
  };
  const errors = faults.map(({ language, field, words }) => ({
    name: `${field}-${language}`,
    message: `${inLanguage(field, language, lang)}: ${words[lang]}`,
  }));
  return (
    <Page site={house} lang={lang} title={isWrong ? `${MAIL.error[lang]}${title}` : title} path={path}>
      <ErrorSummary errors={errors} lang={lang} />
      <h1>{title}</h1>
      <SummaryList
        rows={[
          { term: MAIL.kind[lang], detail: MAIL[template.kind][lang] },
          { term: MAIL.current[lang], detail: versionWords(current, lang) },
        ]}
      />
      <h2>{MAIL.placeholders[lang]}</h2>
      <p>{MAIL.placeholdersLead[lang]}</p>
      <SummaryList
        rows={Object.entries(template.placeholders).map(([name, { says, optional = false }]) => ({
          term: <code>{`{${name}}`}</code>,
          detail: optional ? `${says[lang]} (${MAIL.optional[lang]})` : says[lang],
        }))}
      />
      {mayWrite && (
        <form method="post" action={localPath(lang, path)}>
          <input type="hidden" name="base" value={String(current.version)} />
          {Object.entries(draft).map(([language, { subject, text }]) => (
            <>
              <TextField
                name={`subject-${language}`}
                label={inLanguage("subject", language, lang)}
                value={subject}
                error={errorOf(language, "subject")}
              />
              <TextAreaField
                name={`text-${language}`}
                label={inLanguage("text", language, lang)}
                value={text}
                language={language}
                rows={Math.min(text.split("\n").length + 2, LONGEST_AREA)}
                error={errorOf(language, "text")}
              />
            </>
          ))}
          <p class="actions">
            <Button>{MAIL.save[lang]}</Button>
            <Button kind="quiet" name="preview" value="yes">
              {MAIL.preview[lang]}
            </Button>
          </p>
        </form>
      )}
      {!isWrong && (
        <>
          <h2>{MAIL.previewTitle[lang]}</h2>
          {Object.entries(draft).map(([language, words]) => (
            <Preview {...{ house, lang, template, language, words }} />
          ))}
        </>
      )}
      {mayWrite && !current.builtIn && (
        <form method="post" action={localPath(lang, `${path}/reset`)}>
          <input type="hidden" name="base" value={String(current.version)} />
          <h2>{MAIL.reset[lang]}</h2>
          <p>{MAIL.resetLead[lang]}</p>
          <p class="actions">
            <Button kind="quiet">{MAIL.reset[lang]}</Button>
          </p>
        </form>
      )}
      <h2>{MAIL.versions[lang]}</h2>
      <ul>
        {versions.map((version) => (
          <li>
            {versionWords(version, lang)}: {subjectOf(version, lang)}
          </li>
        ))}
      </ul>
      <p>
        <a href={localPath(lang, PATH)}>{MAIL.toList[lang]}</a>
      </p>
    </Page>
  );
};

const Preview = ({
  house,
  lang,
  template,
  language,
  words,
}: View & { readonly template: MailTemplate; readonly language: string; readonly words: TemplateWords }) => {
  const { subject, text } = renderMail(words, sampleValues(template, language));
  return (
    <section aria-label={languageName(language, lang)}>
      <h3>{languageName(language, lang)}</h3>
      <SummaryList rows={[{ term: MAIL.subject[lang], detail: <span lang={language}>{subject}</span> }]} />
      <MailText text={withNotice(text, noticeOf(house.packs.values(), language))} language={language} />
    </section>
  );
};

function inLanguage(field: keyof TemplateWords, language: string, lang: Language): string {
  return fill(MAIL.inLanguage[lang], { field: MAIL[field][lang], language: languageName(language, lang) });
}

function languageName(language: string, lang: Language): string {
  return isLanguage(language) ? MAIL[language][lang] : language;
}

function subjectOf({ words }: TemplateVersion, lang: Language): string {
  return pick(Object.fromEntries(Object.entries(words).map(([tag, { subject }]) => [tag, subject])), lang).words;
}

function versionWords({ version, builtIn, madeAt }: TemplateVersion, lang: Language): string {
  const day = madeAt?.toZonedDateTimeISO("Asia/Tokyo").toPlainDate().toString();
  const parts = [
    fill(MAIL.version[lang], { version }),
    MAIL[builtIn ? "builtIn" : "changed"][lang],
    ...(day === undefined ? [] : [shortDate(day, lang)]),
  ];
  return parts.join(lang === "ja" ? "・" : ", ");
}
