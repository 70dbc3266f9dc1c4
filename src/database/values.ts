/*
 * One contract for values, whichever database answers: what a column's type comes out as, and what may be put in. `pg` gives
 * eight-byte integers as text and dates at local midnight, PGlite gives them as numbers and as `Date`; here both give
 * int8 as a number, date as Temporal.PlainDate, timestamptz as Temporal.Instant, bytea as a bare Uint8Array, jsonb as its value.
 */

/** Type numbers of PostgreSQL (pg_type.oid), for the types that need a reader of ours. */
const BYTEA = 17;
const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

/** @throws {RangeError} for an integer that a number cannot hold exactly */
function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the integers that are exact here`);
  return value;
}

/** From the hexadecimal form, `\x0a…`, which every server since 9.0 sends. */
function readBytes(text: string): Uint8Array {
  if (!text.startsWith(String.raw`\x`)) throw new TypeError("bytea is read in its hexadecimal form only");
  return Uint8Array.fromHex(text.slice(2));
}

/** Readers by type number, from the text that the server sends. */
export const READERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: readInteger,
  [DATE]: (text) => Temporal.PlainDate.from(text),
  [TIMESTAMPTZ]: (text) => Temporal.Instant.from(text),
  [BYTEA]: readBytes,
};

/**
 * A parameter as both drivers take it. Instants and dates go as ISO 8601; an array as the literal of a PostgreSQL array, an
 * object as JSON. An array that is to be JSON must be written as such by who sends it: see `json`.
 */
export function writeParameter(value: unknown): unknown {
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return arrayLiteral(value);
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return value.toString();
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return value === undefined ? null : value;
}

/** A value as the text of a jsonb parameter, arrays among them. */
export function json(value: unknown): string {
  return JSON.stringify(value);
}

function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map(element).join(",")}}`;
}

function element(value: unknown): string {
  const written = writeParameter(value);
  if (written === null) return "NULL";
  if (Array.isArray(value) && typeof written === "string") return written;
  if (written instanceof Uint8Array) return `"\\\\x${written.toHex()}"`;
  if (typeof written === "number" || typeof written === "boolean" || typeof written === "bigint")
    return String(written);
  if (typeof written !== "string") throw new TypeError(`a ${typeof written} cannot be an element of an array`);
  return `"${written.replaceAll("\\", "\\\\").replaceAll('"', String.raw`\"`)}"`;
}
