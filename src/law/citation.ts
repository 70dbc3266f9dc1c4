import type { Words } from "../wire/index.ts";

/**
 * How well a rule is known. L: read in the Act (e-Gov text of September 2025). G: read in the Commission's
 * Guidelines, which quote the Cabinet Order and the Rules. S: from a secondary page. K: common knowledge, unchecked.
 */
export type Evidence = "L" | "G" | "S" | "K";

/** A provision that a decision may cite. `article` is how it is cited everywhere: `27(1)(ii)`, `R16`, `General 2-16`. */
export interface Provision {
  readonly article: string;
  readonly says: Words;
  readonly source: string;
  readonly evidence: Evidence;
  /** Date in Japan (YYYY-MM-DD) from which the provision stands in this form. */
  readonly from: string;
  /** First date on which it no longer does; absent while it is in force. */
  readonly to?: string;
}

// The revision of 2020 (Act No. 44 of 2020) and article 50 of the revision of 2021 came into force together.
const SINCE_2022 = "2022-04-01";
const ACT = "Act on the Protection of Personal Information (Act No. 57 of 2003)";
const GENERAL = "PPC Guidelines (General), June 2025";
const FOREIGN = "PPC Guidelines (Provision to a Third Party in a Foreign Country), April 2025";

function act(article: string, ja: string, en: string): Provision {
  return { article, says: { ja, en }, source: `${ACT}, article ${article}`, evidence: "L", from: SINCE_2022 };
}

function guideline(article: string, source: string, ja: string, en: string): Provision {
  return { article, says: { ja, en }, source, evidence: "G", from: SINCE_2022 };
}

