import type { Caller, Door } from "../access/index.ts";
import type { FoundEntry, House } from "../room/index.ts";
import { findParty, listParties } from "./party.ts";
import { PAGE } from "./words.ts";

/** As many recipients as are read to find one by a part of its name: their names are sealed. */
const LOOKED_AT = 1_000;
const MOST = 20;

/** Recipients and providers that a word leads to, for the search over everything: by number, name or a part of it. */
export async function findPartyEntries(
  _house: House,
  { desk }: Door,
  caller: Caller,
  word: string,
): Promise<readonly FoundEntry[]> {
  if (!caller.scopes.has("provision:read")) return [];
  const exact = await findParty(desk, word);
  const part = folded(word);
  const similar = part.length < 2 ? [] : await listParties(desk, { limit: LOOKED_AT });
  const found = new Map(
    [exact, ...similar.filter(({ name }) => folded(name).includes(part))].flatMap((party) =>
      party === undefined ? [] : [[party.id, party] as const],
    ),
  );
  return [...found.values()].slice(0, MOST).map(({ id, name }) => ({
    kind: PAGE.partyFound,
    label: { ja: name, en: name },
    path: `/records/parties/${id}`,
  }));
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s/g, "");
}
