import type { Caller, Door } from "../access/index.ts";
import { findMail, MESSAGE_STATES } from "../mail/index.ts";
import type { FoundEntry, House } from "../room/index.ts";
import { ProblemError, uuidOf } from "../wire/index.ts";
import { MAIL } from "./mail-words.ts";

/** The mail that a number leads to, for the search over everything. */
export async function findMailEntry(
  house: House,
  { desk }: Door,
  caller: Caller,
  word: string,
): Promise<readonly FoundEntry[]> {
  if (!caller.scopes.has("mail:read") || uuidOf("message", word) === undefined) return [];
  try {
    const { id, template, state } = await findMail(desk, word);
    const says = house.mails.find((one) => one.id === template)?.says ?? { ja: template, en: template };
    const stands = MESSAGE_STATES[state];
    const label = { ja: `${says.ja}（${stands.ja}）`, en: `${says.en} (${stands.en})` };
    return [{ kind: MAIL.title, label, path: `/records/mail/${id}` }];
  } catch (error) {
    if (error instanceof ProblemError) return [];
    throw error;
  }
}
