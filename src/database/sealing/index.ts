export { commit, newSalt } from "./commitment.ts";
export {
  type DataKey,
  type KeyService,
  newDataKey,
  rewrapDataKey,
  type StoredDataKey,
  unwrapDataKey,
  type Wrapped,
} from "./data-key.ts";
export { dataKeyOf, open, openJson, type Place, seal, sealJson } from "./envelope.ts";
export { KEY_RING_PATH, type KeyRing, openKeyRing } from "./key-ring.ts";
export { allLookupHashes, type LookupHash, lookupHash } from "./lookup-hash.ts";
export { isCode, type KeyKind, type KeyVersion, syncFolder } from "./ring-file.ts";
export { SealError, type SealErrorCode } from "./seal-error.ts";
export { Secret } from "./secret.ts";
export { openShredList, SHRED_LIST_PATH, type ShreddedKey, type ShreddedKeys, type ShredList } from "./shred-list.ts";
