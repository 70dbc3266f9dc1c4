import type { Context, MiddlewareHandler } from "hono";
import { every } from "hono/combine";
import {
  allowedCaller,
  type Door,
  hostName,
  isPrivate,
  requiresFresh,
  requiresStaff,
  type Session,
  sessionOf,
} from "../access/index.ts";
import type { House } from "../room/index.ts";
import { Button, localPath, Notice, pageLanguage, shortDate, TextField } from "../web/index.ts";
import { fill, type Language, ProblemError, type Words } from "../wire/index.ts";
import { SIGN_IN_WORDS as WORDS } from "./sign-in-words.ts";

/** What the pages of signing in are given. */
export interface View {
  readonly house: House;
  readonly lang: Language;
}

/**
 * A page that says who somebody is: nobody keeps it, and it does not open where others could read along.
 * @param address whether its address is a secret, which no request may name. Not "no-referrer": by that a form's origin is "null".
 */
export function secretPage({ address = false } = {}): MiddlewareHandler {
  return async (c, next) => {
    if (!isPrivate(c)) throw new ProblemError("insecure-connection");
    await next();
    c.header("Cache-Control", "no-store");
    if (address) c.header("Referrer-Policy", "strict-origin");
  };
}

const sessions = new WeakMap<Context, Session>();

/** Lets whoever is signed in to the pages of their own account; whoever sits at the machine has none. */
export function requiresOwn(door: Door): MiddlewareHandler {
  return every(requiresStaff(door), async (c, next) => {
    const { session } = allowedCaller(c);
    if (session === undefined) return c.redirect(localPath(pageLanguage(c), "/records"), 303);
    sessions.set(c, session);
    await next();
    return undefined;
  });
}

/** The same, and as well whoever came by a link to set up how they sign in; anybody else has to have shown lately who they are. */
export function requiresEnrolling(door: Door): MiddlewareHandler {
  const others = every(requiresOwn(door), requiresFresh(door));
  return async (c, next) => {
    const session = await sessionOf(c, door);
    if (session?.stage !== "enrolling") return await others(c, next);
    sessions.set(c, session);
    await next();
    return undefined;
  };
}

/** @throws {TypeError} on a route without these guards: a slip of ours */
export function ownSession(c: Context): Session {
  const session = sessions.get(c);
  if (session === undefined) throw new TypeError(`${c.req.path} is not guarded by a session`);
  return session;
}

export function textOf(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  return typeof value === "string" ? value : "";
}

/** Day and minute in Japan. */
export function momentOf(instant: Temporal.Instant, lang: Language): string {
  const there = instant.toZonedDateTimeISO("Asia/Tokyo");
  const time = there.toPlainTime().toString({ smallestUnit: "minute" });
  return `${shortDate(there.toPlainDate().toString(), lang)} ${time}`;
}

/** Scripts of a page with a form for passkeys. */
export const PASSKEY_SCRIPTS = ["webauthn.js", "passkeys.js"] as const;

/** Where passkeys cannot work: an address of numbers is no domain (Web Authentication, 5.1.2). */
function isNumbers(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.startsWith("[");
}

/** A form that a passkey answers; with words for when there is no script, no passkey, or another address is wanted. */
export const PasskeyForm = ({
  c,
  lang,
  kind,
  action,
  button,
  hidden = {},
  name,
  error,
}: {
  readonly c: Context;
  readonly lang: Language;
  readonly kind: "create" | "get";
  /** `ACTION/options` says what the authenticator is asked. */
  readonly action: string;
  readonly button: Words;
  readonly hidden?: Readonly<Record<string, string>>;
  /** The field for what a new passkey is called. */
  readonly name?: { readonly value: string; readonly error?: string | undefined };
  readonly error?: string | undefined;
}) => {
  const host = hostName(c);
  if (isNumbers(host)) {
    const url = new URL(c.req.url);
    url.hostname = "localhost";
    return (
      <Notice>
        <p>{fill(WORDS.noPasskeyHere[lang], { host, link: url.origin })}</p>
      </Notice>
    );
  }
  const faults = { refused: WORDS.faultRefused, known: WORDS.faultKnown, unsupported: WORDS.faultUnsupported };
  return (
    <form
      method="post"
      action={localPath(lang, action)}
      data-passkey={kind}
      data-options={localPath(lang, `${action}/options`)}
    >
      {Object.entries(faults).map(([fault, words]) => (
        <p class="error" role="alert" tabindex={-1} data-fault={fault} hidden>
          {words[lang]}
        </p>
      ))}
      {error !== undefined && <p class="error">{error}</p>}
      <noscript>
        <p class="notice warning">{WORDS.noScript[lang]}</p>
      </noscript>
      {Object.entries(hidden).map(([field, value]) => (
        <input type="hidden" name={field} value={value} />
      ))}
      <input type="hidden" name="answer" value="" />
      {name !== undefined && (
        <TextField
          name="name"
          label={WORDS.passkeyName[lang]}
          hint={WORDS.passkeyNameHint[lang]}
          value={name.value}
          error={name.error}
        />
      )}
      <p class="actions">
        <Button>{button[lang]}</Button>
      </p>
    </form>
  );
};

/** Password and code, as two pages ask for them. */
export const PasswordFields = ({ lang }: { readonly lang: Language }) => (
  <>
    <TextField type="password" name="password" label={WORDS.password[lang]} autocomplete="current-password" />
    <TextField name="code" label={WORDS.code[lang]} hint={WORDS.codeHint[lang]} autocomplete="one-time-code" />
  </>
);
