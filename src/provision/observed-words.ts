const GONE = {
  ja: "保存期間を過ぎて消した記録は、過去の日の一覧では数えられません。",
  en: "Records that were erased when their time ran out are not counted on earlier days.",
};

/** What is looked at, by how the board says it. */
export const OBSERVED = {
  records: {
    room: "provision",
    mechanism: "provision-record",
    says: { ja: "提供の記録", en: "Records of provision" },
    atRisk: {
      ja: "提供から24時間を過ぎて作った記録、または保存期間を過ぎて残っている記録",
      en: "Made more than 24 hours after the provision, or still there after their time",
    },
    broken: {
      ja: "保存期間を30日過ぎて残っている記録、または保存期間のうちに開けなくなった記録",
      en: "Still there 30 days after their time, or no longer to be opened within it",
    },
    events: ["provision.recorded", "record.expired"],
    page: "/records/provisions",
    lacking: GONE,
  },
  checks: {
    room: "provision",
    mechanism: "provision-record",
    says: { ja: "確認が要る委託先・外国の提供先", en: "Entrusted parties and recipients abroad to be checked" },
    atRisk: { ja: "確認の期限まで30日以内、または提供を止めている相手", en: "Due within 30 days, or suspended" },
    broken: { ja: "確認の期限を過ぎている相手", en: "Check overdue" },
    events: ["party.checked"],
    page: "/records/parties",
  },
  members: {
    room: "provision",
    mechanism: "provision-record",
    says: { ja: "共同利用者として記録した相手", en: "Parties recorded as users of the shared use" },
    atRisk: { ja: "範囲に入るかの確認を待っている相手", en: "Waiting for a review" },
    broken: { ja: "確認の前にデータを渡した相手", en: "Provided with data before the review" },
    events: ["party-fact.recorded", "membership.reviewed"],
    page: "/records/parties",
  },
  tellings: {
    room: "provision",
    mechanism: "telling",
    says: { ja: "提供先に伝えること", en: "Things to tell recipients" },
    atRisk: { ja: "7日たっても伝えていないもの", en: "Not told after 7 days" },
    broken: { ja: "14日たっても伝えていないもの", en: "Not told after 14 days" },
    events: ["telling.due", "telling.told"],
    page: "/records/tellings",
  },
  receipts: {
    room: "provision",
    mechanism: "receipt-record",
    says: { ja: "確認が要る受領の記録", en: "Receipts to be confirmed" },
    atRisk: { ja: "取得の経緯をまだ確認していないもの", en: "Not confirmed yet how the provider had come by it" },
    broken: { ja: "7日たっても確認していないもの", en: "Not confirmed after 7 days" },
    events: ["receipt.recorded", "acquisition.confirmed"],
    page: "/records/provisions",
    lacking: GONE,
  },
} as const;
