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
  "provision:read": { ja: "提供と受領の記録を読む", en: "Read records of provision and receipt" },
  "provision:write": { ja: "提供先・提供・受領を記録する", en: "Record recipients, provisions and receipts" },
  "evidence:read": { ja: "証跡を読む", en: "Read the evidence" },
  "jobs:read": { ja: "ジョブの状態を読む", en: "Read the state of jobs" },
  "accounts:write": { ja: "スタッフのアカウントとAPIキーを管理する", en: "Look after accounts of staff and API keys" },
} as const satisfies Record<string, Words>;

export type Scope = keyof typeof SCOPES;

export function isScope(text: string): text is Scope {
  return Object.hasOwn(SCOPES, text);
}
