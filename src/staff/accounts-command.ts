import {
  type Account,
  accountByEmail,
  EVERYONE,
  inviteAccount,
  isRole,
  listAccounts,
  makeLink,
  type Role,
  ROLES,
  staffEmail,
  suspendAccount,
} from "../access/index.ts";
import { act, type Records } from "../act/index.ts";
import type { Command, CommandContext } from "../room/index.ts";
import { fill, type Language, ProblemError } from "../wire/index.ts";
import { ACCOUNTS_WORDS as WORDS } from "./accounts-words.ts";

const USAGE =
  "accounts list | invite --name NAME --email ADDRESS --roles ROLE,… | suspend ACCOUNT | link ACCOUNT [--json] [--language ja|en]";
/** Whoever may run commands on the machine's own data is who sits at it. */
const AROUND = { actor: { kind: "staff", id: "local" } } as const;

/** `yakusoku accounts list|invite|suspend|link`: for whoever lost every way in, and has the data folder. */
export const accountsCommand: Command = {
  name: "accounts",
  usage: USAGE,
  summary: WORDS.commandSummary,
  accepts: {
    flags: ["json"],
    options: { name: [], email: [], roles: [] },
    positionals: 2,
    words: ["list", "invite", "suspend", "link"],
  },
  run: async ({ positionals: [verb, who], given, flags }, context) => {
    const { language, err } = context;
    const asked = readAsked(verb, who, given, language);
    if ("fault" in asked) {
      err(`${asked.fault}\nyakusoku ${USAGE}\n`);
      return 2;
    }
    const records = await context.records({ whileLocked: WORDS.commandLocked });
    if (records === undefined) return 2;
    try {
      return await carryOut(asked, records, context, flags.has("json"));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      err(`${error.in(language).detail}\n`);
      return 1;
    } finally {
      await records.close();
    }
  },
};

type Asked =
  | { readonly verb: "list" }
  | { readonly verb: "invite"; readonly name: string; readonly email: string; readonly roles: readonly Role[] }
  | { readonly verb: "suspend" | "link"; readonly who: string };

/** Everything is checked before anything is opened. */
function readAsked(
  verb: string | undefined,
  who: string | undefined,
  given: Readonly<Record<string, string>>,
  language: Language,
): Asked | { readonly fault: string } {
  if (verb === "list") return { verb };
  if (verb === "suspend" || verb === "link") {
    return who === undefined ? { fault: WORDS.commandWho[language] } : { verb, who };
  }
  if (verb !== "invite") return { fault: WORDS.commandVerb[language] };
  const name = (given["name"] ?? "").trim();
  const email = staffEmail(given["email"] ?? "");
  const roles = (given["roles"] ?? "").split(",").map((role) => role.trim());
  const known = roles.filter(isRole);
  if (name === "" || email === undefined || known.length < roles.length) {
    return { fault: fill(WORDS.commandInvite[language], { known: Object.keys(ROLES).join(", ") }) };
  }
  return { verb, name, email, roles: known };
}

async function carryOut(asked: Asked, { desk }: Records, context: CommandContext, json: boolean): Promise<number> {
  const { out, err, language } = context;
  const find = async (who: string): Promise<Account | undefined> => {
    const email = staffEmail(who);
    if (email !== undefined) return await accountByEmail(desk, email);
    return (await listAccounts(desk)).find(({ id }) => id === who);
  };
  const sayLink = ({ account, link }: Awaited<ReturnType<typeof inviteAccount>>): number => {
    const address = `${addressOf(context)}/${language}/invitation?token=${link.token}`;
    const until = link.expiresAt.toString({ timeZone: "Asia/Tokyo", smallestUnit: "minute" });
    const words = fill(WORDS.commandLink[language], { until });
    out(json ? `${JSON.stringify({ account, link: address, until })}\n` : `${words}\n${address}\n`);
    return 0;
  };
  switch (asked.verb) {
    case "list": {
      const accounts = await listAccounts(desk);
      const lines = accounts.map(({ id, name, email, roles, state }) =>
        [id, name, email, roles.join(","), state].join("\t"),
      );
      out(
        json
          ? `${JSON.stringify({ accounts })}\n`
          : `${lines.length === 0 ? WORDS.none[language] : lines.join("\n")}\n`,
      );
      return 0;
    }
    case "invite": {
      const { name, email, roles } = asked;
      return sayLink(await inviteAccount(desk, { name, email, roles, language, reach: EVERYONE }, AROUND));
    }
    case "suspend":
    case "link": {
      const account = await find(asked.who);
      if (account === undefined) {
        err(`${fill(WORDS.commandNoAccount[language], { given: asked.who })}\n`);
        return 1;
      }
      if (asked.verb === "link") return sayLink(await makeLink(desk, account.id, AROUND));
      await act(desk, suspendAccount(account.id), AROUND);
      out(
        json
          ? `${JSON.stringify({ suspended: account.id })}\n`
          : `${fill(WORDS.commandSuspended[language], { id: account.id })}\n`,
      );
      return 0;
    }
  }
}

/** Where the server answers, as far as a command can know: the first host name it was given, else this machine. */
function addressOf({ environment }: CommandContext): string {
  const [host] = (environment["YAKUSOKU_HOSTS"] ?? "").split(",").map((name) => name.trim());
  return host ? `https://${host}` : `http://localhost:${environment["PORT"] ?? "8350"}`;
}
