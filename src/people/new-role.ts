import { sql } from "kysely";
import type { Step } from "../act/index.ts";
import { type Id, uuidOf, type Words } from "../wire/index.ts";
import type { Faults } from "./faults.ts";

/** What a person is to an operator, by a kind of person of the policy. */
export interface NewRole {
  readonly operator: string;
  readonly kind: string;
  /** Which department of the operator has charge of them, of the policy's `records`; absent: none in particular. */
  readonly department?: string | undefined;
  /** ISO 8601 with an offset; absent: nobody knows since when. */
  readonly since?: string | undefined;
  /** That instant not included; absent: without end. */
  readonly until?: string | undefined;
}

export interface ReadRole {
  readonly operator: string;
  readonly kind: string;
  readonly department: string | undefined;
  readonly since: Temporal.Instant | undefined;
  readonly until: Temporal.Instant | undefined;
}

const NOT_AN_INSTANT: Words = {
  ja: "2026-11-22T09:00:00+09:00 の形で、時差を付けて書いてください。",
  en: "Write it with its offset, like 2026-11-22T09:00:00+09:00.",
};
const ENDS_FIRST: Words = {
  ja: "終わりが始まりより前です。どちらかを直してください。",
  en: "The end comes before the start. Mend one of the two.",
};

export function readRole(
  { operator, kind, department, since, until }: NewRole,
  path: readonly (string | number)[],
  faults: Faults,
): ReadRole {
  const read = {
    operator,
    kind,
    department,
    since: readInstant(since, [...path, "since"], faults),
    until: readInstant(until, [...path, "until"], faults),
  };
  if (read.since !== undefined && read.until !== undefined && Temporal.Instant.compare(read.until, read.since) < 0)
    faults.add([...path, "until"], ENDS_FIRST);
  return read;
}

export function readInstant(
  text: string | undefined,
  path: readonly (string | number)[],
  faults: Faults,
): Temporal.Instant | undefined {
  if (text === undefined) return undefined;
  try {
    return Temporal.Instant.from(text).round({ smallestUnit: "millisecond", roundingMode: "floor" });
  } catch {
    faults.add(path, NOT_AN_INSTANT);
    return undefined;
  }
}

export async function insertRoles(
  { tx, ids, at }: Step,
  roles: readonly (ReadRole & { readonly person: string })[],
): Promise<readonly Id<"role">[]> {
  const made = roles.map((role) => ({ ...role, id: ids("role", at.epochMilliseconds) }));
  if (made.length === 0) return [];
  await sql`insert into person_role (person_id, id, operator, kind, department, since_at, until_at)
    select * from unnest(${made.map(({ person }) => person)}::uuid[], ${made.map(({ id }) => uuidOf("role", id))}::uuid[],
      ${made.map(({ operator }) => operator)}::text[], ${made.map(({ kind }) => kind)}::text[],
      ${made.map(({ department }) => department ?? null)}::text[],
      ${made.map(({ since }) => since ?? null)}::timestamptz[], ${made.map(({ until }) => until ?? null)}::timestamptz[])`.execute(
    tx,
  );
  return made.map(({ id }) => id);
}
