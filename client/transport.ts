import { problemAsError, YakusokuError } from "./errors.ts";
import type { Settings } from "./settings.ts";
import type { Operations, Problem } from "./types.ts";
import { say } from "./words.ts";

/** What may be said of one call. */
export interface CallOptions {
  /** Ends the call, whatever it is doing; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for each attempt of this call. */
  readonly timeout?: number | undefined;
}

export interface WriteOptions extends CallOptions {
  /** A key of your own, up to 200 characters of ASCII, such as the number of your order: it holds over a restart of your program, too. */
  readonly idempotencyKey?: string | undefined;
}

type Name = keyof Operations;

/** What is sent: what the operation names, and nothing else. */
export type Sent<Called extends Name> = {
  readonly [Part in "path" | "query" | "body" as Operations[Called][Part] extends undefined
    ? never
    : Part]: Operations[Called][Part];
};

/** Calls one operation of the API by its name. */
export type Call = <Called extends Name>(
  name: Called,
  sent: Sent<Called>,
  options?: WriteOptions,
) => Promise<Operations[Called]["answer"]>;

/** Operations that the server does again under the same key without doing them twice. */
const isWrite = (name: Name): boolean => !name.startsWith("GET ") && name !== "POST /v1/decisions";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** Who is asked to come back later than that is told so instead of being kept waiting. */
const LONGEST_WISH_MS = 30_000;

/** @returns what sends requests, again where that can help */
export function transport(settings: Settings): Call {
  return async (name, sent, options = {}) => {
    const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": settings.language };
    if (settings.key !== undefined) headers["Authorization"] = `Bearer ${settings.key}`;
    const key = options.idempotencyKey ?? crypto.randomUUID();
    if (!/^[\x20-\x7e]{1,200}$/.test(key)) throw new TypeError(say("badIdempotencyKey", settings.language));
    // Made once: the server knows the second attempt for the first by it.
    if (isWrite(name)) headers["Idempotency-Key"] = key;
    const parts: { path?: object | undefined; query?: object | undefined; body?: unknown } = sent;
    if (parts.body !== undefined) headers["Content-Type"] = "application/json";
    const [method = "", path = ""] = name.split(" ");
    const url = `${settings.url}${filled(path, parts.path ?? {}, settings)}${queryOf(parts.query ?? {})}`;
    const body = parts.body === undefined ? null : JSON.stringify(parts.body);
    const timeout = options.timeout ?? settings.timeout;
    const init: RequestInit = { method, headers, body, redirect: "manual" };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract; what permits is looked at again
    return (await repeated(settings, url, init, { ...options, timeout })) as Operations[typeof name]["answer"];
  };
}

type Limits = CallOptions & { readonly timeout: number };

async function repeated(settings: Settings, url: string, init: RequestInit, limits: Limits): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    limits.signal?.throwIfAborted();
    const got = await once(settings, url, init, limits, attempt);
    if ("value" in got) return got.value;
    const pause = got.again === undefined ? undefined : pauseBefore(attempt, got.again.wishMs);
    if (pause === undefined || attempt > settings.retries) throw got.error;
    await resting(pause, limits.signal);
  }
}

type Got =
  | { readonly value: unknown }
  | {
      readonly error: YakusokuError;
      /** Where trying again may help; with what the server wishes for, in milliseconds. */
      readonly again?: { readonly wishMs: number | undefined };
    };

async function once(
  settings: Settings,
  url: string,
  init: RequestInit,
  limits: Limits,
  attempts: number,
): Promise<Got> {
  const { signal, timeout } = limits;
  const ended = new AbortController();
  const stop = (): void => ended.abort();
  const timer = setTimeout(stop, timeout);
  signal?.addEventListener("abort", stop, { once: true });
  const { pathname } = new URL(url);
  // The path alone: a query may hold whom somebody looks for.
  const said = { url: `${settings.url}${pathname.slice(new URL(settings.url).pathname.replace(/\/$/, "").length)}` };
  let response: Response;
  let text: string;
  try {
    response = await settings.fetch(url, { ...init, signal: ended.signal });
    text = await response.text();
  } catch (cause) {
    signal?.throwIfAborted();
    const code = ended.signal.aborted ? "timeout" : "unreachable";
    const message = say(code, settings.language, { ...said, attempts, timeout });
    return { error: new YakusokuError(message, { code, attempts, cause }), again: { wishMs: undefined } };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
  const { status, headers } = response;
  const value = jsonOf(text, headers.get("Content-Type") ?? "");
  if (response.ok && (value !== undefined || (status === 204 && text === ""))) return { value };
  const error = isProblem(value)
    ? problemAsError(value, attempts)
    : new YakusokuError(say("unreadable", settings.language, { ...said, status }), {
        code: "unreadable-answer",
        status,
        attempts,
      });
  return isPassing(status) ? { error, again: { wishMs: wishOf(headers) } } : { error };
}

/** Whether the same request may well be answered later. */
export function isPassing(status: number | undefined): boolean {
  return status === undefined || status === 429 || status >= 500;
}

function jsonOf(text: string, type: string): unknown {
  if (!/^application\/(?:[a-z0-9.-]+\+)?json\s*(?:;|$)/i.test(type)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

export function isProblem(value: unknown): value is Problem {
  if (typeof value !== "object" || value === null || !("code" in value && "detail" in value && "status" in value))
    return false;
  return typeof value.code === "string" && typeof value.detail === "string" && typeof value.status === "number";
}

/** Retry-After: seconds or a date (RFC 9110, 10.2.3), in milliseconds from now. */
function wishOf(headers: Headers): number | undefined {
  const given = headers.get("Retry-After")?.trim();
  if (given === undefined) return undefined;
  if (/^\d+$/.test(given)) return Number(given) * 1_000;
  // oxlint-disable-next-line eslint/no-restricted-globals -- Node 20 has no Temporal
  const from = Date.parse(given) - Date.now();
  return Number.isNaN(from) ? undefined : Math.max(0, from);
}

/** Twice as long each time, and by chance, so that not everybody comes back at once. */
function pauseBefore(attempt: number, wishMs: number | undefined): number | undefined {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  const pause = longest / 2 + (Math.random() * longest) / 2;
  if (wishMs === undefined) return pause;
  return wishMs > LONGEST_WISH_MS ? undefined : wishMs + (Math.random() * FIRST_PAUSE_MS) / 2;
}

function resting(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason instanceof Error ? signal.reason : new Error(String(signal?.reason)));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

function filled(path: string, values: object, { language }: Settings): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const given: unknown = Reflect.get(values, name);
    // A dot or nothing would make another path of it.
    if (typeof given !== "string" || /^\.{0,2}$/.test(given))
      throw new TypeError(say("badPath", language, { name, given: String(given) }));
    return encodeURIComponent(given);
  });
}

function queryOf(values: object): string {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}
