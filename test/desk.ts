import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ACT_MIGRATIONS, type Desk, type DeskOptions, openDesk, type WorkTables } from "../src/act/index.ts";
import { DATA_KEY_MIGRATIONS, type Database, openKeyRing, openShredList } from "../src/database/index.ts";
import { EVIDENCE_MIGRATIONS, eventKind } from "../src/evidence/index.ts";
import { createIdFactory } from "../src/wire/index.ts";
import type { Open } from "./databases.ts";
import { NOW } from "./served.ts";

/** The tables of the machine rooms. */
export const WORK_MIGRATIONS = [...DATA_KEY_MIGRATIONS, ...EVIDENCE_MIGRATIONS, ...ACT_MIGRATIONS];

/** A clock that a test moves. */
export interface Hands {
  now: Temporal.Instant;
}

/** A desk on a new database, with keys of its own; its clock stands still until `hands` are moved. */
export async function deskOn<Tables extends WorkTables>(
  open: Open,
  migrations: Parameters<Open>[0] = WORK_MIGRATIONS,
  more: Partial<DeskOptions> = {},
): Promise<{ desk: Desk; database: Database<Tables>; hands: Hands; folder: string }> {
  const hands: Hands = { now: NOW };
  const clock = { now: () => hands.now };
  const folder = await mkdtemp(join(tmpdir(), "yakusoku-desk-"));
  const keys = await openKeyRing(join(folder, "keys.json"), { clock, ifMissing: "create" });
  const database = await open<Tables>(migrations);
  const shredList = openShredList(join(folder, "shredded.log"), keys, clock);
  const options = { keys, shredList, clock, ids: createIdFactory(clock), ...more };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a database of more tables is one of these
  const desk = await openDesk({ ...options, database: database as unknown as Database<WorkTables> });
  return { desk, database, hands, folder };
}

/** An event for tests that are not about what happened. */
export const noted = eventKind("test.noted", z.strictObject({ number: z.int() }), { ja: "試験", en: "A test" });

export const SYSTEM = { kind: "system", id: "test" } as const;
