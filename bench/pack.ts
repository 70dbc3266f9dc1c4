import { join } from "node:path";
import { EXTENSION } from "../src/app.ts";
import { loadPack } from "../src/packs/index.ts";
import type { Pack } from "../src/policy/index.ts";

/** The reference pack, as the server loads it. */
export async function referencePack(): Promise<Pack> {
  const { pack, versions } = await loadPack(join(import.meta.dirname, "../policies/leopalace21"), EXTENSION);
  const errors = versions.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === "error"));
  if (errors.length > 0) throw new Error(`the reference pack has ${errors.length} errors; see yakusoku check`);
  return pack;
}
