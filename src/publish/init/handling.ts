import type { OwnRecord } from "../../policy/index.ts";
import type { Words } from "../../wire/index.ts";
import type { Clauses } from "./clauses.ts";

/*
 * The parts of a new policy that are the same for every business: how it handles data at all, how it keeps it safe, and what it
 * keeps on record in order to keep its promises.
 */

/** The basic promises, and the clauses of those that decisions cite. */
export function basicPromises(clauses: Clauses): Record<string, { clause: string }> {
  const part = clauses.part({ id: "basic", heading: { ja: "基本方針", en: "Our basic policy" } });
  const promise = (title: Words, text: Words): { clause: string } => ({
    clause: clauses.promise("B", part, title, text),
  });
  promise(
    { ja: "法令を守ること", en: "Keeping the law" },
    {
      ja: "当社は、個人情報保護法、関係する法令とガイドライン、このポリシーを守って個人情報を扱います。",
      en: "We handle personal data in keeping with the Act on the Protection of Personal Information, the laws and guidelines around it, and this policy.",
    },
  );
  return {
    "purpose-limit": promise(
      { ja: "目的の範囲", en: "Within the purposes" },
      {
        ja: "個人情報は、このポリシーに示した目的の範囲で使います。それを超えるときは、法令に定める場合を除き、あらかじめご本人の同意を得ます。",
        en: "Personal data is used within the purposes set out here. To go beyond them we first obtain the person's consent, unless the Act provides otherwise.",
      },
    ),
    "proper-acquisition": promise(
      { ja: "適正な取得と利用", en: "Proper acquisition and use" },
      {
        ja: "偽りその他の不正な手段で個人情報を取得せず、違法・不当な行為を助けるような使い方をしません。",
        en: "We acquire no personal data by deceit or other wrongful means, and do not use it in ways that would foster a wrong.",
      },
    ),
    "announce-purpose": promise(
      { ja: "利用目的の公表と明示", en: "Announcing the purposes" },
      {
        ja: "利用目的は、このポリシーであらかじめ公表します。書面や入力フォームでご本人から直接いただくときは、その場で先に示します。",
        en: "The purposes are announced beforehand in this policy. Where you give us data in writing or on a form, we state the purpose there first.",
      },
    ),
    accuracy: promise(
      { ja: "正確さの確保と消去", en: "Accuracy and erasure" },
      {
        ja: "個人情報を正確で新しいものに保つよう努め、要らなくなったときは遅滞なく消去します。",
        en: "We take care that personal data is correct and up to date, and erase it without delay once it is no longer needed.",
      },
    ),
  };
}

/** Provision to third parties: only with consent, or where the Act provides for it. */
export function provisionPromises(clauses: Clauses): { exceptions: string; stop: string } {
  const part = clauses.part({
    id: "provision",
    heading: { ja: "第三者への提供と業務の委託", en: "Providing data to others" },
  });
  const exceptions = clauses.promise(
    "P",
    part,
    { ja: "第三者への提供", en: "Provision to third parties" },
    {
      ja: "個人データは、法令に基づく場合など法の定める例外を除き、あらかじめご本人の同意を得ないで第三者に提供しません。",
      en: "Personal data is provided to third parties only with the person's prior consent, or where an exception of the Act applies, as where a law asks for it.",
    },
  );
  const stop = clauses.promise(
    "P",
    part,
    { ja: "提供をやめてほしいとき", en: "To stop provision" },
    {
      ja: "ご本人から第三者への提供をやめるよう求められたときは、法令に基づく場合を除き、提供をやめます。",
      en: "Where you ask us to stop providing your data to third parties, we stop, unless a law asks for it.",
    },
  );
  return { exceptions, stop };
}

