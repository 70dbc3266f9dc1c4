import { fileURLToPath } from "node:url";
import { EXTENSION } from "../src/app.ts";
import { type LoadedPack, loadPack } from "../src/packs/index.ts";

export const REFERENCE_FOLDER = fileURLToPath(new URL("../policies/leopalace21", import.meta.url));

let loaded: Promise<LoadedPack> | undefined;

export function referencePack(): Promise<LoadedPack> {
  loaded ??= loadPack(REFERENCE_FOLDER, EXTENSION);
  return loaded;
}
