import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { act, type Around, type Desk } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, idOf, uuidOf } from "../wire/index.ts";
import { isScope, type Scope } from "./scopes.ts";
import type { AccessTables } from "./tables.ts";

/** An API key, without its secret. */
export interface ApiKey {
  readonly id: Id<"apiKey">;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly madeAt: Temporal.Instant;
  readonly revokedAt: Temporal.Instant | undefined;
}

const made = eventKind("api-key.made", z.strictObject({ key: z.string(), scopes: z.array(z.string()) }), {
  ja: "API キーを作った",
  en: "An API key was made",
});
const revoked = eventKind("api-key.revoked", z.strictObject({ key: z.string() }), {
  ja: "API キーを無効にした",
  en: "An API key was revoked",
});

const SECRET_BYTES = 32;
/** `key_<uuid>.<secret>`: the first part names the key, the second is shown once and never stored. */
const TOKEN = /^(?<id>key_[0-9a-f-]{36})\.(?<secret>[\w-]{43})$/;

/**
 * Makes a key.
 * @returns the key, and the token to send as `Authorization: Bearer …`; nobody can show it again
 */
export async function makeApiKey(
  desk: Desk,
  { name, scopes }: { readonly name: string; readonly scopes: readonly Scope[] },
  around: Around,
): Promise<{ readonly key: ApiKey; readonly token: string }> {
  const secret = randomBytes(SECRET_BYTES);
  const id = desk.ids("apiKey");
  const key = await act(
    desk,
    {
      name: "api-key.make",
      input: { name, scopes },
      run: async ({ append, tx, at }) => {
        await append({ kind: made, body: { key: id, scopes: [...scopes] }, values: { name } });
        await sql`insert into api_key (id, name, hash, scopes, made_at)
          values (${uuidOf("apiKey", id)}, ${name}, ${hashOf(secret)}, ${scopes}, ${at})`.execute(tx);
        return { id, name, scopes, madeAt: at, revokedAt: undefined };
      },
    },
    around,
  );
  return { key, token: `${id}.${secret.toString("base64url")}` };
}

/** Revokes a key; it counts from the next request on. @returns whether there was such a key in use */
export async function revokeApiKey(desk: Desk, id: string, around: Around): Promise<boolean> {
  const found = (await listApiKeys(desk)).find((key) => key.id === id && key.revokedAt === undefined);
  if (found === undefined) return false;
  return await act(
    desk,
    {
      name: "api-key.revoke",
      input: { id },
      run: async ({ append, tx, at }) => {
        await append({ kind: revoked, body: { key: id } });
        await sql`update api_key set revoked_at = ${at} where id = ${uuidOf("apiKey", id)} and revoked_at is null`.execute(
          tx,
        );
        return true;
      },
    },
    around,
  );
}

/** Every key, the newest first. */
export async function listApiKeys({ database }: Pick<Desk, "database">): Promise<readonly ApiKey[]> {
  const { rows } = await sql<AccessTables["api_key"]>`select * from api_key order by made_at desc, id`.execute(
    database.kysely,
  );
  return rows.map(keyOf);
}

/** The key of a token; undefined for one that is unknown, wrong or revoked. */
export async function findApiKey({ database }: Pick<Desk, "database">, token: string): Promise<ApiKey | undefined> {
  const { id = "", secret = "" } = TOKEN.exec(token)?.groups ?? {};
  const uuid = uuidOf("apiKey", id);
  if (uuid === undefined) return undefined;
  const { rows } = await sql<AccessTables["api_key"]>`
    select * from api_key where id = ${uuid} and revoked_at is null`.execute(database.kysely);
  const [row] = rows;
  if (row === undefined || !timingSafeEqual(hashOf(Buffer.from(secret, "base64url")), row.hash)) return undefined;
  return keyOf(row);
}

function keyOf({ id, name, scopes, made_at, revoked_at }: AccessTables["api_key"]): ApiKey {
  return {
    id: idOf("apiKey", id),
    name,
    scopes: scopes.filter(isScope),
    madeAt: made_at,
    revokedAt: revoked_at ?? undefined,
  };
}

function hashOf(secret: Uint8Array): Buffer {
  return createHash("sha256").update(secret).digest();
}
