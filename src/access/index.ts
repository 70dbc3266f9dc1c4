export { type ApiKey, findApiKey, listApiKeys, makeApiKey, revokeApiKey } from "./api-key.ts";
export { ACCESS_COOKIE, allowedCaller, type Caller, callerOf, type Door, isSame, requires } from "./guards.ts";
export { isScope, type Scope, SCOPES } from "./scopes.ts";
export { ACCESS_MIGRATIONS, type AccessTables } from "./tables.ts";
