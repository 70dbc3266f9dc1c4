import { isIP } from "node:net";
import { type Setting, type Settings, setting, text } from "../settings/index.ts";
import { fillWords, type Words } from "../wire/index.ts";
import { oneLine, readAddress } from "./address.ts";

/** Names of the environment, as messages and documents give them. */
const NAMES = {
  smtp: "YAKUSOKU_SMTP",
  tls: "YAKUSOKU_SMTP_TLS",
  ca: "YAKUSOKU_SMTP_CA_FILE",
  from: "YAKUSOKU_MAIL_FROM",
  days: "YAKUSOKU_MAIL_DAYS",
  dkimKey: "YAKUSOKU_DKIM_KEY_FILE",
  dkimDomain: "YAKUSOKU_DKIM_DOMAIN",
  dkimSelector: "YAKUSOKU_DKIM_SELECTOR",
} as const;

export interface Delivery {
  readonly host: string;
  readonly port: number;
  /** `implicit` from the first byte, `starttls` before anything is said, `none` in clear. */
  readonly tls: "implicit" | "starttls" | "none";
  /** A file of certificates that are trusted in place of those of Node, PEM. */
  readonly caFile: string | undefined;
  readonly login: { readonly user: string; readonly password: string } | undefined;
  readonly from: { readonly name: string; readonly address: string };
  readonly dkim: { readonly keyFile: string; readonly domain: string; readonly selector: string } | undefined;
}

export interface MailSettings {
  /** Absent: the outbox keeps every message and sends none. */
  readonly delivery: Delivery | undefined;
  /** Days for which the content of a message is kept. */
  readonly keepDays: number;
}

export type MailSettingsRead =
  | { readonly ok: true; readonly settings: MailSettings }
  | { readonly ok: false; readonly faults: readonly Words[] };

const FAULTS = {
  url: {
    ja: "YAKUSOKU_SMTP は「smtp://利用者:パスワード@ホスト:ポート」か「smtps://…」の形で指定してください。利用者名とパスワードの記号は %40 のように書きます。",
    en: "Give YAKUSOKU_SMTP as smtp://user:password@host:port or smtps://…, with signs in user and password written as %40 and the like.",
  },
  fromMissing: {
    ja: "YAKUSOKU_SMTP があるのに、差出人がありません。YAKUSOKU_MAIL_FROM を「お客様相談室 <privacy@example.jp>」のように指定してください。",
    en: "YAKUSOKU_SMTP is set, and there is no sender. Set YAKUSOKU_MAIL_FROM, as in: Customer desk <privacy@example.jp>",
  },
  from: {
    ja: "YAKUSOKU_MAIL_FROM は差出人として使えません。「お客様相談室 <privacy@example.jp>」か「privacy@example.jp」の形で指定してください。",
    en: "YAKUSOKU_MAIL_FROM cannot be a sender. Write it as: Customer desk <privacy@example.jp>, or privacy@example.jp",
  },
  alone: {
    ja: "{name} がありますが、YAKUSOKU_SMTP がないのでメールは送られません。YAKUSOKU_SMTP を指定するか、{name} を外してください。",
    en: "{name} is set, and no mail leaves without YAKUSOKU_SMTP. Set that too, or take {name} away.",
  },
  tls: {
    ja: "YAKUSOKU_SMTP_TLS に指定できるのは required か off です。",
    en: "YAKUSOKU_SMTP_TLS is either required or off.",
  },
  tlsTwice: {
    ja: "smtps:// と YAKUSOKU_SMTP_TLS=off は両立しません。どちらかを外してください。",
    en: "smtps:// and YAKUSOKU_SMTP_TLS=off contradict each other. Take one away.",
  },
  dkim: {
    ja: "DKIM の署名には {names} も要ります。3つともそろえるか、すべて外してください。",
    en: "To sign by DKIM, {names} is needed too. Set all three, or none.",
  },
  dkimDomain: {
    ja: "YAKUSOKU_DKIM_DOMAIN は「example.jp」のようなドメイン、YAKUSOKU_DKIM_SELECTOR は半角の英数字とハイフンで指定してください。",
    en: "YAKUSOKU_DKIM_DOMAIN is a domain such as example.jp; YAKUSOKU_DKIM_SELECTOR has letters, figures and hyphens.",
  },
  days: {
    ja: "YAKUSOKU_MAIL_DAYS は 1 から {most} までの整数です。",
    en: "YAKUSOKU_MAIL_DAYS is a whole number from 1 to {most}.",
  },
} as const satisfies Record<string, Words>;

const KEEP_DAYS = 90;
const KEEP_DAYS_MOST = 3_650;
const PORTS = { "smtp:": 587, "smtps:": 465 } as const;
const SELECTOR = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

