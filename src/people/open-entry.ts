import { sql } from "kysely";
import type { Step } from "../act/index.ts";
import { ProblemError, uuidOf } from "../wire/index.ts";
import { shortId } from "./person-key.ts";

/**
 * The bare UUID of something of a person that has not ended.
 * @throws {ProblemError} `not-on-record`, `already-ended`
 */
export async function openEntry(
  { tx, at }: Step,
  kind: "identifier" | "representative",
  person: string,
  entry: string,
): Promise<string> {
  const uuid = uuidOf(kind, entry);
  const { rows } = await sql<{ until_at: Temporal.Instant | null }>`
    select until_at from ${sql.table(kind)} where person_id = ${person} and id = ${uuid ?? null}::uuid`.execute(tx);
  const [found] = rows;
  if (found === undefined || uuid === undefined) throw new ProblemError("not-on-record", { entry: shortId(entry) });
  if (found.until_at !== null && Temporal.Instant.compare(found.until_at, at) <= 0)
    throw new ProblemError("already-ended", { entry, at: found.until_at.toString() });
  return uuid;
}
