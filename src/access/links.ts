import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Desk, Step } from "../act/index.ts";
import { type Id, idOf } from "../wire/index.ts";
import type { AccessTables } from "./tables.ts";

/** What a link is for: the first account of all, somebody invited, somebody who lost every way of signing in. */
export type LinkPurpose = "set-up" | "invitation" | "recovery";

/** Hours for which a link stands open. */
const HOURS: Readonly<Record<LinkPurpose, number>> = { "set-up": 1, invitation: 72, recovery: 24 };

const TOKEN_BYTES = 32;

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** SHA-256: of 256 random bits nobody needs a slow hash. */
export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** A link that opens the pages of enrolment for an account, once. Those before it open no more. */
export interface MadeLink {
  readonly token: string;
  readonly expiresAt: Temporal.Instant;
}

/** Makes a link within a command that has appended its event. Links made before for this account are closed. */
export async function insertLink({ tx, at }: Step, account: string, purpose: LinkPurpose): Promise<MadeLink> {
  const token = newToken();
  const expiresAt = at.add({ hours: HOURS[purpose] });
  await closeLinks(tx, account);
  await sql`insert into account_link (hash, account_id, purpose, expires_at)
    values (${tokenHash(token)}, ${account}, ${purpose}, ${expiresAt})`.execute(tx);
  return { token, expiresAt };
}

export async function closeLinks(tx: Step["tx"], account: string): Promise<void> {
  await sql`delete from account_link where account_id = ${account} and used_at is null`.execute(tx);
}

/** A link as it is opened; undefined for one that is unknown, used or expired, or whose account is suspended. */
export async function findLink(
  { database, clock }: Pick<Desk, "database" | "clock">,
  token: string,
): Promise<{ readonly account: Id<"account">; readonly purpose: string; readonly hash: Uint8Array } | undefined> {
  const { rows } = await sql<Pick<AccessTables["account_link"], "account_id" | "purpose" | "hash">>`
    select l.account_id, l.purpose, l.hash from account_link l join account a on a.id = l.account_id
    where l.hash = ${tokenHash(token)} and l.used_at is null and l.expires_at > ${clock.now()} and a.state <> 'suspended'
      and (l.purpose <> 'set-up' or not exists (select 1 from account o where o.state <> 'invited' and o.id <> a.id))`.execute(
    database.kysely,
  );
  const [row] = rows;
  return row && { account: idOf("account", row.account_id), purpose: row.purpose, hash: row.hash };
}
