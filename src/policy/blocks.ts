import { z } from "zod";
import { COUNTRY_PATTERN } from "../law/index.ts";

const ID = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;
const CLAUSE = /^[A-Z0-9][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*$/;
export const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Control characters and bidirectional overrides: they make a text read as something other than what it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

/** Words of a text: not empty, bounded, with nothing hidden in them. */
export const words = z
  .string()
  .trim()
  .min(1)
  .max(20_000)
  .refine((value) => !HIDDEN.test(value), { error: "hidden-characters" });

const id = z.string().max(80).regex(ID).meta({ description: "An identifier: small letters, digits, '-' and '.'" });
const clause = z.string().max(40).regex(CLAUSE).meta({ description: "The clause of the policy that this carries out" });
const text = z
  .record(z.string().regex(LANGUAGE_TAG), words)
  .meta({ description: "One text in several languages: { ja: …, en: … }" });
const date = z
  .string()
  .regex(DATE)
  .refine(isCalendarDate, { error: "no-such-date" })
  .meta({ description: "A date in Japan: YYYY-MM-DD" });
const duration = z
  .string()
  .regex(/^P(?=\d)(?:\d{1,3}Y)?(?:\d{1,4}M)?(?:\d{1,5}D)?$/)
  .meta({ description: "A length of time as ISO 8601 writes it: P6M, P3Y" });
const country = z.string().regex(COUNTRY_PATTERN).meta({ description: "ISO 3166: JP, KR, US-GU" });
const ids = z.array(id).max(500);

function isCalendarDate(value: string): boolean {
  try {
    return Temporal.PlainDate.from(value, { overflow: "reject" }).toString() === value;
  } catch {
    return false;
  }
}

/** The building blocks of the language, for its sections and for those that rooms add. */
export const blocks = { id, ids, clause, text, date, duration, country } as const;
