import type { Provision } from "./provision.ts";

/** Provisions of other Acts that a finding cites. None of their texts was at hand. */
export const OTHER_ACTS = {
  "Telecom 27-12": {
    article: "Telecom 27-12",
    says: {
      ja: "利用者の端末から外部へ送信させる情報、送信先、目的を、通知し、または容易に知り得る状態に置く（対象の役務に限る）",
      en: "tell users, or let them easily know, what their devices are made to send, to whom and why, where the service is one it reaches",
    },
    source: "Telecommunications Business Act (Act No. 86 of 1984), article 27-12",
    evidence: "S",
    from: "2023-06-16",
  },
} as const satisfies Record<string, Provision>;
