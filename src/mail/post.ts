import { createPrivateKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createTransport } from "nodemailer";
import type { Desk } from "../act/index.ts";
import type { Pack } from "../policy/index.ts";
import type { Settings } from "../settings/index.ts";
import { fillWords, pick, type Words } from "../wire/index.ts";
import { type Delivery, type MailSettings, readMailSettings } from "./settings.ts";

/** How mail leaves this process. */
export interface Post {
  readonly keepDays: number;
  /** Absent: nothing leaves. */
  readonly transport: Transport | undefined;
  /** What every mail ends with, in a language: what the packs say of themselves. */
  readonly notice: (language: string) => string;
}

export interface Transport {
  /** Of the sender, for the identifiers of messages. */
  readonly domain: string;
  /** @throws {Error} of nodemailer, with `code` and, where the server answered, `responseCode` and `response` */
  readonly send: (letter: Letter, signal: AbortSignal) => Promise<void>;
}

/** A message as it is handed over. The same letter is the same bytes, but for the signature's own time. */
export interface Letter {
  /** Bare, without the domain: the same at each attempt. */
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly to: { readonly address: string; readonly name: string };
  readonly subject: string;
  readonly text: string;
  readonly language: string;
  /** Https; present on direct mail. */
  readonly unsubscribe: string | undefined;
  readonly attachments: readonly Attachment[];
}

export interface Attachment {
  readonly name: string;
  /** A media type: `application/pdf`. */
  readonly type: string;
  /** Base64. */
  readonly content: string;
}

const FAULTS = {
  file: {
    ja: "{name} のファイルを読めません（{code}）。パスと、読む権限を確かめてください。",
    en: "The file of {name} cannot be read ({code}). Check its path, and who may read it.",
  },
  key: {
    ja: "YAKUSOKU_DKIM_KEY_FILE は、1024 ビット以上の RSA の秘密鍵（PEM 形式）ではありません。",
    en: "YAKUSOKU_DKIM_KEY_FILE is no private RSA key (PEM) of 1024 bits or more.",
  },
} as const satisfies Record<string, Words>;

/** RFC 8301 (3.2): no shorter key is taken for a signature. */
const DKIM_BITS = 1_024;

/** The mail settings name a file that will not do. */
class MailFileError extends Error {
  readonly words: Words;
  constructor(words: Words) {
    super(words.en);
    this.name = "MailFileError";
    this.words = words;
  }
}

/**
 * Makes ready to send by these settings: reads the files that they name, and connects to nothing yet.
 * @throws {MailFileError} for a file that cannot be read, or holds no key
 */
export async function openPost({ delivery, keepDays }: MailSettings, packs: readonly Pack[]): Promise<Post> {
  return {
    keepDays,
    transport: delivery === undefined ? undefined : await transportTo(delivery),
    notice: (language) => noticeOf(packs, language),
  };
}

/** The same by settings as they were read; what is wrong with them, or with the files they name, in place of it. */
export async function preparePost(
  settings: Settings,
  packs: readonly Pack[],
): Promise<{ readonly post?: Post; readonly faults: readonly Words[] }> {
  const read = readMailSettings(settings);
  if (!read.ok) return { faults: read.faults };
  try {
    return { post: await openPost(read.settings, packs), faults: [] };
  } catch (error) {
    if (!(error instanceof MailFileError)) throw error;
    return { faults: [error.words] };
  }
}

/** What the packs say of themselves, as it stands at the foot of every page. */
export function noticeOf(packs: Iterable<Pack>, language: string): string {
  const said: string[] = [];
  for (const pack of packs) {
    const about = pack.versions.at(-1)?.policy.policy.about;
    if (about !== undefined) said.push(pick(about, language).words.trim());
  }
  return said.join("\n\n");
}

/** By desk: a job has the desk in hand, and nothing of how the process was started. */
const posts = new WeakMap<Desk["database"], Post>();

/** From now on mail of this desk leaves by this post. Where none was set, none leaves. */
export function setPost({ database }: Pick<Desk, "database">, post: Post): void {
  posts.set(database, post);
}

const KEEP_DAYS = 90;
const NO_POST: Post = { keepDays: KEEP_DAYS, transport: undefined, notice: () => "" };

export function postOf({ database }: Pick<Desk, "database">): Post {
  return posts.get(database) ?? NO_POST;
}

/** What DKIM signs: a header that is left out could be changed. RFC 8058 (4) asks for the two of List-Unsubscribe. */
const SIGNED = [
  "From:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:Content-Language",
  "In-Reply-To:References:List-Id:List-Unsubscribe:List-Unsubscribe-Post:Auto-Submitted",
].join(":");

/** Milliseconds. An attempt is over well before the job's own limit. */
const CONNECT_MS = 10_000;
const GREETING_MS = 15_000;
const SILENCE_MS = 60_000;

async function transportTo({ host, port, tls, login, from, caFile, dkim }: Delivery): Promise<Transport> {
  const ca = caFile === undefined ? undefined : await fileOf("YAKUSOKU_SMTP_CA_FILE", caFile);
  const privateKey = dkim === undefined ? undefined : await dkimKeyOf(dkim.keyFile);
  const mailer = createTransport({
    host,
    port,
    secure: tls === "implicit",
    requireTLS: tls === "starttls",
    ignoreTLS: tls === "none",
    auth: login === undefined ? undefined : { user: login.user, pass: login.password },
    tls: { minVersion: "TLSv1.2", ...(ca === undefined ? {} : { ca }) },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim === undefined || privateKey === undefined
      ? {}
      : {
          dkim: {
            domainName: dkim.domain,
            keySelector: dkim.selector,
            privateKey,
            headerFieldNames: SIGNED,
          },
        }),
  });
  const domain = from.address.slice(from.address.lastIndexOf("@") + 1);
  return {
    domain,
    send: async ({ id, at, to, subject, text, language, unsubscribe, attachments }, signal) => {
      await mailer.sendMail({
        signal,
        from,
        to,
        envelope: { from: from.address, to: to.address, dsn: { id, return: "headers", notify: ["failure", "delay"] } },
        subject,
        text,
        messageId: `<${id}@${domain}>`,
        // oxlint-disable-next-line no-restricted-globals -- the library asks for one
        date: new Date(at.epochMilliseconds),
        headers: {
          "Auto-Submitted": "auto-generated",
          "Content-Language": language,
          ...(unsubscribe === undefined
            ? {}
            : {
                "List-Unsubscribe": { prepared: true, value: `<${unsubscribe}>` },
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
              }),
        },
        attachments: attachments.map(({ name, type, content }) => ({
          filename: name,
          contentType: type,
          content: Buffer.from(content, "base64"),
        })),
      });
    },
  };
}

async function fileOf(name: string, path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "?";
    throw new MailFileError(fillWords(FAULTS.file, { name, code }));
  }
}

async function dkimKeyOf(path: string): Promise<string> {
  const pem = await fileOf("YAKUSOKU_DKIM_KEY_FILE", path);
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "rsa" && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= DKIM_BITS) return pem;
  } catch {
    // Said below: the error may quote the file.
  }
  throw new MailFileError(FAULTS.key);
}
