import { act, type Provision } from "./provision.ts";

/** Articles 27 to 31: provision to third parties, in Japan and abroad, and its records. */
export const THIRD_PARTIES = {
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
  "27(2)(i)": act("27(2)(i)", "提供する事業者の氏名・住所・代表者", "name, address and representative of who provides"),
  "27(2)(ii)": act(
    "27(2)(ii)",
    "第三者への提供を利用目的とすること",
    "that provision to third parties is a purpose of use",
  ),
  "27(2)(iii)": act("27(2)(iii)", "提供される個人データの項目", "the items of personal data provided"),
  "27(2)(iv)": act("27(2)(iv)", "提供される個人データの取得の方法", "how the personal data provided was acquired"),
  "27(2)(v)": act("27(2)(v)", "第三者への提供の方法", "how it is provided"),
  "27(2)(vi)": act("27(2)(vi)", "本人の求めに応じて提供を停止すること", "that provision stops when the person asks"),
  "27(2)(vii)": act("27(2)(vii)", "本人の求めを受け付ける方法", "how the person's request is received"),
  "27(2)(viii)": act(
    "27(2)(viii)",
    "委員会規則で定める事項（更新の方法、提供の開始予定日）",
    "what the Rules add: how data is updated, the day provision starts",
  ),
  "27(3)": act(
    "27(3)",
    "オプトアウトの事項の変更や終了を、通知等し、届け出る",
    "notify and file changes to an opt-out, and its end",
  ),
  "27(4)": act("27(4)", "委員会は届け出られた事項を公表する", "the Commission publishes what was filed"),
  "27(5)(i)": act("27(5)(i)", "委託に伴う提供", "handing over with entrustment"),
  "27(5)(ii)": act("27(5)(ii)", "事業の承継に伴う提供", "handing over with the succession of a business"),
  "27(5)(iii)": act("27(5)(iii)", "共同利用に伴う提供", "handing over within shared use"),
  "27(6)": act(
    "27(6)",
    "共同利用の責任者や利用目的の変更を、通知等する",
    "notify changes to who is responsible for shared use, and to its purposes",
  ),
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
  "29(2)": act(
    "29(2)",
    "提供の記録を、規則で定める期間保存する",
    "keep the record of a provision for the period of the Rules",
  ),
  "30(1)": act(
    "30(1)",
    "提供を受けるときは、相手と取得の経緯を確認する",
    "confirm who provides and how they acquired it",
  ),
  "30(2)": act("30(2)", "確認に係る事項を偽ってはならない", "who provides may not answer falsely"),
  "30(3)": act("30(3)", "提供を受けたときは記録を作成する", "make a record of each receipt"),
  "30(4)": act(
    "30(4)",
    "受領の記録を、規則で定める期間保存する",
    "keep the record of a receipt for the period of the Rules",
  ),
  "31(1)": act(
    "31(1)",
    "個人データとして取得されるときは、本人の同意を確認する",
    "confirm the person's consent where the recipient will acquire it as personal data",
  ),
  "31(2)": act(
    "31(2)",
    "個人関連情報を外国の第三者に提供した後の措置",
    "what follows providing personal-related information abroad",
  ),
  "31(3)": act("31(3)", "確認したときは記録を作成する", "make a record of the confirmation"),
} as const satisfies Record<string, Provision>;
