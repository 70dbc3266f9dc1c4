import type { Words } from "../../wire/index.ts";

/** What the engine can say that a permit obliges to. */
export const DUTIES = {
  "record-provision": {
    ja: "提供の記録を作り、作成した日から3年間保存してください（{matters}）。",
    en: "Make a record of the provision and keep it for three years from its making ({matters}).",
  },
  "supply-evidence": {
    ja: "{hours}時間以内に、根拠となる資料を提出してください。",
    en: "Supply the evidence within {hours} hours.",
  },
  "review-emergency": {
    ja: "緊急の判断が適切だったか、事後に確認を受けてください。",
    en: "Have the emergency reviewed afterwards.",
  },
  "record-exception": { ja: "例外の根拠と資料を記録してください。", en: "Record the exception and its evidence." },
  "supervise-entrusted": { ja: "委託先を監督してください。", en: "Supervise the entrusted party." },
  "supervise-staff": { ja: "扱う人を監督してください。", en: "Supervise the people who handle it." },
  "check-equivalent-measures": {
    ja: "相手の保護体制と外国の制度を、{months}か月以内ごとに確かめてください。",
    en: "Check the recipient's measures and the country's regime at least every {months} months.",
  },
  "inform-on-request": {
    ja: "本人に求められたら、外国の相手の体制について遅滞なく説明してください。",
    en: "On request, inform the person without delay about the measures abroad.",
  },
  "notify-promptly": {
    ja: "利用目的を、速やかに本人に通知するか公表してください。",
    en: "Promptly notify the person of the purpose, or announce it.",
  },
  "confirm-receipt": {
    ja: "相手の名称・住所・代表者と取得の経緯を確認し、本人・項目とあわせて記録し、3年間保存してください。",
    en: "Confirm who provides the data (name, address, representative) and how they acquired it; record that with the principal and the items, and keep it for three years.",
  },
  "record-confirmation": {
    ja: "同意を確認した記録を3年間保存してください。",
    en: "Keep the record of the confirmation for three years.",
  },
  "publish-anonymous": {
    ja: "提供の前に、項目と提供の方法を公表してください。",
    en: "Before providing, publish the items and the method.",
  },
  "tell-recipient": {
    ja: "匿名加工情報であることを相手に明示してください。",
    en: "Tell the recipient that it is anonymously processed.",
  },
  "no-matching": { ja: "ほかの情報と照合しないでください。", en: "Do not match it with other information." },
  "erase-when-over": {
    ja: "{period}の期間が過ぎたら、遅滞なく消去してください。",
    en: "Erase it without delay once the period of {period} is over.",
  },
} as const satisfies Record<string, Words>;

export type DutyCode = keyof typeof DUTIES;
