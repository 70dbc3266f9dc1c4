export { BackupError, readBackupFile, writeBackupFile } from "./backup-file.ts";
export { type Database, databaseOn } from "./database.ts";
export {
  DATA_KEY_MIGRATIONS,
  type DataKeyTables,
  loadDataKey,
  loadDataKeys,
  makeDataKey,
  makeDataKeys,
  shredDataKeys,
  standingKey,
  storeDataKeys,
} from "./data-keys.ts";
export { OuterHandleError } from "./dialect.ts";
export type { Engine } from "./engine.ts";
export { LockedError, lockFolder } from "./lock.ts";
export { appliedMigrations, migrate, type Migration, migrationsIn, migrateWithin, SchemaError } from "./migrate.ts";
export { openPGlite } from "./pglite.ts";
export { openPostgreSQL } from "./postgresql.ts";
export { replaceFile } from "./replace-file.ts";
export {
  allLookupHashes,
  commit,
  type DataKey,
  dataKeyOf,
  isCode,
  type KeyKind,
  type KeyRing,
  type KeyVersion,
  lookupHash,
  newDataKey,
  newSalt,
  openJson,
  openKeyRing,
  openShredList,
  openStream,
  rewrapDataKey,
  SealError,
  sealJson,
  sealStream,
  type ShredList,
  type StoredDataKey,
  syncFolder,
  unwrapDataKey,
} from "./sealing/index.ts";
export { json } from "./values.ts";