/** What of the environment decides how mail leaves; read together, since half of it said is worse than nothing. */
export const MAIL_SETTINGS: readonly Setting<string | undefined>[] = [
  setting({
    name: NAMES.smtp,
    says: {
      ja: "メールを送るサーバー。なければ、メールは送らずに送信箱に置く",
      en: "The server that mail leaves by. Without it mail stays in the outbox",
    },
    form: text,
    secret: true,
  }),
  setting({
    name: NAMES.tls,
    says: { ja: "暗号化：required か off", en: "Whether it is spoken to in secret: required or off" },
    form: text,
  }),
  setting({
    name: NAMES.ca,
    says: { ja: "信頼する証明書のファイル（PEM）", en: "A file of certificates that are trusted, PEM" },
    form: text,
  }),
  setting({
    name: NAMES.from,
    says: { ja: "メールの差出人の名前とアドレス", en: "Who mail is from: name and address" },
    form: text,
  }),
  setting({
    name: NAMES.days,
    says: {
      ja: "メールの内容を残す日数（なければ 90）",
      en: "Days for which the content of mail is kept; 90 unless set",
    },
    form: text,
  }),
  setting({
    name: NAMES.dkimKey,
    says: { ja: "DKIM の秘密鍵のファイル（PEM）", en: "The file of the private key for DKIM, PEM" },
    form: text,
  }),
  setting({
    name: NAMES.dkimDomain,
    says: { ja: "DKIM で署名するドメイン", en: "The domain that DKIM signs for" },
    form: text,
  }),
  setting({
    name: NAMES.dkimSelector,
    says: { ja: "DKIM のセレクター", en: "The selector of the DKIM key" },
    form: text,
    fault: (_value, settings) => {
      const read = readMailSettings(settings);
      return read.ok ? undefined : read.faults[0];
    },
  }),
];

/** The same of settings that were read. */
export function readMailSettings(settings: Settings): MailSettingsRead {
  return mailSettings(Object.fromEntries(MAIL_SETTINGS.map((one) => [one.name, settings.get(one)])));
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How mail leaves, by the environment; without YAKUSOKU_SMTP it does not. Reads no file and connects to nothing. What is half said is
 * a fault, and no fault repeats a value: one of them is a password.
 */
export function mailSettings(environment: Environment): MailSettingsRead {
  const faults: Words[] = [];
  const given = (name: keyof typeof NAMES): string | undefined => environment[NAMES[name]] || undefined;
  const days = given("days") ?? String(KEEP_DAYS);
  const keepDays = /^\d{1,4}$/.test(days) ? Number(days) : 0;
  if (keepDays < 1 || keepDays > KEEP_DAYS_MOST) faults.push(fillWords(FAULTS.days, { most: KEEP_DAYS_MOST }));
  const delivery = deliveryOf(given, faults);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, settings: { delivery, keepDays } };
}

function deliveryOf(given: (name: keyof typeof NAMES) => string | undefined, faults: Words[]): Delivery | undefined {
  const smtp = given("smtp");
  if (smtp === undefined) {
    const alone = (["from", "tls", "ca", "dkimKey", "dkimDomain", "dkimSelector"] as const).find(
      (name) => given(name) !== undefined,
    );
    if (alone !== undefined) faults.push(fillWords(FAULTS.alone, { name: NAMES[alone] }));
    return undefined;
  }
  const server = serverOf(smtp);
  if (server === undefined) faults.push(FAULTS.url);
  const sender = given("from");
  const from = sender === undefined ? undefined : senderOf(sender);
  if (from === undefined) faults.push(sender === undefined ? FAULTS.fromMissing : FAULTS.from);
  const wish = given("tls");
  if (wish !== undefined && wish !== "required" && wish !== "off") faults.push(FAULTS.tls);
  if (server?.protocol === "smtps:" && wish === "off") faults.push(FAULTS.tlsTwice);
  const dkim = dkimOf(given, faults);
  if (server === undefined || from === undefined) return undefined;
  const { protocol, ...rest } = server;
  // On this machine nobody listens in, and its mail server seldom has a certificate that anyone vouches for.
  const inClear = wish === "off" || (wish === undefined && isLoopback(rest.host));
  const tls = protocol === "smtps:" ? "implicit" : inClear ? "none" : "starttls";
  return { ...rest, tls, caFile: given("ca"), from, dkim };
}

function serverOf(
  given: string,
): (Pick<Delivery, "host" | "port" | "login"> & { readonly protocol: keyof typeof PORTS }) | undefined {
  const url = URL.parse(given);
  if (url === null || (url.protocol !== "smtp:" && url.protocol !== "smtps:")) return undefined;
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (host === "" || !["", "/"].includes(url.pathname) || url.search !== "" || url.hash !== "") return undefined;
  if ((url.username === "") !== (url.password === "")) return undefined;
  try {
    const user = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    const port = url.port === "" ? PORTS[url.protocol] : Number(url.port);
    return { protocol: url.protocol, host, port, login: user === "" ? undefined : { user, password } };
  } catch {
    return undefined;
  }
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function senderOf(given: string): Delivery["from"] | undefined {
  const { name = "", address } = /^(?<name>[^<>]*)<(?<address>[^<>]+)>\s*$/.exec(given)?.groups ?? { address: given };
  const read = readAddress((address ?? "").trim());
  return read.ok ? { name: oneLine(name).replace(/^"(.*)"$/, "$1"), address: read.address } : undefined;
}

function dkimOf(given: (name: keyof typeof NAMES) => string | undefined, faults: Words[]): Delivery["dkim"] {
  const names = ["dkimKey", "dkimDomain", "dkimSelector"] as const;
  const missing = names.filter((name) => given(name) === undefined);
  if (missing.length === names.length) return undefined;
  if (missing.length > 0) {
    faults.push(fillWords(FAULTS.dkim, { names: missing.map((name) => NAMES[name]).join(", ") }));
    return undefined;
  }
  const [keyFile = "", domain = "", selector = ""] = names.map((name) => given(name));
  const read = readAddress(`x@${domain}`);
  if (!read.ok || !SELECTOR.test(selector)) {
    faults.push(FAULTS.dkimDomain);
    return undefined;
  }
  return { keyFile, domain: read.address.slice(2), selector };
}
