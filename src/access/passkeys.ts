import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { Context } from "hono";
import { sql } from "kysely";
import { z } from "zod";
import type { Command, Desk } from "../act/index.ts";
import { loadDataKeys, openJson, sealJson } from "../database/index.ts";
import { type Id, idOf, ProblemError, uuidOf } from "../wire/index.ts";
import { accountOf, accountUuid, takeAccount } from "./accounts.ts";
import { leaveForNext, takeLeft } from "./ceremonies.ts";
import { hostName, originOf } from "./cookies.ts";
import { keepWayIn } from "./enrol.ts";
import { passkeyAdded, passkeyRemoved } from "./events.ts";
import type { Proof } from "./sign-in.ts";
import type { AccessTables } from "./tables.ts";

/*
 * Passkeys (Web Authentication, level 3). The authenticator has to check its owner, by finger, face or PIN: a passkey is two factors in
 * one. It holds the account's identifier itself, so that nobody enters an address to sign in.
 */

/** A passkey, as its owner sees it. */
export interface Passkey {
  readonly id: Id<"passkey">;
  readonly name: string;
  readonly madeAt: Temporal.Instant;
  readonly usedAt: Temporal.Instant | undefined;
}

export const PASSKEY_NAME_LIMIT = 60;
/** More keys than anyone carries. */
const PASSKEYS_MOST = 20;

/** EdDSA, ES256, RS256 (COSE): what authenticators have. */
const ALGORITHMS = [-8, -7, -257];

const leftSchema = z.object({ challenge: z.string(), account: z.string().optional() });
const nameSchema = z.object({ name: z.string() });

/**
 * What the browser's authenticator is asked, so that it makes a passkey; the challenge waits for its answer.
 * @throws {ProblemError} `no-such-account`
 */
