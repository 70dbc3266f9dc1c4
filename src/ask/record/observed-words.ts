const ERASED = {
  ja: "消去した人についての事実は、過去の日の一覧では数えられません。",
  en: "Facts about people who were erased are not counted on earlier days.",
};

/** What is looked at, by how the board says it. */
export const OBSERVED = {
  decisions: {
    room: "ask",
    mechanism: "decision",
    says: { ja: "記録した判断", en: "Decisions on record" },
    atRisk: { ja: "答えのない判断", en: "Without an answer" },
    broken: { ja: "答えのない判断", en: "Without an answer" },
    events: ["decision.made"],
  },
  provisions: {
    room: "ask",
    mechanism: "decision",
    says: { ja: "判断と照らし合わせた提供", en: "Provisions held against their decision" },
    atRisk: {
      ja: "判断を求めずに渡したもの、または人の判断に任された結論の先が記録にないもの",
      en: "Nobody had asked, or the answer had been left to a human and no more is on record",
    },
    broken: {
      ja: "拒否されたのに渡したもの、または示された判断が提供を認めたものでないもの",
      en: "Denied and handed over, or the decision it names does not permit it",
    },
    events: ["decision.made", "provision.recorded"],
    page: "/records/provisions",
  },
  consents: {
    room: "ask",
    mechanism: "consent",
    says: { ja: "同意による提供", en: "Provisions by consent" },
    atRisk: { ja: "どの同意によるかの記録がないもの", en: "It is not recorded by which consent" },
    broken: {
      ja: "示された同意が、提供のときに有効でなかったもの",
      en: "The consent it names did not hold when the data went out",
    },
    events: ["consent.recorded", "withdrawal.recorded", "provision.recorded"],
    page: "/records/provisions",
    lacking: ERASED,
  },
  stops: {
    room: "ask",
    mechanism: "stop",
    says: { ja: "有効な停止の求め", en: "Stops in force" },
    atRisk: {
      ja: "求めてから記録するまでの間に、その範囲のことをしたもの",
      en: "Not heeded between the day it was asked and the day it was recorded",
    },
    broken: { ja: "記録したあとに、その範囲のことをしたもの", en: "Not heeded after it was on record" },
    events: ["objection.recorded", "provision.recorded", "decision.made"],
    page: "/records/provisions",
    lacking: ERASED,
  },
  evidence: {
    room: "ask",
    mechanism: "exception-evidence",
    says: { ja: "緊急を理由に認めた判断", en: "Emergencies that were let pass" },
    atRisk: { ja: "資料の提出を待っているもの", en: "Evidence to follow" },
    broken: { ja: "期限までに資料が出なかったもの", en: "No evidence by its time" },
    events: ["decision.made", "provision.recorded"],
  },
} as const;
