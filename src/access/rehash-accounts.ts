import { sql } from "kysely";
import { act, type Desk } from "../act/index.ts";
import { lookupHash } from "../database/index.ts";
import { accountUuid, EMAIL_KIND, listAccounts } from "./accounts.ts";
import { rehashed } from "./events.ts";

/** Hashes addresses anew under the newest lookup key, so that an older one can be retired. There are no more than there are staff. */
export async function rehashAccounts(desk: Desk): Promise<void> {
  const { version } = desk.keys.active("lookup");
  const { rows } = await sql`select 1 from account where email_version <> ${version} limit 1`.execute(
    desk.database.kysely,
  );
  if (rows.length === 0) return;
  await act(
    desk,
    {
      name: "accounts.rehash",
      input: { version },
      run: async (step) => {
        const accounts = await listAccounts(step);
        await step.append({ kind: rehashed, body: { count: accounts.length, version } });
        for (const { id, email } of accounts) {
          await sql`update account set email_hash = ${lookupHash(step.keys, EMAIL_KIND, email, version)},
            email_version = ${version} where id = ${accountUuid(id)}`.execute(step.tx);
        }
        return null;
      },
    },
    { actor: { kind: "system", id: "access" } },
  );
}
