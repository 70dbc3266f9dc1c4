import { fileURLToPath } from "node:url";
import { createApp } from "../src/app.ts";
import { type LoadedPack, loadPack } from "../src/packs/index.ts";
import type { Clock } from "../src/wire/index.ts";

export const REFERENCE_FOLDER = fileURLToPath(new URL("../policies/leopalace21", import.meta.url));

/** The instant at which the tests live: a real one has nanoseconds. */
export const NOW = Temporal.Instant.from("2026-11-22T01:00:00.123456789Z");
export const testClock: Clock = { now: () => NOW };

let loaded: Promise<LoadedPack> | undefined;

export function referencePack(): Promise<LoadedPack> {
  loaded ??= loadPack(REFERENCE_FOLDER);
  return loaded;
}

/** The real app on the reference pack; `request` is its door without a port. */
export async function servedApp(): Promise<ReturnType<typeof createApp>> {
  const { pack } = await referencePack();
  return createApp({ packs: [pack], clock: testClock, version: "0.0.0-test" });
}
