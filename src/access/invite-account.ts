import { sql } from "kysely";
import { act, type Around, type Desk, type Step } from "../act/index.ts";
import { lookupHash, newDataKey, sealJson, storeDataKeys } from "../database/index.ts";
import { type Id, type Language, ProblemError, uuidOf } from "../wire/index.ts";
import { accountByEmail, accountPlace, EMAIL_KIND, hasActiveAccount, takeAccount } from "./accounts.ts";
import { invited, linkMade } from "./events.ts";
import { insertLink, type LinkPurpose, type MadeLink } from "./links.ts";
import { EVERYONE, type Reach } from "./reach.ts";
import type { Role } from "./roles.ts";

export interface NewAccount {
  readonly name: string;
  /** As `staffEmail` gives it. */
  readonly email: string;
  readonly roles: readonly Role[];
  readonly reach: Reach;
  readonly language: Language;
}

/** An account that was made, or made ready to enter again, and the link that opens it. Nobody can show the link again. */
export interface Invited {
  readonly account: Id<"account">;
  readonly link: MadeLink;
}

/**
 * Makes an account, and the link by which its owner sets up how they sign in.
 * @throws {ProblemError} `email-taken`
 */
export async function inviteAccount(desk: Desk, account: NewAccount, around: Around): Promise<Invited> {
  return await act(
    desk,
    {
      name: "account.invite",
      input: account,
      run: async (step) => {
        await sql`lock table account in share row exclusive mode`.execute(step.tx);
        if ((await accountByEmail(step, account.email)) !== undefined) throw new ProblemError("email-taken");
        return await insertAccount(step, account, "invitation");
      },
    },
    around,
  );
}

/**
 * The first account of all: administrator and privacy office. Asked again before anybody has signed in, as after a browser was closed
 * half-way, it gives the account of this address another link.
 * @returns undefined where somebody can sign in already
 */
export async function setUpAccount(
  desk: Desk,
  { name, email, language }: Pick<NewAccount, "name" | "email" | "language">,
): Promise<Invited | undefined> {
  if (await hasActiveAccount(desk)) return undefined;
  const account: NewAccount = {
    name,
    email,
    language,
    roles: ["administrator", "privacy-office"],
    reach: EVERYONE,
  };
  return await act(
    desk,
    {
      name: "account.set-up",
      input: account,
      run: async (step) => {
        await sql`lock table account in share row exclusive mode`.execute(step.tx);
        const found = await accountByEmail(step, email);
        if (found === undefined) return await insertAccount(step, account, "set-up");
        await step.append({ kind: linkMade, body: { purpose: "set-up" }, values: { account: found.id } });
        const link = await insertLink(step, uuidOf("account", found.id) ?? "", "set-up");
        return { account: found.id, link };
      },
    },
    { actor: { kind: "staff", id: "local" } },
  );
}

async function insertAccount(
  step: Step,
  { name, email, roles, reach, language }: NewAccount,
  purpose: LinkPurpose,
): Promise<Invited> {
  const { tx, ids, keys, at } = step;
  const id = ids("account", at.epochMilliseconds);
  const uuid = uuidOf("account", id) ?? "";
  const made = await newDataKey(keys);
  const { version } = keys.active("lookup");
  await step.append({ kind: invited, body: { roles: [...roles], reach }, values: { account: id } });
  await storeDataKeys(tx, "account", [made]);
  await sql`insert into account
      (id, key_id, sealed, email_hash, email_version, roles, reach, language, state, made_at)
    values (${uuid}, ${made.key.id}, ${sealJson(made.key, { name, email }, accountPlace(uuid))},
      ${lookupHash(keys, EMAIL_KIND, email, version)}, ${version}, ${roles}, ${JSON.stringify(reach)}, ${language},
      'invited', ${at})`.execute(tx);
  return { account: id, link: await insertLink(step, uuid, purpose) };
}

/**
 * Another link for an account: an invitation that has expired, or somebody who lost every way of signing in. What they had goes on
 * working until they set up another.
 * @throws {ProblemError} `no-such-account`
 */
export async function makeLink(desk: Desk, id: string, around: Around): Promise<Invited> {
  return await act(
    desk,
    {
      name: "account.make-link",
      input: { id },
      run: async (step) => {
        const account = await takeAccount(step, id);
        if (account.state === "suspended") throw new ProblemError("no-such-account");
        const purpose = account.state === "invited" ? "invitation" : "recovery";
        await step.append({ kind: linkMade, body: { purpose }, values: { account: account.id } });
        return { account: account.id, link: await insertLink(step, account.uuid, purpose) };
      },
    },
    around,
  );
}
