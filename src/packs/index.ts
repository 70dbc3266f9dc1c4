export { type LoadedPack, type LoadedVersion, loadPack, loadVersion, readPolicyFiles } from "./load.ts";
