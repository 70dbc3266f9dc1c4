import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { act, type Around, type Desk } from "../act/index.ts";
import { eventKind } from "../evidence/index.ts";
import { type Id, idOf, ProblemError, uuidOf } from "../wire/index.ts";
import { EVERYONE, isWithin, type Reach, reachSchema } from "./reach.ts";
import { isKeyScope, type KeyScope, type Scope } from "./scopes.ts";
import type { AccessTables } from "./tables.ts";

/** An API key, without its secret. */
export interface ApiKey {
  readonly id: Id<"apiKey">;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly reach: Reach;
  readonly madeAt: Temporal.Instant;
  readonly revokedAt: Temporal.Instant | undefined;
  /** Absent: it works until it is revoked. */
  readonly expiresAt: Temporal.Instant | undefined;
  /** Of a key that was rotated, until when the secret before goes on working. */
  readonly previousUntil: Temporal.Instant | undefined;
  /** The day in Japan. */
  readonly usedOn: Temporal.PlainDate | undefined;
}

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Absent: everybody. */
  readonly reach?: Reach | undefined;
  readonly expiresAt?: Temporal.Instant | undefined;
}

/** Who makes a key, where that limits what it may be given. */
export interface Maker {
  readonly scopes: ReadonlySet<string>;
  readonly reach: Reach;
}

const made = eventKind(
  "api-key.made",
  z.strictObject({
    key: z.string(),
    scopes: z.array(z.string()),
    reach: reachSchema,
    expiresAt: z.string().optional(),
  }),
  { ja: "API キーを作った", en: "An API key was made" },
);
const rotated = eventKind("api-key.rotated", z.strictObject({ key: z.string(), previousUntil: z.string() }), {
  ja: "API キーの秘密を新しくした",
  en: "An API key was given a new secret",
});
const revoked = eventKind("api-key.revoked", z.strictObject({ key: z.string() }), {
  ja: "API キーを無効にした",
  en: "An API key was revoked",
});

const SECRET_BYTES = 32;
/** `key_<uuid>.<secret>`: the first part names the key, the second is shown once and never stored. */
const TOKEN = /^(?<id>key_[0-9a-f-]{36})\.(?<secret>[\w-]{43})$/;

/** A key, and the token to send as `Authorization: Bearer …`; nobody can show it again. */
export interface MadeKey {
  readonly key: ApiKey;
  readonly token: string;
}

/**
 * Makes a key.
 * @param maker whoever makes it; a key never may do more, nor reach further
 * @throws {ProblemError} `beyond-own`
 */
export async function makeApiKey(
  desk: Desk,
  { name, scopes: asked, reach = EVERYONE, expiresAt }: NewApiKey,
  around: Around,
  maker?: Maker,
): Promise<MadeKey> {
  const scopes = asked.filter(isKeyScope);
  // A key that makes accounts or keys could do more than it was given.
  if (scopes.length < asked.length) throw new ProblemError("beyond-own");
  if (maker !== undefined && (!scopes.every((scope) => maker.scopes.has(scope)) || !isWithin(reach, maker.reach))) {
    throw new ProblemError("beyond-own");
  }
  const secret = randomBytes(SECRET_BYTES);
  const id = desk.ids("apiKey");
  const key = await act(
    desk,
    {
      name: "api-key.make",
      input: { name, scopes, reach, expiresAt: expiresAt?.toString() },
      run: async ({ append, tx, at }): Promise<ApiKey> => {
        const body = { key: id, scopes: [...scopes], reach, ...(expiresAt && { expiresAt: expiresAt.toString() }) };
        await append({ kind: made, body, values: { name } });
        await sql`insert into api_key (id, name, hash, scopes, made_at, expires_at, reach)
          values (${uuidOf("apiKey", id)}, ${name}, ${hashOf(secret)}, ${scopes}, ${at}, ${expiresAt ?? null},
            ${JSON.stringify(reach)})`.execute(tx);
        const none = { revokedAt: undefined, previousUntil: undefined, usedOn: undefined };
        return { id, name, scopes, reach, madeAt: at, expiresAt, ...none };
      },
    },
    around,
  );
  return { key, token: tokenOf(id, secret) };
}

