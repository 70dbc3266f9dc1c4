import type { Words } from "../wire/index.ts";

/** Why a message did not arrive, or did not yet: a class, and never what a server said, for that may name somebody. */
export const REASONS = {
  "no-such-mailbox": { ja: "宛先がない", en: "There is no such mailbox" },
  "mailbox-full": { ja: "宛先の容量がいっぱい", en: "The mailbox is full" },
  "too-large": { ja: "大きすぎる", en: "It is too large" },
  refused: { ja: "相手のサーバーの方針で断られた", en: "The other side's policy refuses it" },
  "sender-refused": { ja: "差出人として認められない", en: "The sender is not accepted" },
  login: { ja: "メールサーバーにログインできない", en: "The mail server does not take the login" },
  tls: { ja: "メールサーバーとの暗号化ができない", en: "The connection to the mail server cannot be secured" },
  unreachable: { ja: "メールサーバーにつながらない", en: "The mail server cannot be reached" },
  busy: { ja: "メールサーバーがあとにするよう求めた", en: "The mail server asks to try later" },
  "gave-up": { ja: "試し続けたが送れなかった", en: "It was tried for long, in vain" },
  erased: { ja: "本人の記録を消去した", en: "The record of the person was erased" },
  "not-set-up": { ja: "メールを送る設定がない", en: "Sending is not set up" },
  other: { ja: "そのほか", en: "Something else" },
} as const satisfies Record<string, Words>;

export type Reason = keyof typeof REASONS;

export function isReason(text: string): text is Reason {
  return Object.hasOwn(REASONS, text);
}

export interface Failure {
  readonly permanent: boolean;
  readonly reason: Reason;
  /** Class, subject and detail (RFC 3463), where the server gave them. */
  readonly status: string | undefined;
}

const STATUS = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/;

/** By subject and detail of the status (RFC 3463, 3). */
export function reasonOf(status: string | undefined): Reason {
  const [, subject = "", detail = ""] = (status ?? "").split(".");
  if (subject === "1") return detail === "7" || detail === "8" ? "sender-refused" : "no-such-mailbox";
  if (subject === "2") return detail === "2" ? "mailbox-full" : detail === "3" ? "too-large" : "no-such-mailbox";
  if (subject === "3" && detail === "4") return "too-large";
  if (subject === "7") return "refused";
  return "other";
}

/** How Node says that a certificate or a handshake will not do. */
const TLS_CODE = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_|UNABLE_|HOSTNAME_)|_CERT|_SIGNATURE|_CRL/;

/** What an attempt failed of. Only what the server says of the message itself, or of whom it is for, is for good. */
export function failureOf(error: unknown): Failure {
  const { code, originalCode, responseCode, response, command } = fieldsOf(error);
  const status = STATUS.exec(response)?.[0];
  const later = (reason: Reason): Failure => ({ permanent: false, reason, status });
  if (code === "EAUTH" || code === "ENOAUTH" || code === "EOAUTH2") return later("login");
  if (code === "ETLS" || code === "EREQUIRETLS" || TLS_CODE.test(originalCode)) return later("tls");
  if (responseCode >= 500 && (code === "EENVELOPE" || code === "EMESSAGE")) {
    if (command.startsWith("MAIL")) return { permanent: true, reason: "sender-refused", status };
    const reason = status === undefined && responseCode === 550 ? "no-such-mailbox" : reasonOf(status);
    return { permanent: true, reason: status === undefined && responseCode === 552 ? "mailbox-full" : reason, status };
  }
  if (responseCode >= 400) return later(status === "4.2.2" ? "mailbox-full" : "busy");
  return later("unreachable");
}

function fieldsOf(error: unknown): {
  readonly code: string;
  /** Of the error beneath, where the connection itself failed. */
  readonly originalCode: string;
  readonly responseCode: number;
  readonly response: string;
  readonly command: string;
} {
  const field = (name: string): unknown =>
    typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
  const text = (name: string): string => {
    const value = field(name);
    return typeof value === "string" ? value : "";
  };
  const responseCode = field("responseCode");
  return {
    code: text("code"),
    originalCode: text("originalCode"),
    responseCode: typeof responseCode === "number" ? responseCode : 0,
    response: text("response"),
    command: text("command"),
  };
}
