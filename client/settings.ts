import { type Language, say } from "./words.ts";

/** As `fetch` of the platform. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface ClientOptions {
  /** Where Yakusoku runs: http://127.0.0.1:8350. */
  readonly url: string;
  /** An API key (docs/access.md). Without one only kinds of people can be asked about. */
  readonly key?: string | undefined;
  /** Identifier of the policy that questions are decided by; absent: the first one served. */
  readonly policy?: string | undefined;
  /** Milliseconds for each attempt, its answer read to the end. */
  readonly timeout?: number | undefined;
  /** Attempts after the first. */
  readonly retries?: number | undefined;
  /** Sends `decide` calls of the same turn of the event loop in one request. */
  readonly batch?: boolean | undefined;
  /** Of errors and sentences. */
  readonly language?: Language | undefined;
  readonly fetch?: Fetch | undefined;
}

export interface Settings {
  /** Without a slash at its end. */
  readonly url: string;
  readonly key: string | undefined;
  readonly policy: string | undefined;
  readonly timeout: number;
  readonly retries: number;
  readonly batch: boolean;
  readonly language: Language;
  readonly fetch: Fetch;
}

/** Long enough for a batch of 10,000 about people on record on a small machine. */
const TIMEOUT_MS = 10_000;
/** With the pauses between them some two seconds: a restart of the server fits in. */
const RETRIES = 4;
const MOST_RETRIES = 20;
/** What setTimeout can wait. */
const LONGEST_MS = 2 ** 31 - 1;

const KNOWN: Readonly<Record<keyof ClientOptions, true>> = {
  url: true,
  key: true,
  policy: true,
  timeout: true,
  retries: true,
  batch: true,
  language: true,
  fetch: true,
};

/** @throws {TypeError} where an option is unknown or cannot be meant: a misspelled one would be left out in silence */
export function readSettings(options: ClientOptions): Settings {
  const language = options.language ?? "en";
  for (const name of Object.keys(options)) {
    if (name in KNOWN) continue;
    throw new TypeError(say("unknownOption", language, { name, known: Object.keys(KNOWN).join(", ") }));
  }
  if (language !== "ja" && language !== "en") throw new TypeError('language: "ja" | "en"');
  const { key } = options;
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) throw new TypeError(say("badKey", language));
  const whole = (name: string, given: number | undefined, preset: number, least: number, most: number): number => {
    const value = given ?? preset;
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new TypeError(say("badNumber", language, { name, least, most }));
  };
  return {
    url: baseOf(options.url, language),
    key,
    policy: options.policy,
    timeout: whole("timeout", options.timeout, TIMEOUT_MS, 1, LONGEST_MS),
    retries: whole("retries", options.retries, RETRIES, 0, MOST_RETRIES),
    batch: options.batch ?? false,
    language,
    // Looked up at each call, and called as the platform wants it: on the global object.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
  };
}

function baseOf(given: string, language: Language): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    throw new TypeError(say("badUrl", language));
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
