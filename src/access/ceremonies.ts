import { sql } from "kysely";
import type { Context } from "hono";
import type { Desk } from "../act/index.ts";
import { openJson, sealJson } from "../database/index.ts";
import { dropCookie, giveCookie, readCookie } from "./cookies.ts";
import { newToken, tokenHash } from "./links.ts";

/*
 * What one step of signing in leaves to the next, such as a challenge: it waits on the server, the browser holds a token, and it is
 * taken once.
 */

const MINUTES = 10;
const COOKIE = "yakusoku-step";

type Holder = Pick<Desk, "database" | "standing" | "clock">;

/** Keeps something for the next step of this browser. Of one kind it has one: the last. */
export async function leaveForNext(
  c: Context,
  { database, standing, clock }: Holder,
  kind: string,
  data: unknown,
): Promise<void> {
  const token = newToken();
  const hash = tokenHash(`${kind} ${token}`);
  const sealed = sealJson(standing.answers, data, placeOf(hash));
  await sql`insert into ceremony (hash, kind, sealed, expires_at)
    values (${hash}, ${kind}, ${sealed}, ${clock.now().add({ minutes: MINUTES })})`.execute(database.kysely);
  giveCookie(c, `${COOKIE}-${kind}`, token, MINUTES * 60);
}

/** Takes what was kept; undefined where nothing was, or it was taken before, or is too old. */
export async function takeLeft(c: Context, { database, standing, clock }: Holder, kind: string): Promise<unknown> {
  const token = readCookie(c, `${COOKIE}-${kind}`);
  if (token === undefined) return undefined;
  dropCookie(c, `${COOKIE}-${kind}`);
  const hash = tokenHash(`${kind} ${token}`);
  const { rows } = await sql<{ sealed: Uint8Array }>`
    delete from ceremony where hash = ${hash} and expires_at > ${clock.now()} returning sealed`.execute(
    database.kysely,
  );
  const [row] = rows;
  return row && openJson(standing.answers, row.sealed, placeOf(hash));
}

/** Reads it and leaves it there, for a page that may be shown again. */
export async function readLeft(c: Context, { database, standing, clock }: Holder, kind: string): Promise<unknown> {
  const token = readCookie(c, `${COOKIE}-${kind}`);
  if (token === undefined) return undefined;
  const hash = tokenHash(`${kind} ${token}`);
  const { rows } = await sql<{ sealed: Uint8Array }>`
    select sealed from ceremony where hash = ${hash} and expires_at > ${clock.now()}`.execute(database.kysely);
  const [row] = rows;
  return row && openJson(standing.answers, row.sealed, placeOf(hash));
}

function placeOf(hash: Uint8Array): { readonly table: string; readonly column: string; readonly row: string } {
  return { table: "ceremony", column: "sealed", row: hash.toHex() };
}
