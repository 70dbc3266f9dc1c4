import type { Words } from "../../wire/index.ts";

/** What the engine can say that would have to be there. */
export const NEEDS = {
  "published-purpose": {
    ja: "{operator}が{person}について利用目的を定めて公表する。",
    en: "A purpose for {person} that {operator} specifies and publishes.",
  },
  "specific-purpose": { ja: "公表された具体的な利用目的を選ぶ。", en: "A specific published purpose." },
  consent: { ja: "「{purpose}」について、本人の同意を得る。", en: "The person's consent to “{purpose}”." },
  "consent-recipient": {
    ja: "「{recipient}」への提供について、本人の同意を得る。",
    en: "The person's consent to provision to “{recipient}”.",
  },
  "consent-foreign": {
    ja: "国名・その国の制度・相手の措置を説明したうえで、{country}にある相手への提供の同意を得る。",
    en: "Consent to provision in {country}, after telling the country, its regime and the recipient's measures.",
  },
  safeguard: {
    ja: "相手との契約やグループ内の規程で同等の措置を確保し、{months}か月以内に確かめる。",
    en: "Equivalent measures by contract or group rules, checked within the last {months} months.",
  },
  evidence: { ja: "例外（{exception}）の根拠となる資料を添える。", en: "Evidence for the exception ({exception})." },
  "stop-lifted": { ja: "本人が停止の求めを取り下げる。", en: "That the person lifts the stop." },
  contract: {
    ja: "「{recipient}」との契約（{covers}）を結び、相手を示す。",
    en: "A contract ({covers}) in force with “{recipient}”, and the party named.",
  },
  membership: {
    ja: "相手が共同利用者の名簿にあることを示す。",
    en: "That the recipient is shown to be on the list of users.",
  },
  "shared-use-notice": {
    ja: "共同利用の5つの事項を、あらかじめ本人に知らせる。",
    en: "Prior notice of all five matters of the shared use.",
  },
  "notice-stated": {
    ja: "取得の前に、利用目的を本人に示す。",
    en: "That the purpose is stated to the person beforehand.",
  },
  "request-verified": {
    ja: "本人（または権限のある代理人）の請求を受け、本人確認をする。",
    en: "A request by the person or their representative, verified.",
  },
  "request-own": {
    ja: "本人自身の請求を受け、本人確認をする。",
    en: "A request by the person in person, verified.",
  },
  "retention-period": { ja: "{person}の保存期間を決める。", en: "A retention period for {person}." },
  "source-stated": { ja: "どこから取得するのかを示す。", en: "Say where the data comes from." },
  "recipient-stated": { ja: "提供先を一つ示す。", en: "Name one recipient." },
  "acquisition-stated": {
    ja: "相手が個人データとして取得するかどうかを示す。",
    en: "Say whether the recipient will acquire it as personal data.",
  },
  confirmation: {
    ja: "相手が本人の同意を得ていることを確認する。",
    en: "Confirmation that the recipient has the person's consent.",
  },
  filing: { ja: "個人情報保護委員会にオプトアウトを届け出る。", en: "A filing of the opt-out with the Commission." },
  "time-to-object": {
    ja: "届出に記した提供の開始日を待つ。",
    en: "That the first day of provision stated in the filing has come.",
  },
  "claim-corrected": { ja: "引渡しの根拠を、相手に合うものに直す。", en: "A basis that this recipient offers." },
} as const satisfies Record<string, Words>;

export type NeedCode = keyof typeof NEEDS;
