import {
  isKeyScope,
  KEY_SCOPES,
  type KeyScope,
  listApiKeys,
  makeApiKey,
  revokeApiKey,
  rotateApiKey,
} from "../access/index.ts";
import type { Records } from "../act/index.ts";
import type { Command, CommandContext } from "../room/index.ts";
import { fill, type Language } from "../wire/index.ts";
import { NAME_LIMIT } from "./key-pages.tsx";
import { WORDS } from "./words.ts";

const USAGE =
  "api-keys make --name NAME --scopes SCOPE,… [--days N] | list | rotate KEY [--hours N] | revoke KEY [--json] [--language ja|en]";
/** Whoever may run commands on the machine's own data is who sits at it. */
const AROUND = { actor: { kind: "staff", id: "local" } } as const;

/** `yakusoku api-keys make|list|revoke`: API keys without a browser. */
export const apiKeysCommand: Command = {
  name: "api-keys",
  usage: USAGE,
  summary: WORDS.commandSummary,
  accepts: {
    flags: ["json"],
    options: { name: [], scopes: [], days: [], hours: [] },
    positionals: 2,
    words: ["make", "list", "rotate", "revoke"],
  },
  run: async ({ positionals: [verb, id], given, flags }, context) => {
    const asked = readAsked(verb, id, given, context.language);
    if ("fault" in asked) {
      context.err(`${asked.fault}\nyakusoku ${USAGE}\n`);
      return 2;
    }
    const records = await context.records({ whileLocked: WORDS.commandLocked });
    if (records === undefined) return 2;
    try {
      return await carryOut(asked, records, context, flags.has("json"));
    } finally {
      await records.close();
    }
  },
};

type Asked =
  | {
      readonly verb: "make";
      readonly name: string;
      readonly scopes: readonly KeyScope[];
      readonly days: number | undefined;
    }
  | { readonly verb: "rotate"; readonly id: string; readonly hours: number }
  | { readonly verb: "list" }
  | { readonly verb: "revoke"; readonly id: string };

/** Everything is checked before anything is opened. */
function readAsked(
  verb: string | undefined,
  id: string | undefined,
  given: Readonly<Record<string, string>>,
  language: Language,
): Asked | { readonly fault: string } {
  if (verb === "list") return { verb };
  if (verb === "revoke") return id === undefined ? { fault: WORDS.commandId[language] } : { verb, id };
  if (verb === "rotate") {
    const hours = wholeNumber(given["hours"] ?? "24", 0, MOST_HOURS);
    if (id === undefined) return { fault: WORDS.commandId[language] };
    return hours === undefined ? { fault: WORDS.commandHours[language] } : { verb, id, hours };
  }
  if (verb !== "make") return { fault: WORDS.whichVerb[language] };
  const name = (given["name"] ?? "").trim();
  if (name === "" || name.length > NAME_LIMIT)
    return { fault: fill(WORDS.commandName[language], { limit: NAME_LIMIT }) };
  const known = KEY_SCOPES.join(", ");
  const scopes = (given["scopes"] ?? "")
    .split(",")
    .map((scope) => scope.trim())
    .filter((scope) => scope !== "");
  const wrong = scopes.find((scope) => !isKeyScope(scope));
  if (wrong !== undefined) return { fault: fill(WORDS.commandNoScope[language], { given: wrong, known }) };
  if (scopes.length === 0) return { fault: fill(WORDS.commandScopes[language], { known }) };
  const days = given["days"] === undefined ? undefined : wholeNumber(given["days"], 1, MOST_DAYS);
  if (given["days"] !== undefined && days === undefined) return { fault: WORDS.commandDays[language] };
  return { verb, name, scopes: [...new Set(scopes.filter(isKeyScope))], days };
}

const MOST_HOURS = 720;
const MOST_DAYS = 3_650;

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

async function carryOut(
  asked: Asked,
  { desk }: Records,
  { out, err, language }: CommandContext,
  json: boolean,
): Promise<number> {
  switch (asked.verb) {
    case "make": {
      const { name, scopes, days } = asked;
      const expiresAt = days === undefined ? undefined : desk.clock.now().add({ hours: 24 * days });
      const { key, token } = await makeApiKey(desk, { name, scopes, expiresAt }, AROUND);
      const words = fill(WORDS.commandMade[language], { name: key.name, id: key.id });
      out(json ? `${JSON.stringify({ ...key, token })}\n` : `${words}\n${token}\n`);
      return 0;
    }
    case "list": {
      const keys = await listApiKeys(desk);
      const lines = keys.map(({ id, name, scopes, madeAt, revokedAt }) =>
        [
          id,
          name,
          scopes.join(","),
          madeAt.toString(),
          revokedAt === undefined ? "" : `${WORDS.revoked[language]} ${revokedAt.toString()}`,
        ].join("\t"),
      );
      out(
        json
          ? `${JSON.stringify({ keys })}\n`
          : `${lines.length === 0 ? WORDS.keysNone[language] : lines.join("\n")}\n`,
      );
      return 0;
    }
    case "rotate": {
      const made = await rotateApiKey(desk, asked.id, asked.hours, AROUND);
      if (made === undefined) {
        err(`${fill(WORDS.commandNoKey[language], { id: asked.id })}\n`);
        return 1;
      }
      const { key, token } = made;
      const words = fill(WORDS.commandMade[language], { name: key.name, id: key.id });
      out(json ? `${JSON.stringify({ ...key, token })}\n` : `${words}\n${token}\n`);
      return 0;
    }
    case "revoke": {
      if (await revokeApiKey(desk, asked.id, AROUND)) {
        out(json ? `${JSON.stringify({ revoked: asked.id })}\n` : `${fill(WORDS.commandRevoked[language], asked)}\n`);
        return 0;
      }
      err(`${fill(WORDS.commandNoKey[language], asked)}\n`);
      return 1;
    }
  }
}
