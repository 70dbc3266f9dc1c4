import { ACCESS_MIGRATIONS } from "../access/index.ts";
import { openRecords, type Records } from "../act/index.ts";
import { LockedError, SchemaError, SealError } from "../database/index.ts";
import { fill, type Words } from "../wire/index.ts";
import type { CommandContext } from "./index.ts";

const NO_DATABASE: Words = {
  ja: "データベース（{what}）を開けません: {why}。DATABASE_URL と、サーバーが動いているかを確かめてください。",
  en: "The database ({what}) cannot be opened: {why}. Check DATABASE_URL, and whether the server runs.",
};

/**
 * Opens what is kept, by DATABASE_URL or in the folder YAKUSOKU_DATA, with the tables of every room. Says on `err` what
 * keeps it from being opened, and gives undefined. Whoever opens it closes it.
 */
export async function recordsFor(
  { environment, clock, ids, err, language, rooms }: Omit<CommandContext, "records">,
  whileLocked?: Words,
): Promise<Records | undefined> {
  const url = environment["DATABASE_URL"] || undefined;
  const folder = environment["YAKUSOKU_DATA"] || "data";
  const migrations = [...ACCESS_MIGRATIONS, ...rooms.flatMap((room) => room.migrations ?? [])];
  const reactions = rooms.flatMap((room) => room.reactions ?? []);
  try {
    return await openRecords({ folder, url, clock, ids, migrations, reactions });
  } catch (error) {
    if (error instanceof LockedError || error instanceof SchemaError || error instanceof SealError) {
      err(`${error.words[language]}\n`);
      if (error instanceof LockedError && whileLocked !== undefined) err(`${whileLocked[language]}\n`);
    } else {
      // Of a URL only the host: it may hold a password.
      const what = url === undefined ? folder : (URL.parse(url)?.host ?? "DATABASE_URL");
      err(`${fill(NO_DATABASE[language], { what, why: error instanceof Error ? error.message : String(error) })}\n`);
    }
    return undefined;
  }
}
