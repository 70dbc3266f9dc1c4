import { type Kysely, sql } from "kysely";
import type { Desk, Step, WorkTables } from "../act/index.ts";
import { allLookupHashes, type DataKey, loadDataKeys, openJson } from "../database/index.ts";
import { type Id, idOf, isLanguage, type Language, ProblemError, uuidOf } from "../wire/index.ts";
import { z } from "zod";
import { type Reach, reachSchema } from "./reach.ts";
import { isRole, type Role } from "./roles.ts";
import type { AccessTables } from "./tables.ts";

/** Somebody of the staff. */
export interface Account {
  readonly id: Id<"account">;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly reach: Reach;
  readonly language: Language;
  /** `invited` until a way of signing in is set up. */
  readonly state: AccountState;
  readonly madeAt: Temporal.Instant;
}

export type AccountState = "invited" | "active" | "suspended";

/** What is sealed of an account. */
export const aboutSchema = z.object({ name: z.string(), email: z.string() });

type ReadFrom = Pick<Desk, "database" | "keys"> | Pick<Step, "tx" | "keys">;

function handleOf(from: ReadFrom): Kysely<WorkTables> {
  return "tx" in from ? from.tx : from.database.kysely;
}

const EMAIL = /^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$|^[^\s@]{1,64}@localhost$/;
const EMAIL_LIMIT = 254;

/** The one form of an e-mail address in which an account is found; undefined where the text is none. */
export function staffEmail(text: string): string | undefined {
  const email = text.trim().normalize("NFKC").toLowerCase();
  return email.length <= EMAIL_LIMIT && EMAIL.test(email) && email.isWellFormed() ? email : undefined;
}

/** The kind under which addresses of staff are hashed: apart from those of the people on record. */
export const EMAIL_KIND = "staff-email";

export function accountUuid(id: string): string {
  const uuid = uuidOf("account", id);
  if (uuid === undefined) throw new ProblemError("no-such-account");
  return uuid;
}

/** Every account, the newest first. */
export async function listAccounts(from: ReadFrom): Promise<readonly Account[]> {
  const { rows } = await sql<AccessTables["account"]>`select * from account order by made_at desc, id`.execute(
    handleOf(from),
  );
  return await openAll(from, rows);
}

/** @throws {ProblemError} `no-such-account` */
export async function accountOf(from: ReadFrom, id: string): Promise<Account> {
  const { rows } = await sql<AccessTables["account"]>`
    select * from account where id = ${accountUuid(id)}`.execute(handleOf(from));
  const [account] = await openAll(from, rows);
  if (account === undefined) throw new ProblemError("no-such-account");
  return account;
}

/** The account of an address; undefined where there is none. */
export async function accountByEmail(from: ReadFrom, email: string): Promise<Account | undefined> {
  const hashes = allLookupHashes(from.keys, EMAIL_KIND, email).map(({ hash }) => hash);
  const { rows } = await sql<AccessTables["account"]>`
    select * from account where email_hash = any(${hashes}::bytea[])`.execute(handleOf(from));
  return (await openAll(from, rows))[0];
}

/** Whether anybody can sign in yet. */
export async function hasActiveAccount(from: ReadFrom): Promise<boolean> {
  const { rows } = await sql`select 1 from account where state <> 'invited' limit 1`.execute(handleOf(from));
  return rows.length > 0;
}

/** Takes an account for a change: others who want to change it wait. @throws {ProblemError} `no-such-account` */
export async function takeAccount(
  step: Step,
  id: string,
): Promise<Account & { readonly uuid: string; readonly key: DataKey }> {
  const uuid = accountUuid(id);
  const { rows } = await sql<AccessTables["account"]>`
    select * from account where id = ${uuid} for update`.execute(step.tx);
  const [row] = rows;
  const [account] = await openAll(step, rows);
  const key = row && (await loadDataKeys(handleOf(step), step.keys, [row.key_id])).get(row.key_id);
  if (account === undefined || key === undefined) throw new ProblemError("no-such-account");
  return { ...account, uuid, key };
}

async function openAll(from: ReadFrom, rows: readonly AccessTables["account"][]): Promise<readonly Account[]> {
  const keys = await loadDataKeys(
    handleOf(from),
    from.keys,
    rows.map(({ key_id }) => key_id),
  );
  return rows.flatMap((row) => {
    const key = keys.get(row.key_id);
    return key === undefined ? [] : [openAccount(row, key)];
  });
}

function openAccount(row: AccessTables["account"], key: DataKey): Account {
  const { name, email } = aboutSchema.parse(openJson(key, row.sealed, accountPlace(row.id)));
  return {
    id: idOf("account", row.id),
    name,
    email,
    roles: row.roles.filter(isRole),
    reach: reachSchema.parse(row.reach),
    language: isLanguage(row.language) ? row.language : "ja",
    state: stateOf(row.state),
    madeAt: row.made_at,
  };
}

/** Whatever it may say, what is not known to be active is not. */
function stateOf(state: string): AccountState {
  return state === "active" || state === "invited" ? state : "suspended";
}

/** Where name and address of an account are sealed. */
export function accountPlace(uuid: string): { readonly table: string; readonly column: string; readonly row: string } {
  return { table: "account", column: "sealed", row: uuid };
}
