export { type LoadedPack, loadPack, loadVersion, readPolicyFiles } from "./load.ts";

/** Packs of one process: more than anyone serves. A slip of the shell that names every file is caught. */
export const MAX_PACKS = 20;
