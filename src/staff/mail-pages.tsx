import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { allowedCaller, type Door, requires } from "../access/index.ts";
import { loadInSight, sightOf } from "../people/index.ts";
import { act } from "../act/index.ts";
import {
  type Content,
  findMail,
  isMessageState,
  isRetriable,
  type ListedMessage,
  listMail,
  mailContent,
  MESSAGE_STATES,
  type MessagePage,
  type MessageState,
  noticeOf,
  openMail,
  postOf,
  readAddress,
  REASONS,
  retryMail,
  sendMail,
  withNotice,
} from "../mail/index.ts";
import type { House } from "../room/index.ts";
import {
  Button,
  ErrorSummary,
  LANGUAGE_PATH,
  localPath,
  Notice,
  Page,
  pageLanguage,
  shortDate,
  SummaryList,
  TextField,
} from "../web/index.ts";
import { fill, type Language, ProblemError } from "../wire/index.ts";
import { MAIL_LIMIT, mailStateAsked } from "./mail-api.ts";
import { MAIL } from "./mail-words.ts";
import { TEST_MAIL } from "./test-mail.ts";

export const MAIL_PATH = "/records/mail";
const STATES = Object.keys(MESSAGE_STATES).filter(isMessageState);

interface View {
  readonly house: House;
  readonly lang: Language;
}

type FieldError = { readonly name: string; readonly message: string };

/**
 * `GET /ja/records/mail?state=failed` lists the outbox; `…/mail/MESSAGE` shows one, closed; a POST to its `open` opens it, one to its
 * `retry` sends it again; a POST to `…/mail/test` sends a test.
 */
export function mailPages(house: House, door: Door): Hono {
  const app = new Hono();
  const { desk } = door;
  const [read, write] = [requires(door, "mail:read"), requires(door, "mail:write")];
  app.use(`${LANGUAGE_PATH}${MAIL_PATH}/*`, async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });
  const list = async (c: Context, errors: readonly FieldError[] = []) => {
    const state = mailStateAsked(c);
    const page = await listMail(desk, { state, limit: MAIL_LIMIT, before: c.req.query("cursor") });
    return (
      <OutboxPage
        {...{ house, page, state, errors }}
        lang={pageLanguage(c)}
        form={randomUUID()}
        sends={postOf(desk).transport !== undefined}
        mayWrite={allowedCaller(c).scopes.has("mail:write")}
      />
    );
  };
  app.get(`${LANGUAGE_PATH}${MAIL_PATH}`, read, async (c) => c.html(await list(c)));
  app.post(`${LANGUAGE_PATH}${MAIL_PATH}/test`, write, async (c) => {
    const lang = pageLanguage(c);
    const { to, form } = await c.req.parseBody();
    const address = readAddress(typeof to === "string" ? to.trim() : "");
    if (!address.ok) return c.html(await list(c, [{ name: "to", message: address.words[lang] }]), 422);
    const message = await act(
      desk,
      {
        name: "mail.test",
        input: { to: address.address },
        run: (step) =>
          sendMail(step, {
            template: TEST_MAIL,
            language: lang,
            to: { address: address.address },
            values: { at: momentOf(step.at, lang) },
          }),
      },
      { actor: allowedCaller(c).actor, ...(typeof form === "string" && form !== "" ? { idempotencyKey: form } : {}) },
    );
    return c.redirect(localPath(lang, `${MAIL_PATH}/${message}`), 303);
  });
  const one = `${LANGUAGE_PATH}${MAIL_PATH}/:message{msg_[0-9a-f-]+}`;
  const page = async (c: Context, content: Content | undefined, errors: readonly FieldError[] = []) => {
    const message = await findMail(desk, c.req.param("message") ?? "");
    return (
      <MessageView
        {...{ house, content, errors, message }}
        lang={pageLanguage(c)}
        mayOpen={await mayOpen(c, message)}
        mayWrite={allowedCaller(c).scopes.has("mail:write")}
      />
    );
  };
  /** Who may see all of somebody opens mail about them; mail about nobody on record, who comes to everybody. */
  const mayOpen = async (c: Context, { about }: ListedMessage): Promise<boolean> => {
    const caller = allowedCaller(c);
    const { operators, departments, kinds, purposes } = caller.reach;
    if (!caller.scopes.has("people:read") || purposes !== "all") return false;
    if (about === undefined) return [operators, departments, kinds].every((limit) => limit === "all");
    const seen = (await loadInSight(desk, sightOf(caller, house), [about])).get(about);
    return seen !== undefined && seen.shows("email") && seen.shows("notes");
  };
  app.get(one, read, async (c) => c.html(await page(c, undefined)));
  app.post(`${one}/open`, read, requires(door, "people:read"), async (c) => {
    const lang = pageLanguage(c);
    const { reason } = await c.req.parseBody();
    const why = typeof reason === "string" ? reason.trim() : "";
    if (!(await mayOpen(c, await findMail(desk, c.req.param("message"))))) throw new ProblemError("no-such-message");
    if (why === "") return c.html(await page(c, undefined, [{ name: "reason", message: MAIL.whyMissing[lang] }]), 422);
    const { actor } = allowedCaller(c);
    const id = await act(desk, openMail({ message: c.req.param("message"), reason: why }), { actor });
    return c.html(await page(c, await mailContent(desk, id)));
  });
  app.post(`${one}/retry`, write, async (c) => {
    const { message } = await act(desk, retryMail({ message: c.req.param("message") }), {
      actor: allowedCaller(c).actor,
    });
    return c.redirect(localPath(pageLanguage(c), `${MAIL_PATH}/${message}`), 303);
  });
  return app;
}

