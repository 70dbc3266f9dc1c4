import { sql } from "kysely";
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  type Configuration,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { z } from "zod";
import type { Desk } from "../act/index.ts";
import { idOf } from "../wire/index.ts";
import { accountByEmail, accountOf, accountUuid, staffEmail } from "./accounts.ts";
import { activated, identityLinked } from "./events.ts";
import { closeLinks } from "./links.ts";
import type { ProviderSettings } from "./provider-settings.ts";
import { FRESH_MINUTES } from "./sessions.ts";
import type { Proof } from "./sign-in.ts";

/*
 * The company's own provider of identities: OpenID Connect, authorization code with PKCE, state and nonce. Nobody signs up by it: an
 * account is invited first, and known from then on by issuer and subject, whatever becomes of the address.
 */

/** Why a provider did not let somebody in: it cannot be reached, its answer does not hold, nobody here is that person, or it asked nobody. */
export type ProviderFailure = "down" | "refused" | "unknown" | "old";

const TIMEOUT_SECONDS = 10;

/** What waits for the answer. */
export const askedSchema = z.object({
  verifier: z.string(),
  state: z.string(),
  nonce: z.string(),
  to: z.string(),
  /** Of somebody who is signed in and is to show again who they are. */
  account: z.string().optional(),
});
export type Asked = z.infer<typeof askedSchema>;

const found = new WeakMap<ProviderSettings, Configuration>();

/** What the provider says of itself, asked for once; a failure is not remembered. */
async function configurationOf(settings: ProviderSettings): Promise<Configuration> {
  const known = found.get(settings);
  if (known !== undefined) return known;
  const { issuer, clientId, clientSecret } = settings;
  const url = new URL(issuer);
  // By the settings only an issuer on this machine is without TLS.
  // oxlint-disable-next-line typescript/no-deprecated -- marked so only that nobody overlooks it
  const execute = url.protocol === "http:" ? [allowInsecureRequests] : [];
  const configuration = await discovery(url, clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_SECONDS });
  found.set(settings, configuration);
  return configuration;
}

/**
 * Where the browser is sent, and what has to wait for its return.
 * @param again of somebody who is signed in: the provider is to ask them, whether or not they are signed in there
 */
export async function askProvider(
  settings: ProviderSettings,
  { callback, to, again }: { readonly callback: string; readonly to: string; readonly again?: string | undefined },
): Promise<{ readonly url: URL; readonly asked: Asked } | "down"> {
  const [verifier, state, nonce] = [randomPKCECodeVerifier(), randomState(), randomNonce()];
  try {
    const configuration = await configurationOf(settings);
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: callback,
      scope: "openid email profile",
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
      ...(settings.domain === undefined ? {} : { hd: settings.domain }),
      ...(again === undefined ? {} : { prompt: "login", max_age: "0" }),
    });
    return { url, asked: { verifier, state, nonce, to, ...(again === undefined ? {} : { account: again }) } };
  } catch {
    return "down";
  }
}

const claimsSchema = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1),
  oid: z.string().optional(),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
  preferred_username: z.string().optional(),
  hd: z.string().optional(),
  auth_time: z.number().optional(),
});

interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** Where the provider vouches for it. */
  readonly email: string | undefined;
}

/**
 * Reads the provider's answer.
 * @param current the address that the browser came back to, with its query
 */
export async function proveByProvider(
  desk: Desk,
  settings: ProviderSettings,
  current: URL,
  asked: Asked,
): Promise<Proof | ProviderFailure> {
  let claims: z.infer<typeof claimsSchema>;
  try {
    const configuration = await configurationOf(settings);
    const tokens = await authorizationCodeGrant(configuration, current, {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
      expectedNonce: asked.nonce,
      idTokenExpected: true,
    });
    claims = claimsSchema.parse(tokens.claims());
  } catch (error) {
    return isUnreachable(error) ? "down" : "refused";
  }
  if (settings.kind === "google" && claims.hd?.toLowerCase() !== settings.domain) return "refused";
  if (asked.account !== undefined && !isAskedNow(claims.auth_time, desk.clock.now())) return "old";
  return (await readIdentity(desk, identityOf(claims, settings))) ?? "unknown";
}

/** A connection that was not there, and no answer that was wrong. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof TypeError && !(error instanceof ClientError)) return true;
  return error instanceof ClientError && (error.code === "OAUTH_TIMEOUT" || error.cause instanceof TypeError);
}

function isAskedNow(authTime: number | undefined, now: Temporal.Instant): boolean {
  return authTime !== undefined && now.epochMilliseconds / 1_000 - authTime < FRESH_MINUTES * 60;
}

/**
 * Of Entra ID the object identifier, which is the same in all applications of a tenant, and the name to sign in by, which the tenant's
 * administrators give: its `email` anybody may set to anything. Of others an address that they say they have verified.
 */
function identityOf(claims: z.infer<typeof claimsSchema>, { kind }: ProviderSettings): Identity {
  const { iss: issuer, sub, oid, email, preferred_username: username } = claims;
  if (kind === "entra") return { issuer, subject: oid ?? sub, email: staffEmail(username ?? "") };
  const verified = claims.email_verified === true || claims.email_verified === "true";
  return { issuer, subject: sub, email: verified ? staffEmail(email ?? "") : undefined };
}

async function readIdentity(desk: Desk, { issuer, subject, email }: Identity): Promise<Proof | undefined> {
  const { rows } = await sql<{ account_id: string }>`
    select account_id from account_identity where issuer = ${issuer} and subject = ${subject}`.execute(
    desk.database.kysely,
  );
  const [row] = rows;
  if (row !== undefined) {
    const account = await accountOf(desk, idOf("account", row.account_id));
    if (account.state !== "active") return undefined;
    return { account: account.id, email: account.email, method: "provider", spend: () => Promise.resolve(true) };
  }
  const account = email === undefined ? undefined : await accountByEmail(desk, email);
  if (account === undefined || account.state === "suspended") return undefined;
  const uuid = accountUuid(account.id);
  return {
    account: account.id,
    email: account.email,
    method: "provider",
    spend: async ({ tx, at, append }) => {
      await append({ kind: identityLinked, body: {}, values: { account: account.id } });
      // One identity of a provider for one account: whoever gets an address after somebody else does not get their account.
      const { rows: linked } = await sql`insert into account_identity (issuer, subject, account_id, linked_at)
        select ${issuer}, ${subject}, ${uuid}, ${at}
        where not exists (select 1 from account_identity where account_id = ${uuid} and issuer = ${issuer})
        on conflict do nothing returning account_id`.execute(tx);
      if (linked.length === 0) return false;
      if (account.state === "invited") {
        await append({ kind: activated, body: {}, values: { account: account.id } });
        await sql`update account set state = 'active' where id = ${uuid} and state = 'invited'`.execute(tx);
        await closeLinks(tx, uuid);
      }
      return true;
    },
  };
}
