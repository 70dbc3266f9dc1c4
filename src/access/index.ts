export {
  type Account,
  accountByEmail,
  accountOf,
  listAccounts,
  staffEmail,
} from "./accounts.ts";
export {
  type ApiKey,
  findApiKey,
  isInUse,
  listApiKeys,
  type MadeKey,
  type Maker,
  makeApiKey,
  revokeApiKey,
  rotateApiKey,
} from "./api-key.ts";
export { aroundOf, MAX_RETRY_KEY, retryKeyOf } from "./around.ts";
export { leaveForNext, readLeft, takeLeft } from "./ceremonies.ts";
export { changeAccount, chooseLanguage, reactivateAccount, suspendAccount } from "./change-account.ts";
export { connectionOf, forwarding } from "./connection.ts";
export { hostName, isPrivate, originOf } from "./cookies.ts";
export { enrol, openLink, passwordCommand, recoveryCodesCommand, removePassword, waysIn } from "./enrol.ts";
export {
  ACCESS_COOKIE,
  ACCESS_PATH,
  allowedCaller,
  callerKind,
  type Caller,
  callerOf,
  CONFIRM_PATH,
  type Door,
  isLocalAccessOpen,
  isSame,
  limitsOf,
  requires,
  requiresFresh,
  requiresStaff,
  safeReturn,
  sessionOf,
  SIGN_IN_PATH,
  signedIn,
  staffCanSignIn,
} from "./guards.ts";
export { type Invited, inviteAccount, makeLink, setUpAccount } from "./invite-account.ts";
export { findLink } from "./links.ts";
export { newTotpSecret, totpAddress, totpStep } from "./one-time-codes.ts";
export {
  addPasskey,
  askForNewPasskey,
  askForPasskey,
  listPasskeys,
  type Passkey,
  PASSKEY_NAME_LIMIT,
  proveByPasskey,
  readNewPasskey,
  removePasskey,
} from "./passkeys.ts";
export { passwordFault, PASSWORD_LEAST } from "./password.ts";
export { askedSchema, askProvider, type ProviderFailure, proveByProvider } from "./provider.ts";
export {
  LOCAL_ACCESS,
  PROVIDER_SETTINGS,
  providerOf,
  type ProviderSettings,
  readProvider,
} from "./provider-settings.ts";
export { covers, EVERYONE, isWithin, type Limit, type Reach } from "./reach.ts";
export { checkAttempts, countRefusal, recordRefusals, REFUSALS_A_MINUTE } from "./refusals.ts";
export { rehashAccounts } from "./rehash-accounts.ts";
export { isRole, type Role, ROLES } from "./roles.ts";
export { isKeyScope, KEY_SCOPES, type KeyScope, type Scope, SCOPES } from "./scopes.ts";
export {
  endSessions,
  expireSessions,
  FRESH_MINUTES,
  fromOf,
  type ListedSession,
  listSessions,
  type Session,
} from "./sessions.ts";
export { confirm, dropSession, proveByPassword, signIn, type Proof } from "./sign-in.ts";
export { ACCESS_EXEMPT, ACCESS_MIGRATIONS } from "./tables.ts";
