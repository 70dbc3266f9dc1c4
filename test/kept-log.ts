import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { act, type Desk } from "../src/act/index.ts";
import { makeDataKey } from "../src/database/index.ts";
import { CHECKPOINT_FILE, type Keeper, startKeeper } from "../src/evidence/index.ts";
import { noted, SYSTEM } from "./desk.ts";

/** A log as a running server keeps it, for tests. */

/** A keeper that does nothing unless it is asked to within a test: it is stopped before its timers matter. */
export function keeperOf(desk: Desk, folder: string): Keeper {
  const { database, keys, clock } = desk;
  return startKeeper({ database, keys, clock, holder: randomUUID(), file: join(folder, CHECKPOINT_FILE) });
}

/** Notes numbers, each an event about a person with a value that is sealed beside it. */
export async function noteMany(desk: Desk, from: number, count: number): Promise<void> {
  await act(
    desk,
    {
      name: "test.note",
      input: { from, count },
      run: async ({ append, tx, keys }) => {
        await append({ kind: noted, body: { number: from } });
        const about = { person: randomUUID(), key: await makeDataKey(tx, keys, "person") };
        const rest = Array.from({ length: count - 1 }, (_none, index) => from + 1 + index);
        if (rest.length > 0)
          await append(
            ...rest.map((number) => ({ kind: noted, body: { number }, about, values: { name: `人 ${number}` } })),
          );
      },
    },
    { actor: SYSTEM },
  );
}

/** The checkpoint beside the database, as somebody else may have kept it. */
export async function keptFrom(folder: string, name: string): Promise<{ name: string; bytes: Uint8Array }> {
  return { name, bytes: await readFile(join(folder, CHECKPOINT_FILE)) };
}
