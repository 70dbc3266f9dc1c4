import { act, type Provision } from "./provision.ts";

/** Articles 2 to 26: what personal information is, purposes, acquisition, security, breaches. */
export const HANDLING = {
  "2(1)": act(
    "2(1)",
    "個人情報は、生存する個人に関する情報をいう",
    "personal information is about a living individual",
  ),
  "2(3)": act("2(3)", "要配慮個人情報の定義", "what special care-required personal information is"),
  "2(5)": act("2(5)", "仮名加工情報の定義", "what pseudonymously processed information is"),
  "2(6)": act("2(6)", "匿名加工情報の定義", "what anonymously processed information is"),
  "2(7)": act("2(7)", "個人関連情報の定義", "what personal-related information is"),
  "16(2)": act(
    "16(2)",
    "個人情報取扱事業者。国や自治体などは除かれる",
    "who a business operator is; public bodies are not",
  ),
  "16(3)": act(
    "16(3)",
    "個人データは、個人情報データベース等を構成する個人情報",
    "personal data is personal information in a database",
  ),
  "16(4)": act(
    "16(4)",
    "保有個人データは、開示・訂正・停止等の権限を有するもの",
    "retained personal data is what one has the power to disclose, correct and stop",
  ),
  "17(1)": act("17(1)", "利用目的をできる限り特定する", "specify the purpose of use as far as possible"),
  "17(2)": act(
    "17(2)",
    "利用目的の変更は、関連性があると合理的に認められる範囲に限る",
    "change a purpose only within what is reasonably related to it",
  ),
  "18(1)": act("18(1)", "同意なく目的の範囲を超えて取り扱わない", "no handling beyond the purpose without consent"),
  "18(2)": act(
    "18(2)",
    "事業の承継で取得した情報は、承継前の利用目的に限る",
    "after a succession the purposes from before it go on to bind",
  ),
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
  "21(3)": act("21(3)", "利用目的を変更したら、本人に通知し、または公表する", "notify or announce a changed purpose"),
  "21(4)": act("21(4)", "通知・公表を要しない場合", "where no notice is needed"),
  "21(4)(i)": act(
    "21(4)(i)",
    "本人や第三者の権利利益を害するおそれがある場合",
    "where it may harm the rights or interests of the person or others",
  ),
  "21(4)(ii)": act(
    "21(4)(ii)",
    "事業者の権利や正当な利益を害するおそれがある場合",
    "where it may harm the operator's rights or legitimate interests",
  ),
  "21(4)(iii)": act(
    "21(4)(iii)",
    "国や自治体の事務に支障を及ぼすおそれがある場合",
    "where it may impede a function of a public body",
  ),
  "21(4)(iv)": act(
    "21(4)(iv)",
    "取得の状況からみて利用目的が明らかな場合",
    "where the purpose is plain from how the information was acquired",
  ),
  "22": act(
    "22",
    "正確に保ち、不要になれば遅滞なく消去するよう努める",
    "keep accurate, and erase without delay when no longer needed",
  ),
  "23": act(
    "23",
    "個人データの安全管理のために必要かつ適切な措置を講ずる",
    "take measures needed and fit to keep personal data secure",
  ),
  "24": act("24", "従業者を監督する", "supervise those who work under you"),
  "25": act("25", "委託先を監督する", "supervise the entrusted party"),
  "26(1)": act("26(1)", "報告対象となる漏えい等を委員会に報告する", "report a reportable breach to the Commission"),
  "26(2)": act("26(2)", "漏えい等を本人に通知する", "notify the person of a leak"),
} as const satisfies Record<string, Provision>;
