export { commit, newSalt } from "./commitment.ts";
export {
  type DataKey,
  type KeyService,
  newDataKey,
  rewrapDataKey,
  type StoredDataKey,
  unwrapDataKey,
} from "./data-key.ts";
export { dataKeyOf, openJson, sealJson } from "./envelope.ts";
export { type KeyRing, openKeyRing } from "./key-ring.ts";
export { allLookupHashes, lookupHash } from "./lookup-hash.ts";
export { isCode, type KeyKind, type KeyVersion, syncFolder } from "./ring-file.ts";
export { SealError } from "./seal-error.ts";
export { openShredList, type ShredList } from "./shred-list.ts";
export { openStream, sealStream } from "./stream.ts";