/**
 * Gives a key a new secret. The one before goes on working for some hours, so that a system can be changed without a stop.
 * @returns undefined where there is no such key in use
 */
export async function rotateApiKey(
  desk: Desk,
  id: string,
  hours: number,
  around: Around,
): Promise<MadeKey | undefined> {
  const found = (await listApiKeys(desk)).find((key) => key.id === id && isInUse(key, desk.clock.now()));
  if (found === undefined) return undefined;
  const secret = randomBytes(SECRET_BYTES);
  const previousUntil = await act(
    desk,
    {
      name: "api-key.rotate",
      input: { id, hours },
      run: async ({ append, tx, at }) => {
        const until = at.add({ hours });
        await append({ kind: rotated, body: { key: id, previousUntil: until.toString() } });
        await sql`update api_key set previous_hash = hash, previous_until = ${until}, hash = ${hashOf(secret)}
          where id = ${uuidOf("apiKey", id)} and revoked_at is null`.execute(tx);
        return until;
      },
    },
    around,
  );
  return { key: { ...found, previousUntil }, token: tokenOf(found.id, secret) };
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

export function isInUse({ revokedAt, expiresAt }: ApiKey, now: Temporal.Instant): boolean {
  return revokedAt === undefined && (expiresAt === undefined || Temporal.Instant.compare(expiresAt, now) > 0);
}

type Row = AccessTables["api_key"] & { readonly used_on: Temporal.PlainDate | null };

/** Every key, the newest first. */
export async function listApiKeys({ database }: Pick<Desk, "database">): Promise<readonly ApiKey[]> {
  const { rows } = await sql<Row>`select k.*, u.used_on from api_key k left join api_key_use u on u.key_id = k.id
    order by k.made_at desc, k.id`.execute(database.kysely);
  return rows.map(keyOf);
}

/** The key of a token; undefined for one that is unknown, wrong, revoked or expired. */
export async function findApiKey(desk: Pick<Desk, "database" | "clock">, token: string): Promise<ApiKey | undefined> {
  const { id = "", secret = "" } = TOKEN.exec(token)?.groups ?? {};
  const uuid = uuidOf("apiKey", id);
  if (uuid === undefined) return undefined;
  const { rows } = await sql<Row>`select k.*, u.used_on from api_key k left join api_key_use u on u.key_id = k.id
    where k.id = ${uuid} and k.revoked_at is null`.execute(desk.database.kysely);
  const [row] = rows;
  if (row === undefined) return undefined;
  const now = desk.clock.now();
  const given = hashOf(Buffer.from(secret, "base64url"));
  const older = row.previous_until !== null && Temporal.Instant.compare(row.previous_until, now) > 0;
  const right = timingSafeEqual(given, row.hash);
  const before = older && row.previous_hash !== null && timingSafeEqual(given, row.previous_hash);
  const key = keyOf(row);
  if (!(right || before) || !isInUse(key, now)) return undefined;
  await noteUse(desk, key, now);
  return key;
}

/** Once a day, not with each request. */
async function noteUse(
  { database }: Pick<Desk, "database">,
  { id, usedOn }: ApiKey,
  now: Temporal.Instant,
): Promise<void> {
  const today = now.toZonedDateTimeISO("Asia/Tokyo").toPlainDate();
  if (usedOn?.equals(today) === true) return;
  await sql`insert into api_key_use (key_id, used_on) values (${uuidOf("apiKey", id)}, ${today})
    on conflict (key_id) do update set used_on = excluded.used_on`.execute(database.kysely);
}

function keyOf(row: Row): ApiKey {
  return {
    id: idOf("apiKey", row.id),
    name: row.name,
    scopes: row.scopes.filter(isKeyScope),
    reach: reachSchema.parse(row.reach),
    madeAt: row.made_at,
    revokedAt: row.revoked_at ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    previousUntil: row.previous_until ?? undefined,
    usedOn: row.used_on ?? undefined,
  };
}

function tokenOf(id: string, secret: Buffer): string {
  return `${id}.${secret.toString("base64url")}`;
}

function hashOf(secret: Uint8Array): Buffer {
  return createHash("sha256").update(secret).digest();
}