/** Every provision that a decision or a finding cites. A citation that is not here does not compile. */
export const PROVISIONS = {
  "2(1)": act(
    "2(1)",
    "個人情報は、生存する個人に関する情報をいう",
    "personal information is about a living individual",
  ),
  "2(3)": act("2(3)", "要配慮個人情報の定義", "what special care-required personal information is"),
  "2(5)": act("2(5)", "仮名加工情報の定義", "what pseudonymously processed information is"),
  "2(6)": act("2(6)", "匿名加工情報の定義", "what anonymously processed information is"),
  "2(7)": act("2(7)", "個人関連情報の定義", "what personal-related information is"),
  "17(1)": act("17(1)", "利用目的をできる限り特定する", "specify the purpose of use as far as possible"),
  "18(1)": act("18(1)", "同意なく目的の範囲を超えて取り扱わない", "no handling beyond the purpose without consent"),
  "18(3)(i)": act("18(3)(i)", "法令に基づく場合", "where laws or ordinances ask for it"),
  "18(3)(ii)": act(
    "18(3)(ii)",
    "生命・身体・財産の保護に必要で、同意を得ることが困難な場合",
    "to protect life, body or property, consent being difficult to obtain",
  ),
  "18(3)(iii)": act(
    "18(3)(iii)",
    "公衆衛生・児童の健全育成に特に必要で、同意を得ることが困難な場合",
    "specially needed for public health or children, consent being difficult to obtain",
  ),
  "18(3)(iv)": act(
    "18(3)(iv)",
    "国や自治体の事務への協力で、同意を得ると支障がある場合",
    "cooperation with a public body that asking for consent would impede",
  ),
  "18(3)(v)": act(
    "18(3)(v)",
    "学術研究機関が学術研究目的で取り扱う場合",
    "an academic body handling for its academic purpose",
  ),
  "18(3)(vi)": act(
    "18(3)(vi)",
    "学術研究機関に学術研究目的で提供する場合",
    "provision to an academic body for its academic purpose",
  ),
  "19": act("19", "違法・不当な行為を助長する方法で利用しない", "no use that may foster an illegal or unjust act"),
  "20(1)": act("20(1)", "不正な手段で取得しない", "no acquisition by deceit or other improper means"),
  "20(2)": act(
    "20(2)",
    "要配慮個人情報の取得には、あらかじめ同意が必要",
    "special care-required information needs prior consent",
  ),
  "20(2)(i)": act("20(2)(i)", "法令に基づく場合", "where laws or ordinances ask for it"),
  "20(2)(ii)": act(
    "20(2)(ii)",
    "生命・身体・財産の保護に必要で、同意を得ることが困難な場合",
    "to protect life, body or property, consent being difficult to obtain",
  ),
  "20(2)(iii)": act(
    "20(2)(iii)",
    "公衆衛生・児童の健全育成に特に必要で、同意を得ることが困難な場合",
    "specially needed for public health or children, consent being difficult to obtain",
  ),
  "20(2)(iv)": act(
    "20(2)(iv)",
    "国や自治体の事務への協力で、同意を得ると支障がある場合",
    "cooperation with a public body that asking for consent would impede",
  ),
  "20(2)(v)": act(
    "20(2)(v)",
    "学術研究機関が学術研究目的で取り扱う場合",
    "an academic body handling for its academic purpose",
  ),
  "20(2)(vi)": act(
    "20(2)(vi)",
    "共同研究で学術研究機関から取得する場合",
    "acquired from an academic body in joint research",
  ),
  "20(2)(vii)": act(
    "20(2)(vii)",
    "本人や公的機関などが公開している場合",
    "already made public by the person, a public body and the like",
  ),
  "20(2)(viii)": act(
    "20(2)(viii)",
    "外形上明らかな場合、委託・承継・共同利用により取得する場合など",
    "plain from appearance, or received with entrustment, succession or shared use (Cabinet Order 9)",
  ),
  "21(1)": act(
    "21(1)",
    "取得したら、公表済みの場合を除き速やかに通知・公表する",
    "unless announced beforehand, notify or announce promptly after acquiring",
  ),
  "21(2)": act(
    "21(2)",
    "書面で直接取得するときは、あらかじめ利用目的を明示する",
    "state the purpose before acquiring in writing from the person",
  ),
  "21(4)": act("21(4)", "通知・公表を要しない場合", "where no notice is needed"),
  "22": act(
    "22",
    "正確に保ち、不要になれば遅滞なく消去するよう努める",
    "keep accurate, and erase without delay when no longer needed",
  ),
  "24": act("24", "従業者を監督する", "supervise those who work under you"),
  "25": act("25", "委託先を監督する", "supervise the entrusted party"),
  "26(2)": act("26(2)", "漏えい等を本人に通知する", "notify the person of a leak"),
  "27(1)": act("27(1)", "第三者提供には、あらかじめ本人の同意が必要", "provision to a third party needs prior consent"),
  "27(1)(i)": act("27(1)(i)", "法令に基づく場合", "where laws or ordinances ask for it"),
  "27(1)(ii)": act(
    "27(1)(ii)",
    "生命・身体・財産の保護に必要で、同意を得ることが困難な場合",
    "to protect life, body or property, consent being difficult to obtain",
  ),
  "27(1)(iii)": act(
    "27(1)(iii)",
    "公衆衛生・児童の健全育成に特に必要で、同意を得ることが困難な場合",
    "specially needed for public health or children, consent being difficult to obtain",
  ),
  "27(1)(iv)": act(
    "27(1)(iv)",
    "国や自治体の事務への協力で、同意を得ると支障がある場合",
    "cooperation with a public body that asking for consent would impede",
  ),
  "27(1)(v)": act(
    "27(1)(v)",
    "学術研究の成果の公表・教授のためやむを得ない場合",
    "unavoidable for publishing or teaching academic results",
  ),
  "27(1)(vi)": act(
    "27(1)(vi)",
    "学術研究機関が共同研究の相手に提供する場合",
    "an academic body providing to its partner in joint research",
  ),
  "27(1)(vii)": act(
    "27(1)(vii)",
    "相手が学術研究機関で、学術研究目的で取り扱う場合",
    "the recipient is an academic body that needs it for its academic purpose",
  ),
  "27(2)": act(
    "27(2)",
    "オプトアウトによる提供は、通知等と委員会への届出が前提",
    "opt-out provision needs notice to the person and filing with the Commission",
  ),
  "27(5)(i)": act("27(5)(i)", "委託に伴う提供", "handing over with entrustment"),
  "27(5)(ii)": act("27(5)(ii)", "事業の承継に伴う提供", "handing over with the succession of a business"),
  "27(5)(iii)": act("27(5)(iii)", "共同利用に伴う提供", "handing over within shared use"),
  "28(1)": act(
    "28(1)",
    "外国にある第三者への提供には、その旨の同意が必要",
    "provision to a third party in a foreign country needs consent to exactly that",
  ),
  "28(2)": act(
    "28(2)",
    "外国への提供の同意を得る前に、必要な情報を本人に提供する",
    "inform the person before asking for consent to foreign provision",
  ),
  "28(3)": act("28(3)", "相当措置の継続的な実施を確保する", "see that equivalent measures go on being taken"),
  "29(1)": act("29(1)", "第三者に提供したときは記録を作成する", "make a record of each provision"),
  "30(1)": act(
    "30(1)",
    "提供を受けるときは、相手と取得の経緯を確認する",
    "confirm who provides and how they acquired it",
  ),
  "30(3)": act("30(3)", "提供を受けたときは記録を作成する", "make a record of each receipt"),
  "31(1)": act(
    "31(1)",
    "個人データとして取得されるときは、本人の同意を確認する",
    "confirm the person's consent where the recipient will acquire it as personal data",
  ),
  "31(3)": act("31(3)", "確認したときは記録を作成する", "make a record of the confirmation"),
  "33(2)": act("33(2)", "請求を受けたら遅滞なく開示する", "disclose without delay on request"),
  "35(5)": act("35(5)", "利用停止等・第三者提供の停止の請求", "requests to stop use or provision"),
  "31(2)": act(
    "31(2)",
    "外国の相手について、相当措置の継続的な実施を確保する",
    "for a recipient abroad, see that equivalent measures go on being taken",
  ),
  "41(3)": act(
    "41(3)",
    "仮名加工情報は、法令に基づく場合のほか目的の範囲を超えて取り扱わない",
    "no handling of pseudonymous data beyond its purpose but where a law asks for it",
  ),
  "41(6)": act(
    "41(6)",
    "仮名加工情報は、法令・委託・承継・共同利用のほか提供しない",
    "no provision of pseudonymous data but by law, entrustment, succession or shared use",
  ),
  "41(8)": act("41(8)", "仮名加工情報を連絡に使わない", "no contacting by means of pseudonymous data"),
  "41(9)": act(
    "41(9)",
    "仮名加工情報に開示等の規定は適用しない",
    "requests for disclosure do not reach pseudonymous data",
  ),
  "43(4)": act(
    "43(4)",
    "匿名加工情報の提供前に項目・方法を公表し、相手に明示する",
    "publish items and method, and tell the recipient, before providing anonymous data",
  ),
  "43(5)": act("43(5)", "匿名加工情報を照合しない", "no matching of anonymous data"),
  R16: guideline(
    "R16",
    `${FOREIGN}, 4`,
    "相当措置を継続して講ずる体制の基準",
    "what counts as a system of equivalent measures",
  ),
  R17: guideline(
    "R17",
    `${FOREIGN}, 5`,
    "同意を得るときに提供する情報",
    "what the person must be told before consenting to foreign provision",
  ),
  R18: guideline(
    "R18",
    `${FOREIGN}, 6`,
    "相当措置の実施をおおむね年1回以上確かめる",
    "check the equivalent measures about once a year or more often",
  ),
  "General 2-8": guideline(
    "General 2-8",
    `${GENERAL}, 2-8`,
    "特定の個人と対応しない統計情報は、個人に関する情報にあたらない",
    "statistics that correspond to no particular person are not information about an individual",
  ),
  "General 2-16": guideline(
    "General 2-16",
    `${GENERAL}, 2-16`,
    "判断能力がない人の同意は、法定代理人から得る",
    "for a person unable to judge, the legal representative consents",
  ),
  "General 3-1-3": guideline(
    "General 3-1-3",
    `${GENERAL}, 3-1-3`,
    "同意を得るための連絡は目的外利用にあたらない",
    "contact made only to ask for consent is not use beyond the purpose",
  ),
  "General 3-3-2": guideline(
    "General 3-3-2",
    `${GENERAL}, 3-3-2`,
    "本人から適正に直接取得した要配慮個人情報は、同意があったと解される",
    "special-care data properly given by the person directly counts as consented",
  ),
  "General 3-6-1": guideline(
    "General 3-6-1",
    `${GENERAL}, 3-6-1`,
    "同じ法人の中でのやりとりは第三者提供にあたらない",
    "passing data within one legal person is not provision to a third party",
  ),
  "General 3-6-3": guideline(
    "General 3-6-3",
    `${GENERAL}, 3-6-3`,
    "第三者に該当しない場合の条件",
    "when a recipient is not a third party",
  ),
  "Foreign 2": guideline(
    "Foreign 2",
    `${FOREIGN}, 2`,
    "外国の法令は法第27条第1項第1号の法令に含まれない",
    "a foreign statute is not a law or ordinance in the sense of 27(1)(i)",
  ),
} as const satisfies Record<string, Provision>;

/** A citation of the law that this version knows. */
export type Article = keyof typeof PROVISIONS;

export function isArticle(value: string): value is Article {
  return Object.hasOwn(PROVISIONS, value);
}

/** The article as a reader cites it: 「法第27条第1項第2号」 or “APPI Art. 27(1)(ii)”. */
export function citation(article: Article): Words {
  const parts = /^(\d+)(?:\((\d+)\))?(?:\(([ivx]+)\))?$/.exec(article);
  if (parts === null) {
    const rule = /^R(\d+)$/.exec(article);
    if (rule !== null) return { ja: `規則第${rule[1]}条`, en: `PPC Rules Art. ${rule[1]}` };
    const [guide, section] = article.split(" ");
    const name = guide === "Foreign" ? "外国第三者提供編" : "通則編";
    return { ja: `ガイドライン（${name}）${section}`, en: `Guidelines (${guide}) ${section}` };
  }
  const [, main, paragraph, item] = parts;
  const japanese =
    `法第${main}条` +
    (paragraph === undefined ? "" : `第${paragraph}項`) +
    (item === undefined ? "" : `第${ROMAN.indexOf(item) + 1}号`);
  return { ja: japanese, en: `APPI Art. ${article}` };
}

const ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];
