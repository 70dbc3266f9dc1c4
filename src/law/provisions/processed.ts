import { act, type Provision } from "./provision.ts";

/** Articles 41 to 46: pseudonymously and anonymously processed information. */
export const PROCESSED_INFORMATION = {
  "41(1)": act(
    "41(1)",
    "仮名加工情報は規則の基準に従って加工する",
    "process pseudonymous information by the standard of the Rules",
  ),
  "41(2)": act(
    "41(2)",
    "削除情報等の安全管理措置を講ずる",
    "keep deleted information and the method of processing secure",
  ),
  "41(3)": act(
    "41(3)",
    "法令に基づく場合を除き、利用目的の範囲を超えて取り扱わない",
    "no handling beyond the purpose but by law",
  ),
  "41(4)": act("41(4)", "利用目的は公表する", "purposes are announced, not notified"),
  "41(5)": act("41(5)", "不要になれば遅滞なく消去するよう努める", "try to erase without delay when no longer needed"),
  "41(6)": act(
    "41(6)",
    "仮名加工情報は、法令・委託・承継・共同利用のほか提供しない",
    "no provision of pseudonymous data but by law, entrustment, succession or shared use",
  ),
  "41(7)": act("41(7)", "本人を識別するために照合しない", "no matching to identify the person"),
  "41(8)": act("41(8)", "仮名加工情報を連絡に使わない", "no contacting by means of pseudonymous data"),
  "41(9)": act(
    "41(9)",
    "仮名加工情報に開示等の規定は適用しない",
    "requests for disclosure do not reach pseudonymous data",
  ),
  "42(1)": act(
    "42(1)",
    "個人情報でない仮名加工情報も、法令に基づく場合のほか提供しない",
    "no provision of pseudonymous data that is not personal information but by law",
  ),
  "42(2)": act(
    "42(2)",
    "委託・承継・共同利用の相手は第三者にあたらない",
    "entrustment, succession and shared use are no provision here either",
  ),
  "42(3)": act(
    "42(3)",
    "安全管理、監督、苦情処理、識別と連絡の禁止を準用する",
    "security, supervision, complaints and the bans on identifying and contacting apply",
  ),
  "43(1)": act(
    "43(1)",
    "匿名加工情報は規則の基準に従って加工する",
    "process anonymous information by the standard of the Rules",
  ),
  "43(2)": act(
    "43(2)",
    "加工方法等情報の安全管理措置を講ずる",
    "keep what was deleted and the method of processing secure",
  ),
  "43(3)": act(
    "43(3)",
    "作成したら、含まれる情報の項目を公表する",
    "publish the items once anonymous information is made",
  ),
  "43(4)": act(
    "43(4)",
    "匿名加工情報の提供前に項目・方法を公表し、相手に明示する",
    "publish items and method, and tell the recipient, before providing anonymous data",
  ),
  "43(5)": act("43(5)", "匿名加工情報を照合しない", "no matching of anonymous data"),
  "43(6)": act(
    "43(6)",
    "安全管理や苦情処理の措置とその公表に努める",
    "try to take and publish measures of security and complaints",
  ),
  "44": act(
    "44",
    "受領した匿名加工情報の提供前に項目・方法を公表し、相手に明示する",
    "publish items and method, and tell the recipient, before passing on",
  ),
  "45": act(
    "45",
    "識別のために加工方法等を取得せず、照合しない",
    "no acquiring of the method and no matching to identify",
  ),
  "46": act(
    "46",
    "安全管理や苦情処理の措置とその公表に努める",
    "whoever received it tries to take and publish such measures too",
  ),
} as const satisfies Record<string, Provision>;
