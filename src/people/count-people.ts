import { sql } from "kysely";
import { handleOf, type ReadFrom } from "./person-key.ts";

/** How many people were ever recorded; those who were erased since count. */
export async function countPeople(from: ReadFrom): Promise<number> {
  const { rows } = await sql<{ people: number }>`select count(*) as people from person`.execute(handleOf(from));
  return rows[0]?.people ?? 0;
}
