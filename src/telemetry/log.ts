import { pino } from "pino";
import { z } from "zod";
import { choice, setting } from "../settings/index.ts";
import { type Clock, systemClock } from "../wire/index.ts";

const LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
type Level = (typeof LEVELS)[number];

export const LOG_LEVEL = setting({
  name: "YAKUSOKU_LOG",
  says: {
    ja: "ログに書くもの。debug, info（要求ごとに 1 行）, warn, error, silent",
    en: "What is logged: debug, info (a line for each request), warn, error, silent",
  },
  form: choice(...LEVELS),
  unset: "info",
});

export const LOG_FORM = setting({
  name: "YAKUSOKU_LOG_FORM",
  says: {
    ja: "ログの形。json は 1 行 1 件、human は人が読む形、auto は端末なら human、それ以外は json",
    en: "How it is logged: json, human, or auto (human on a terminal, else json)",
  },
  form: choice("auto", "json", "human"),
  unset: "auto",
});

/** What a line holds: identifiers, counts, names of routes and codes; never a personal value, nor what somebody sent. */
export type LogFields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

type Write = (event: string, fields?: LogFields) => void;

/** Says what happens while a process runs. An event has a name such as `request` or `job.failed`. */
export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

export interface LogOptions {
  readonly write: (line: string) => void;
  readonly level?: Level;
  readonly form?: "json" | "human";
  readonly clock?: Clock;
}

/** One line for each event: `{"level":"info","time":"…","pid":…,"event":"request",…}`, or the same for people. */
export function createLog({ write, level = "info", form = "json", clock = systemClock }: LogOptions): Log {
  const destination = { write: form === "json" ? write : (line: string): void => write(forPeople(line)) };
  const lines = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${clock.now().toString({ smallestUnit: "millisecond" })}"`,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: "event",
    },
    destination,
  );
  return {
    debug: (event, fields = {}) => lines.debug(fields, event),
    info: (event, fields = {}) => lines.info(fields, event),
    warn: (event, fields = {}) => lines.warn(fields, event),
    error: (event, fields = {}) => lines.error(fields, event),
  };
}

/** Errors alone, to the standard error: for what runs outside a server. */
export const errorsOnly: Log = createLog({ level: "error", write: (line) => void process.stderr.write(line) });

const lineSchema = z.looseObject({
  level: z.string(),
  time: z.string(),
  event: z.string(),
  says: z.string().optional(),
});

function forPeople(line: string): string {
  const { level, time, pid: _pid, event, says, ...rest } = lineSchema.parse(JSON.parse(line));
  const at = Temporal.Instant.from(time).toZonedDateTimeISO(Temporal.Now.timeZoneId());
  const clock = at.toPlainTime().toString({ smallestUnit: "second" });
  const what = says !== undefined ? says : [event, ...Object.entries(rest).map(said)].join(" ");
  const mark = level === "info" ? "" : ` ${level}:`;
  return `${clock}${mark} ${what}\n`;
}

function said([name, value]: readonly [string, unknown]): string {
  return Array.isArray(value) ? `${name}:\n    ${value.join("\n    ")}` : `${name}=${String(value)}`;
}

/** Of an error its name and code, and where it was thrown. Its message is left out: it may quote what somebody entrusted to us. */
export function errorFields(error: unknown): { readonly error: string; readonly at: readonly string[] } {
  const names: string[] = [];
  for (let one = error; names.length < 5; one = one.cause) {
    names.push(errorName(one));
    if (!(one instanceof Error) || one.cause === undefined) break;
  }
  return { error: names.join(" < "), at: error instanceof Error ? framesOf(error) : [] };
}

/** The name and the code of an error. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? `${error.name} ${error.code}` : error.name;
}

function framesOf({ stack = "", message }: Error): string[] {
  return stack
    .replace(message, "")
    .split("\n")
    .filter((line) => /^ {4}at /.test(line))
    .map((line) => line.slice(7));
}