const OutboxPage = ({
  house,
  lang,
  page: { items, next },
  state,
  errors,
  form,
  sends,
  mayWrite,
}: View & {
  readonly page: MessagePage;
  readonly state: MessageState | undefined;
  readonly errors: readonly FieldError[];
  /** Sent with the form, so that one sent twice counts once. */
  readonly form: string;
  readonly sends: boolean;
  readonly mayWrite: boolean;
}) => {
  const queryOf = (chosen: MessageState | undefined): string => (chosen === undefined ? "" : `?state=${chosen}`);
  return (
    <Page
      site={house}
      lang={lang}
      title={errors.length === 0 ? MAIL.title[lang] : `${MAIL.error[lang]}${MAIL.title[lang]}`}
      path={`${MAIL_PATH}${queryOf(state)}`}
    >
      <ErrorSummary errors={errors} lang={lang} />
      <h1>{MAIL.title[lang]}</h1>
      <p class="lead">{MAIL.lead[lang]}</p>
      {!sends && (
        <Notice>
          <p>{MAIL.held[lang]}</p>
        </Notice>
      )}
      <p>
        <a href={localPath(lang, `${MAIL_PATH}/templates`)}>{MAIL.toTemplates[lang]}</a>
      </p>
      <nav aria-label={MAIL.states[lang]}>
        <ul>
          {[undefined, ...STATES].map((one) => (
            <li>
              <a
                href={`${localPath(lang, MAIL_PATH)}${queryOf(one)}`}
                aria-current={one === state ? "true" : undefined}
              >
                {one === undefined ? MAIL.all[lang] : MESSAGE_STATES[one][lang]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {items.length === 0 && <p>{MAIL.none[lang]}</p>}
      {items.map((message) => (
        <section>
          <h2>
            <a href={localPath(lang, `${MAIL_PATH}/${message.id}`)}>{titleOf(house, message, lang)}</a>
          </h2>
          <SummaryList rows={shortRowsOf(message, lang)} />
        </section>
      ))}
      {next !== undefined && (
        <p>
          <a
            href={`${localPath(lang, MAIL_PATH)}?${new URLSearchParams({ ...(state && { state }), cursor: next }).toString()}`}
          >
            {MAIL.older[lang]}
          </a>
        </p>
      )}
      {mayWrite && (
        <>
          <h2>{MAIL.test[lang]}</h2>
          <p>{MAIL.testLead[lang]}</p>
          <form method="post" action={localPath(lang, `${MAIL_PATH}/test`)}>
            <input type="hidden" name="form" value={form} />
            <TextField
              name="to"
              label={MAIL.testTo[lang]}
              hint={MAIL.testHint[lang]}
              error={errors.find(({ name }) => name === "to")?.message}
            />
            <p class="actions">
              <Button>{MAIL.testSend[lang]}</Button>
            </p>
          </form>
        </>
      )}
    </Page>
  );
};

const MessageView = ({
  house,
  lang,
  message,
  content,
  errors,
  mayOpen,
  mayWrite,
}: View & {
  readonly message: ListedMessage;
  readonly mayOpen: boolean;
  /** Once it was opened. */
  readonly content: Content | undefined;
  readonly errors: readonly FieldError[];
  readonly mayWrite: boolean;
}) => {
  const path = `${MAIL_PATH}/${message.id}`;
  const title = titleOf(house, message, lang);
  return (
    <Page site={house} lang={lang} title={errors.length === 0 ? title : `${MAIL.error[lang]}${title}`} path={path}>
      <ErrorSummary errors={errors} lang={lang} />
      <h1>{title}</h1>
      <SummaryList rows={rowsOf(message, lang)} />
      {content !== undefined && <Opened {...{ house, lang, content }} language={message.language} />}
      {content === undefined && message.kept && mayOpen && (
        <form method="post" action={localPath(lang, `${path}/open`)}>
          <h2>{MAIL.says[lang]}</h2>
          <p>{MAIL.openLead[lang]}</p>
          <TextField
            name="reason"
            label={MAIL.why[lang]}
            hint={MAIL.whyHint[lang]}
            error={errors.find(({ name }) => name === "reason")?.message}
          />
          <p class="actions">
            <Button kind="quiet">{MAIL.open[lang]}</Button>
          </p>
        </form>
      )}
      {!message.kept && <p>{MAIL.goneLead[lang]}</p>}
      {message.kept && !mayOpen && <p>{MAIL.closedLead[lang]}</p>}
      {mayWrite && isRetriable(message) && (
        <form method="post" action={localPath(lang, `${path}/retry`)}>
          <h2>{MAIL.retry[lang]}</h2>
          <p>{MAIL.retryLead[lang]}</p>
          <p class="actions">
            <Button>{MAIL.retry[lang]}</Button>
          </p>
        </form>
      )}
      <p>
        <a href={localPath(lang, MAIL_PATH)}>{MAIL.toOutbox[lang]}</a>
      </p>
    </Page>
  );
};

/** A mail as whoever gets it reads it, with what stands at its foot. */
const Opened = ({
  house,
  lang,
  content: { to, subject, text, attachments },
  language,
}: View & { readonly content: Content; readonly language: string }) => (
  <section aria-labelledby="says">
    <h2 id="says">{MAIL.says[lang]}</h2>
    <SummaryList
      rows={[
        { term: MAIL.to[lang], detail: to.name === "" ? to.address : `${to.name} <${to.address}>` },
        { term: MAIL.subject[lang], detail: <span lang={language}>{subject}</span> },
        ...attachments.map(({ name }) => ({ term: MAIL.attachments[lang], detail: name })),
      ]}
    />
    <MailText text={withNotice(text, noticeOf(house.packs.values(), language))} language={language} />
  </section>
);

/** The plain text of a mail, line for line. */
export const MailText = ({ text, language }: { readonly text: string; readonly language: string }) => (
  <pre class="letter" lang={language}>
    {text}
  </pre>
);

function titleOf(house: House, { template }: ListedMessage, lang: Language): string {
  return house.mails.find(({ id }) => id === template)?.says[lang] ?? template;
}

/** What tells one from another on the list. */
function shortRowsOf(
  { state, reason, to, queuedAt }: ListedMessage,
  lang: Language,
): { term: string; detail: string }[] {
  const stands = MESSAGE_STATES[state][lang];
  const why = reason === undefined ? undefined : REASONS[reason][lang];
  return [
    { term: MAIL.state[lang], detail: why === undefined ? stands : fill(MAIL.stateWhy[lang], { state: stands, why }) },
    { term: MAIL.to[lang], detail: to ?? MAIL.gone[lang] },
    { term: MAIL.queued[lang], detail: momentOf(queuedAt, lang) },
  ];
}

function rowsOf(message: ListedMessage, lang: Language): { term: string; detail: string }[] {
  const { state, reason, status, kind, to, templateVersion, language, queuedAt, stateAt, id } = message;
  return [
    { term: MAIL.state[lang], detail: MESSAGE_STATES[state][lang] },
    ...(reason === undefined ? [] : [{ term: MAIL.reason[lang], detail: REASONS[reason][lang] }]),
    ...(status === undefined ? [] : [{ term: MAIL.status[lang], detail: status }]),
    { term: MAIL.to[lang], detail: to ?? MAIL.gone[lang] },
    { term: MAIL.kind[lang], detail: MAIL[kind][lang] },
    { term: MAIL.template[lang], detail: `${fill(MAIL.version[lang], { version: templateVersion })} (${language})` },
    { term: MAIL.queued[lang], detail: momentOf(queuedAt, lang) },
    ...(Temporal.Instant.compare(queuedAt, stateAt) === 0
      ? []
      : [{ term: MAIL.since[lang], detail: momentOf(stateAt, lang) }]),
    { term: MAIL.id[lang], detail: id },
  ];
}

/** Day and minute in Japan. */
function momentOf(instant: Temporal.Instant, lang: Language): string {
  const there = instant.toZonedDateTimeISO("Asia/Tokyo");
  const time = there.toPlainTime().toString({ smallestUnit: "minute" });
  return `${shortDate(there.toPlainDate().toString(), lang)} ${time}`;
}
