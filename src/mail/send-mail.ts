import { sql } from "kysely";
import { z } from "zod";
import type { Step } from "../act/index.ts";
import { commit, makeDataKey, newSalt } from "../database/index.ts";
import { eventKind, type Subject } from "../evidence/index.ts";
import { type Id, pick, ProblemError, type Words } from "../wire/index.ts";
import { oneLine, readAddress } from "./address.ts";
import { SEND } from "./deliver.ts";
import { currentWords } from "./edit-template.ts";
import { messageUuid, sealContent } from "./message.ts";
import type { Attachment } from "./post.ts";
import { type MailTemplate, renderMail, UNSUBSCRIBE } from "./template.ts";

/** A mail to one person. */
export interface Mail<Name extends string = string> {
  readonly template: MailTemplate<Name>;
  /** The wanted edition (BCP 47); where the template has none, Japanese, then English. */
  readonly language: string;
  readonly to: { readonly address: string; readonly name?: string };
  /** Personal values may stand here: what comes of them is sealed. */
  readonly values: Readonly<Record<Exclude<Name, typeof UNSUBSCRIBE>, string>>;
  /** Whom it is about. What is kept of it goes with them when they are erased. */
  readonly about?: Subject | undefined;
  /** For direct mail, and needed there: https, and a POST to it stops such mail without a question (RFC 8058). */
  readonly unsubscribe?: string | undefined;
  readonly attachments?: readonly Attachment[];
}

const queued = eventKind(
  "mail.queued",
  z.strictObject({
    message: z.string(),
    kind: z.enum(["transactional", "direct-mail"]),
    template: z.string(),
    version: z.int(),
    language: z.string(),
    content: z.string(),
  }),
  { ja: "メールを送信待ちにした", en: "A mail was queued" },
);

/** Of all attachments of a message, as base64. */
const MOST_ATTACHED = 10_000_000;
/** The header that holds it is one line, of 998 octets at most (RFC 5322, 2.1.1). */
const LONGEST_URL = 900;
const MEDIA_TYPE = /^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/;

/**
 * Puts a mail into the outbox, in the transaction of whatever it tells of. It leaves after the commit, where sending is set up.
 * @throws {ProblemError} `invalid-record` for an address that is none
 * @throws {TypeError} for direct mail that cannot be stopped by one click, or a placeholder without a value: a slip of ours
 */
export async function sendMail<Name extends string>(step: Step, mail: Mail<Name>): Promise<Id<"message">> {
  const { template, about, attachments = [] } = mail;
  const { tx, at, keys } = step;
  const unsubscribe = unsubscribeOf(mail);
  const address = addressOf(mail.to.address);
  if (attachments.reduce((sum, { content }) => sum + content.length, 0) > MOST_ATTACHED)
    throw new TypeError("the attachments of a mail are too large");
  if (attachments.some(({ type }) => !MEDIA_TYPE.test(type))) throw new TypeError("an attachment has no media type");
  const current = await currentWords(tx, template);
  // Editions that nobody wrote are not guessed at: Japanese is what the office speaks.
  const language = Object.hasOwn(current.words, mail.language)
    ? mail.language
    : pick(Object.fromEntries(Object.keys(current.words).map((tag) => [tag, tag])), mail.language).language;
  const words = current.words[language];
  if (words === undefined) throw new TypeError(`${template.id} has no words`);
  const values = unsubscribe === undefined ? mail.values : { ...mail.values, [UNSUBSCRIBE]: unsubscribe };
  const salt = newSalt();
  const said = {
    to: { address, name: oneLine(mail.to.name ?? "") },
    ...renderMail(words, values),
    ...(unsubscribe === undefined ? {} : { unsubscribe }),
    attachments: attachments.map(({ name, type, content }) => ({ name: oneLine(name), type, content })),
  };
  const id = step.ids("message", at.epochMilliseconds);
  const uuid = messageUuid(id);
  const body = { message: id, kind: template.kind, template: template.id, version: current.version, language };
  await step.append({ kind: queued, about, body: { ...body, content: commit(salt, said) } });
  const key = await makeDataKey(tx, keys, "mail");
  const content = { ...said, salt: salt.toBase64({ alphabet: "base64url", omitPadding: true }) };
  await sql`insert into mail_message (id, kind, template, template_version, language, person_id, key_id, sealed, state, queued_at,
      state_at)
    values (${uuid}, ${template.kind}, ${template.id}, ${current.version}, ${language}, ${about?.person ?? null}, ${key.id},
      ${sealContent(key, uuid, content)}, 'queued', ${at}, ${at})`.execute(tx);
  await step.enqueue({ name: SEND, data: { message: id }, singletonKey: id });
  return id;
}

/** @throws {ProblemError} `invalid-record` */
function addressOf(text: string): string {
  const read = readAddress(text);
  if (read.ok) return read.address;
  const { words }: { readonly words: Words } = read;
  throw new ProblemError("invalid-record", { count: 1 }, (language) => [{ pointer: "/to", detail: words[language] }]);
}

function unsubscribeOf({ template, unsubscribe }: Pick<Mail, "template" | "unsubscribe">): string | undefined {
  if (template.kind === "transactional") {
    if (unsubscribe !== undefined) throw new TypeError("only direct mail is unsubscribed from");
    return undefined;
  }
  const url = URL.parse(unsubscribe ?? "");
  if (url?.protocol !== "https:" || url.href.length > LONGEST_URL)
    throw new TypeError("direct mail needs the https address that stops it (RFC 8058)");
  return url.href;
}
