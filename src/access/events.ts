import { z } from "zod";
import { eventKind } from "../evidence/index.ts";
import { reachSchema } from "./reach.ts";

/*
 * What happens to accounts and sessions. Which account it was is a commitment, as who acted is: it names one of the staff.
 */

const nothing = z.strictObject({});
const roles = z.array(z.string());

export const invited = eventKind("account.invited", z.strictObject({ roles, reach: reachSchema }), {
  ja: "スタッフを招待した",
  en: "Somebody of the staff was invited",
});
export const activated = eventKind("account.activated", nothing, {
  ja: "招待されたスタッフがサインインの方法を登録した",
  en: "Somebody who was invited set up how they sign in",
});
export const changed = eventKind("account.changed", z.strictObject({ roles, reach: reachSchema }), {
  ja: "スタッフの役割と担当範囲を変えた",
  en: "Roles and reach of an account were changed",
});
export const renamed = eventKind("account.language-chosen", z.strictObject({ language: z.string() }), {
  ja: "スタッフが表示言語を変えた",
  en: "Somebody chose the language of their account",
});
export const suspended = eventKind("account.suspended", nothing, {
  ja: "スタッフのアカウントを停止した",
  en: "An account was suspended",
});
export const reactivated = eventKind("account.reactivated", nothing, {
  ja: "停止したアカウントを再開した",
  en: "A suspended account was reactivated",
});
export const rehashed = eventKind("accounts.rehashed", z.strictObject({ count: z.int(), version: z.int() }), {
  ja: "スタッフのメールアドレスを新しい鍵でハッシュし直した",
  en: "Addresses of staff were hashed anew under the newest key",
});
export const linkMade = eventKind("account.link-made", z.strictObject({ purpose: z.string() }), {
  ja: "サインインの方法を登録するリンクを作った",
  en: "A link to set up a way of signing in was made",
});
export const passkeyAdded = eventKind("passkey.added", z.strictObject({ passkey: z.string() }), {
  ja: "パスキーを登録した",
  en: "A passkey was added",
});
export const passkeyRemoved = eventKind("passkey.removed", z.strictObject({ passkey: z.string() }), {
  ja: "パスキーを削除した",
  en: "A passkey was removed",
});
export const passwordSet = eventKind("password.set", nothing, {
  ja: "パスワードと認証アプリを登録した",
  en: "Password and authenticator app were set",
});
export const passwordRemoved = eventKind("password.removed", nothing, {
  ja: "パスワードと認証アプリを外した",
  en: "Password and authenticator app were removed",
});
export const recoveryCodesMade = eventKind("recovery-codes.made", z.strictObject({ count: z.int() }), {
  ja: "回復コードを作った",
  en: "Recovery codes were made",
});
export const recoveryCodeUsed = eventKind("recovery-code.used", z.strictObject({ left: z.int() }), {
  ja: "回復コードを使った",
  en: "A recovery code was used",
});
export const identityLinked = eventKind("account.identity-linked", nothing, {
  ja: "会社の認証基盤の利用者とアカウントを結び付けた",
  en: "An account was linked with the company's identity provider",
});
export const sessionBegun = eventKind("session.begun", z.strictObject({ session: z.string(), method: z.string() }), {
  ja: "サインインした",
  en: "Somebody signed in",
});
export const sessionConfirmed = eventKind(
  "session.confirmed",
  z.strictObject({ session: z.string(), method: z.string() }),
  { ja: "大事な操作の前に、本人であることを確かめた", en: "Somebody confirmed who they are" },
);
export const sessionEnded = eventKind(
  "session.ended",
  z.strictObject({
    sessions: z.array(z.string()),
    reason: z.enum(["signed-out", "revoked", "replaced", "suspended", "changed"]),
  }),
  { ja: "サインアウトした・させた", en: "Sessions were ended" },
);