export async function askForNewPasskey(c: Context, desk: Desk, account: Id<"account">): Promise<object> {
  const { name, email } = await accountOf(desk, account);
  const { rows } = await sql<Pick<AccessTables["passkey"], "credential" | "transports">>`
    select credential, transports from passkey where account_id = ${accountUuid(account)}`.execute(
    desk.database.kysely,
  );
  const options = await generateRegistrationOptions({
    rpName: "Yakusoku",
    rpID: hostName(c),
    userID: Uint8Array.fromHex(accountUuid(account).replaceAll("-", "")),
    userName: email,
    userDisplayName: name,
    attestationType: "none",
    excludeCredentials: rows.map(({ credential, transports }) => ({ id: base64url(credential), transports })),
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  await leaveForNext(c, desk, "new-passkey", { challenge: options.challenge, account });
  return options;
}

/** A passkey that was checked, and is to be kept. */
export interface NewPasskey {
  readonly credential: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
}

/** Reads what the authenticator made. @returns undefined where it is not what was asked for, or came too late */
export async function readNewPasskey(
  c: Context,
  desk: Desk,
  account: Id<"account">,
  answer: string,
): Promise<NewPasskey | undefined> {
  const left = leftSchema.safeParse(await takeLeft(c, desk, "new-passkey")).data;
  const response = parsed(answer);
  if (left?.account !== account || response === undefined) return undefined;
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the library reads every part of it and throws
      response: response as RegistrationResponseJSON,
      expectedChallenge: left.challenge,
      expectedOrigin: originOf(c),
      expectedRPID: hostName(c),
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (registrationInfo === undefined) return undefined;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return { credential: Buffer.from(id, "base64url"), publicKey, counter, transports };
  } catch {
    return undefined;
  }
}

/** Keeps a passkey. @throws {ProblemError} when run: `too-many-entries` */
export function addPasskey(account: Id<"account">, name: string, made: NewPasskey): Command<Id<"passkey">> {
  return {
    name: "passkey.add",
    input: { account, name },
    run: async (step) => {
      const { uuid, key } = await takeAccount(step, account);
      const { rows } = await sql`select 1 from passkey where account_id = ${uuid}`.execute(step.tx);
      if (rows.length >= PASSKEYS_MOST) {
        throw new ProblemError("too-many-entries", { limit: PASSKEYS_MOST, count: rows.length + 1 });
      }
      const id = step.ids("passkey", step.at.epochMilliseconds);
      const row = uuidOf("passkey", id) ?? "";
      await step.append({ kind: passkeyAdded, body: { passkey: id }, values: { account } });
      await sql`insert into passkey (id, account_id, credential, public_key, counter, transports, sealed, made_at)
        values (${row}, ${uuid}, ${made.credential}, ${made.publicKey}, ${made.counter}, ${made.transports},
          ${sealJson(key, { name }, placeOf(row))}, ${step.at})`.execute(step.tx);
      return id;
    },
  };
}

/** Takes a passkey away. @throws {ProblemError} when run: `last-way-in`, `not-found` */
export function removePasskey(account: Id<"account">, id: string): Command<null> {
  return {
    name: "passkey.remove",
    input: { account, id },
    run: async (step) => {
      const { uuid } = await takeAccount(step, account);
      const { rows } = await sql`
        select 1 from passkey where id = ${uuidOf("passkey", id) ?? null} and account_id = ${uuid}`.execute(step.tx);
      if (rows.length === 0) throw new ProblemError("not-found", { path: "passkey" });
      await step.append({ kind: passkeyRemoved, body: { passkey: id }, values: { account } });
      await sql`delete from passkey where id = ${uuidOf("passkey", id) ?? null} and account_id = ${uuid}`.execute(
        step.tx,
      );
      await keepWayIn(step, uuid);
      return null;
    },
  };
}

/** The passkeys of an account, the newest first. */
export async function listPasskeys(
  desk: Pick<Desk, "database" | "keys">,
  account: Id<"account">,
): Promise<readonly Passkey[]> {
  const { rows } = await sql<AccessTables["passkey"] & { key_id: string }>`
    select p.*, a.key_id from passkey p join account a on a.id = p.account_id
    where p.account_id = ${accountUuid(account)} order by p.made_at desc, p.id`.execute(desk.database.kysely);
  const keys = await loadDataKeys(desk.database.kysely, desk.keys, [...new Set(rows.map(({ key_id }) => key_id))]);
  return rows.flatMap(({ id, key_id, sealed, made_at, used_at }) => {
    const key = keys.get(key_id);
    if (key === undefined) return [];
    const { name } = nameSchema.parse(openJson(key, sealed, placeOf(id)));
    return [{ id: idOf("passkey", id), name, madeAt: made_at, usedAt: used_at ?? undefined }];
  });
}

/** What the browser's authenticator is asked to sign in with; any passkey that it has for this host. */
export async function askForPasskey(c: Context, desk: Desk): Promise<object> {
  const options = await generateAuthenticationOptions({ rpID: hostName(c), userVerification: "required" });
  await leaveForNext(c, desk, "passkey", { challenge: options.challenge });
  return options;
}

type Known = Pick<AccessTables["passkey"], "id" | "account_id" | "public_key" | "counter"> & { state: string };

/** Reads what an authenticator signed. @returns undefined where no passkey of an active account signed what was asked */
export async function proveByPasskey(c: Context, desk: Desk, answer: string): Promise<Proof | undefined> {
  const left = leftSchema.safeParse(await takeLeft(c, desk, "passkey")).data;
  const response = parsed(answer);
  if (left === undefined || response === undefined) return undefined;
  const credential = Buffer.from(response.id, "base64url");
  const { rows } = await sql<Known>`
    select p.id, p.account_id, p.public_key, p.counter, a.state from passkey p join account a on a.id = p.account_id
    where p.credential = ${credential}`.execute(desk.database.kysely);
  const [row] = rows;
  if (row?.state !== "active") return undefined;
  const counter = await readSigned(c, { response, challenge: left.challenge, row });
  if (counter === undefined) return undefined;
  const account = await accountOf(desk, idOf("account", row.account_id));
  return {
    account: account.id,
    email: account.email,
    method: "passkey",
    spend: async ({ tx, at }) => {
      // Removed meanwhile, it counts no more.
      const { rows: used } = await sql`update passkey set counter = ${counter}, used_at = ${at}
        where id = ${row.id} returning id`.execute(tx);
      return used.length === 1;
    },
  };
}

async function readSigned(
  c: Context,
  {
    response,
    challenge,
    row,
  }: { readonly response: object & { readonly id: string }; readonly challenge: string; readonly row: Known },
): Promise<number | undefined> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the library reads every part of it and throws
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: originOf(c),
      expectedRPID: hostName(c),
      requireUserVerification: true,
      credential: { id: response.id, publicKey: new Uint8Array(row.public_key), counter: row.counter },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}

const answerSchema = z.looseObject({ id: z.string().max(2_000), response: z.looseObject({}) });

function parsed(answer: string): (object & { readonly id: string }) | undefined {
  try {
    return answerSchema.safeParse(JSON.parse(answer)).data;
  } catch {
    return undefined;
  }
}

function base64url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

function placeOf(uuid: string): { readonly table: string; readonly column: string; readonly row: string } {
  return { table: "passkey", column: "sealed", row: uuid };
}