const MEASURES: Readonly<Record<string, readonly [Words, Words]>> = {
  "basic-policy": [
    { ja: "基本方針", en: "Basic policy" },
    {
      ja: "個人データを適正に扱うため、このポリシーを定め、質問と苦情の窓口を設けています。",
      en: "So that personal data is handled properly we have set this policy, with a window for questions and complaints.",
    },
  ],
  rules: [
    { ja: "取扱いの規律", en: "Rules of handling" },
    {
      ja: "取得・利用・保存・提供・消去の段階ごとに、方法、責任者、担当者とその仕事を定めています。",
      en: "For acquisition, use, storage, provision and erasure it is laid down how they are done, who answers for them and who does them.",
    },
  ],
  organisation: [
    { ja: "組織的安全管理措置", en: "Organisation" },
    {
      ja: "責任者を置き、扱う人と範囲を決め、違反やそのおそれに気づいたときの報告の経路を定めています。",
      en: "Somebody is responsible; it is settled who handles what; and it is laid down whom to tell of a breach of the rules or a sign of one.",
    },
  ],
  people: [
    { ja: "人的安全管理措置", en: "People" },
    {
      ja: "扱う人に定期的な研修を行い、秘密を守ることを就業規則などで定めています。",
      en: "Those who handle personal data are trained regularly and bound to secrecy by their terms of work.",
    },
  ],
  premises: [
    { ja: "物理的安全管理措置", en: "Premises" },
    {
      ja: "扱う区域への立入りを管理し、機器や書類の盗難・紛失と、のぞき見を防いでいます。",
      en: "Access to where data is handled is controlled, and devices and papers are guarded against theft, loss and being looked at.",
    },
  ],
  technology: [
    { ja: "技術的安全管理措置", en: "Technology" },
    {
      ja: "使える人と範囲をアクセス制御で限り、外部からの不正なアクセスや不正なソフトウェアを防ぐ仕組みを入れています。",
      en: "Access controls limit who reaches what, and there are defences against intrusion and malicious software.",
    },
  ],
  environment: [
    { ja: "外的環境の把握", en: "Where data is handled" },
    {
      ja: "個人データは日本国内で扱っています。外国で扱うことになるときは、その国の制度を確かめ、国の名前とともにここに示します。",
      en: "Personal data is handled in Japan. Before it is handled in another country we look into that country's regime, and name it here.",
    },
  ],
};

export function safeguardsOf(clauses: Clauses): {
  readonly measures: object;
  readonly countries: object;
  readonly complaints: { readonly clause: string };
  readonly incidents: object;
} {
  const part = clauses.part({
    id: "security",
    heading: { ja: "安全管理のために行っていること", en: "How personal data is kept safe" },
  });
  const measures = Object.fromEntries(
    Object.entries(MEASURES).map(([area, [title, text]]) => [
      area,
      { clause: clauses.promise("X", part, title, text) },
    ]),
  );
  const complaints = clauses.part({
    id: "complaints",
    heading: { ja: "ご質問と苦情", en: "Questions and complaints" },
    contacts: ["complaints"],
  });
  return {
    measures,
    // As the clause on the environment says: in Japan alone.
    countries: {},
    complaints: {
      clause: clauses.promise(
        "Q",
        complaints,
        { ja: "苦情の窓口", en: "Where complaints go" },
        {
          ja: "個人情報の扱いについてのご質問と苦情は、下の窓口が受け付け、速やかに確かめてお答えします。",
          en: "The window below takes questions and complaints about how personal data is handled, looks into them promptly and answers.",
        },
      ),
    },
    incidents: {
      because: {
        ja: "漏えい等に気づいてから速やかに報告できるように決めました。",
        en: "Decided so that a leak can be reported promptly once somebody has noticed it.",
      },
      reportTo: { ja: "個人情報の管理責任者", en: "whoever is responsible for personal data" },
      within: "P1D",
    },
  };
}

/** What is kept in order to keep the promises. Records of provision are kept three years: R20, R21. */
export const OWN_RECORD_TEXTS = {
  consents: {
    purpose: {
      ja: "同意の内容を確かめ、撤回に応じるため",
      en: "To know what was consented to, and to follow a withdrawal",
    },
    period: "P5Y",
  },
  objections: {
    purpose: { ja: "利用や案内の停止の求めを守り続けるため", en: "To go on keeping to what people asked to stop" },
    period: "P5Y",
  },
  requests: {
    purpose: { ja: "請求に答え、答えたことを示すため", en: "To answer requests, and to show that they were answered" },
    period: "P3Y",
  },
  complaints: {
    purpose: { ja: "苦情を確かめて答え、同じことを防ぐため", en: "To look into complaints, answer them and do better" },
    period: "P3Y",
  },
  provisions: {
    purpose: {
      ja: "提供と受領の記録を残し、開示の請求に応じるため",
      en: "To record provision and receipt, and to disclose those records on request",
    },
    period: "P3Y",
  },
  decisions: {
    purpose: { ja: "なぜ扱ってよいと判断したかを示すため", en: "To show why a use was held to be allowed" },
    period: "P3Y",
  },
} as const satisfies Record<OwnRecord, { readonly purpose: Words; readonly period: string }>;
