import type { Door } from "../src/access/index.ts";
import { createApp } from "../src/app.ts";
import type { Pack } from "../src/policy/index.ts";
import type { Clock } from "../src/wire/index.ts";
import { referencePack } from "./reference.ts";

/** The instant at which the tests live: a real one has nanoseconds. */
export const NOW = Temporal.Instant.from("2026-11-22T01:00:00.123456789Z");
export const testClock: Clock = { now: () => NOW };

/** The real app on the reference pack; `request` is its door without a port. */
export async function servedApp(): Promise<ReturnType<typeof createApp>> {
  const { pack } = await referencePack();
  return serving([pack]);
}

export function serving(packs: readonly Pack[], door?: Door): ReturnType<typeof createApp> {
  return createApp({ packs, door, clock: testClock, version: "0.0.0-test" });
}
