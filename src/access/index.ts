export { type ApiKey, findApiKey, listApiKeys, makeApiKey, revokeApiKey } from "./api-key.ts";
export { aroundOf, MAX_RETRY_KEY, retryKeyOf } from "./around.ts";
export { connectionOf, forwarding } from "./connection.ts";
export {
  ACCESS_COOKIE,
  ACCESS_PATH,
  allowedCaller,
  callerKind,
  type Caller,
  callerOf,
  type Door,
  isSame,
  requires,
  requiresStaff,
} from "./guards.ts";
export { covers, EVERYONE, type Limit, type Reach, reachSchema } from "./reach.ts";
export { checkAttempts, countRefusal, recordRefusals, REFUSALS_A_MINUTE } from "./refusals.ts";
export { isRole, type Role, ROLES, scopesOf } from "./roles.ts";
export { isScope, type Scope, SCOPES } from "./scopes.ts";
export { ACCESS_MIGRATIONS } from "./tables.ts";
