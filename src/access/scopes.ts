import type { Words } from "../wire/index.ts";

/** What an API key may be let do. A key has the scopes that it was made with, and no other. */
export const SCOPES = {
  decide: { ja: "人を指定して判断を求める", en: "Ask for decisions about a person" },
  "claim-facts": {
    ja: "質問に付けた事実を、記録にある事実に加えて数えさせる",
    en: "Have facts that travel with a question counted beside those on record",
  },
  "people:read": { ja: "人と事実を読む", en: "Read people and facts" },
  "people:protected": {
    ja: "保護されている人の住所と電話番号を見る",
    en: "See address and phone of someone who is protected",
  },
  "people:write": { ja: "人・同意・異議などを記録する", en: "Record people, consents, objections and the like" },
  "people:erase": { ja: "人を消去する・同じ人の記録をつなぐ", en: "Erase people, and link records of one person" },
  "provision:read": { ja: "提供と受領の記録を読む", en: "Read records of provision and receipt" },
  "provision:write": { ja: "提供・受領を記録する", en: "Record provisions and receipts" },
  "parties:write": {
    ja: "提供先・契約・共同利用・届出・確認を記録する",
    en: "Record recipients, contracts, shared use, filings and checks",
  },
  "evidence:read": { ja: "証跡を読む", en: "Read the evidence" },
  "mail:read": { ja: "メールの状態を読む", en: "Read the state of mail" },
  "mail:write": { ja: "メールを送り直す・戻ったメールを記録する", en: "Send mail again, record mail that came back" },
  "jobs:read": { ja: "ジョブの状態を読む", en: "Read the state of jobs" },
  "accounts:write": { ja: "スタッフのアカウントとAPIキーを管理する", en: "Look after accounts of staff and API keys" },
  "metrics:read": { ja: "稼働状況の計測値を読む", en: "Read how the system runs, in numbers" },
} as const satisfies Record<string, Words>;

export type Scope = keyof typeof SCOPES;

export function isScope(text: string): text is Scope {
  return Object.hasOwn(SCOPES, text);
}

/** What a key may be let do: anything but make accounts and other keys, which would let it do more than it was given. */
export type KeyScope = Exclude<Scope, "accounts:write">;

export function isKeyScope(text: string): text is KeyScope {
  return isScope(text) && text !== "accounts:write";
}

export const KEY_SCOPES: readonly KeyScope[] = Object.keys(SCOPES).filter(isKeyScope);
