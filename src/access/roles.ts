import type { Words } from "../wire/index.ts";
import type { Scope } from "./scopes.ts";

interface RoleEntry {
  readonly name: Words;
  readonly says: Words;
  /** What it may do; whose data it may do that with, and which of it, is a matter of reach. */
  readonly scopes: readonly Scope[];
}

/**
 * What somebody of the staff works as. Someone may have several. Whoever looks after accounts sees nobody's data by that, and whoever
 * audits sees the evidence, which holds none.
 */
export const ROLES = {
  "privacy-office": {
    name: { ja: "個人情報保護事務局", en: "Privacy office" },
    says: { ja: "請求・苦情・提供先・記録を扱う", en: "Handles requests, complaints, recipients and records" },
    scopes: [
      "decide",
      "claim-facts",
      "people:read",
      "people:protected",
      "people:write",
      "people:erase",
      "provision:read",
      "provision:write",
      "parties:write",
      "evidence:read",
      "mail:read",
      "mail:write",
      "jobs:read",
    ],
  },
  hr: {
    name: { ja: "人事", en: "Human resources" },
    says: { ja: "従業者・応募者の個人データを扱う", en: "Handles data of employees and applicants" },
    scopes: ["decide", "claim-facts", "people:read", "people:write", "provision:read", "provision:write"],
  },
  department: {
    name: { ja: "部署・店舗", en: "Department or branch" },
    says: {
      ja: "担当する人のデータを、業務に必要な項目だけ扱う",
      en: "Handles data of its own people, as far as its work needs",
    },
    scopes: ["decide", "people:read", "people:write", "provision:read", "provision:write"],
  },
  "call-centre": {
    name: { ja: "コールセンター", en: "Call centre" },
    says: {
      ja: "電話で本人を確かめ、停止や同意を受け付ける",
      en: "Checks callers, and takes stops and consents by telephone",
    },
    scopes: ["decide", "people:read", "people:write"],
  },
  auditor: {
    name: { ja: "監査", en: "Auditor" },
    says: {
      ja: "証跡と約束を確かめる。個人データは見ない",
      en: "Checks evidence and promises, and sees nobody's data",
    },
    scopes: ["evidence:read", "jobs:read"],
  },
  administrator: {
    name: { ja: "システム管理", en: "Administrator" },
    says: {
      ja: "アカウントとAPIキーを管理する。個人データは見ない",
      en: "Looks after accounts and API keys, and sees nobody's data",
    },
    scopes: ["accounts:write", "mail:read", "mail:write", "jobs:read"],
  },
} as const satisfies Record<string, RoleEntry>;

export type Role = keyof typeof ROLES;

export function isRole(text: string): text is Role {
  return Object.hasOwn(ROLES, text);
}

/** What somebody of these roles may do, all together. */
export function scopesOf(roles: readonly Role[]): ReadonlySet<Scope> {
  return new Set(roles.flatMap((role) => ROLES[role].scopes));
}
