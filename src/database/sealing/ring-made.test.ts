import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Clock } from "../../wire/index.ts";
import { type KeyRing, openKeyRing } from "./key-ring.ts";

export const CLOCK: Clock = { now: () => Temporal.Instant.from("2026-11-23T00:30:00Z") };

/** A folder that is gone when the test is over. */
export async function emptyFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "yakusoku-sealing-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function newRing(path: string): Promise<KeyRing> {
  return openKeyRing(path, { clock: CLOCK, ifMissing: "create" });
}
