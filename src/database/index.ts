export { type Database, databaseOn } from "./database.ts";
export { OuterHandleError } from "./dialect.ts";
export type { Engine } from "./engine.ts";
export { LockedError, lockFolder } from "./lock.ts";
export { migrate, type Migration, SchemaError } from "./migrate.ts";
export { openPGlite } from "./pglite.ts";
export { openPostgreSQL } from "./postgresql.ts";
export { json } from "./values.ts";
