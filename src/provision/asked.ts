import type { Context, Env } from "hono";
import { z } from "zod";
import { dayInJapan } from "../law/index.ts";
import { type Pack, suggestion } from "../policy/index.ts";
import { readJson } from "../web/index.ts";
import {
  describeSent,
  fillWords,
  type Language,
  midnightInJapan,
  pointer,
  ProblemError,
  quotable,
  uuidOf,
  type Words,
} from "../wire/index.ts";
import { BASES } from "./rules.ts";
import { type After, type Filters, readCursor, writeCursor } from "./read.ts";

/** What was sent, by its schema. @throws {ProblemError} as `readJson`, and `invalid-record` */
export async function bodyOf<Output>(c: Context<Env, string>, schema: z.ZodType<Output>): Promise<Output> {
  return readInput(schema, await readJson(c));
}

/** What was sent or typed, by its schema. @throws {ProblemError} `invalid-record`, with a pointer to each place that needs mending */
export function readInput<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { count, faults } = faultsOf(parsed.error, value);
  throw new ProblemError("invalid-record", { count }, faults);
}

function faultsOf(error: z.ZodError, value: unknown) {
  const issues = describeSent(error, value, "record");
  const faults = (language: Language) =>
    issues.map(({ path, message }) => ({ pointer: pointer(path), detail: message[language] }));
  return { count: issues.length, faults };
}

/** The bare UUID of an identifier in a path. @throws {ProblemError} `not-found` */
export function uuidInPath(c: Context, kind: Parameters<typeof uuidOf>[0], name: string): string {
  const uuid = uuidOf(kind, c.req.param(name) ?? "");
  if (uuid === undefined) throw new ProblemError("not-found", { path: c.req.path });
  return uuid;
}

const MOST = 200;
const dayOrInstant = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const filterSchema = z.object({
  operator: z.string().max(80).optional(),
  party: z
    .string()
    .regex(/^pty_[0-9a-f-]{36}$/)
    .optional(),
  basis: z.enum(BASES).optional(),
  from: dayOrInstant.optional(),
  to: dayOrInstant.optional(),
  limit: z.coerce.number().int().min(1).max(MOST).default(50),
  cursor: z
    .string()
    .refine((text) => readCursor(text) !== undefined)
    .optional(),
});

export interface AskedList {
  readonly filters: Filters;
  readonly page: { readonly after: After | undefined; readonly limit: number };
}

/**
 * Filters, cursor and limit of a list, from the address. A day means that day in Japan, and as `to` the whole of it. An empty field of a
 * form is none.
 * @throws {ProblemError} `invalid-filter`
 */
export function listAsked(c: Context): AskedList {
  const given = Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== ""));
  const parsed = filterSchema.safeParse(given);
  if (!parsed.success) {
    const { count, faults } = faultsOf(parsed.error, given);
    throw new ProblemError("invalid-filter", { count }, faults);
  }
  const { operator, party, basis, from, to, limit, cursor } = parsed.data;
  return {
    filters: {
      operator,
      party: party === undefined ? undefined : uuidOf("party", party),
      basis,
      from: from === undefined ? undefined : instantOf(from),
      to: to === undefined ? undefined : to.includes("T") ? instantOf(to) : instantOf(nextDay(to)),
    },
    page: { after: cursor === undefined ? undefined : readCursor(cursor), limit },
  };
}

function instantOf(text: string): Temporal.Instant {
  return text.includes("T") ? Temporal.Instant.from(text) : midnightInJapan(text);
}

function nextDay(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

/** Today in Japan. */
export function todayAt(now: Temporal.Instant): Temporal.PlainDate {
  return dayInJapan(now.epochMilliseconds);
}

export function nextOf(after: After | undefined): string | null {
  return after === undefined ? null : writeCursor(after);
}

const UNKNOWN: Readonly<Record<"operators" | "classes" | "items" | "purposes" | "sharedUses", Words>> = {
  operators: {
    ja: "「{word}」という事業者はポリシーにありません。{hint}",
    en: "The policy has no operator “{word}”. {hint}",
  },
  classes: {
    ja: "「{word}」という提供先の区分はポリシーにありません。{hint}",
    en: "The policy has no class of recipients “{word}”. {hint}",
  },
  items: { ja: "「{word}」という項目はポリシーにありません。{hint}", en: "The policy has no item “{word}”. {hint}" },
  purposes: {
    ja: "「{word}」という利用目的はポリシーにありません。{hint}",
    en: "The policy has no purpose “{word}”. {hint}",
  },
  sharedUses: {
    ja: "「{word}」という共同利用はポリシーにありません。{hint}",
    en: "The policy has no shared use “{word}”. {hint}",
  },
};

/** Words of a record, and where they stand. */
interface Spoken {
  readonly pointer: string;
  readonly kind: keyof typeof UNKNOWN;
  readonly words: readonly string[];
}

/**
 * Holds the words of a record to the policies served, in any of their versions: what was provided years ago is named as it was then.
 * @throws {ProblemError} `invalid-record`, with the nearest word that there is
 */
export function checkWords(packs: Iterable<Pack>, spoken: readonly Spoken[]): void {
  const programs = [...packs].flatMap(({ versions }) => versions);
  const known = {
    operators: new Set(programs.flatMap(({ operators }) => [...operators.keys()])),
    classes: new Set(programs.flatMap(({ recipients }) => [...recipients.keys()])),
    items: new Set(programs.flatMap(({ items }) => [...items.keys()])),
    purposes: new Set(programs.flatMap(({ purposes }) => [...purposes.keys()])),
    sharedUses: new Set(programs.flatMap(({ sharedUses }) => sharedUses.map(({ id }) => id))),
  };
  const faults = spoken.flatMap((one) =>
    one.words
      .filter((word) => !known[one.kind].has(word))
      .map((word) => ({
        pointer: one.pointer,
        detail: fillWords(UNKNOWN[one.kind], { word: quotable(word), hint: suggestion(word, [...known[one.kind]]) }),
      })),
  );
  if (faults.length === 0) return;
  throw new ProblemError("invalid-record", { count: faults.length }, (language) =>
    faults.map((fault) => ({ pointer: fault.pointer, detail: fault.detail[language].trim() })),
  );
}
