export { type LoadedPack, loadPack, loadVersion, readPolicyFiles } from "./load.ts";
