import { sql } from "kysely";
import type { Command, Step } from "../act/index.ts";
import { type Language, ProblemError } from "../wire/index.ts";
import { takeAccount } from "./accounts.ts";
import { changed, reactivated, renamed, suspended } from "./events.ts";
import { closeLinks } from "./links.ts";
import type { Reach } from "./reach.ts";
import type { Role } from "./roles.ts";
import { endSessionsOf } from "./sessions.ts";

/**
 * Other roles, another reach; they count from the next request on.
 * @throws {ProblemError} when run: `no-such-account`; `last-administrator` where nobody were left who looks after accounts
 */
export function changeAccount(
  id: string,
  { roles, reach }: { readonly roles: readonly Role[]; readonly reach: Reach },
): Command<null> {
  return {
    name: "account.change",
    input: { id, roles, reach },
    run: async (step) => {
      const account = await takeAccount(step, id);
      if (!roles.includes("administrator")) await keepAdministrator(step, account.uuid);
      await step.append({ kind: changed, body: { roles: [...roles], reach }, values: { account: account.id } });
      await sql`update account set roles = ${roles}, reach = ${JSON.stringify(reach)}
        where id = ${account.uuid}`.execute(step.tx);
      return null;
    },
  };
}

/**
 * Nobody enters by it any more, from the next request on; what it did stays on record.
 * @throws {ProblemError} when run: `no-such-account`, `last-administrator`
 */
export function suspendAccount(id: string): Command<null> {
  return {
    name: "account.suspend",
    input: { id },
    run: async (step) => {
      const account = await takeAccount(step, id);
      await keepAdministrator(step, account.uuid);
      await step.append({ kind: suspended, body: {}, values: { account: account.id } });
      await sql`update account set state = 'suspended' where id = ${account.uuid}`.execute(step.tx);
      await closeLinks(step.tx, account.uuid);
      await endSessionsOf(step, account.id, "suspended");
      return null;
    },
  };
}

/** Lets somebody in again: by what they had set up, or where they had nothing yet, by a new link. @throws {ProblemError} `no-such-account` */
export function reactivateAccount(id: string): Command<null> {
  return {
    name: "account.reactivate",
    input: { id },
    run: async (step) => {
      const account = await takeAccount(step, id);
      await step.append({ kind: reactivated, body: {}, values: { account: account.id } });
      await sql`update account a set state = case when exists (select 1 from passkey where account_id = a.id)
            or exists (select 1 from account_password where account_id = a.id)
            or exists (select 1 from account_identity where account_id = a.id) then 'active' else 'invited' end
        where id = ${account.uuid} and state = 'suspended'`.execute(step.tx);
      return null;
    },
  };
}

/** The language that somebody's pages open in. @throws {ProblemError} when run: `no-such-account` */
export function chooseLanguage(id: string, language: Language): Command<null> {
  return {
    name: "account.choose-language",
    input: { id, language },
    run: async (step) => {
      const account = await takeAccount(step, id);
      await step.append({ kind: renamed, body: { language }, values: { account: account.id } });
      await sql`update account set language = ${language} where id = ${account.uuid}`.execute(step.tx);
      return null;
    },
  };
}

/** Two who are made nobody at the same time wait for each other here. */
async function keepAdministrator({ tx }: Step, uuid: string): Promise<void> {
  const { rows } = await sql<{ id: string; roles: string[]; state: string }>`
    select id, roles, state from account where 'administrator' = any(roles) and state = 'active'
    order by id for update`.execute(tx);
  if (rows.length === 1 && rows[0]?.id === uuid) throw new ProblemError("last-administrator");
}
